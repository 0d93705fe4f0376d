// Speaks to the engine worker through the harness page: what the app's page does, from a test.

import { decodeResponse, encodeRequest } from "./protocol.mjs";

const kPatienceMs = 180_000;

export class EngineError extends Error {
  constructor(error) {
    super(error.message);
    this.code = error.code;
    this.column = error.hasColumn ? [error.column, error.columnEnd] : null;
  }
}

// A request under way: `last` is its newest answer, `done` its end. `startedAt` and `lastAt` are when it was sent and
// when that answer came, in ms, in the page: without what the automation takes.
class Exchange {
  constructor(client, id) {
    this.client = client;
    this.id = id;
    this.last = null;
    this.answers = 0;
    this.done = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    // Who only follows the answers need not look at the end.
    this.done.catch(() => {});
  }

  receive(response, at) {
    this.last = response;
    this.lastAt = at;
    ++this.answers;
    if (!response.done) return;
    this.client.exchanges.delete(this.id);
    if (response.error) this.reject(new EngineError(response.error));
    else this.resolve(response);
  }

  // The first answer that fulfils `condition`, the newest one included. Fails when the request ends without.
  async until(condition, what = condition) {
    const end = this.done.then(() => {
      if (!condition(this.last)) throw new Error(`the request ended before ${what}`);
    });
    const seen = this.client.until(() => this.last && condition(this.last), what);
    await Promise.race([seen, end.then(() => seen)]);
    return this.last;
  }

  cancel() {
    return this.client.send({ cancel: { id: this.id } });
  }
}

export class EngineClient {
  // Loads the harness page and starts a worker in it.
  static async open(page, server, options) {
    await page.goto(server.harnessUrl);
    await page.bringToFront();
    const client = new EngineClient(page);
    await client.start(options);
    return client;
  }

  constructor(page) {
    this.page = page;
    this.files = 0;
    this.ids = 0;
    this.reconnections = 0;
  }

  // `state` is the store's newest state from then on. Of the options `open` is the request that opens the store.
  async start(options) {
    await this.startWorker(options);
    await this.until(() => this.state || this.opened.last?.error, "the store is open");
    if (!this.state) await this.opened.done;
  }

  async startWorker(options) {
    this.exchanges = new Map();
    this.waiters = new Set();
    this.fatal = null;
    this.waiting = null;
    await this.page.evaluate((chosen) => globalThis.harness.start(chosen), options ?? {});
    this.pumping = this.pump();
    this.opened = await this.send({ open: options?.open ?? {} });
  }

  get state() {
    return this.opened?.last?.store;
  }

  async pump() {
    const exchanges = this.exchanges;
    // Ends when another worker takes over, or the page is gone.
    while (exchanges === this.exchanges) {
      let messages;
      try {
        messages = await this.page.evaluate(() => globalThis.harness.take());
      } catch (error) {
        this.fatal ??= `the page is gone: ${error.message}`;
        break;
      }
      if (exchanges !== this.exchanges || messages.length === 0) break;
      for (const message of messages) this.receive(message);
      for (const waiter of [...this.waiters]) waiter();
    }
    for (const waiter of [...this.waiters]) waiter();
  }

  receive(message) {
    if (message.kind === "response") {
      this.waiting = null;
      const response = decodeResponse(Buffer.from(message.bytes, "base64"));
      this.exchanges.get(response.id)?.receive(response, message.at);
    } else if (message.kind === "reconnected") {
      ++this.reconnections;
      for (const exchange of this.exchanges.values()) void this.post(exchange.bytes);
    } else {
      this[message.kind] = message.message;
    }
  }

