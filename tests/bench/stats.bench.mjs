// How fast tables are made of all records of the generated shop, per core (one shard, files in memory), natively and as
// wasm.

import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const scratch = await Scratch.make();
try {
  for (const { platform, figure: name, value, unit } of coreBench("stats_bench", [demoLog(scratch.folder, 1000000)])) {
    figure("stats", `${name}, ${platform}`, value, unit);
  }
} finally {
  await scratch.remove();
}
finish();
