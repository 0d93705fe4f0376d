// Fifty queries as people ask them of half HDFS lines and half generated shop, and how long each takes.

import { open } from "node:fs/promises";

const kRounds = 3;
const kSampleBytes = 1 << 16;

// What the log has at so much of its length.
async function wordAt(log, size, share, pattern) {
  const file = await open(log);
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(kSampleBytes), position: Math.floor(size * share) });
    return buffer.toString("latin1").match(pattern)[0];
  } finally {
    await file.close();
  }
}

// Each { kind, query, seconds }, the last of them before the newest record, or all of the log.
export async function queryMix(log, size) {
  const rare = [];
  for (const share of [0.03, 0.18, 0.31, 0.44]) rare.push(await wordAt(log, size, share, /blk_-?\d{12,}/));
  for (const share of [0.55, 0.68, 0.83]) rare.push(await wordAt(log, size, share, /(?<=trace_id=)[0-9a-f]{32}/));
  rare.push(`trace_id:${await wordAt(log, size, 0.97, /(?<=trace_id=)[0-9a-f]{32}/)}`);
  const kinds = {
    "rare term": [...rare, "blk_-1608999687919862907", "0123456789abcdef0123456789abcdef"],
    "common term": ["PacketResponder", "terminating", "checkout", "gateway", "Mozilla", "exhausted", "exception", "confirmed"],
    phrase: ['"Receiving block"', '"pool exhausted"', '"added to invalidSet"', '"lock ledger"', '"expired sessions"', '"rain jacket women"'],
    field: ["level:error", "service:payments level>=warn", "host:ip-10-2-31-73", "method:POST", "currency:SEK", "warehouse:Leipzig", "service:auth", "status:503"],
    "number range": ["status>=500", "duration_ms>=900", "duration_ms>100 duration_ms<200", "amount>250", "items>=9", "status>=400 status<500"],
    prefix: ["alloc*", "exhaust*", "ord_12*", "merin*", "invalid*"],
    combined: ["level>=warn timeout", "checkout -error", "(timeout OR exhausted) level:error", '"pool exhausted" service:payments'],
  };
  const mix = Object.entries(kinds).flatMap(([kind, queries]) => queries.map((query) => ({ kind, query })));
  for (const [query, seconds] of [["checkout", 60], ["level:error", 600], ["", 300]]) {
    mix.push({ kind: "time slice", query, seconds });
  }
  return mix;
}

// Times in ms, in the page: until the first 50 rows are there, and until all is counted.
export async function timeQuery(client, { query, seconds }, newestNs) {
  const range = seconds ? [newestNs - BigInt(seconds) * 1_000_000_000n, newestNs] : undefined;
  const search = await client.startSearch(query, range);
  await search.until((answer) => answer.search && (answer.search.matched > 0 || answer.search.complete), query);
  const found = search.lastAt - search.startedAt;
  const rows = await client.send({ rows: { searchId: search.id, first: 0, count: 50 } });
  await rows.done;
  const page = found + rows.lastAt - rows.startedAt;
  await search.until((answer) => answer.search?.complete, query);
  const whole = search.lastAt - search.startedAt;
  await search.cancel();
  return { page, whole };
}

// Each query of the mix, one after the other, that `rounds` times: { kind, page, whole } of each time.
export async function timeMix(client, mix, newestNs, rounds = kRounds) {
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    for (const entry of mix) times.push({ ...entry, ...(await timeQuery(client, entry, newestNs)) });
  }
  return times;
}

export const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
