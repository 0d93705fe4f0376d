// The Patterns tab as a person uses it: what messages have in common, how often, which ones to see and which not.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop } from "./support/drop.mjs";
import { Mirror } from "./support/mirror.mjs";
import { useWorld } from "./support/world.mjs";

const kLines = 3000;
const kCount = new Intl.NumberFormat("en-US");

const kQuery = { role: "searchbox", name: "Query" };
const kList = { role: "listbox", name: "Patterns" };
const kOnly = { role: "button", name: "Show only these" };
const kLeaveOut = { role: "button", name: "Leave out" };
const tab = (tabName) => ({ role: "tab", name: new RegExp(`^${tabName}`) });
const matches = (count) => ({ role: "status", name: new RegExp(`^${kCount.format(count)} match · [^s]`) });
const pattern = (count, text) => ({ role: "option", name: new RegExp(`^${kCount.format(count)} × ${text}`) });

const kColours = ["red", "green", "blue", "white", "pink", "grey", "teal", "black"];

// Of each line its kind is known: 0 is rare and an error, of 2 only the colours vary.
const kindOf = (i) => (i % 97 === 0 ? 0 : i % 3 === 0 ? 1 : i % 3 === 1 ? 2 : 3);
function message(i) {
  switch (kindOf(i)) {
    case 0: return `ERROR pool is exhausted, ${i} waiting`;
    case 1: return `INFO served /item/${i} to 10.0.0.${i % 250} in ${i % 90} ms`;
    case 2: return `INFO painted ${kColours[i % 8]} door`;
    default: return `DEBUG cache warm`;
  }
}
const kMessages = Array.from({ length: kLines }, (_, i) => i);
const countOf = (kind) => kMessages.filter((i) => kindOf(i) === kind).length;

function log() {
  const line = (i) => `${new Date(Date.UTC(2026, 10, 22, 9) + i * 1000).toISOString()} ${message(i)}\n`;
  return kMessages.map(line).join("");
}

