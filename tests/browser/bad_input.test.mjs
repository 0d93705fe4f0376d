// Files and browsers that Taffrail cannot work with, or hardly: each gets a message that says what happened and
// what to do, and what was imported before stays as it is.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop, dropFolder, pick } from "./support/drop.mjs";
import { Mirror } from "./support/mirror.mjs";
import { Random } from "./support/random.mjs";
import { sampleLine, sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kKept = 2000;
const kCount = new Intl.NumberFormat("en-US");
const kQuery = { role: "searchbox", name: "Query" };

const records = (count) => ({ name: `${kCount.format(count)} records` });
const matches = (count) => ({ role: "status", name: new RegExp(`^${kCount.format(count)} match · [^s]`) });

function randomBytes(length) {
  const random = new Random(7);
  return Buffer.from(Array.from({ length }, () => random.next() & 0xff));
}

// Content that is refused: name, content, what the message says.
const kRefused = [
  ["empty.log", Buffer.alloc(0), /“empty.log” is empty: 0 bytes/],
  ["core.bin", randomBytes(100_000), /“core.bin” is a binary file.*Only text logs can be read/],
];

// Content that is odd but can be read: name, content, its records, a query and its matches.
const kOdd = [
  ["crlf.log", `${sampleLine(0)} zebra\r\n${sampleLine(1)} zebra\r\n`, 2, "zebra", 2],
  ["no_newline.log", `${sampleLine(0)}\n${sampleLine(1)} lastword`, 2, "lastword", 1],
  ["not_utf8.log", Buffer.concat([Buffer.from(`${sampleLine(0)} caf`), Buffer.from([0xe9, 0xff, 0xfe]),
    Buffer.from(` latin\n${sampleLine(1)} plain\n`)]), 2, "latin", 1],
  ["nuls.log", `${sampleLine(0)} before\0after\n${sampleLine(1)} \0\0\0 nulword\n`, 2, "nulword", 1],
];

inEachBrowser((name) => {
  const world = useWorld(name);
  let kept;
  let app;

  before(async () => {
    kept = await world.scratch.write("kept.log", sampleLog(kKept));
  });

  async function openWithKeptLog(options) {
    app = await world.openApp(options);
    await pick(name, app.page, () => app.press({ role: "button", name: "Open file" }), kept);
    await app.get(records(kKept));
  }

  async function assertKeptIsUnharmed(others = 0) {
    await app.get(records(kKept + others));
    await app.page.reload();
    await app.get(records(kKept + others));
    await app.get({ name: `kept.log, ${kCount.format(kKept)}` });
    await app.fill(kQuery, `"request ${kKept - 1}"`);
    await app.get(matches(1));
    await app.fill(kQuery, "");
  }

  test("BadInput_FilesThatAreNoLogsAreRefusedWithAReason", async () => {
    await openWithKeptLog();
    for (const [file, content, message] of kRefused) {
      await drop(name, app.page, await world.scratch.write(file, content));
      const alert = await app.get({ role: "alert", name: message });
      await app.press({ role: "button", name: `Dismiss: ${alert.name}` });
      await app.get({ role: "alert", name: message }, { gone: true });
    }
    await assertKeptIsUnharmed();
  });

  test("BadInput_AnEmptyFolderIsToldOf", async () => {
    await openWithKeptLog();
    const folder = path.join(world.scratch.folder, "logs");
    await mkdir(folder, { recursive: true });
    await dropFolder(name, app.page, folder);
    await app.get({ role: "alert", name: /folder “logs” has no files/ });
    await assertKeptIsUnharmed();
  });

  test("BadInput_OddTextIsReadAsItIs", async () => {
    await openWithKeptLog();
    let others = 0;
    for (const [file, content, lines, query, count] of kOdd) {
      await drop(name, app.page, await world.scratch.write(file, content));
      others += lines;
      await app.get(records(kKept + others));
      await app.fill(kQuery, query);
      await app.get(matches(count));
      await app.fill(kQuery, "");
    }
    assert.equal((await app.list()).some((node) => node.role === "alert"), false, "nothing is wrong with these");
    await assertKeptIsUnharmed(others);
  });

  test("BadInput_ALineOf50MegabytesIsKeptInPiecesAndSaysSo", async () => {
    await openWithKeptLog();
    const endless = Buffer.concat([Buffer.from("before\n"), Buffer.alloc(50_000_000, "x"), Buffer.from(" needle\nafter\n")]);
    await drop(name, app.page, await world.scratch.write("endless.log", endless));
    await app.get({ name: /longer than 1 MiB and kept in pieces/ });
    for (const word of ["needle", "after"]) {
      await app.fill(kQuery, word);
      await app.get(matches(1));
    }
    await app.fill(kQuery, `"request ${kKept - 1}"`);
    await app.get(matches(1));
  });

  test("BadInput_WithoutPrivateFilesTheStoreIsInMemoryAndSaysSo", async () => {
    const refused =
      "navigator.storage.getDirectory = () => Promise.reject(new DOMException('refused', 'SecurityError'));" +
      "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };";
    await openWithKeptLog({ beforeWorkers: refused });
    await app.get({ name: /does not let Taffrail keep files/ });
    await app.get({ name: "● in memory only" });
    await app.fill(kQuery, "level:error");
    await app.get(matches(Math.ceil(kKept / 7)));
  });

  // `take` runs in the page before its own scripts and takes something away.
  async function openWithout(take) {
    const page = await world.moveOut();
    await page.evaluateOnNewDocument(take);
    app = await Mirror.open(page, world.server.appUrl);
  }
  const said = (pattern) => app.page.waitForSelector(`::-p-text(${pattern})`, { timeout: 30_000 });

  test("BadInput_WithoutWebGl2ThePageSaysWhatIsMissing", async () => {
    await openWithout(() => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind === "webgl2" ? null : original.call(this, kind, ...rest);
      };
    });
    await said("WebGL 2");
  });

  test("BadInput_WithoutSimdThePageSaysWhatIsMissing", async () => {
    await openWithout(() => {
      WebAssembly.validate = () => false;
    });
    await said("SIMD");
  });

  test("BadInput_ASecondTabIsNoWorseAndTakesOver", async () => {
    await openWithKeptLog();
    const second = await Mirror.open(await world.browser.page(), world.server.appUrl);
    await second.get(records(kKept));
    await second.fill(kQuery, "level:error");
    await second.get(matches(Math.ceil(kKept / 7)));
    await app.page.close();
    await second.fill(kQuery, "level:info");
    await second.get(matches(kKept - Math.ceil(kKept / 7)));
  });

  afterEach(() => {
    world.browser.complaints.length = 0;
  });
});
