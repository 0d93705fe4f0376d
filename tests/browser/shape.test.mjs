// The shape everything rests on: two shards over eighty partition files with few of them open, and workers that
// may be killed at any time.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { EngineClient } from "./support/engine_client.mjs";
import { sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kPartitions = 80;
const kLines = 120_000;
const kCancelled = 1;
const kFewFiles = { shards: 2, maxOpenFiles: 20 };

const errorsIn = (lines) => Math.ceil(lines / 7);

inEachBrowser((name) => {
  const world = useWorld(name);
  let client;

  // A partition belongs to the shard that began it: as many shards as partitions, once, make them.
  before(async () => {
    const log = sampleLog(kLines);
    const file = await world.scratch.write("many.log", log);
    client = await EngineClient.open(await world.browser.page(), world.server, { shards: kPartitions });
    await client.import(file, { chunkBytes: Math.floor(log.length / kPartitions / 2) });
    await client.restart(kFewFiles);
  });

  test("Shape_OneQueryReadsEightyPartitionsWithFewFilesOpen", async () => {
    assert.ok(client.state.partitions >= kPartitions, `there are ${client.state.partitions} partitions`);
    assert.equal(await client.count(""), kLines);
    assert.equal(await client.count("request level:error"), errorsIn(kLines));
    assert.equal(await client.count("*took*"), kLines);
    assert.equal(await client.count("98765"), 1);
  });

  test("Shape_RowsOfAllPartitionsComeInOneOrder", async () => {
    const search = await client.startSearch("");
    await search.until((answer) => answer.search?.complete, "the search is complete");
    for (const first of [0, kLines / 2, kLines - 100]) {
      const { rows } = await client.rows(search, first, 100);
      const numbers = rows.map((row) => Number(/request (\d+)/.exec(row.body)[1]));
      assert.deepEqual(numbers, Array.from({ length: 100 }, (_, i) => kLines - 1 - first - i));
    }
    await search.cancel();
  });

  test("Shape_ACancelledSearchEndsAndTheNextOneIsWhole", async () => {
    const search = await client.startSearch("*took*");
    await search.cancel();
    await assert.rejects(search.done, { code: kCancelled });
    assert.equal(await client.count("*took*"), kLines);
  });

  test("Shape_AStatementJoinsRecordsOfAllPartitions", async () => {
    const rows = await client.sql(`SELECT a.service, count(*), count(DISTINCT b.message) FROM logs a
      JOIN logs b ON b.message = a.message WHERE a.level = 'error' GROUP BY 1 ORDER BY 1`);
    const errors = Array.from({ length: errorsIn(kLines) }, (_, i) => i * 7);
    const wanted = [0, 1, 2].map((service) => {
      const count = String(errors.filter((line) => line % 3 === service).length);
      return [`svc${service}`, count, count];
    });
    assert.deepEqual(rows, wanted);
    const [newest] = await client.sql("SELECT message FROM logs ORDER BY time DESC LIMIT 1");
    assert.match(newest[0], new RegExp(`^request ${kLines - 1} took`));
  });

  test("Shape_AStatementWithoutEndIsCancelled", async () => {
    const endless = await client.send({
      sql: { statement: Buffer.from("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n") },
    });
    // Its worker is at it by then.
    await client.sql("SELECT count(*) FROM logs");
    await endless.cancel();
    await assert.rejects(endless.done, { code: kCancelled });
    assert.deepEqual(await client.sql("SELECT count(*) FROM logs"), [[String(kLines)]]);
  });

  test("Shape_ASearchWhoseShardIsKilledIsStillWhole", async () => {
    for (const shard of [0, 1]) {
      const [search] = await Promise.all([client.startSearch("*took*"), client.killShard(shard)]);
      await search.until((answer) => answer.search?.complete && answer.search.matched === kLines, "all is found");
      await search.cancel();
      assert.equal(await client.count("level:error"), errorsIn(kLines));
    }
  });

  test("Shape_AnImportWhoseShardIsKilledIsStillWhole", async () => {
    const lines = 200_000;
    const file = await world.scratch.write("killed.log", sampleLog(lines, 1_000_000));
    const before = await client.count("");
    const importing = await client.startImport(file, { chunkBytes: 1 << 20 });
    for (const shard of [0, 1]) {
      const seen = importing.last?.import?.bytesDone ?? 0;
      await importing.until((answer) => answer.import?.bytesDone > seen, "the import goes on");
      await client.killShard(shard);
    }
    const { import: progress } = await importing.done;
    assert.equal(progress.records, lines);
    assert.equal(await client.count(""), before + lines);
    assert.deepEqual((await client.check()).problems, []);
  });
});
