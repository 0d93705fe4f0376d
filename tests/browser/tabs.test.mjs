// Several tabs on one store: one owns it, all show it, and when the owner goes another takes over.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { EngineClient } from "./support/engine_client.mjs";
import { sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kLines = 20_000;
const kSecondLog = 700_000;  // Its first line.
const errorsIn = (lines) => Math.ceil(lines / 7);
const kErrors = errorsIn(kLines);

inEachBrowser((name) => {
  const world = useWorld(name);

  // On an empty store, which the first one owns.
  async function tabs(count) {
    const opened = [await EngineClient.open(await world.moveOut(), world.server)];
    while (opened.length < count) opened.push(await EngineClient.open(await world.browser.page(), world.server));
    return opened;
  }

  const has = (client, records) =>
    client.until(() => client.state?.records === records, `there are ${records} records`);

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  test("Tabs_EveryTabShowsTheSameAndImports", async () => {
    const [first, second] = await tabs(2);
    await first.import(await world.scratch.write("a.log", sampleLog(kLines)));
    await has(second, kLines);
    assert.equal(await second.count("level:error"), kErrors);
    const followed = await first.startSearch("level:error");
    await second.import(await world.scratch.write("b.log", sampleLog(kLines, kSecondLog)));
    await has(first, 2 * kLines);
    await followed.until((answer) => answer.search?.matched === 2 * kErrors, "the first tab's search has grown");
    assert.deepEqual(await second.sql("SELECT count(*) FROM logs"), [[String(2 * kLines)]]);
  });

  test("Tabs_AnotherTabTakesOverFromAClosedOneAndAllIsAskedAgain", async () => {
    const [owner, second, third] = await tabs(3);
    await owner.import(await world.scratch.write("a.log", sampleLog(kLines)));
    const search = await second.startSearch("level:error");
    await search.until((answer) => answer.search?.complete, "the search is complete");
    const lines = 300_000;
    const importing = await third.startImport(await world.scratch.write("b.log", sampleLog(lines, kSecondLog)),
      { chunkBytes: 1 << 20 });
    await importing.until((answer) => answer.import?.records > 0, "the import is under way");
    await owner.page.close();
    const { import: progress } = await importing.done;
    assert.ok(progress.records <= lines);
    await has(third, kLines + lines);
    await has(second, kLines + lines);
    assert.equal(second.reconnections, 1);
    assert.equal(third.reconnections, 1);
    const all = kErrors + errorsIn(lines);
    await search.until((answer) => answer.search?.complete && answer.search.matched === all, "the search goes on");
    assert.equal(await third.count("level:error"), all);
    assert.deepEqual((await third.check()).problems, []);
  });

  test("Tabs_AnotherTabTakesOverFromAnEngineThatWasKilled", async () => {
    const [owner, second] = await tabs(2);
    await owner.import(await world.scratch.write("a.log", sampleLog(kLines)));
    await owner.terminate();
    assert.equal(await second.count("level:error"), kErrors);
  });

  test("Tabs_AnImportGoesOnWhenItsTabIsClosed", async () => {
    const [owner, second] = await tabs(2);
    const lines = 200_000;
    const importing = await second.startImport(await world.scratch.write("a.log", sampleLog(lines)),
      { chunkBytes: 1 << 20 });
    await importing.until((answer) => answer.import?.records > 0, "the import is under way");
    await second.page.close();
    await has(owner, lines);
  });

  test("Tabs_TheLastOneOfManyStillHasAll", async () => {
    const opened = await tabs(4);
    await opened[0].import(await world.scratch.write("a.log", sampleLog(kLines)));
    const last = opened[3];
    for (const client of opened.slice(0, 3)) {
      await client.page.close();
      assert.equal(await last.count("level:error"), kErrors);
    }
  });
});
