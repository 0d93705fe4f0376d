// The app as a person uses it: dropping and picking a log, searching, filtering, copying, coming back.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop, pick } from "./support/drop.mjs";
import { countBetween, grepCount, hdfsLog, literal, withoutHdfs } from "./support/hdfs.mjs";
import { survey } from "./support/picture.mjs";
import { sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kQuery = { role: "searchbox", name: "Query" };
const kCount = new Intl.NumberFormat("en-US");
const kSampleLines = 3000;

const records = (count) => ({ name: `${kCount.format(count)} records` });
const matches = (count) => ({ role: "status", name: new RegExp(`^${kCount.format(count)} match · [^s]`) });
const facet = (name) => ({ role: "checkbox", name: new RegExp(`^${name}, `) });
const openFile = { role: "button", name: "Open file" };

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
    await pick(app.page, () => app.press(openFile), sample);
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
    await pick(app.page, () => app.press(openFile), hdfsLog);
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
    const { box } = await app.get(facet("svc1"));
    await app.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await app.get({ ...kQuery, value: "service:svc1" });
    await app.get(matches(kSampleLines / 3));
  });

  test("App_SelectedRecordIsInspectedAndCopied", async () => {
    await openWithSample();
    const line = sampleLog(1, kSampleLines - 1).trim();
    await app.press({ role: "option", name: new RegExp(`request ${kSampleLines - 1} `) });
    await app.get({ name: new RegExp(`^source: sample.log : ${kCount.format(kSampleLines)}$`) });
    await app.press({ role: "button", name: "Copy" });
    await app.focus(kQuery);
    await app.chord("Control", "v");
    assert.equal((await app.get({ ...kQuery, value: /./ })).value.trim(), line);
  });

  test("App_QueryErrorSaysWhatIsExpectedWhere", async () => {
    await openWithSample();
    await app.fill(kQuery, "request level>=loud");
    const alert = await app.get({ role: "alert", name: /level/ });
    assert.match(alert.name, /trace, debug, info, warn, error or fatal/);
    assert.equal((await app.get(kQuery)).invalid, true);
    await app.fill(kQuery, "nothingislikethis");
    await app.get({ role: "status", name: /^No record matches/ });
    await app.press({ role: "button", name: "Clear the query" });
    await app.get({ role: "status", name: /^all shown/ });
  });

  test("App_KeyboardReachesEveryControlInReadingOrder", async () => {
    await openWithSample();
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
});
