// What one core imports, natively and as wasm in Node, without a disk, messages or a browser.

import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog, hdfsCopies, withoutHdfs } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const scratch = await Scratch.make();
try {
  const files = [demoLog(scratch.folder, 100_000)];
  if (withoutHdfs) console.error(`  HDFS lines skipped: ${withoutHdfs}`);
  else files.push(await hdfsCopies(scratch.folder, 1));
  for (const { platform, figure: name, value, unit } of coreBench("import_core_bench", files)) {
    figure("import_core", `${name}, ${platform}`, value, unit);
  }
} finally {
  await scratch.remove();
}
finish();
