// The HDFS log the figures of this project rest on (113,014 lines). It is not part of the repository: tests that
// need it are skipped, and say so, where it is absent.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { root } from "./repository.mjs";

export const hdfsLog = path.resolve(root, "../shared/data/hdfs/hdfs.log");

// The `skip` option of a test.
export const withoutHdfs = existsSync(hdfsLog) ? false : `there is no ${path.relative(root, hdfsLog)}`;

// How many lines of the raw file match a Perl expression, letters in either case. Bytes, not characters.
export function grepCount(expression, file = hdfsLog) {
  const grep = spawnSync("grep", ["-c", "-a", "-i", "-P", expression, file], {
    env: { ...process.env, LC_ALL: "C" },
    encoding: "utf8",
  });
  // 1 says that nothing matches.
  if (grep.status > 1 || grep.error) throw new Error(`grep: ${grep.error ?? grep.stderr}`);
  return Number(grep.stdout);
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\$-]/g, "\\$&");
const kWord = "[A-Za-z0-9\\x80-\\xff]";

// What a word or a phrase of the query language is for grep: the text itself, with no word running on past it.
export function literal(text) {
  const begins = /^[A-Za-z0-9\u0080-\uffff]/.test(text) ? `(?<!${kWord})` : "";
  const ends = /[A-Za-z0-9\u0080-\uffff]$/.test(text) ? `(?!${kWord})` : "";
  return `${begins}${escape(text)}${ends}`;
}

export const all = (...parts) => `^${parts.map((part) => `(?=.*${part})`).join("")}`;
export const any = (...parts) => `(?:${parts.join("|")})`;
export const not = (wanted, unwanted) => `^(?=.*${wanted})(?!.*${unwanted})`;

// How many lines have a time in [from, to), both as "2008-11-09 20:36:15" (UTC, as the log itself).
export async function countBetween(from, to) {
  const stamp = (time) => time.replaceAll(/[-:]/g, "").slice(2, 15);
  const [first, end] = [stamp(from), stamp(to)];
  const lines = (await readFile(hdfsLog, "latin1")).split("\n");
  return lines.filter((line) => line && line.slice(0, 13) >= first && line.slice(0, 13) < end).length;
}
