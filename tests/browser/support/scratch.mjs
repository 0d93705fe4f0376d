// A folder for a test's own files, gone afterwards.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

export class Scratch {
  static async make() {
    return new Scratch(await mkdtemp(path.join(os.tmpdir(), "taffrail-logs-")));
  }

  constructor(folder) {
    this.folder = folder;
  }

  async write(name, content) {
    const file = path.join(this.folder, name);
    await writeFile(file, content);
    return file;
  }

  remove() {
    return rm(this.folder, { recursive: true, force: true });
  }
}
