// The rules of time zones, worked out from what the browser's Intl says of
// moments, in the form that core/base/time_zone.cc reads (docs/times.md).

const daySeconds = 86_400;
const firstSeconds = 0;  // 1970
const endSeconds = Date.UTC(2038, 0) / 1000;
// No place has changed its clocks twice within so many days: Morocco's Ramadan is the shortest stretch.
const stepSeconds = 14 * daySeconds;

interface Period {
  startSeconds: number;
  offsetSeconds: number;
}

type OffsetAt = (seconds: number) => number;

export function localZoneName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// The browser's own first, then all it knows.
export function zoneNames(): string[] {
  return [localZoneName(), ...Intl.supportedValuesOf('timeZone')];
}

// Serialised; null if the browser does not know the zone. An empty name is the browser's own zone.
export function zoneRules(name: string): Uint8Array | null {
  try {
    return serialize(periods(name === '' ? localOffset : offsetOf(name)));
  } catch {
    return null;
  }
}

function localOffset(seconds: number): number {
  return new Date(seconds * 1000).getTimezoneOffset() * -60;
}

function offsetOf(name: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (seconds) => {
    // "11/22/2026, GMT+01:00", or "GMT" alone.
    const found = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(format.format(seconds * 1000));
    if (!found) throw new Error(`The browser does not say how far ${name} is from UTC`);
    const [, sign, hours, minutes, rest] = found;
    const offset = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
    return sign === '-' ? -offset : offset;
  };
}

function periods(offsetAt: OffsetAt): Period[] {
  let offsetSeconds = offsetAt(firstSeconds);
  const found = [{ startSeconds: firstSeconds, offsetSeconds }];
  for (let seconds = firstSeconds; seconds < endSeconds; seconds += stepSeconds) {
    const next = offsetAt(seconds + stepSeconds);
    if (next === offsetSeconds) continue;
    const startSeconds = changeBetween(offsetAt, seconds, seconds + stepSeconds, offsetSeconds);
    offsetSeconds = next;
    found.push({ startSeconds, offsetSeconds });
  }
  return found;
}

// The first second at which the offset is no longer `before`.
function changeBetween(offsetAt: OffsetAt, from: number, to: number, before: number): number {
  let last = from;
  let first = to;
  while (first - last > 1) {
    const middle = Math.floor((first + last) / 2);
    if (offsetAt(middle) === before) last = middle;
    else first = middle;
  }
  return first;
}

function serialize(zone: Period[]): Uint8Array {
  const bytes: number[] = [];
  const put = (value: number) => {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push(rest % 0x80 + 0x80);
    bytes.push(rest);
  };
  const putSigned = (value: number) => put(value < 0 ? -value * 2 - 1 : value * 2);
  put(zone.length);
  let last = 0;
  for (const [i, { startSeconds, offsetSeconds }] of zone.entries()) {
    if (i > 0) putSigned(startSeconds - last);
    last = i > 0 ? startSeconds : 0;
    putSigned(offsetSeconds);
    put(0);  // No abbreviation: Intl has none that holds in every language.
  }
  return Uint8Array.from(bytes);
}
