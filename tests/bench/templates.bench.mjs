// How fast lines are cut into tokens and terms and their templates mined, per core, natively and as wasm; and how well
// the labelled samples are grouped, beside the published figures of parsers that were tuned for each sample.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { hdfsLog } from "../browser/support/hdfs.mjs";
import * as repository from "../browser/support/repository.mjs";
import { Scratch } from "../browser/support/scratch.mjs";
import { demoLog } from "./support/corpora.mjs";
import { coreBench } from "./support/core_bench.mjs";
import { figure, finish } from "./support/report.mjs";

const data = path.join(repository.root, "../shared/data");
const published = path.join(data, "logparser_2k_grouping_accuracy.csv");

// The labelled samples' lines in one file: many different messages.
function mixedLog(folder) {
  const samples = path.join(data, "loghub");
  if (!existsSync(samples)) return [];
  const file = path.join(folder, "mixed.log");
  const logs = readdirSync(samples, { recursive: true }).filter((name) => name.endsWith("_2k.log"));
  const text = logs.sort().map((name) => readFileSync(path.join(samples, name), "latin1").replace(/\n?$/, "\n")).join("");
  writeFileSync(file, text.repeat(8), "latin1");
  return [file];
}

// Drain's accuracy by system.
function drain() {
  if (!existsSync(published)) return new Map();
  const [header, ...rows] = readFileSync(published, "utf8").trim().split("\n").map((line) => line.split(","));
  return new Map(rows.map((row) => [row[0], Number(row[header.indexOf("Drain")])]));
}

const scratch = await Scratch.make();
try {
  const files = [demoLog(scratch.folder, 100000), ...mixedLog(scratch.folder)];
  if (existsSync(hdfsLog)) files.push(hdfsLog);
  else console.error("skipped: the HDFS lines, which are not here");
  const peers = drain();
  const accuracies = [];
  for (const { platform, figure: name, value, unit } of coreBench("templates_bench", files)) {
    const scored = /^F?GA /.test(name);
    if (scored && platform === "wasm") continue;
    const peer = name.startsWith("GA ") ? peers.get(name.slice(3)) : undefined;
    if (name.startsWith("GA ")) accuracies.push(value);
    figure("templates", scored ? name : `${name}, ${platform}`, value, unit, peer && { name: "Drain, published", value: peer });
  }
  if (accuracies.length === 0) console.error("skipped: the labelled samples, which are not here");
  else figure("templates", "GA, mean", accuracies.reduce((a, b) => a + b) / accuracies.length, "of 1");
} finally {
  await scratch.remove();
}
finish();
