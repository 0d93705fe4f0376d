// How every benchmark tells its figures: a table for people, or with --json one object per figure.

const json = process.argv.includes("--json");
const figures = [];

// `peer` is what the figure is held against: { name, value }.
export function figure(bench, name, value, unit, peer) {
  const entry = { bench, figure: name, value: round(value), unit };
  if (peer) {
    Object.assign(entry, { peer: peer.name, peer_value: round(peer.value), ratio: round(value / peer.value) });
  }
  figures.push(entry);
  if (json) console.log(JSON.stringify(entry));
  else console.error(`  ${name}: ${entry.value} ${unit}`);
}

export function finish() {
  if (json) return;
  const rows = figures.map((f) => [
    f.figure, `${f.value} ${f.unit}`, f.peer ? `${f.peer_value} ${f.unit}` : "", f.peer ? `${f.ratio} ×` : "", f.peer ?? "",
  ]);
  const header = ["figure", "Taffrail", "peer", "ratio", "peer's name"];
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  console.log([line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n"));
}

function round(value) {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
