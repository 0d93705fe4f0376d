// Workers and browsers killed while they write: the store opens again, sound, and shows as whole only what is.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { inEachBrowser } from "./support/browsers.mjs";
import { EngineClient } from "./support/engine_client.mjs";
import { Random, chosenSeed } from "./support/random.mjs";
import { isLong } from "./support/repository.mjs";
import { noisyLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kTerminations = isLong ? 200 : 10;
const kCrashes = isLong ? 40 : 2;
// Lines of 1 KB that do not compress, in transactions larger than the page cache: SQLite then writes to the
// file long before it commits, and a kill finds a journal that matters.
const kLines = 60_000;
const kNoise = 1000;
const kChunkBytes = 30 << 20;
const kHotJournalsWanted = 3;

inEachBrowser((name) => {
  const seed = chosenSeed();
  const random = new Random(seed);
  const world = useWorld(name);
  let file;
  let client;
  let importMs;

  // How long an import takes that nobody disturbs: the kills are spread over that.
  before(async () => {
    file = await world.scratch.write("noisy.log", noisyLog(kLines, kNoise, seed));
    client = await EngineClient.open(await world.browser.page(), world.server);
    importMs = (await client.import(file, { chunkBytes: kChunkBytes })).elapsedMs;
  });

  // The newly opened store is sound, honest about what it has, and goes on from there.
  async function assertRecovers() {
    assert.deepEqual((await client.check()).problems, []);
    const [source] = client.state.sources;
    const found = await client.count("");
    if (source) {
      assert.equal(source.records, found);
      const whole = source.bytesDone === source.size;
      assert.equal(source.state, whole ? "STATE_COMPLETE" : "STATE_INTERRUPTED");
      assert.equal(found === kLines, whole);
    } else {
      assert.equal(found, 0);
    }
    await client.import(file, { chunkBytes: kChunkBytes });
    assert.equal(await client.count("request"), kLines);
    assert.deepEqual(client.state.sources.map((each) => each.state), ["STATE_COMPLETE"]);
    return client.state.rolledBackJournals;
  }

  // Imports into an empty store up to a random point: every other time anywhere in the import, every other time
  // while a transaction is half on disk. Resolves with how long to wait there, in ms.
  async function importUpToKill(inCommit) {
    await client.startEmpty();
    await client.startImport(file, { chunkBytes: kChunkBytes });
    if (inCommit) await client.untilHalfWritten();
    return random.below(Math.floor(inCommit ? importMs / 20 : importMs));
  }

  test(`Kill_AStoreWhoseWorkerIsTerminatedOpensSound [seed ${seed}]`, async (context) => {
    let rolledBack = 0;
    for (let i = 0; i < kTerminations; ++i) {
      const inCommit = i % 2 === 1;
      const delay = await importUpToKill(inCommit);
      await client.terminateLater(delay);
      await client.start();
      const journals = await assertRecovers();
      context.diagnostic(`${inCommit ? "in commit" : "in import"} + ${delay} ms: ${journals} journals rolled back`);
      rolledBack += journals > 0 ? 1 : 0;
    }
    assert.ok(rolledBack >= kHotJournalsWanted, `only ${rolledBack} kills left a journal to roll back`);
  });

  test(`Kill_AStoreWhoseBrowserCrashesOpensSound [seed ${seed}]`, async (context) => {
    for (let i = 0; i < kCrashes; ++i) {
      const inCommit = i % 2 === 1;
      const delay = await importUpToKill(inCommit);
      await pause(delay);
      await world.browser.crash();
      client = await EngineClient.open(await world.browser.page(), world.server);
      const journals = await assertRecovers();
      context.diagnostic(`${inCommit ? "in commit" : "in import"} + ${delay} ms: ${journals} journals rolled back`);
    }
  });
});
