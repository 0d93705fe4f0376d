// SQL on the page: written, run, cancelled, pointed at where it is wrong, linked to.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, test } from "node:test";

import { inEachBrowser } from "./support/browsers.mjs";
import { screenshots } from "./support/repository.mjs";
import { useWorld } from "./support/world.mjs";

const kDemoLines = 5000;
const kStatement = { role: "textbox", name: "Statement of SQL" };
const kDone = { role: "status", name: /^[\d,]+ rows? · .* m?s/ };

inEachBrowser((name) => {
  const world = useWorld(name);
  let app;

  afterEach(() => {
    assert.deepEqual(world.browser.complaints, []);
  });

  async function openDemo(hash = "#demo") {
    app = await world.openApp({ demoLines: kDemoLines, hash });
    await app.get({ name: "5,000 records" });
  }

  async function run(statement) {
    await app.fill(kStatement, statement);
    await app.chord("Control", "Enter");
  }

  async function cells() {
    await app.get({ role: "gridcell", name: "loading" }, { gone: true });
    return (await app.list()).filter((node) => node.role === "gridcell").map((node) => node.name);
  }

  test("Sql_AStatementIsRunByKeyAndItsRowsAreATable", async () => {
    await openDemo();
    await app.press({ role: "tab", name: "SQL" });
    await run("SELECT count(*) AS n, 'it''s' AS text FROM logs");
    await app.get(kDone);
    assert.deepEqual(await cells(), ["5,000", "it's"]);
    await app.get({ role: "columnheader", name: "n" });
    assert.match(app.page.url(), /view=sql&sql=SELECT%20count/);
  });

  test("Sql_TheQueryIsTakenOverAsSql", async () => {
    await openDemo("#demo&q=level:error");
    await app.press({ role: "tab", name: "SQL" });
    await app.press({ role: "button", name: "Write the query and its range of time as SQL" });
    await app.get({ ...kStatement, value: /WHERE logs MATCH 'level:error'/ });
    await app.press({ role: "button", name: "Run the statement" });
    await app.get(kDone);
    assert.ok((await cells()).includes("error"));
  });

  test("Sql_AMistakeIsToldAndTheLastRowsStay", async () => {
    await openDemo("#demo&view=sql&sql=SELECT%201");
    await app.get(kDone);
    await run("SELECT tim FROM logs");
    await app.get({ role: "alert", name: /^no such column: tim/ });
    assert.deepEqual(await cells(), ["1"]);
    await app.press({ role: "button", name: "The statement that was run before" });
    await app.get({ ...kStatement, value: "SELECT 1" });
  });

  test("Sql_AStatementWithoutEndIsCancelled", async () => {
    await openDemo("#demo&view=sql");
    await run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
    await app.press({ role: "button", name: "Cancel the statement" });
    await app.get({ role: "button", name: "Run the statement" });
    await run("SELECT 7");
    await app.get(kDone);
    assert.deepEqual(await cells(), ["7"]);
  });

  const picturesWanted = process.env.TAFFRAIL_SCREENSHOTS === "1" && name === "chromium";
  test("Sql_LooksAsTheReadmeShows", { skip: picturesWanted ? false : "TAFFRAIL_SCREENSHOTS=1 asks for it" }, async () => {
    await openDemo("#demo&view=sql");
    await app.press({ role: "button", name: "Errors by service and hour" });
    await app.get(kDone);
    await cells();
    await mkdir(screenshots, { recursive: true });
    for (const theme of ["dark", "light"]) {
      await app.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await app.get({ role: "button", name: theme === "dark" ? "Light theme" : "Dark theme" });
      await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      await app.page.screenshot({ path: path.join(screenshots, `sql-${theme}.png`) });
    }
  });
});
