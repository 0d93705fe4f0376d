// How fast lines are split and read, per core, natively and as wasm.

import { existsSync } from "node:fs";

import { hdfsLog } from "../browser/support/hdfs.mjs";
import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const scratch = await Scratch.make();
try {
  const files = [demoLog(scratch.folder, 100000)];
  if (existsSync(hdfsLog)) files.push(hdfsLog);
  else console.error("skipped: the HDFS lines, which are not here");
  for (const { platform, figure: name, value, unit } of coreBench("parse_bench", files)) {
    figure("parse", `${name}, ${platform}`, value, unit);
  }
} finally {
  await scratch.remove();
}
finish();
