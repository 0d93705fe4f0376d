// What a suite in one browser needs. Made before the suite's tests, gone after them.

import { after, before } from "node:test";

import { Browser } from "./browsers.mjs";
import { Mirror } from "./mirror.mjs";
import { Scratch } from "./scratch.mjs";
import { Server } from "./server.mjs";

// The served app, a browser on a fresh profile, a folder for logs.
export function useWorld(browserName) {
  const world = {
    // A page over an empty store: another address is another origin to a browser, so nothing need be cleared.
    async moveOut(serverOptions) {
      for (const page of await this.browser.driver.pages()) {
        if (page.url().startsWith(this.server.origin)) await page.close();
      }
      await this.server.stop();
      this.server = await Server.start(serverOptions);
      return this.browser.page();
    },
    // The app on such a page.
    async openApp({ hash = "", ...serverOptions } = {}) {
      const page = await this.moveOut(serverOptions);
      return Mirror.open(page, `${this.server.appUrl}${hash}`);
    },
  };
  before(async () => {
    world.scratch = await Scratch.make();
    world.server = await Server.start();
    world.browser = await Browser.open(browserName);
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.stop();
    await world.scratch?.remove();
  });
  return world;
}
