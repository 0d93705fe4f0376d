// What records weigh on the wire and how fast they are read, beside simdjson on the same records as JSON.

import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

for (const { platform, figure: name, value, unit } of coreBench("wire_bench", [])) {
  figure("wire", `${name}, ${platform}`, value, unit);
}
finish();
