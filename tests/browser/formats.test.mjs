// How a source is read, as a person sees and changes it: why its format was chosen, another one, its zone and clock,
// a format of their own, and records of many lines.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop } from "./support/drop.mjs";
import { useWorld } from "./support/world.mjs";

const kLines = 60;
const kPreviewed = 20;

const kFormat = { role: "button", name: /^Format: / };
const kZone = { role: "textbox", name: "Time zone" };
const kClock = { role: "textbox", name: "Clock correction" };
const kDefinition = { role: "textbox", name: "Definition of the format" };
const kApply = { role: "button", name: "Apply" };
const kSave = { role: "button", name: /^Save/ };
const kWhy = { role: "button", name: "Why this format?" };
const source = (name) => ({ role: "button", name: new RegExp(`^${name}, `) });
const row = (time, text) => ({ role: "option", name: new RegExp(`^${time}.* ${text}`) });
const readAnew = (name) => ({ role: "alert", name: `${name} was read anew.` });

const two = (number) => String(number).padStart(2, "0");

function nginxErrors() {
  const line = (i) => `2026/11/22 13:24:${two(i)} [error] 31#7: *${i} open() "/srv/${i}.html" failed (2: No such file)\n`;
  return Array.from({ length: kLines }, (_, i) => line(i)).join("");
}

// Lines of no format there is.
function ownLines() {
  const line = (i) => `<<kitchen>> 2026-11-22 13:24:${two(i)} | WARN | pan=${i} | too hot\n`;
  return Array.from({ length: kLines }, (_, i) => line(i)).join("");
}

const kStack = [
  "2026-11-22T13:24:07.000Z INFO shop: started",
  "2026-11-22T13:24:08.000Z ERROR shop: java.lang.IllegalStateException: no more soup",
  "\tat com.example.Kitchen.cook(Kitchen.java:42)",
  "\tat com.example.Shop.serve(Shop.java:7)",
  "2026-11-22T13:24:09.000Z INFO shop: stopped",
].join("\n");

