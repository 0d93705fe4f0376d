// What is stored: what takes the space, what is deleted by itself, and that it is really given back.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { pick } from "./support/drop.mjs";
import { sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const openFile = { role: "button", name: "Open file" };
const storage = { role: "button", name: /^Storage: / };

inEachBrowser((name) => {
  const world = useWorld(name);
  let samples;
  let app;

  before(async () => {
    samples = [];
    for (const [file, lines] of [["first.log", 4000], ["second.log", 9000], ["third.log", 2000]]) {
      samples.push(await world.scratch.write(file, sampleLog(lines)));
    }
  });

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  async function openWithSamples() {
    app = await world.openApp();
    await pick(name, app.page, () => app.press(openFile), samples[0]);
    await app.get({ name: "4,000 records" });
    await pick(name, app.page, () => app.press(openFile), samples[1]);
    await app.get({ name: "13,000 records" });
    await pick(name, app.page, () => app.press(openFile), samples[2]);
    await app.get({ name: "15,000 records" });
  }

  test("Space_ThePanelSaysWhatTakesItAndDeletesFromIt", async () => {
    await openWithSamples();
    await app.press(storage);
    await app.get({ role: "region", name: "Storage" });
    await app.get({ name: /^second\.log, [\d.]+ [kM]B$/ });
    for (const part of ["text", "fields", "index"]) await app.get({ name: new RegExp(`^${part} [\\d.]+ [kM]B$`) });
    await app.get({ name: /that the browser gives/ });
    await app.get({ name: /^(The browser keeps it|When the disk is full)/ });
    await app.press({ role: "button", name: "Delete second.log" });
    await app.get({ name: "6,000 records" });
    await app.get({ name: /^second\.log, / }, { gone: true });
    // It is given back once it cannot be undone any more: here, at once.
    await app.press({ role: "button", name: /^Dismiss: second.log was deleted/ });
    await app.get({ name: /deleted and given back soon/ }, { gone: true });
    await app.page.keyboard.press("Escape");
    await app.get({ role: "region", name: "Storage" }, { gone: true });
    // Not only hidden.
    await app.page.reload();
    await app.get({ name: "6,000 records" });
  });

  test("Space_ARuleSaysWhatItWouldDeleteBeforeItDoes", async () => {
    await openWithSamples();
    await app.press(storage);
    // Nothing is as old: it is set at once, and kept.
    await app.press({ role: "radio", name: "7 days" });
    await app.get({ role: "radio", name: "7 days", checked: "true" });
    await app.get({ role: "button", name: /^Delete \d+ sources? now/ }, { gone: true });
    await app.page.reload();
    await app.get({ name: "15,000 records" });
    await app.press(storage);
    await app.get({ role: "radio", name: "7 days", checked: "true" });
  });
});
