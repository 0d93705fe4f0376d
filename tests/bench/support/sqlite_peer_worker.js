// The peer of the import benchmark: the official SQLite build over its opfs-sahpool VFS, indexing a dropped file
// line by line with FTS5. Set up as its own documentation recommends for bulk loading: no journal, no syncing,
// one transaction, one prepared statement; the file is read in slices, as ours is.
import sqlite3InitModule from "./sqlite-wasm/index.mjs";

const kSliceBytes = 4 << 20;

async function* lines(file) {
  const decoder = new TextDecoder();
  let rest = "";
  for (let at = 0; at < file.size; at += kSliceBytes) {
    const slice = await file.slice(at, at + kSliceBytes).arrayBuffer();
    const parts = (rest + decoder.decode(slice, { stream: true })).split("\n");
    rest = parts.pop();
    yield parts;
  }
  if (rest) yield [rest];
}

async function importFile(file, query) {
  const sqlite3 = await sqlite3InitModule();
  const pool = await sqlite3.installOpfsSAHPoolVfs({ clearOnInit: true });
  const started = performance.now();
  let db = new pool.OpfsSAHPoolDb("/peer.db");
  db.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=16384; PRAGMA cache_size=-65536;");
  db.exec("CREATE VIRTUAL TABLE line USING fts5(body)");
  db.exec("BEGIN");
  const insert = db.prepare("INSERT INTO line(rowid, body) VALUES(?1, ?2)");
  let count = 0;
  for await (const batch of lines(file)) {
    for (const line of batch) {
      insert.bind(1, ++count);
      insert.bind(2, line);
      insert.stepReset();
    }
  }
  insert.finalize();
  db.exec("COMMIT");
  db.close();
  db = new pool.OpfsSAHPoolDb("/peer.db");
  const matches = db.selectValue("SELECT count(*) FROM line WHERE line MATCH ?1", query);
  const elapsed = performance.now() - started;
  db.close();
  await pool.removeVfs();
  return { elapsed, lines: count, matches };
}

onmessage = async ({ data }) => {
  try {
    postMessage(await importFile(data.file, data.query));
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
