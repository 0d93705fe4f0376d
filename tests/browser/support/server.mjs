// The built app with the test harness beside it, served by the stub as the app is in real life: same types,
// same headers, same Content-Security-Policy.

import { execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";

import * as repository from "./repository.mjs";

const harness = path.join(repository.root, "tests/browser/support/harness");

const running = new Set();
process.once("exit", () => running.forEach((stub) => stub.kill("SIGKILL")));

export class Server {
  // The origin stays the same for as long as this lives: what a browser keeps belongs to it. `demoLines` puts a demo
  // log of so many lines beside the app; `beforeWorkers` is put before the scripts of the workers, where the
  // browser's automation cannot reach.
  static async start({ demoLines, beforeWorkers } = {}) {
    const folder = await mkdtemp(path.join(os.tmpdir(), "taffrail-app-"));
    await cp(repository.app, folder, { recursive: true, filter: (file) => path.basename(file) !== "demo.log" });
    await cp(harness, path.join(folder, "harness"), { recursive: true });
    if (demoLines) await writeFile(path.join(folder, "demo.log"), demoLog(demoLines));
    if (beforeWorkers) await prepend(folder, beforeWorkers);
    const stub = spawn(repository.stub, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
    return new Server(folder, stub, await listening(stub));
  }

  constructor(folder, stub, origin) {
    this.folder = folder;
    this.stub = stub;
    this.origin = origin;
  }

  get appUrl() {
    return `${this.origin}/`;
  }
  get harnessUrl() {
    return `${this.origin}/harness/index.html`;
  }

  async stop() {
    const gone = new Promise((resolve) => this.stub.once("exit", resolve));
    // Browsers' kept connections need not be waited for.
    this.stub.kill("SIGKILL");
    await gone;
    await rm(this.folder, { recursive: true, force: true });
  }
}

function demoLog(lines) {
  const options = ["demo", "--lines", String(lines), "--seed", "1", "--format", "mixed"];
  return execFileSync(repository.cli, options, { maxBuffer: 1 << 28 });
}

async function prepend(folder, code) {
  for (const name of await readdir(folder)) {
    if (!name.endsWith("_worker.js")) continue;
    const file = path.join(folder, name);
    await writeFile(file, `${code}\n${await readFile(file, "utf8")}`);
  }
}

function listening(stub) {
  running.add(stub);
  stub.once("exit", () => running.delete(stub));
  return new Promise((resolve, reject) => {
    stub.once("error", reject);
    stub.once("exit", (code) => reject(new Error(`taffrail-stub ended with ${code} before it listened`)));
    readline.createInterface({ input: stub.stdout }).on("line", (line) => {
      const address = line.match(/^listening on (http:\/\/localhost:\d+)$/);
      if (address) resolve(address[1]);
    });
  });
}
