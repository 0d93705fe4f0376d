// Import to searchable in Chromium: ours against the official SQLite build, the same file in the same browser on
// the same origin, in turns; and how soon the first rows of a large file are on the screen.
//
// Our clock runs from the import's request until everything is committed, the workers that wrote it are gone, new
// ones have opened the store, and a query is answered. The peer's runs from opening its database until it is
// committed, closed, opened again and has answered the same query. Loading either wasm is not counted.

import { cp, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { Browser } from "../browser/support/browsers.mjs";
import { EngineClient } from "../browser/support/engine_client.mjs";
import { root } from "../browser/support/repository.mjs";
import { Scratch } from "../browser/support/scratch.mjs";
import { Server } from "../browser/support/server.mjs";
import { demoLog, hdfsCopies, withoutHdfs } from "./support/corpora.mjs";
import { firstRows } from "./support/first_rows.mjs";
import { figure, finish } from "./support/report.mjs";

const kBench = "import";
const kPeer = "@sqlite.org/sqlite-wasm 3.54.1-build1, FTS5 on opfs-sahpool";
const kRounds = 3;

const support = path.join(path.dirname(fileURLToPath(import.meta.url)), "support");

async function ours(page, server, file, query) {
  // A folder of its own: an empty store.
  const options = { directory: `bench-${Date.now()}` };
  const client = await EngineClient.open(page, server, options);
  const started = performance.now();
  const done = await client.import(file);
  await client.restart(options);
  const matched = await client.count(query);
  const elapsed = performance.now() - started;
  const stored = Number(client.state.storedBytes);
  await client.terminate();
  return { elapsed, lines: Number(done.records), matches: Number(matched), stored };
}

async function peer(page, server, file, query) {
  await page.goto(server.harnessUrl);
  await (await page.$("#files")).uploadFile(file);
  const outcome = await page.evaluate((wanted) => new Promise((resolve) => {
    const worker = new Worker("/bench/sqlite_peer_worker.js", { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => resolve({ error: event.message });
    worker.postMessage({ file: document.getElementById("files").files[0], query: wanted });
  }), query);
  if (outcome.error) throw new Error(`the peer failed: ${outcome.error}`);
  return outcome;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function compare(browser, server, name, file, query) {
  const bytes = (await stat(file)).size;
  const mine = [];
  const theirs = [];
  let stored = 0;
  for (let round = 0; round < kRounds; ++round) {
    const page = await browser.page();
    const a = await ours(page, server, file, query);
    const b = await peer(page, server, file, query);
    await page.close();
    if (a.lines !== b.lines || a.matches !== b.matches) {
      throw new Error(`${name}: ours found ${a.matches} in ${a.lines} lines, the peer ${b.matches} in ${b.lines}`);
    }
    mine.push(a.lines / (a.elapsed / 1000));
    theirs.push(b.lines / (b.elapsed / 1000));
    stored = a.stored;
  }
  figure(kBench, `${name}: import to searchable`, median(mine), "lines/s", { name: kPeer, value: median(theirs) });
  figure(kBench, `${name}: store against the raw file`, (100 * stored) / bytes, "%");
}

const scratch = await Scratch.make();
const server = await Server.start();
const browser = await Browser.open("chromium");
try {
  await cp(support, path.join(server.folder, "bench"), { recursive: true });
  await cp(path.join(root, "node_modules/@sqlite.org/sqlite-wasm/dist"), path.join(server.folder, "bench/sqlite-wasm"), {
    recursive: true,
  });
  if (withoutHdfs) console.error(`  HDFS lines skipped: ${withoutHdfs}`);
  else await compare(browser, server, "HDFS, 190 MB", await hdfsCopies(scratch.folder, 12), "exception");
  await compare(browser, server, "generated shop, 200 MB", demoLog(scratch.folder, 1_000_000), "timeout");
  await firstRows(kBench, browser, server, demoLog(scratch.folder, 5_200_000));
  finish();
} finally {
  await browser.close();
  await server.stop();
  await scratch.remove();
}
