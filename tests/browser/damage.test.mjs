// What happens to a store from outside: a full disk, files that are damaged, from the future or gone, and many of them.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { Browser, inEachBrowser } from "./support/browsers.mjs";
import { pick } from "./support/drop.mjs";
import { EngineClient } from "./support/engine_client.mjs";
import { limitStorage, smallFirefox } from "./support/quota.mjs";
import { noisyLog, sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kKept = 3000;
const kNoisy = 15_000;
const kNoise = 1000;
const kChunkBytes = 1 << 20;
const kMegabyte = 1 << 20;
const kManyPartitions = 300;
// Storage.Opfs of wasm/protocol.ts.
const kWithoutHandles = { refused: [0] };
const kSmallPartitions = { open: { partitionBytes: 30_000 } };
// Of a SQLite file's header.
const kUserVersionAt = 60;
const openFile = { role: "button", name: "Open file" };

inEachBrowser((name) => {
  const world = useWorld(name);
  let kept;
  let noisy;

  before(async () => {
    kept = await world.scratch.write("kept.log", sampleLog(kKept));
    noisy = await world.scratch.write("noisy.log", noisyLog(kNoisy, kNoise, 7).replaceAll("request", "question"));
  });

  const openClient = async () => EngineClient.open(await world.moveOut(), world.server);

  async function assertSound(client) {
    assert.deepEqual((await client.check()).problems, []);
    assert.equal(await client.count("request"), kKept);
    assert.equal(await client.count(""), client.state.records);
  }

  async function assertGoesOn(client) {
    await client.import(noisy, { chunkBytes: kChunkBytes });
    assert.equal(await client.count("question"), kNoisy);
    await client.restart();
    assert.equal(await client.count("question"), kNoisy);
    await assertSound(client);
  }

  if (name === "chromium") {
    test("Damage_AFullDiskEndsAnImportWhereverItIsAndCostsNothing", async (context) => {
      const client = await openClient();
      await client.import(kept);
      for (const megabytes of [1.5, 3, 5, 7, 9, 11]) {
        const lift = await limitStorage(client.page, megabytes * kMegabyte);
        await assert.rejects(client.import(noisy, { chunkBytes: kChunkBytes }), /The space that may be used is full/);
        await assertSound(client);
        context.diagnostic(`${megabytes} MB: ${client.state.records} records`);
        await lift();
      }
      await assertGoesOn(client);
    });

    test("Damage_AFullDiskIsToldOfAndTheImportGoesOnLater", async () => {
      const app = await world.openApp();
      await pick(name, app.page, () => app.press(openFile), kept);
      await app.get({ name: "3,000 records" });
      const lift = await limitStorage(app.page, 5 * kMegabyte);
      await pick(name, app.page, () => app.press(openFile), noisy);
      await app.get({ role: "alert", name: /full/ });
      await app.get({ name: "noisy.log, failed" });
      await lift();
      await pick(name, app.page, () => app.press(openFile), noisy);
      await app.get({ name: "18,000 records" });
    });
  }

  if (name === "firefox") {
    test("Damage_AFullDiskEndsAnImportWhereverItIsAndCostsNothing", async () => {
      await world.browser.relaunch(smallFirefox);
      const client = await openClient();
      await client.import(kept);
      await assert.rejects(client.import(noisy, { chunkBytes: kChunkBytes }), /The space that may be used is full/);
      await assertSound(client);
      await world.browser.relaunch();
      await assertGoesOn(await EngineClient.open(await world.browser.page(), world.server));
    });

    test("Damage_AFullDiskUnderIndexedDbIsToldOfAndCostsNothing", async () => {
      // What other origins store counts, too.
      const browser = await Browser.open(name);
      try {
        await browser.relaunch(smallFirefox);
        const client = await EngineClient.open(await browser.page(), world.server, kWithoutHandles);
        await client.import(kept);
        const told = await client.startImport(noisy, { chunkBytes: kChunkBytes });
        await assert.rejects(client.until(() => told.last?.done, "it is imported"), /the space that may be used is full/);
        await browser.relaunch();
        const later = await EngineClient.open(await browser.page(), world.server, kWithoutHandles);
        await assertSound(later);
        assert.ok(later.state.sources[1].bytesDone >= (told.last?.import?.bytesDone ?? 0));
        await later.import(noisy, { chunkBytes: kChunkBytes });
        assert.equal(await later.count("question"), kNoisy);
      } finally {
        await browser.close();
      }
    });
  }

  // Partition files, each a few chunks of one source.
  const partitions = async (client) =>
    (await client.storedNames()).filter((path) => /[/]p-[0-9-]+[.]db$/.test(path)).toSorted();

  async function openWithPartitions() {
    const client = await openClient();
    await client.restart(kSmallPartitions);
    await client.import(kept, { chunkBytes: 20_000 });
    await client.terminate();
    return client;
  }

  const kDamages = {
    overwritten: (bytes) => Buffer.from(bytes.map((byte, at) => (at % 7 === 0 ? byte ^ 0x55 : byte))),
    cutShort: (bytes) => bytes.subarray(0, 20_000),
    ofANewerVersion: (bytes) => {
      const newer = Buffer.from(bytes);
      newer.writeUInt32BE(999, kUserVersionAt);
      return newer;
    },
    emptied: () => Buffer.alloc(0),
    removed: () => null,
  };
  for (const [what, damage] of Object.entries(kDamages)) {
    test(`Damage_WhereAPartitionIs${what[0].toUpperCase()}${what.slice(1)}TheRestWorksAndItIsTold`, async (context) => {
      const client = await openWithPartitions();
      const [first] = await partitions(client);
      const before = await client.readStored(first);
      await client.writeStored(first, damage(before));
      await client.start(kSmallPartitions);
      const { notices, sources, records } = client.state;
      context.diagnostic(`${records} records; ${sources[0].state}; ${notices.join("; ")}; ${sources[0].message}`);
      assert.ok(records > 0 && records < kKept);
      assert.equal(await client.count(""), records);
      assert.equal(await client.count("request"), records);
      // The source says that it is not whole, and is made whole by the same file.
      assert.equal(sources[0].state, "STATE_INTERRUPTED");
      assert.match(sources[0].message, /A part of it is not here any more/);
      await client.import(kept, { chunkBytes: 20_000 });
      assert.equal(await client.count("request"), kKept);
    });
  }

  test("Damage_AStoreOfANewerVersionIsRefusedAndLeftAsItIs", async () => {
    const client = await openWithPartitions();
    const catalog = (await client.storedNames()).find((path) => path.endsWith("catalog.db"));
    const newer = await client.readStored(catalog);
    newer.writeUInt32BE(999, kUserVersionAt);
    await client.writeStored(catalog, newer);
    const names = await client.storedNames();
    await assert.rejects(client.start(), /newer Taffrail/);
    await client.terminate();
    assert.deepEqual(await client.readStored(catalog), newer);
    assert.deepEqual(await client.storedNames(), names);
  });

  test("Damage_ManyMorePartitionsThanFilesMayBeOpenAreSearched", async () => {
    const client = await openClient();
    await client.restart({ open: { partitionBytes: 1 } });
    await client.import(noisy, { chunkBytes: Math.floor((kNoisy * kNoise) / kManyPartitions) });
    assert.ok(client.state.partitions >= kManyPartitions, `${client.state.partitions} partitions`);
    for (const options of [{ open: { partitionBytes: 1 } }, undefined]) {
      assert.equal(await client.count("question"), kNoisy);
      assert.equal(await client.count("level:error"), Math.ceil(kNoisy / 7));
      assert.equal(await client.count("absent"), 0);
      await client.restart(options);
    }
    assert.deepEqual((await client.check()).problems, []);
  });
});
