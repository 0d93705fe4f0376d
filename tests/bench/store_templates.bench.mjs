// What templates cost in a store, natively and as wasm: their share of an import, their size, counting them all and
// finding the records of one.

import { existsSync } from "node:fs";

import { hdfsLog } from "../browser/support/hdfs.mjs";
import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const scratch = await Scratch.make();
try {
  const files = [demoLog(scratch.folder, 200000)];
  if (existsSync(hdfsLog)) files.push(hdfsLog);
  else console.error("skipped: the HDFS lines, which are not here");
  for (const { platform, figure: name, value, unit } of coreBench("store_templates_bench", files)) {
    figure("store_templates", `${name}, ${platform}`, value, unit);
  }
} finally {
  await scratch.remove();
}
finish();
