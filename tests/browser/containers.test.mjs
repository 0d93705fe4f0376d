// Logs as people have them: compressed, in archives, in folders, in other encodings.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, test } from "node:test";
import { gzipSync } from "node:zlib";

import { tar, zip } from "./support/archives.mjs";
import { inEachBrowser } from "./support/browsers.mjs";
import { drop, dropFolder } from "./support/drop.mjs";
import { noisyLog, sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kCount = new Intl.NumberFormat("en-US");
const kQuery = { role: "searchbox", name: "Query" };
const kPng = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

const records = (count) => ({ name: `${kCount.format(count)} records` });
const matches = (count) => ({ role: "status", name: new RegExp(`^${kCount.format(count)} match`) });
const source = (name, count) => ({ name: `${name}, ${kCount.format(count)}` });

inEachBrowser((name) => {
  const world = useWorld(name);
  let app;

  afterEach(() => app?.page.close());

  async function dropInto(files) {
    app = await world.openApp();
    const paths = [];
    for (const [file, content] of files) paths.push(await world.scratch.write(file, content));
    await drop(name, app.page, ...paths);
  }

  test("Containers_ACompressedLogIsSearchedAsItsText", async () => {
    await dropInto([["app.log.gz", gzipSync(sampleLog(2000))]]);
    await app.get(records(2000));
    await app.get(source("app.log.gz", 2000));
    await app.fill(kQuery, '"request 1999"');
    await app.get(matches(1));
  });

  test("Containers_FilesOfAnArchiveAreSourcesAndOthersAreNamed", async () => {
    const files = [["web/a.log", sampleLog(300)], ["logo.png", kPng], ["b.log", sampleLog(200)]];
    await dropInto([["bundle.tar.gz", gzipSync(tar(files))], ["more.zip", zip([["c.log", sampleLog(100)]])]]);
    await app.get(records(600));
    await app.get(source("bundle.tar.gz/web/a.log", 300));
    await app.get(source("bundle.tar.gz/b.log", 200));
    await app.get(source("more.zip/c.log", 100));
    await app.get({ role: "alert", name: /^1 file in “bundle\.tar\.gz” was passed over/ });
    await app.press({ role: "button", name: /^bundle\.tar\.gz\/b\.log, / });
    await app.get({ role: "paragraph", name: /logo\.png.*picture/ });
  });

  test("Containers_Utf16IsReadAsText", async () => {
    const text = `\ufeff${sampleLog(100)}2026-11-22T13:24:07Z INFO caf\u00e9: cr\u00e8me\r\n`;
    await dropInto([["windows.log", Buffer.from(text, "utf16le")]]);
    await app.get(records(101));
    await app.fill(kQuery, "cr\u00e8me");
    await app.get(matches(1));
  });

  test("Containers_ARotatedSetIsOneSource", async () => {
    await dropInto([["shop.log", sampleLog(100)], ["shop.log.1", sampleLog(50, 100)],
      ["shop.log.2.gz", gzipSync(sampleLog(30, 200))]]);
    await app.get(records(180));
    await app.get(source("shop.log +2", 180));
  });

  test("Containers_WhatACutFileHoldsIsKeptAndTheByteIsTold", async () => {
    const whole = gzipSync(noisyLog(20_000, 100, 3));
    await dropInto([["cut.log.gz", whole.subarray(0, whole.length / 2)]]);
    await app.get({ role: "alert", name: /“cut\.log\.gz” is cut off.* byte / });
    await app.get({ name: "cut.log.gz, failed" });
    await app.fill(kQuery, '"request 1000"');
    await app.get(matches(1));
  });

  test("Containers_AFolderIsReadWithAllThatIsInIt", async () => {
    app = await world.openApp();
    const files = { "a.log": sampleLog(100), "deep/er/b.log.gz": gzipSync(sampleLog(50)), "deep/c.png": kPng,
      ".DS_Store": kPng, "__MACOSX/._a.log": kPng };
    const folder = path.join(world.scratch.folder, "server");
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), content);
    }
    await dropFolder(name, app.page, folder, files);
    await app.get(records(150));
    await app.get(source("server/a.log", 100));
    await app.get(source("server/deep/er/b.log.gz", 50));
    await app.get({ role: "alert", name: /server\/deep\/c\.png.*picture/ });
    await app.get({ role: "alert", name: /DS_Store|MACOSX/ }, { gone: true });
  });

  test("Containers_AJavaTraceIsOneRow", async () => {
    const trace = "2026-11-22 13:24:08,418 ERROR [main] c.s.Cart - no stock\n" +
      "java.lang.IllegalStateException: lamp\n\tat com.shop.Cart.add(Cart.java:17)\n" +
      "Caused by: java.io.IOException: disk\n\t... 12 more\n";
    await dropInto([["java.log", `2026-11-22 13:24:07,418 INFO  [main] c.s.Cart - start\n${trace}`]]);
    await app.get(records(2));
    await app.fill(kQuery, "disk level:error");
    await app.get(matches(1));
  });
});
