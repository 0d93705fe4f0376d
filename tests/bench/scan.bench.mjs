// How fast text of which the index knows nothing is searched, per core (one shard, files in memory), natively and as
// wasm, beside grep and, where it is installed, ripgrep on the bare file. GB of text a second.

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

// The first two have a text that every match must have, but no whole word.
const kPatterns = ["oaded [0-9]+ produc", "ueue.{3,9}full", "[0-9]{3}ms", "[0-9]+[.][0-9]+[.][0-9]+ .*5[0-9][0-9]"];
const kPeers = [["grep", ["-cE"]], ["rg", ["-c", "--no-mmap", "-j1"]]];
const kRuns = 5;

function fastestSeconds(run) {
  let fastest = Infinity;
  for (let i = 0; i < kRuns; ++i) {
    const start = performance.now();
    run();
    fastest = Math.min(fastest, (performance.now() - start) / 1000);
  }
  return fastest;
}

const scratch = await Scratch.make();
try {
  const log = demoLog(scratch.folder, 1000000);
  const bytes = statSync(log).size;
  for (const [peer, options] of kPeers) {
    if (spawnSync(peer, ["--version"]).error) {
      console.error(`${peer} is not installed: left out`);
      continue;
    }
    for (const pattern of kPatterns) {
      const args = [...options, "--", pattern, log];
      const run = () => spawnSync(peer, args, { env: { ...process.env, LC_ALL: "C" } });
      figure("scan", `/${pattern}/, ${peer}`, bytes / fastestSeconds(run) / 1e9, "GB/s");
    }
  }
  for (const { platform, figure: name, value, unit } of coreBench("scan_bench", [log, ...kPatterns])) {
    figure("scan", `${name}, ${platform}`, value, unit);
  }
} finally {
  await scratch.remove();
}
finish();
