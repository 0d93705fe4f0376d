// Logs that tests make themselves, of which they know every count.

import { Random } from "./random.mjs";

// One line of number `i`: a time 100 ms after the one before, every seventh an error, three services.
export function sampleLine(i) {
  const time = new Date(Date.UTC(2026, 10, 22) + i * 100).toISOString();
  const level = i % 7 === 0 ? "ERROR" : "INFO";
  return `${time} ${level} svc${i % 3}: request ${i} took ${i % 100} ms`;
}

export function sampleLog(lines, first = 0) {
  let log = "";
  for (let i = first; i < first + lines; ++i) log += `${sampleLine(i)}\n`;
  return log;
}

// The same with `noise` letters and digits that no compressor makes small, so that transactions are large on disk.
export function noisyLog(lines, noise, seed) {
  const random = new Random(seed);
  const alphabet = Buffer.from("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01");
  const digest = Buffer.alloc(noise);
  const parts = [];
  for (let i = 0; i < lines; ++i) {
    for (let at = 0; at < noise; ) {
      for (let bits = random.next(), left = 5; left > 0 && at < noise; bits >>>= 6, --left) {
        digest[at++] = alphabet[bits & 63];
      }
    }
    parts.push(`${sampleLine(i)} digest=${digest.latin1Slice()}\n`);
  }
  return parts.join("");
}
