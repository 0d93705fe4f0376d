// Searching by regular expression in the app finds what `grep -E` does.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { afterEach, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { drop } from "./support/drop.mjs";
import { useWorld } from "./support/world.mjs";

const kLines = 4000;
const kCount = new Intl.NumberFormat("en-US");
const kQuery = { role: "searchbox", name: "Query" };
const matches = (count) => ({ role: "status", name: new RegExp(`^${kCount.format(count)} match`) });

function line(i) {
  const time = new Date(Date.UTC(2026, 10, 22, 9) + i * 1000).toISOString();
  const level = i % 7 === 0 ? "ERROR" : "INFO";
  const message = i % 5 === 0
    ? `GET /api/v1/users/${i} said "not (yet) | found"`
    : `request ${i} took ${i % 100} ms`;
  return `${time} ${level} ${message}\n`;
}

// With what a pipeline, a phrase and a group are made of, and slashes.
const kPatterns = [
  "request 1[0-9]*7 took",
  "ERROR|took 4 ms",
  "took ([0-9])7 ms$",
  "^2026-11-22T09:1",
  "\"not \\(yet\\) | found\"$",
  "[1-4][0-9] ms",
  "users\\/[0-9]+5 ",
  "[A-Z]{5}",
];

inEachBrowser((name) => {
  const world = useWorld(name);

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  test("Regex_FindsWhatGrepFinds", async () => {
    const file = await world.scratch.write("app.log", Array.from({ length: kLines }, (_, i) => line(i)).join(""));
    const app = await world.openApp();
    await drop(name, app.page, file);
    await app.get({ name: `${kCount.format(kLines)} records` });
    for (const pattern of kPatterns) {
      for (const ignoreCase of [false, true]) {
        const grep = spawnSync("grep", [ignoreCase ? "-ciE" : "-cE", pattern.replaceAll("\\/", "/"), file], { encoding: "utf8" });
        const expected = Number(grep.stdout);
        assert.ok(expected > 0 && (ignoreCase || expected < kLines), `${pattern} tells lines apart`);
        await app.fill(kQuery, `/${pattern}/${ignoreCase ? "i" : ""}`);
        await app.get(matches(expected));
      }
    }
  });

  test("Regex_AMistakeIsSaidAndThePathStaysAWord", async () => {
    const file = await world.scratch.write("app.log", Array.from({ length: kLines }, (_, i) => line(i)).join(""));
    const app = await world.openApp();
    await drop(name, app.page, file);
    await app.get({ name: `${kCount.format(kLines)} records` });
    await app.fill(kQuery, "/api/v1/users");
    await app.get(matches(kLines / 5));
    await app.fill(kQuery, "/took (5/");
    await app.get({ name: /this \( is never closed/ });
  });
});
