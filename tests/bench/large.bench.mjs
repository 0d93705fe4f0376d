// A log as large as they come, in Chromium from an empty profile: import, memory, the store's size, a mix of queries;
// and ripgrep and lnav on the same file, where they are installed. TAFFRAIL_LARGE_GB says how large (1.65: 10 M records).
//
// Half of the file are HDFS lines with the ids of their blocks varied, half is the generated shop. Times of queries
// run in the page, from the request until the answer is there.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import path from "node:path";

import { Browser } from "../browser/support/browsers.mjs";
import { EngineClient } from "../browser/support/engine_client.mjs";
import { Scratch } from "../browser/support/scratch.mjs";
import { Server } from "../browser/support/server.mjs";
import { demoLog, hdfsCopies, withoutHdfs } from "./support/corpora.mjs";
import { queryMix, quantile, timeMix, timeQuery } from "./support/query_mix.mjs";
import { figure, finish } from "./support/report.mjs";

const kBench = "large";
const kBytes = Number(process.env.TAFFRAIL_LARGE_GB ?? 1.65) * 1e9;
const kHdfsCopyBytes = 15.8e6;
const kDemoLineBytes = 200;
const kPeerPatienceMs = 400_000;

const kScans = { "regex with a text": "/ocket.{1,9}imeout/", "any regex": "/[0-9]{4}ms$/" };
const kFacets = ["level", "service", "host", "status", "method"];
const kStats = "| stats p95(duration_ms) by service";

// The most that a process of the browser has had in memory at a time, in bytes.
function peakBytes(browser) {
  const group = browser.driver.process().pid;
  let most = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      if (Number(fields[2]) !== group) continue;
      most = Math.max(most, 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  return most;
}

async function makeLog(folder) {
  const hdfs = withoutHdfs ? null : await hdfsCopies(folder, Math.ceil(kBytes / 2 / kHdfsCopyBytes));
  const demo = demoLog(folder, Math.ceil(kBytes / (hdfs ? 2 : 1) / kDemoLineBytes));
  if (!hdfs) return demo;
  const log = path.join(folder, "large.log");
  execFileSync("sh", ["-c", `cat "$0" >> "$1" && mv "$1" "$2"`, demo, hdfs, log]);
  await rm(demo);
  return log;
}

async function timeTable(client, query) {
  const search = await client.startSearch(query);
  await search.until((answer) => answer.search?.complete, query);
  const table = await client.send({ table: { searchId: search.id } });
  await table.until((answer) => answer.table?.complete, query);
  const elapsed = table.lastAt - table.startedAt;
  await table.cancel();
  await search.cancel();
  return elapsed;
}

// The most frequent values of some fields, all counted exactly, in ms.
async function timeFacets(client, query) {
  const search = await client.startSearch(query);
  await search.until((answer) => answer.search?.complete, query);
  const facets = await client.send({ facets: { searchId: search.id, fields: kFacets.map((name) => Buffer.from(name)), maxValues: 10 } });
  await facets.done;
  const elapsed = facets.lastAt - facets.startedAt;
  await search.cancel();
  return elapsed;
}

async function ours(server, log, bytes) {
  const browser = await Browser.open("chromium");
  try {
    const client = await EngineClient.open(await browser.page(), server);
    const started = performance.now();
    const { records } = await client.import(log);
    const seconds = (performance.now() - started) / 1000;
    figure(kBench, "records", records, "");
    figure(kBench, "import", records / seconds, "records/s");
    figure(kBench, "import", bytes / seconds / 1e6, "MB/s");
    figure(kBench, "import, all of it", seconds, "s");
    figure(kBench, "most memory of a process, all workers in it", peakBytes(browser) / 1e6, "MB");
    await client.restart();
    figure(kBench, "store against the raw file", (100 * Number(client.state.storedBytes)) / bytes, "%");
    figure(kBench, "partitions", client.state.partitions, "");
    const search = await client.startSearch("");
    await search.until((answer) => answer.search?.complete, "all is counted");
    const newest = BigInt((await client.rows(search, 0, 1)).rows[0].key.timeNs) + 1n;
    await search.cancel();
    const mix = await queryMix(log, bytes);
    const times = await timeMix(client, mix, newest);
    const kinds = [...new Set(mix.map(({ kind }) => kind))];
    const groups = kinds.map((kind) => [kind, times.filter((time) => time.kind === kind)]);
    for (const [kind, of] of [[`${mix.length} queries`, times], ...groups]) {
      for (const [what, key] of [["first page", "page"], ["exact counts", "whole"]]) {
        const values = of.map((time) => time[key]);
        figure(kBench, `${kind}: ${what}, median`, quantile(values, 0.5), "ms");
        figure(kBench, `${kind}: ${what}, P95`, quantile(values, 0.95), "ms");
      }
    }
    for (const [kind, query] of Object.entries(kScans)) {
      const { page, whole } = await timeQuery(client, { query });
      figure(kBench, `${kind}, ${query}: first page`, page, "ms");
      figure(kBench, `${kind}, ${query}: all`, whole / 1000, "s");
    }
    figure(kBench, `${kFacets.length} facets of all records`, await timeFacets(client, ""), "ms");
    figure(kBench, `${kFacets.length} facets of level>=warn`, await timeFacets(client, "level>=warn"), "ms");
    figure(kBench, kStats, (await timeTable(client, kStats)) / 1000, "s");
    figure(kBench, "most memory of a process by then", peakBytes(browser) / 1e6, "MB");
  } finally {
    await browser.close();
  }
}

function peer(name, args, what) {
  if (spawnSync(name, ["--version"]).error) {
    console.error(`  ${name} is not installed: left out`);
    return;
  }
  const started = performance.now();
  const { error } = spawnSync(name, args, { timeout: kPeerPatienceMs, maxBuffer: 1 << 26, env: { ...process.env, TERM: "dumb" } });
  const seconds = (performance.now() - started) / 1000;
  if (error) console.error(`  ${name}: ${what} was broken off after ${seconds.toFixed(0)} s (${error.code})`);
  else figure(kBench, `${name}: ${what}`, seconds, "s");
}

// So that whoever comes first does not read the disk for the others.
async function readThrough(file) {
  const handle = await open(file);
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 24 })) void chunk;
}

const scratch = await Scratch.make();
const server = await Server.start();
try {
  const log = await makeLog(scratch.folder);
  const { size } = await stat(log);
  figure(kBench, "file", size / 1e9, "GB");
  await readThrough(log);
  await ours(server, log, size);
  peer("rg", ["-c", "PacketResponder", log], "PacketResponder");
  peer("rg", ["-c", "[0-9]{4}ms$", log], "[0-9]{4}ms$");
  peer("lnav", ["-n", "-N", "-c", ";SELECT count(*) FROM all_logs", log], "opened and counted");
  finish();
} finally {
  await server.stop();
  await scratch.remove();
}
