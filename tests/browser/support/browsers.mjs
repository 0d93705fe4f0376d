// The browsers the tests drive. A profile is a fresh folder; it can be opened again with all it keeps, which
// is what makes "close it, come back tomorrow" testable. (Contexts that are off the record keep OPFS in memory.)

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe } from "node:test";
import puppeteer from "puppeteer-core";

import { display } from "./display.mjs";

const kCommands = {
  chromium: ["chromium", "chromium-browser", "google-chrome"],
  firefox: ["firefox-esr", "firefox"],
};
const kViewport = { width: 1440, height: 900 };
const kProtocolTimeoutMs = 200_000;

// Chromium's own service calls fail on a closed network; swiftshader gives WebGL 2 without a GPU.
const kChromiumFlags = [
  "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-features=Translate",
  // A page behind another one works at full speed, and so do the timers of an unseen one.
  "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
];
const kFirefoxPreferences = {
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "browser.sessionstore.resume_from_crash": false,
  "toolkit.startup.max_resumed_crashes": -1,
  "webgl.force-enabled": true,
  "browser.cache.disk.enable": false,
};

// Times on the screen are then those in the log.
const environment = { ...process.env, TZ: "UTC" };

// TAFFRAIL_BROWSERS="chromium" runs one of them.
const chosen = (process.env.TAFFRAIL_BROWSERS ?? "chromium firefox").split(/[ ,]+/);

// Runs `define(name)` as a suite for each browser.
export function inEachBrowser(define) {
  for (const name of chosen) describe(name, { concurrency: false }, () => define(name));
}

function find(name) {
  for (const command of kCommands[name]) {
    for (const folder of process.env.PATH.split(path.delimiter)) {
      const file = path.join(folder, command);
      if (existsSync(file)) return file;
    }
  }
  throw new Error(`${kCommands[name].join(", ")}: none of these is installed; ./dev setup does it`);
}

async function launch(name, profile, preferences) {
  const common = {
    browser: name === "firefox" ? "firefox" : "chrome",
    executablePath: find(name),
    userDataDir: profile,
    defaultViewport: kViewport,
    protocolTimeout: kProtocolTimeoutMs,
  };
  if (name === "chromium") {
    // Root has no sandbox to go into.
    const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    return puppeteer.launch({ ...common, env: environment, headless: true, args: [...kChromiumFlags, ...root] });
  }
  // Headless Firefox has no WebGL; a display, even a virtual one, gives it.
  const firefox = await puppeteer.launch({
    ...common,
    headless: false,
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: { ...kFirefoxPreferences, ...preferences },
    env: { ...environment, DISPLAY: await display(), MOZ_CRASHREPORTER_DISABLE: "1" },
  });
  await leaveWorkersAlone(firefox);
  return firefox;
}

// Firefox under WebDriver BiDi watches every worker through the debugger's interface, and then `new Worker` in a
// worker now and then never returns (seen in 153, once in some twenty; never without automation). Versions that do
// not watch workers yet have nothing to be told, and answer with an error.
async function leaveWorkersAlone(firefox) {
  const watcher = "chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs";
  const send = (method, parameters) => firefox.connection.send(method, parameters);
  const tree = await send("browsingContext.getTree", { "moz:scope": "chrome" }).catch(() => null);
  if (!tree) return;
  await send("script.evaluate", {
    expression: `ChromeUtils.importESModule("${watcher}").unregisterWebDriverWorkerListenerActor()`,
    target: { context: tree.result.contexts[0].context },
    awaitPromise: false,
  });
}

// One browser on one profile. Pages write what they complain about into `complaints`.
export class Browser {
  static async open(name) {
    const profile = await mkdtemp(path.join(os.tmpdir(), `taffrail-${name}-`));
    const browser = new Browser(name, profile);
    await browser.start();
    return browser;
  }

  constructor(name, profile) {
    this.name = name;
    this.profile = profile;
    this.complaints = [];
  }

  async start() {
    this.driver = await launch(this.name, this.profile, this.preferences);
  }

  async page() {
    const page = await this.driver.newPage();
    page.on("pageerror", (error) => this.complaints.push(`page error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`console: ${message.text()}`);
    });
    return page;
  }

  // `preferences` are Firefox's, from then on.
  async relaunch(preferences = {}) {
    this.preferences = preferences;
    await this.driver.close();
    await this.start();
  }

  // As a crash or the end of power ends it: no goodbye, at any instruction.
  async crash() {
    const process = this.driver.process();
    const gone = new Promise((resolve) => process.once("exit", resolve));
    killGroup(process.pid);
    await gone;
    await this.driver.close().catch(() => {});
    // The driver puts the profile's preferences back in its own time, and starting trips over files it moves.
    for (;;) {
      try {
        return await this.start();
      } catch (error) {
        if (error.code !== "ENOENT" || !error.path?.startsWith(this.profile)) throw error;
      }
    }
  }

  async close() {
    const process = this.driver.process();
    await this.driver.close().catch(() => killGroup(process.pid));
    await rm(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

// The driver starts each browser as the leader of a process group of its own.
function killGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
