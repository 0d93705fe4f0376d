// The engine in its workers, over the browser's own file system: what it finds is what grep finds in the raw
// file, and it is all there after a reload.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { EngineClient } from "./support/engine_client.mjs";
import { all, any, grepCount, hdfsLog, literal, not, withoutHdfs } from "./support/hdfs.mjs";
import { useWorld } from "./support/world.mjs";

const kLines = 113_014;

const level = (name) => `^\\d+ \\d+ \\d+ ${name} `;
const service = (name) => `^\\d+ \\d+ \\d+ \\w+ ${name}: `;

// A query, and the Perl expression that finds the same lines.
const kQueries = [
  ["", "^"],
  ["exception", literal("exception")],
  ["RECEIVING", literal("Receiving")],
  ["blk_-1608999687919862906", literal("blk_-1608999687919862906")],
  ["10.250.19.102", literal("10.250.19.102")],
  ["10.250.19.102:50010", literal("10.250.19.102:50010")],
  ["50010", literal("50010")],
  ["absent", literal("absent")],
  ["\"Receiving block\"", literal("Receiving block")],
  ["\"size 67108864\"", literal("size 67108864")],
  ["\"src: /10.250\"", literal("src: /10.250")],
  ["\"block terminating\"", literal("block terminating")],
  ["10.251*", "(?<![A-Za-z0-9])10\\.251"],
  ["*StoredBlock*", "StoredBlock"],
  ["*Responder", "Responder(?![A-Za-z0-9])"],
  ["exception -level:info", not(literal("exception"), level("INFO"))],
  ["addStoredBlock 67108864", all(literal("addStoredBlock"), literal("67108864"))],
  ["allocateBlock AND NOT rand", not(literal("allocateBlock"), literal("rand"))],
  ["allocateBlock OR deleting OR exception", any(...["allocateBlock", "deleting", "exception"].map(literal))],
  ["(deleting OR terminating) 1", all(any(literal("deleting"), literal("terminating")), literal("1"))],
  ["-blockmap", not("", literal("blockmap"))],
  ["NOT (block OR blockmap)", not("", any(literal("block"), literal("blockmap")))],
  ["level:warn", level("WARN")],
  ["level>=error", level("(ERROR|FATAL)")],
  ["level<=info", level("(INFO|DEBUG|TRACE)")],
  ["service:dfs.FSNamesystem", service("dfs\\.FSNamesystem")],
  ["service:dfs.datanode", service("dfs\\.DataNode")],
  ["service:dfs.DataNode*", service("dfs\\.DataNode\\S*")],
  ["service:dfs.DataNode$DataXceiver level:warn", "^\\d+ \\d+ \\d+ WARN dfs\\.DataNode\\$DataXceiver: "],
  ["-service:dfs.FSNamesystem terminating", not(literal("terminating"), service("dfs\\.FSNamesystem"))],
];

// [from, to) of the log's own clock, and the lines whose header falls in it.
const kRanges = [
  ["2008-11-09T21:00:00Z", "2008-11-09T22:00:00Z", "^081109 21"],
  ["2008-11-10T00:00:00Z", "2008-11-11T00:00:00Z", "^081110 "],
  ["2008-11-10T07:15:00Z", "2008-11-10T07:16:00Z", "^081110 0715"],
  ["2010-01-01T00:00:00Z", "2011-01-01T00:00:00Z", "^10"],
];

const nanoseconds = (time) => BigInt(Date.parse(time)) * 1_000_000n;

async function assertCountsLikeGrep(client) {
  for (const [query, expression] of kQueries) {
    assert.equal(await client.count(query), grepCount(expression), `“${query}” against grep ${expression}`);
  }
}

inEachBrowser((name) => {
  const world = useWorld(name);
  let client;

  before(async () => {
    if (withoutHdfs) return;
    client = await EngineClient.open(await world.browser.page(), world.server);
    assert.equal(client.state.storage, "STORAGE_KEPT");
    const progress = await client.import(hdfsLog);
    assert.equal(progress.records, kLines);
    assert.equal(progress.alreadyKnown, false);
  });

  test("Engine_QueriesCountWhatGrepCounts", { skip: withoutHdfs }, () => assertCountsLikeGrep(client));

  test("Engine_TimeRangesCountWhatGrepCounts", { skip: withoutHdfs }, async () => {
    for (const [from, to, expression] of kRanges) {
      const range = [nanoseconds(from), nanoseconds(to)];
      assert.equal(await client.count("", range), grepCount(expression), `${from} to ${to}`);
      const warnings = await client.count("level:warn", range);
      assert.equal(warnings, grepCount(`${expression}\\d* \\d+ (\\d+ )?WARN `), `warnings from ${from} to ${to}`);
    }
  });

  test("Engine_HistogramAndServicesAddUpToTheMatches", { skip: withoutHdfs }, async () => {
    const search = await client.search("level>=info");
    const binned = search.histogram.counts.reduce((sum, count) => sum + count, 0);
    assert.equal(binned, search.matched);
    assert.equal(search.services.reduce((sum, each) => sum + each.count, 0), search.matched);
    const warnings = search.histogram.counts.filter((_, i) => i % 7 === 4).reduce((sum, count) => sum + count, 0);
    assert.equal(warnings, grepCount(level("WARN")));
  });

  test("Engine_RecordsAreTheLinesOfTheFile", { skip: withoutHdfs }, async () => {
    const lines = (await readFile(hdfsLog, "latin1")).split("\n");
    const search = await client.startSearch("");
    await search.until((answer) => answer.search?.complete, "the search is complete");
    for (let first = 0; first < kLines; first += 9973) {
      const page = await client.rows(search, first, 3);
      assert.equal(page.rows.length, 3);
      for (const row of page.rows) {
        const record = await client.record(row.key);
        assert.equal(record.raw.toString("latin1").trimEnd(), lines[record.line - 1].trimEnd());
      }
    }
    await search.cancel();
  });

  test("Engine_EverythingIsThereAfterAReload", { skip: withoutHdfs }, async () => {
    await client.page.reload();
    client = await EngineClient.open(client.page, world.server);
    assert.equal(client.state.records, kLines);
    assert.deepEqual(client.state.sources.map((source) => source.state), ["STATE_COMPLETE"]);
    await assertCountsLikeGrep(client);
    assert.deepEqual((await client.check()).problems, []);
  });

  test("Engine_EverythingIsThereInABrowserStartedAnew", { skip: withoutHdfs }, async () => {
    await world.browser.relaunch();
    client = await EngineClient.open(await world.browser.page(), world.server);
    assert.equal(client.state.records, kLines);
    assert.equal(await client.count("exception"), grepCount(literal("exception")));
    const again = await client.import(hdfsLog);
    assert.equal(again.alreadyKnown, true, "the same file costs no second import");
  });
});