inEachBrowser((name) => {
  const world = useWorld(name);
  let app;

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  async function openPatterns() {
    app = await world.openApp();
    await drop(name, app.page, await world.scratch.write("app.log", log()));
    await app.get({ name: `${kCount.format(kLines)} records` });
    await app.press(tab("Patterns"));
    await app.get(pattern(countOf(0), "pool is exhausted, ‹n› waiting"));
  }

  const patterns = async () => (await app.list()).filter((node) => node.role === "option");

  test("Patterns_CountWhatTheLogHasOfEach", async () => {
    await openPatterns();
    await app.get(pattern(countOf(1), "served ‹path› to ‹ip› in ‹duration›"));
    await app.get(pattern(countOf(2), "painted ‹text› door"));
    await app.get(pattern(countOf(3), "cache warm"));
    await app.get(tab("Patterns, 4"));
    const counts = (await patterns()).map((node) => Number(node.name.split(" ")[0].replace(",", "")));
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a), "the most frequent first");
    await app.press({ role: "button", name: "Order by severity" });
    await app.get({ role: "button", name: "Order by severity" });
    await app.pressUntil({ role: "button", name: "Order by template" }, pattern(countOf(3), "cache warm"));
  });

  test("Patterns_PrecisionGroupsAnew", async () => {
    await openPatterns();
    const slider = { role: "slider", name: "Precision" };
    await app.focus(slider);
    await app.page.keyboard.press("End");
    await app.get({ ...slider, value: "every wording" });
    const pink = kMessages.filter((i) => kindOf(i) === 2 && i % 8 === 4).length;
    await app.get(pattern(pink, "painted pink door"));
    await app.get(tab("Patterns, 11"));
    await app.page.keyboard.press("ArrowLeft");
    await app.page.keyboard.press("ArrowLeft");
    await app.get(pattern(countOf(2), "painted ‹text› door"));
  });

  test("Patterns_AreShownAloneOrLeftOut", async () => {
    await openPatterns();
    await app.press(pattern(countOf(2), "painted"));
    await app.get({ role: "heading", name: "Record" });
    await app.press(kOnly);
    await app.get(matches(countOf(2)));
    const { value } = await app.get(kQuery);
    assert.match(value, /^template:[0-9a-f]{16}$/);
    await app.get(tab("Patterns, 1"));
    await app.press({ role: "button", name: "Show others too" });
    await app.get(tab("Patterns, 4"));
    // By keys.
    await app.press(pattern(countOf(1), "served"));
    await app.focus(kList);
    await app.page.keyboard.press("Delete");
    await app.get(matches(kLines - countOf(1)));
    await app.get(pattern(countOf(1), "served"), { gone: true });
    assert.match((await app.get(kQuery)).value, /^-template:[0-9a-f]{16}$/);
  });

  test("Patterns_EnterLeadsToTheRecords", async () => {
    await openPatterns();
    await app.press(pattern(countOf(0), "pool"));
    await app.focus(kList);
    await app.page.keyboard.press("Enter");
    await app.get({ role: "listbox", name: "Records, newest first" });
    await app.get(matches(countOf(0)));
    await app.get({ role: "option", name: /pool is exhausted/ });
    await app.press(tab("Patterns"));
    await app.get(tab("Patterns, 1"));
  });

  test("Patterns_OfTheRecordAreInItsPanel", async () => {
    await openPatterns();
    await app.press(tab("Logs"));
    await app.press({ role: "option", name: /DEBUG: cache warm/ });
    await app.get({ role: "heading", name: "Template" });
    await app.press(kLeaveOut);
    await app.get(matches(kLines - countOf(3)));
    await app.get({ role: "option", name: /DEBUG: cache warm/ }, { gone: true });
  });

  test("Patterns_StayInTheAddressAndSayWhenThereAreNone", async () => {
    await openPatterns();
    await app.page.reload();
    await app.get(pattern(countOf(0), "pool is exhausted"));
    await app.fill(kQuery, "nothing_of_this_kind");
    await app.get({ role: "status", name: "No record matches" });
    await app.press({ role: "button", name: "Clear the query" });
    await app.get(pattern(countOf(0), "pool is exhausted"));
  });

  test("Patterns_ThatWereCheckedAreMergedAndSplit", async () => {
    await openPatterns();
    const merged = pattern(countOf(1) + countOf(3), ".*merged by you");
    const served = pattern(countOf(1), "served");
    const warm = pattern(countOf(3), "cache warm");
    const merge = { role: "button", name: "Merge 2" };
    // By keys: from the first down to the second.
    await app.press(served);
    await app.focus(kList);
    await app.page.keyboard.press(" ");
    await app.get({ ...served, checked: "true" });
    await app.get({ role: "button", name: "Merge", disabled: true });
    const order = (await patterns()).map((node) => node.name);
    const steps = order.findIndex((option) => /cache warm/.test(option)) - order.findIndex((option) => /served/.test(option));
    for (let i = 0; i < Math.abs(steps); ++i) await app.page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    await app.get({ ...warm, selected: true, checked: "false" });
    await app.page.keyboard.press(" ");
    await app.get({ ...warm, checked: "true" });
    await app.get(merge);
    await app.page.keyboard.press("m");
    await app.get(merged);
    await app.get(warm, { gone: true });
    await app.get(tab("Patterns, 3"));
    // It is kept, and comes apart where it was put together.
    await app.page.reload();
    await app.get(merged);
    await app.press(merged);
    await app.press({ role: "button", name: "Split" });
    await app.get(warm);
    await app.get(served);
    await app.get(merged, { gone: true });
    await app.press({ role: "button", name: "Undo" });
    await app.get(merged);
  });

  test("Patterns_AreCheckedWithTheMouseAndMergingIsUndone", async () => {
    await openPatterns();
    const mouse = app.page.mouse;
    const [first, second, third] = (await patterns()).map((node) => ({ role: "option", name: node.name }));
    const { box } = await app.get(first);
    await mouse.click(box.x + 18, box.y + box.height / 2);
    await app.get({ ...first, checked: "true" });
    await app.page.keyboard.down("Shift");
    await app.click(third);
    await app.page.keyboard.up("Shift");
    await app.get({ ...second, checked: "true" });
    await app.page.keyboard.down("Control");
    await app.click(second);
    await app.page.keyboard.up("Control");
    await app.get({ ...second, checked: "false" });
    await app.press({ role: "button", name: "Merge 2" });
    await app.get(tab("Patterns, 3"));
    await app.press({ role: "button", name: "Undo" });
    await app.get(tab("Patterns, 4"));
    await app.get(third);
    // With Shift what lies between is checked, too, and Escape lets go of all.
    await app.press(first);
    await app.focus(kList);
    await app.chord("Shift", "ArrowDown");
    await app.get({ role: "button", name: "Merge 2" });
    await app.chord("Shift", "End");
    await app.get({ role: "button", name: "Merge 4" });
    await app.page.keyboard.press("Escape");
    await app.get({ ...first, checked: "false" });
  });

  test("Patterns_MergedInOneTabAreMergedInAnother", async () => {
    await openPatterns();
    const mirror = await Mirror.open(await world.browser.page(), app.page.url());
    await mirror.get(tab("Patterns, 4"));
    await app.page.bringToFront();
    await app.press(pattern(countOf(1), "served"));
    await app.focus(kList);
    await app.chord("Shift", "ArrowDown");
    await app.page.keyboard.press("m");
    await app.get(tab("Patterns, 3"));
    await mirror.page.bringToFront();
    await mirror.get(tab("Patterns, 3"));
    await mirror.page.close();
  });
});
