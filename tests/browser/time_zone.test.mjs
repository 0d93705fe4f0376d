// Times in the zone that a person chose: in the rows, on the axis, in the inspector and in the address.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { pick } from "./support/drop.mjs";
import { survey } from "./support/picture.mjs";
import { sampleLine, sampleLog } from "./support/sample_log.mjs";
import { useWorld } from "./support/world.mjs";

const kLines = 3000;
const openFile = { role: "button", name: "Open file" };
const zoneButton = { role: "button", name: /^Time zone: / };
const place = { role: "searchbox", name: "Find a time zone" };
const shownIn = (name) => ({ role: "button", name: new RegExp(`^Time zone: ${name}[ .]`) });
const showIn = (name) => ({ role: "button", name: `Show times in ${name}` });
const inspected = (name, value) => ({ name: `${name}: ${value}` });
// The newest row, which is at the top.
const [kDate, kClock] = sampleLine(kLines - 1).split(/[TZ]/);

// The clock of the first row `hours` later, as rows say it.
function clockAt(hours) {
  const time = new Date(`${kDate}T${kClock}Z`);
  time.setUTCMinutes(time.getUTCMinutes() + hours * 60);
  return time.toISOString().slice(0, 23).split("T");
}

const firstRow = (hours) => ({ role: "option", name: new RegExp(`^${clockAt(hours)[1]} `) });

inEachBrowser((name) => {
  const world = useWorld(name);
  let sample;
  let app;

  before(async () => {
    sample = await world.scratch.write("sample.log", sampleLog(kLines));
  });

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  async function openWithSample(hash) {
    app = await world.openApp({ hash });
    await pick(name, app.page, () => app.press(openFile), sample);
    await app.get({ name: "3,000 records" });
  }

  test("TimeZone_ChosenByPlaceIsShownEverywhereAndKept", async () => {
    await openWithSample("#tz=UTC");
    await app.get(shownIn("UTC"));
    await app.get(firstRow(0));
    await app.press(zoneButton);
    // Browsers differ in how they write the place.
    await app.fill(place, "mandu");
    await app.press({ role: "button", name: /^Show times in Asia\/Kath?mandu$/ });
    await app.get({ role: "button", name: /^Time zone: Asia\/Kath?mandu UTC\+5:45/ });
    await app.get(firstRow(5.75));
    assert.match(await app.page.evaluate(() => location.hash), /tz=Asia\/Kath?mandu/);
    await app.press(firstRow(5.75));
    const [date, clock] = clockAt(5.75);
    await app.get(inspected("time", `${date} ${clock}`));
    await app.get(inspected("UTC", `${kDate} ${kClock}`));
    await app.get({ role: "button", name: /^Time range: .*05:45.* UTC\+5:45/ });
    const { colours } = survey(Buffer.from(await app.page.screenshot({ path: process.env.TAFFRAIL_PICTURE })));
    assert.ok(colours > 10, `${colours} colours`);
    await app.page.reload();
    await app.get(firstRow(5.75));
    await app.press(zoneButton);
    await app.press(showIn("UTC"));
    await app.get(firstRow(0));
    assert.match(await app.page.evaluate(() => location.hash), /tz=UTC/);
  });

  test("TimeZone_IsChosenByTheKeyboardAlone", async () => {
    await openWithSample("#tz=UTC");
    await app.focus(zoneButton);
    await app.page.keyboard.press("Enter");
    await app.get(place);
    await app.focus(place);
    await app.page.keyboard.type("new york");
    await app.get(showIn("America/New_York"));
    await app.page.keyboard.press("Enter");
    await app.get(firstRow(-5));
    await app.page.keyboard.press("Escape");
    await app.get({ ...zoneButton, focused: true });
    await app.page.keyboard.press("Escape");
    await app.get(place, { gone: true });
  });

  test("TimeZone_UnknownToTheBrowserIsTold", async () => {
    app = await world.openApp({ hash: "#tz=Mars/Olympus" });
    await app.get({ name: /does not know the time zone Mars\/Olympus/ });
  });

  test("TimeZone_RulesAreThoseOfIntl", async () => {
    app = await world.openApp();
    // Around each change of the clocks that Intl knows of, and on ordinary days.
    const wrong = await app.page.evaluate(() => {
      const found = [];
      for (const zone of ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata"]) {
        const rules = readRules(globalThis.taffrail.zoneRules(zone));
        const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
        for (let seconds = 86_400; seconds < 2_145_916_800; seconds += 1_111_111) {
          const local = Date.parse(`${clock.format(seconds * 1000).replace(" ", "T")}Z`) / 1000;
          const period = rules.findLast((p) => p.start <= seconds) ?? rules[0];
          if (local - seconds !== period.offset) found.push([zone, seconds, local - seconds, period.offset]);
        }
      }
      return found;

      function readRules(bytes) {
        let at = 0;
        const take = () => {
          let value = 0;
          for (let scale = 1; ; scale *= 128) {
            const byte = bytes[at++];
            value += (byte & 127) * scale;
            if (byte < 128) return value;
          }
        };
        const signed = () => {
          const value = take();
          return value % 2 ? -(value + 1) / 2 : value / 2;
        };
        const periods = [];
        for (let left = take(), start = 0; left > 0; --left) {
          if (periods.length) start += signed();
          periods.push({ start: periods.length ? start : -Infinity, offset: signed() });
          const abbreviation = take();
          at += abbreviation;
        }
        return periods;
      }
    });
    assert.deepEqual(wrong, []);
  });
});
