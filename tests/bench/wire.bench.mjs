// What records weigh on the wire and how fast they are read, beside simdjson on the same records as JSON.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { root } from "../browser/support/repository.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "taffrail-wire-"));
const lines = path.join(directory, "demo.ndjson");
const taffrail = path.join(root, "build/native/core/cli/taffrail");
fs.writeFileSync(lines, execFileSync(taffrail, ["demo", "--format", "json", "--lines", "4000"], { maxBuffer: 1 << 26 }));
for (const { platform, figure: name, value, unit } of coreBench("wire_bench", [lines])) {
  figure("wire", `${name}, ${platform}`, value, unit);
}
fs.rmSync(directory, { recursive: true });
finish();
