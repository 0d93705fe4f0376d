// Runs a program of tests/bench natively and as wasm in Node, on the same files in turns.

import { execFileSync } from "node:child_process";
import path from "node:path";

import { root } from "../../browser/support/repository.mjs";

function run(command, args) {
  const output = execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
  return output.trim().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

// Figures of `program` as [{ platform: "native" | "wasm", figure, value, unit }].
export function coreBench(program, args) {
  const native = run(path.join(root, "build/native/tests/bench", program), args);
  const wasm = run(process.execPath, [path.join(root, "build/wasm/tests/bench", `${program}.js`), ...args]);
  return [
    ...native.map((entry) => ({ platform: "native", ...entry })),
    ...wasm.map((entry) => ({ platform: "wasm", ...entry })),
  ];
}
