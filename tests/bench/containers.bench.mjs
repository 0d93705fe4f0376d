// How fast text comes out of compressed files, archives and other encodings, natively and as wasm; for gzip beside
// Node's zlib and the DecompressionStream that browsers have too.

import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const kRounds = 5;

// MB/s of text in the fastest of some rounds.
async function fastest(textBytes, decompress) {
  let best = Infinity;
  for (let round = 0; round < kRounds; ++round) {
    const started = performance.now();
    await decompress();
    best = Math.min(best, performance.now() - started);
  }
  return textBytes / best / 1e3;
}

async function throughStream(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  let bytes = 0;
  for await (const piece of stream) bytes += piece.length;
  return bytes;
}

const scratch = await Scratch.make();
try {
  const file = demoLog(scratch.folder, 100000);
  const text = readFileSync(file);
  const packed = gzipSync(text);
  const peers = [
    { name: "DecompressionStream", value: await fastest(text.length, () => throughStream(packed)) },
    { name: "zlib.gunzipSync", value: await fastest(text.length, () => gunzipSync(packed)) },
  ];
  for (const { platform, figure: name, value, unit } of coreBench("containers_bench", [file])) {
    const label = `${name}, ${platform}`;
    if (!name.endsWith("out of gzip")) figure("containers", label, value, unit);
    else for (const peer of peers) figure("containers", label, value, unit, peer);
  }
} finally {
  await scratch.remove();
}
finish();