  // Waits for a condition that only messages change. A dead engine ends the wait.
  until(condition, what) {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (then, value) => {
        clearTimeout(timer);
        this.waiters.delete(look);
        then(value);
      };
      const look = () => {
        if (condition()) settle(resolve);
        else if (this.fatal) settle(reject, new Error(`waiting until ${what}: ${this.fatal}`));
      };
      const timer = setTimeout(
        () => settle(reject, new Error(`waited ${kPatienceMs / 1000} s until ${what}`)), kPatienceMs);
      this.waiters.add(look);
      look();
    });
  }

  async send(body) {
    const exchange = new Exchange(this, ++this.ids);
    this.exchanges.set(exchange.id, exchange);
    exchange.bytes = encodeRequest({ id: exchange.id, ...body }).toString("base64");
    exchange.startedAt = await this.post(exchange.bytes);
    return exchange;
  }

  post(bytes) {
    return this.page.evaluate((encoded) => globalThis.harness.request(encoded), bytes);
  }

  async call(body) {
    return (await this.send(body)).done;
  }

  // Puts a file on disk into the page as a person would pick it; `import` requests it.
  async startImport(path, { chunkBytes = 0 } = {}) {
    const number = ++this.files;
    const input = await this.page.$("#files");
    await input.uploadFile(path);
    const file = await this.page.evaluate((given) => globalThis.harness.file(given), number);
    return this.send({
      import: { file: number, name: file.name, size: file.size, modifiedMs: file.modified, chunkBytes },
    });
  }

  async import(path, options) {
    return (await (await this.startImport(path, options)).done).import;
  }

  // `range` is [from, to) in nanoseconds, BigInt.
  startSearch(query, range) {
    const limits = range ? { hasRange: true, fromNs: range[0], toNs: range[1] } : {};
    return this.send({ search: { query: Buffer.from(query), ...limits } });
  }

  // The search's progress when it has looked at everything.
  async search(query, range) {
    const exchange = await this.startSearch(query, range);
    const { search } = await exchange.until((answer) => answer.search?.complete, `“${query}” is complete`);
    await exchange.cancel();
    return search;
  }

  // The rows of a statement, each its cells as texts.
  async sql(statement) {
    const running = await this.send({ sql: { statement: Buffer.from(statement) } });
    const { table } = await running.until((answer) => answer.table?.complete, `the statement ends: ${statement}`);
    const page = await this.send({ tableRows: { tableId: running.id, first: 0, count: table.rows } });
    const { tableRows } = await page.done;
    await running.cancel();
    return tableRows.rows.map((row) => row.cells.map((cell) => cell.text.toString()));
  }

  async count(query, range) {
    return (await this.search(query, range)).matched;
  }

  // The newest matches.
  async rows(exchange, first, count) {
    return (await this.call({ rows: { searchId: exchange.id, first, count } })).rows;
  }

  async record(key) {
    return (await this.call({ record: { key } })).record;
  }

  async check() {
    return (await this.call({ check: {} })).check;
  }

  killShard(index) {
    return this.page.evaluate((number) => globalThis.harness.killShard(number), index);
  }

  // Kills the coordinator, and with it its shards, where they stand.
  async terminate() {
    this.exchanges = null;
    await this.page.evaluate(() => globalThis.harness.terminate());
  }

  async terminateLater(delay) {
    await this.page.evaluate((given) => globalThis.harness.terminateLater(given), delay);
    this.exchanges = null;
  }

  // Until an import has a transaction half on disk.
  untilHalfWritten() {
    return this.page.evaluate(() => globalThis.harness.untilHalfWritten());
  }

  // The names of the store's files, and what is in one; while nobody has it open it can be written anew, or removed
  // (null).
  storedNames() {
    return this.page.evaluate(() => globalThis.harness.storedNames());
  }

  async readStored(name) {
    return Buffer.from(await this.page.evaluate((given) => globalThis.harness.readStored(given), name), "base64");
  }

  writeStored(name, bytes) {
    const text = bytes === null ? null : bytes.toString("base64");
    return this.page.evaluate((...given) => globalThis.harness.writeStored(...given), name, text);
  }

  // A new worker over nothing.
  async startEmpty(options) {
    this.exchanges = null;
    await this.page.evaluate(() => globalThis.harness.clear());
    this.opened = null;
    await this.start(options);
  }

  // A new worker over the same files, as after a reload.
  async restart(options) {
    await this.terminate();
    this.opened = null;
    await this.start(options);
  }
}