inEachBrowser((name) => {
  const world = useWorld(name);
  let app;

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  async function openPanel(file, content) {
    app = await world.openApp();
    await drop(name, app.page, await world.scratch.write(file, content));
    await app.get({ role: "option" });
    await app.press(source(file));
    await app.get({ role: "heading", name: "Read it as" });
    await app.get({ role: "status", name: /read|no format/ });
  }

  test("Formats_PanelSaysWhyAFormatWasChosen", async () => {
    await openPanel("web.log", nginxErrors());
    await app.get({ name: "records: 60" });
    await app.get({ name: /^format: nginx error/ });
    await app.press(kWhy);
    await app.get({ name: /^nginx error.*, score [01]\.\d\d$/ });
    await app.get({ name: /^It reads 60 of 60 sampled records/ });
    await app.get({ role: "link", name: /^Specification: https:/ });
    await app.get({ role: "status", name: `${kPreviewed} of ${kPreviewed} records read` });
    // Escape leads back to the record, and the focus to the source.
    await app.focus(kZone);
    await app.page.keyboard.press("Escape");
    await app.get({ role: "heading", name: "Record" });
    await app.get({ ...source("web.log"), focused: true });
  });

  test("Formats_PanelSaysWhatShareOfAMixedFileEachFormatReads", async () => {
    const json = (i) => `{"ts":"2026-11-22T13:24:${two(i)}Z","what":"step ${i}","why":"because"}\n`;
    await openPanel("mixed.log", nginxErrors() + Array.from({ length: 20 }, (_, i) => json(i)).join(""));
    await app.press(kWhy);
    await app.get({ name: /^Lines of several formats.*nginx error log[^,]* 75 %, JSON lines 25 %\.$/ });
  });

  test("Formats_OverrideChangesTheRowsAndCanBeUndone", async () => {
    await openPanel("web.log", nginxErrors());
    await app.get(row("13:24:59", "ERROR nginx: open"));
    assert.equal((await app.get(kApply)).disabled, true, "nothing is changed yet");
    await app.press(kFormat);
    await app.get({ role: "searchbox", name: "Find a format", focused: true });
    await app.page.keyboard.type("plain text");
    await app.get({ role: "option", name: /^Plain text/ });
    await app.page.keyboard.press("Enter");
    await app.get({ role: "button", name: "Format: Plain text", focused: true });
    await app.fill(kClock, "2 hours");
    await app.get({ role: "alert", name: /^Write it as \+2h/ });
    await app.fill(kClock, "+2h");
    await app.get({ role: "alert", name: /^Write it as/ }, { gone: true });
    await app.get({ ...kApply, disabled: false });
    await app.press(kApply);
    await app.get(readAnew("web.log"));
    // Only the format knows the connection for a field, and the service.
    await app.get(row("15:24:59", "ERROR: \\*59 open"));
    await app.get(row("15:24:59", "ERROR nginx"), { gone: true });
    await app.get({ name: "format: plain text" });
    await app.press({ role: "button", name: "Undo" });
    await app.get({ role: "alert", name: "web.log is read as before again." });
    await app.get(row("13:24:59", "ERROR nginx: open"));
  });

  test("Formats_EncodingIsThatTheUserSays", async () => {
    // One letter of each encoding: taken for UTF-8, in which the first is no letter.
    const log = Buffer.from("2026-11-22T13:24:07.000Z INFO shop: caf\xe9 \xc3\xa9\n", "latin1");
    await openPanel("menu.log", log);
    await app.get({ name: "encoding: UTF-8" });
    await app.press({ role: "radio", name: "1252" });
    await app.get({ role: "option", name: /café Ã©/ });
    await app.get({ ...kApply, disabled: false });
    await app.press(kApply);
    await app.get(readAnew("menu.log"));
    await app.get({ name: "encoding: Windows-1252" });
    await app.get(row("13:24:07", "INFO shop: café Ã©"));
  });

  test("Formats_ZoneIsThatOfTimesThatStateNone", async () => {
    await openPanel("web.log", nginxErrors());
    await app.fill(kZone, "Asia/Nowhere");
    await app.get({ role: "alert", name: /^There is no such zone/ });
    await app.fill(kZone, "Asia/Tokyo");
    await app.get({ ...kApply, disabled: false });
    await app.press(kApply);
    await app.get(readAnew("web.log"));
    await app.get(row("04:24:59", "open"));
  });

  test("Formats_OwnDefinitionIsCheckedWhileItIsTypedAndThenRead", async () => {
    await openPanel("kitchen.log", ownLines());
    await app.press({ role: "button", name: "Define a format…" });
    const sketch = await app.get({ ...kDefinition, focused: true });
    assert.match(sketch.value, /"name": "kitchen"/);
    assert.match(sketch.value, /\{time\}/);
    await app.fill(kDefinition, '{"name": "kitchen", "patterns": ["{time} {oops"]}');
    await app.get({ role: "alert", name: /./ });
    await app.get({ ...kDefinition, invalid: true });
    assert.equal((await app.get(kSave)).disabled, true);
    await app.fill(kDefinition, '{"name": "kitchen", "title": "Kitchen", ' +
      '"patterns": ["<<{service:name}>> {time} | {severity} | pan={pan:int} | {body}"]}');
    await app.get({ role: "status", name: `${kPreviewed} of ${kPreviewed} records read` });
    await app.get({ name: "pan: 0" });
    await app.get({ name: "service: kitchen" });
    await app.get({ ...kSave, disabled: false });
    await app.press(kSave);
    await app.get(readAnew("kitchen.log"));
    await app.get(row("13:24:59", "WARN kitchen: too hot"));
    await app.press(row("13:24:59", "WARN kitchen: too hot"));
    await app.get({ name: "pan: 59" });
    await app.get({ name: "format: Kitchen" });
  });

  test("Formats_TerminalColoursAreNotShownAsText", async () => {
    await openPanel("colours.log", "\x1b[90m2026-11-22T13:24:07Z\x1b[0m \x1b[31mERROR\x1b[0m \x1b[1mshop\x1b[0m: no lamp\n");
    await app.press(row("13:24:07", "ERROR .*no lamp"));
    await app.get({ name: "2026-11-22T13:24:07Z ERROR shop: no lamp" });
  });

  test("Formats_RecordOfManyLinesIsOneRowThatSaysSo", async () => {
    await openPanel("stack.log", kStack);
    await app.get({ name: "records: 3" });
    await app.press(row("13:24:08", "ERROR .*no more soup, 2 lines of stack$"));
    await app.get({ name: /Kitchen\.java:42[^]*Shop\.java:7/ });
  });
});
