// From the drop of a large file until its first rows are on the screen, in the app as people use it: a page on an
// empty store, the file through the same door as a drop, the clock stopped by the frame that shows rows.

import { stat } from "node:fs/promises";

import { figure } from "./report.mjs";

const kRounds = 5;

export async function firstRows(bench, browser, server, file) {
  const gigabytes = (await stat(file)).size / 1e9;
  const times = [];
  for (let round = 0; round < kRounds; ++round) {
    const page = await browser.page();
    // Each round on an empty store.
    await page.goto(server.harnessUrl);
    await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      for await (const name of folder.keys()) await folder.removeEntry(name, { recursive: true });
    });
    await page.goto(server.appUrl);
    // The store is open and the page has said so.
    await page.waitForFunction(() => document.body.textContent.includes("Drop a log file anywhere"));
    const input = await page.waitForSelector('input[type="file"]');
    await page.evaluate(() => {
      const files = document.querySelector('input[type="file"]');
      files.addEventListener("change", () => { globalThis.droppedAt = performance.now(); }, { capture: true });
      new MutationObserver((_, observer) => {
        if (!document.querySelector('[role="option"]')) return;
        observer.disconnect();
        globalThis.shownAt = performance.now();
      }).observe(document.body, { subtree: true, childList: true });
    });
    await input.uploadFile(file);
    await page.waitForFunction(() => globalThis.shownAt !== undefined);
    times.push(await page.evaluate(() => globalThis.shownAt - globalThis.droppedAt));
    await page.close();
  }
  times.sort((a, b) => a - b);
  figure(bench, `first rows after the drop of ${gigabytes.toFixed(1)} GB`, times[Math.floor(kRounds / 2)], "ms");
  figure(bench, `first rows after the drop of ${gigabytes.toFixed(1)} GB, slowest of ${kRounds}`, times[kRounds - 1], "ms");
}
