// Pipelines on the page: a table in the place of the rows, ordered and acted upon by mouse, keyboard and screen reader.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { screenshots } from "./support/repository.mjs";
import { useWorld } from "./support/world.mjs";

const kDemoLines = 5000;
const kQuery = { role: "searchbox", name: "Query" };
const kGrid = { role: "grid", name: "Result" };
const kDone = { role: "status", name: /^\d+ rows? of [\d,]+ records? · .* m?s$/ };

inEachBrowser((name) => {
  const world = useWorld(name);
  let app;

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  async function openDemo(query) {
    app = await world.openApp({ demoLines: kDemoLines, hash: "#demo" });
    await app.get({ name: "5,000 records" });
    await app.fill(kQuery, query);
    await app.get(kDone);
  }

  // The texts of column `column` of the rows in sight, once they are all here.
  async function cells(columns, column) {
    await app.get({ role: "gridcell", name: "loading" }, { gone: true });
    const nodes = (await app.list()).filter((node) => node.role === "gridcell");
    return nodes.filter((_, i) => i % columns === column).map((node) => node.name);
  }

  test("Tables_AStatsQueryShowsATableThatIsOrderedByItsHeads", async () => {
    await openDemo("level>=info | stats count(), p95(duration_ms) by service");
    await app.get({ role: "tab", name: /^Table, [1-9]/ });
    // Not the table of what was typed before the last letters.
    await app.get({ role: "columnheader", name: "service" });
    await app.get(kDone);
    const counts = (await cells(3, 1)).map((text) => Number(text.replaceAll(",", "")));
    assert.ok(counts.length > 3);
    assert.deepEqual(counts, counts.toSorted((a, b) => b - a));
    await app.press({ role: "columnheader", name: "service" });
    await app.get({ role: "columnheader", name: "service", sort: "ascending" });
    await app.get({ role: "gridcell", name: "auth" });
    const services = await cells(3, 0);
    assert.deepEqual(services, services.toSorted());
    await app.press({ role: "columnheader", name: "service" });
    await app.get({ role: "columnheader", name: "service", sort: "descending" });
    // Until its rows are here, Enter means none of them.
    assert.deepEqual(await cells(3, 0), services.toReversed());
    await app.focus(kGrid);
    await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("Enter");
    const first = services.at(-1);
    await app.get({ ...kQuery, value: `level>=info service:${first} | stats count(), p95(duration_ms) by service` });
    await app.get({ role: "status", name: /^1 row of/ });
  });

  test("Tables_ASpanOfTimeIsSelectedAndTheRowsComeBackWithoutThePipeline", async () => {
    await openDemo("| stats count() by 1h");
    const [first] = await cells(2, 0);
    await app.press({ role: "gridcell", name: first });
    await app.get({ role: "status", name: /^1 row of/ });
    await app.fill(kQuery, "");
    await app.get({ role: "listbox", name: "Records, newest first" });
    assert.equal(await app.find(kGrid), null);
  });

  test("Tables_AMistakeIsPointedAtWhereItStands", async () => {
    await openDemo("| top 3 service");
    await app.fill(kQuery, "| stats nope(x)");
    await app.get({ role: "alert", name: /^not a function/ });
  });

  const picturesWanted = process.env.TAFFRAIL_SCREENSHOTS === "1" && name === "chromium";
  test("Tables_LookAsTheReadmeShows", { skip: picturesWanted ? false : "TAFFRAIL_SCREENSHOTS=1 asks for it" }, async () => {
    await openDemo("level>=info | stats count(), p50(duration_ms), p95(duration_ms), dc(trace_id) by service, level");
    await app.press({ role: "columnheader", name: "p95(duration_ms)" });
    await cells(6, 0);
    await mkdir(screenshots, { recursive: true });
    for (const theme of ["dark", "light"]) {
      await app.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await app.get({ role: "button", name: theme === "dark" ? "Light theme" : "Dark theme" });
      await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      await app.page.screenshot({ path: path.join(screenshots, `table-${theme}.png`) });
    }
  });
});
