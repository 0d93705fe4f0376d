// The app as a person uses it: dropping and picking a log, searching, filtering, copying, coming back.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop, pick } from "./support/drop.mjs";
import { countBetween, grepCount, hdfsLog, literal, withoutHdfs } from "./support/hdfs.mjs";
import { Mirror } from "./support/mirror.mjs";
import { survey } from "./support/picture.mjs";
import { screenshots } from "./support/repository.mjs";
import { noisyLog, sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kQuery = { role: "searchbox", name: "Query" };
const kCount = new Intl.NumberFormat("en-US");
const kSampleLines = 3000;
// So much that there is time to press a button.
const kLargeLines = 200_000;
const kLargeParts = 5;
const kDemoLines = 2000;
const kPictureLines = 100_000;

const records = (count) => ({ name: `${kCount.format(count)} records` });
const matches = (count) => ({ role: "status", name: new RegExp(`^${kCount.format(count)} match · [^s]`) });
const facet = (name) => ({ role: "checkbox", name: new RegExp(`^${name}, `) });
const openFile = { role: "button", name: "Open file" };

// Runs in the page: whether the canvas's `property` becomes `wanted`.
async function becomes(property, wanted) {
  const deadline = performance.now() + 30_000;
  while (document.getElementById("canvas")[property] !== wanted && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return document.getElementById("canvas")[property] === wanted;
}

// Draws nothing for `seconds` on end.
async function isIdle(page, seconds) {
  return page.evaluate(async (quietMs) => {
    const deadline = performance.now() + 30_000;
    while (performance.now() < deadline) {
      const before = globalThis.taffrail.framesDrawn;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
      if (globalThis.taffrail.framesDrawn === before) return true;
    }
    return false;
  }, seconds * 1000);
}

inEachBrowser((name) => {
  const world = useWorld(name);
  let sample;
  let app;

  before(async () => {
    sample = await world.scratch.write("sample.log", sampleLog(kSampleLines));
  });

  async function openWithSample() {
    app = await world.openApp();
    await pick(name, app.page, () => app.press(openFile), sample);
    await app.get(records(kSampleLines));
  }

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  test("App_EmptyStoreSaysWhatToDo", async () => {
    app = await world.openApp();
    await app.get({ name: "Drop a log file anywhere" });
    await app.get({ name: /Nothing leaves this machine/ });
    await app.get({ role: "button", name: "Try the demo" });
    await app.get(openFile);
  });

  test("App_DroppedLogIsSearchedAsGrepWouldAndKept", { skip: withoutHdfs }, async () => {
    app = await world.openApp();
    const progress = app.get({ role: "progressbar", name: "Importing hdfs.log" });
    await drop(name, app.page, hdfsLog);
    await progress;
    await app.get(records(grepCount("^")));
    const queries = [["exception", literal("exception")], ["\"Receiving block\"", literal("Receiving block")],
      ["level:warn", "^\\d+ \\d+ \\d+ WARN "], ["10.251*", "(?<![A-Za-z0-9])10\\.251"]];
    for (const [query, expression] of queries) {
      await app.fill(kQuery, query);
      await app.get(matches(grepCount(expression)));
    }
    await app.page.reload();
    await app.get(matches(grepCount(queries.at(-1)[1])));
    assert.equal((await app.get(kQuery)).value, queries.at(-1)[0], "the address keeps the query");
    await app.get(records(grepCount("^")));
  });

  test("App_BrushedRangeCountsWhatTheFileHasThere", { skip: withoutHdfs }, async () => {
    app = await world.openApp();
    await pick(name, app.page, () => app.press(openFile), hdfsLog);
    await app.get(records(grepCount("^")));
    const { box } = await app.get({ role: "img", name: /^Records over time/ });
    const y = box.y + box.height / 2;
    await app.page.mouse.move(box.x + box.width * 0.3, y);
    await app.page.mouse.down();
    await app.page.mouse.move(box.x + box.width * 0.5, y, { steps: 5 });
    await app.page.mouse.up();
    await app.get({ role: "button", name: /^Time range: .*Show all time$/ });
    const from = (await app.get({ role: "slider", name: "Selection from" })).value;
    const to = (await app.get({ role: "slider", name: "Selection to" })).value;
    const inside = await countBetween(from, to);
    assert.ok(inside > 0 && inside < grepCount("^"), `${inside} records from ${from} to ${to}`);
    await app.get(matches(inside));
    await app.press({ role: "button", name: /^Time range: / });
    await app.get({ role: "status", name: /^all shown/ });
  });

  test("App_SourcesAreHiddenRenamedAndDeletedWithUndo", async () => {
    app = await world.openApp();
    await drop(name, app.page, await world.scratch.write("a.log", sampleLog(100)));
    await drop(name, app.page, await world.scratch.write("b.log", sampleLog(50)));
    await app.get(records(150));
    await app.press({ role: "button", name: "a.log, 100" });
    await app.press({ role: "button", name: "Hide a.log" });
    await app.get(records(50));
    await app.get({ role: "button", name: "a.log, hidden" });
    await app.press({ role: "button", name: "Show a.log" });
    await app.get(records(150));
    await app.press({ role: "button", name: "Rename a.log" });
    await app.fill({ role: "textbox", name: "Name of the source", focused: true }, "the bad night");
    await app.page.keyboard.press("Enter");
    await app.get({ role: "button", name: "the bad night, 100" });
    await app.press({ role: "button", name: "Delete the bad night" });
    await app.get(records(50));
    await app.get({ role: "button", name: "the bad night, 100" }, { gone: true });
    await app.press({ role: "button", name: "Undo" });
    await app.get(records(150));
    await app.press({ role: "button", name: "the bad night, 100" });
    await app.press({ role: "button", name: "Delete the bad night" });
    await app.press({ role: "button", name: "Dismiss: the bad night was deleted." });
    await app.page.reload();
    await app.get(records(50));
    await app.get({ role: "button", name: /bad night/ }, { gone: true });
  });

  // The app with the errors of a log found, and the strip open that exports them. Returns their lines.
  async function openWithErrorsFound() {
    app = await world.openApp();
    const log = sampleLog(1000);
    await drop(name, app.page, await world.scratch.write("a.log", log));
    await app.get(records(1000));
    await app.fill(kQuery, "level:error");
    const errors = log.split("\n").filter((line) => line.includes("ERROR"));
    await app.get(matches(errors.length));
    await app.page.evaluate(() => {
      globalThis.saved = [];
      const addressOf = URL.createObjectURL;
      URL.createObjectURL = (content) => {
        globalThis.saved.push(content.arrayBuffer());
        return addressOf(content);
      };
    });
    await app.press({ role: "button", name: "Export what was found" });
    return errors;
  }

  // The files that the app has saved since.
  async function saved() {
    const files = await app.page.evaluate(async () => {
      const contents = await Promise.all(globalThis.saved);
      return contents.map((bytes) => Array.from(new Uint8Array(bytes)));
    });
    return files.map((bytes) => Buffer.from(bytes));
  }

  test("App_WhatWasFoundIsSavedAsAFile", async () => {
    const errors = await openWithErrorsFound();
    await app.press({ role: "button", name: `Save ${errors.length} records` });
    await app.get({ role: "alert", name: new RegExp(`^${errors.length} records saved as taffrail-.*\\.log\\.$`) });
    await app.press({ role: "radio", name: "JSON" });
    await app.press({ role: "button", name: `Save ${errors.length} records` });
    await app.get({ role: "alert", name: /saved as .*\.ndjson/ });
    const [text, json] = (await saved()).map(String);
    assert.equal(text, `${errors.join("\n")}\n`);
    const objects = json.trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(objects.length, errors.length);
    assert.equal(objects[0].level, "ERROR");
    assert.equal(objects[0].source, "a.log");
  });

  test("App_ACaseFileOpensInAnEmptyStore", async () => {
    const errors = await openWithErrorsFound();
    await app.press({ role: "radio", name: "Case file" });
    await app.fill({ role: "textbox", name: "Note" }, "It began at noon");
    await app.press({ role: "button", name: `Save ${errors.length} records` });
    await app.get({ role: "alert", name: /saved as taffrail-.*\.taffrail\.$/ });
    const [file] = await saved();
    app = await world.openApp();
    await drop(name, app.page, await world.scratch.write("outage.taffrail", file));
    await app.get(records(errors.length));
    await app.get({ role: "paragraph", name: "It began at noon" });
    await app.press({ role: "button", name: "Search as in the case: level:error" });
    await app.get(matches(errors.length));
    assert.equal((await app.get(kQuery)).value, "level:error");
  });

  test("App_FieldsAreCountedAndFilterByTheirValues", async () => {
    const statuses = Array.from({ length: 900 }, (_, i) => [200, 200, 404, 500][(i * 7) % 11 % 4]);
    const lines = statuses.map((status, i) => JSON.stringify({
      time: new Date(Date.UTC(2026, 10, 22, 13, 0, i)).toISOString(), msg: `served ${i}`, status, user: `u ${i % 3}`,
    }));
    const count = (wanted) => statuses.filter((status) => status === wanted).length;
    app = await world.openApp();
    await drop(name, app.page, await world.scratch.write("served.jsonl", `${lines.join("\n")}\n`));
    await app.get(records(900));
    await app.press({ role: "button", name: "status, in 900 records" });
    for (const status of [200, 404, 500]) await app.get({ role: "checkbox", name: `${status}, ${count(status)}` });
    await app.press({ role: "checkbox", name: `500, ${count(500)}` });
    await app.get(matches(count(500)));
    assert.equal((await app.get(kQuery)).value, "status:500");
    await app.press({ role: "button", name: "user, in 900 records" });
    const both = statuses.filter((status, i) => status === 500 && i % 3 === 1).length;
    await app.press({ role: "checkbox", name: `u 1, ${both}` });
    await app.get(matches(both));
    await app.fill(kQuery, "status>=404 -user:\"u 1\"");
    await app.get(matches(statuses.filter((status, i) => status >= 404 && i % 3 !== 1).length));
  });

  test("App_FileDroppedBeforeTheAppIsThereIsImported", async () => {
    const page = await world.moveOut();
    // What the app cannot start without comes when the test says so.
    await page.evaluateOnNewDocument(() => {
      const arrive = globalThis.fetch;
      const allowed = new Promise((resolve) => { globalThis.letFontsCome = resolve; });
      globalThis.fetch = async (...request) => {
        if (String(request[0]).endsWith(".ttf")) await allowed;
        return arrive(...request);
      };
    });
    app = await Mirror.open(page, world.server.appUrl);
    await drop(name, page, sample);
    assert.deepEqual(await app.list(), []);
    await page.evaluate(() => globalThis.letFontsCome());
    await app.get(records(kSampleLines));
  });

  test("App_PickedLogShowsWhereItStands", async () => {
    await openWithSample();
    await app.get({ name: `sample.log, ${kCount.format(kSampleLines)}` });
    await app.get({ role: "tab", name: `Logs, ${kCount.format(kSampleLines)}` });
    await app.get({ name: "● stored, kept" });
    await drop(name, app.page, sample);
    await app.get({ role: "alert", name: "Already here, so nothing was read again: sample.log" });
  });

  test("App_FacetPressedInTheMirrorFiltersAndUnfilters", async () => {
    await openWithSample();
    await app.press(facet("ERROR"));
    await app.get({ ...kQuery, value: "level:error" });
    await app.get(matches(Math.ceil(kSampleLines / 7)));
    assert.equal((await app.get(facet("ERROR"))).checked, "true");
    await app.press(facet("ERROR"));
    await app.get({ ...kQuery, value: "" });
    // The same by a click where the widget is drawn.
    await app.click(facet("svc1"));
    await app.get({ ...kQuery, value: "service:svc1" });
    await app.get(matches(kSampleLines / 3));
  });

  test("App_SelectedRecordIsInspectedAndCopied", async () => {
    await openWithSample();
    const line = sampleLog(1, kSampleLines - 1).trim();
    await app.press({ role: "option", name: new RegExp(`request ${kSampleLines - 1} `) });
    await app.get({ name: new RegExp(`^source: sample.log : ${kCount.format(kSampleLines)}$`) });
    // Browsers only let a person's own click write to the clipboard.
    await app.click({ role: "button", name: "Copy" });
    await app.focus(kQuery);
    // The clipboard is written in its own time, and nothing tells when.
    for (let tries = 0; tries < 100 && !(await app.find({ ...kQuery, value: /./ })); ++tries) {
      await app.chord("Control", "v");
    }
    assert.equal((await app.get({ ...kQuery, value: /./ })).value.trim(), line);
  });

  test("App_QueryErrorSaysWhatIsExpectedWhere", async () => {
    await openWithSample();
    await app.fill(kQuery, "request level>=loud");
    await app.get({ role: "alert", name: /^not a level: use trace, debug, info, warn, error or fatal/ });
    await app.get({ ...kQuery, invalid: true });
    await app.fill(kQuery, "nothingislikethis");
    await app.get({ role: "status", name: /^No record matches/ });
    await app.pressUntil({ role: "button", name: "Clear the query" }, { role: "status", name: /^all shown/ });
  });

  test("App_KeyboardReachesEveryControlInReadingOrder", async () => {
    await openWithSample();
    await app.get({ role: "button", name: /^Time range: / });
    await app.get({ role: "option", name: /request/ });
    await app.focus(kQuery);
    const reached = [];
    for (let i = 0; i < 24 && reached.at(-1) !== "listbox"; ++i) {
      await app.page.keyboard.press("Tab");
      const { role, name: label } = await app.focused();
      reached.push(role === "button" ? label : role);
    }
    assert.match(reached[0], /^Time range: /);
    assert.match(reached[1], /theme$/);
    assert.equal(reached[2], "Open file");
    assert.ok(reached.includes("slider") && reached.includes("checkbox"), reached.join(", "));
    assert.equal(reached.at(-1), "listbox");
    await app.page.keyboard.press("End");
    await app.get({ role: "option", name: /request 0 /, selected: true });
    await app.page.keyboard.press("/");
    await app.get({ ...kQuery, focused: true });
  });

  test("App_ThemeChangesAtOnceAndIsKept", async () => {
    await openWithSample();
    const brightness = async () => survey(Buffer.from(await app.page.screenshot())).brightness;
    const pressed = (await app.get({ role: "button", name: / theme$/ })).name;
    const before = await brightness();
    await app.press({ role: "button", name: pressed });
    const other = pressed === "Dark theme" ? "Light theme" : "Dark theme";
    await app.get({ role: "button", name: other });
    const after = await brightness();
    assert.ok(Math.abs(after - before) > 100, `brightness went from ${before} to ${after}`);
    await app.page.reload();
    await app.get({ role: "button", name: other });
  });

  test("App_DrawsNothingWhenNothingChanges", async () => {
    await openWithSample();
    assert.ok(await isIdle(app.page, 1), "frames are drawn although nothing changes");
    const { colours } = survey(Buffer.from(await app.page.screenshot()));
    assert.ok(colours > 20, `the screen shows ${colours} colours`);
  });

  test("App_CanvasHasAPixelForEachPixelOfTheScreen", async () => {
    await openWithSample();
    for (const [width, deviceScaleFactor] of [[1200, 2], [1100, 1.5]]) {
      await app.page.setViewport({ width, height: 800, deviceScaleFactor });
      const wanted = width * deviceScaleFactor;
      assert.ok(await app.page.evaluate(becomes, "width", wanted), `the canvas is not ${wanted} pixels wide`);
    }
    await app.page.setViewport({ width: 1440, height: 900 });
  });

  test("App_LostDrawingContextComesBack", async () => {
    await openWithSample();
    await app.page.evaluate(async () => {
      const canvas = document.getElementById("canvas");
      const loss = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
      const event = (name) => new Promise((resolve) => canvas.addEventListener(name, () => setTimeout(resolve), { once: true }));
      const lost = event("webglcontextlost");
      loss.loseContext();
      await lost;
      const restored = event("webglcontextrestored");
      loss.restoreContext();
      await restored;
    });
    assert.ok(await isIdle(app.page, 1));
    const { colours } = survey(Buffer.from(await app.page.screenshot()));
    assert.ok(colours > 20, `the screen shows ${colours} colours`);
    await app.press(facet("ERROR"));
    await app.get(matches(Math.ceil(kSampleLines / 7)));
  });

  // The app while it imports a log that takes some seconds. Resolves with where that is.
  async function openWithLargeImport() {
    app = await world.openApp();
    const part = noisyLog(kLargeLines / kLargeParts, 1000, 1);
    const large = await world.scratch.write("large.log", part.repeat(kLargeParts));
    await drop(name, app.page, large);
    await app.get({ name: /^[\d.]+ [kMG]B\/s · .+ left$/ });
    return large;
  }

  test("App_CancelledImportIsShownAsStoppedAndGoesOnWhenDroppedAgain", async () => {
    const large = await openWithLargeImport();
    await app.press({ role: "button", name: "Cancel the import of large.log" });
    await app.get({ name: "large.log, stopped" });
    await app.get({ name: /is here. Drop the file again to go on.$/ });
    await drop(name, app.page, large);
    await app.get(records(kLargeLines));
    await app.get({ role: "progressbar", name: "Importing large.log" }, { gone: true });
  });

  test("App_AnImportIsHeldBackAndGoesOn", async () => {
    await openWithLargeImport();
    await app.press({ role: "button", name: "Pause the import of large.log" });
    await app.get({ name: "paused" });
    // Meanwhile another one is imported, and both are searched.
    await drop(name, app.page, await world.scratch.write("small.log", sampleLog(kSampleLines).replaceAll("request", "question")));
    await app.get({ name: /^small\.log, 3,000/ });
    await app.fill(kQuery, "question");
    await app.get(matches(kSampleLines));
    await app.fill(kQuery, "");
    await app.get({ role: "progressbar", name: "Importing large.log" });
    await app.press({ role: "button", name: "Go on with the import of large.log" });
    await app.get(records(kLargeLines + kSampleLines));
  });

  test("App_DemoAddressShowsTheDemoLog", async () => {
    app = await world.openApp({ demoLines: kDemoLines, hash: "#demo" });
    await app.get(records(kDemoLines));
    await app.page.reload();
    await app.get(records(kDemoLines));
    assert.equal(await app.find({ role: "alert" }), null, "opening it again is nothing to speak of");
  });

  test("App_DemoAddressWithoutADemoLogSaysWhatIsMissing", async () => {
    app = await world.openApp({ hash: "#demo" });
    await app.get({ role: "alert", name: /^The demo log could not be fetched/ });
    world.browser.complaints.length = 0;
  });

  // The pictures of the README: TAFFRAIL_SCREENSHOTS=1 ./dev test App_LooksAsTheReadmeShows
  const picturesWanted = process.env.TAFFRAIL_SCREENSHOTS === "1" && name === "chromium";
  test("App_LooksAsTheReadmeShows", { skip: picturesWanted ? false : "TAFFRAIL_SCREENSHOTS=1 asks for it" }, async () => {
    app = await world.openApp({ demoLines: kPictureLines, hash: "#demo" });
    await app.get(records(kPictureLines));
    await app.fill(kQuery, "level>=warn order");
    await app.get({ role: "status", name: /^[1-9][\d,]* match · \d/ });
    await app.press({ role: "option", name: /ERROR/ });
    await app.get({ role: "heading", name: "Raw" });
    await mkdir(screenshots, { recursive: true });
    for (const theme of ["dark", "light"]) {
      await app.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await app.get({ role: "button", name: theme === "dark" ? "Light theme" : "Dark theme" });
      assert.ok(await isIdle(app.page, 1));
      await app.page.screenshot({ path: path.join(screenshots, `logs-${theme}.png`) });
    }
  });
});
