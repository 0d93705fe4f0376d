// Where a browser gives no access handles: the store in IndexedDB keeps what it says it has, whatever is killed.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop, pick } from "./support/drop.mjs";
import { EngineClient } from "./support/engine_client.mjs";
import { Mirror } from "./support/mirror.mjs";
import { Random, chosenSeed } from "./support/random.mjs";
import { isLong } from "./support/repository.mjs";
import { noisyLog, sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kKills = isLong ? 100 : 4;
const kLines = 10_000;
const kNoise = 1000;
const kChunkBytes = 1 << 20;
const kSampleLines = 3000;
// Storage.Opfs of wasm/protocol.ts.
const kWithoutHandles = { refused: [0] };

const kNoFolder = "navigator.storage.getDirectory = () => Promise.reject(new DOMException('refused', 'SecurityError'));";
const kNoHandles = "delete FileSystemFileHandle.prototype.createSyncAccessHandle;";

const records = { name: "3,000 records" };

inEachBrowser((name) => {
  const seed = chosenSeed();
  const random = new Random(seed);
  const world = useWorld(name);
  let noisy;
  let sample;

  before(async () => {
    noisy = await world.scratch.write("noisy.log", noisyLog(kLines, kNoise, seed));
    sample = await world.scratch.write("sample.log", sampleLog(kSampleLines));
  });

  afterEach(() => {
    assert.deepEqual(world.browser.complaints.splice(0), []);
  });

  const openClient = async () => EngineClient.open(await world.moveOut(), world.server, kWithoutHandles);

  async function assertSound(client) {
    assert.deepEqual((await client.check()).problems, []);
    const [source] = client.state.sources;
    assert.equal(await client.count(""), source?.records ?? 0);
  }

  test(`Storage_AStoreInIndexedDbOpensSoundWhereverItsWorkersAreKilled [seed ${seed}]`, async (context) => {
    const client = await openClient();
    const { elapsedMs } = await client.import(noisy, { chunkBytes: kChunkBytes });
    let rolledBack = 0;
    for (let i = 0; i < kKills; ++i) {
      await client.startEmpty(kWithoutHandles);
      await client.startImport(noisy, { chunkBytes: kChunkBytes });
      await client.terminateLater(random.below(Math.floor(elapsedMs)));
      await client.start(kWithoutHandles);
      rolledBack += client.state.rolledBackJournals;
      await assertSound(client);
      await client.import(noisy, { chunkBytes: kChunkBytes });
      assert.equal(await client.count("request"), kLines);
    }
    context.diagnostic(`${rolledBack} journals rolled back`);
  });

  test("Storage_WhatIndexedDbWasToldToHaveStoredOutlivesAKill", async () => {
    const client = await openClient();
    const running = await client.startImport(noisy, { chunkBytes: kChunkBytes });
    const told = await running.until((answer) => answer.import?.bytesDone > kChunkBytes, "some of it is stored");
    await client.restart(kWithoutHandles);
    assert.ok(client.state.sources[0].bytesDone >= told.import.bytesDone);
    await assertSound(client);
  });

  test("Storage_WhatIndexedDbWasToldToHaveStoredOutlivesACrashOfTheBrowser", async () => {
    let client = await openClient();
    const running = await client.startImport(noisy, { chunkBytes: kChunkBytes });
    const told = await running.until((answer) => answer.import?.bytesDone > kChunkBytes, "some of it is stored");
    await world.browser.crash();
    client = await EngineClient.open(await world.browser.page(), world.server, kWithoutHandles);
    assert.ok(client.state.sources[0].bytesDone >= told.import.bytesDone);
    await assertSound(client);
  });

  test("Storage_AnotherTabTakesAStoreInIndexedDbOverInMidImport", async () => {
    const first = await world.openApp({ beforeWorkers: kNoHandles });
    await first.get({ name: /in its database \(IndexedDB\)/ });
    const second = await Mirror.open(await world.browser.page(), world.server.appUrl);
    await drop(name, second.page, noisy);
    await second.get({ role: "progressbar", name: "Importing noisy.log" });
    await first.page.close();
    await second.page.bringToFront();
    await second.get({ role: "progressbar", name: "Importing noisy.log" }, { gone: true });
    await second.get({ name: "10,000 records" });
  });

  test("Storage_AShardOverIndexedDbIsReplacedWithNothingLost", async () => {
    const client = await openClient();
    const running = await client.startImport(noisy, { chunkBytes: kChunkBytes });
    await running.until((answer) => answer.import?.bytesDone > kChunkBytes, "some of it is stored");
    await client.killShard(0);
    await running.done;
    assert.equal(await client.count("request"), kLines);
    await client.restart(kWithoutHandles);
    assert.equal(await client.count("request"), kLines);
    await assertSound(client);
    world.browser.complaints.length = 0;
  });

  for (const [what, beforeWorkers] of [["AFolder", kNoFolder], ["AccessHandles", kNoHandles]]) {
    test(`Storage_Without${what}TheStoreIsInIndexedDbAndSaysSo`, async () => {
      const app = await world.openApp({ beforeWorkers });
      await app.get({ name: /in its database \(IndexedDB\)/ });
      await pick(name, app.page, () => app.press({ role: "button", name: "Open file" }), sample);
      await app.get(records);
      await app.page.reload();
      await app.get(records);
    });
  }
});
