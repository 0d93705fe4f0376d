// The logs that benchmarks read, made in a scratch folder: nothing of it stays.

import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import readline from "node:readline";

import { hdfsLog, withoutHdfs } from "../../browser/support/hdfs.mjs";
import * as repository from "../../browser/support/repository.mjs";

export { withoutHdfs };

const cli = path.join(repository.root, "build/native/core/cli/taffrail");

// The generated shop, `lines` long.
export function demoLog(folder, lines) {
  const file = path.join(folder, `demo-${lines}.log`);
  execFileSync(cli, ["demo", "--lines", String(lines), "--seed", "7", "-o", file]);
  return file;
}

// The HDFS lines `copies` times over; each copy has block ids of its own, so that the number of distinct words
// grows as in a real log.
export async function hdfsCopies(folder, copies) {
  const file = path.join(folder, `hdfs-${copies}.log`);
  const out = createWriteStream(file);
  for (let copy = 0; copy < copies; ++copy) {
    const lines = readline.createInterface({ input: createReadStream(hdfsLog, "latin1") });
    let batch = "";
    for await (const line of lines) {
      batch += `${line.replace(/blk_-?\d{6}/g, (id) => `${id.slice(0, -6)}${(Number(id.slice(-6)) + copy * 7919) % 1000000}`)}\n`;
      if (batch.length < 1 << 20) continue;
      if (!out.write(batch, "latin1")) await once(out, "drain");
      batch = "";
    }
    out.write(batch, "latin1");
  }
  out.end();
  await once(out, "finish");
  return file;
}
