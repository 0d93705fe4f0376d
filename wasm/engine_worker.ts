// The engine's worker of a tab. If it gets the lock that makes this tab the store's
// owner it runs the coordinator: finds out whether files can be kept, starts the
// shards, and passes bytes between the pages, the coordinator and the shards. If
// another tab has it, it passes its page's bytes to that one, until it gets it.
import { EngineHost, EngineRole } from './engine_host.ts';
import {
  CLIENT_PORT,
  FIRST_SHARD_PORT,
  FIRST_SQL_PORT,
  FIRST_TAB_PORT,
  type FoundStorage,
  type FromPage,
  type FromShard,
  type StartOptions,
  Storage,
  type ToPage,
  type ToShard,
} from './protocol.ts';
import { SqlWorkers } from './sql_workers.ts';
import { openStorage } from './storage.ts';
import { isFull, StoreFiles } from './store_files.ts';
import { Guest, Tabs } from './tabs.ts';

const DEFAULT_DIRECTORY = 'taffrail';
// Safari allows 252 access handles in an origin.
const MAX_OPEN_FILES = 200;
// Where each is held in memory.
const MAX_FILES_IN_MEMORY = 40;
// An owner that is busy may take that long to answer.
const OWNER_PATIENCE_MS = 4000;
const OWNER_IS_SILENT =
  'Taffrail is open in another tab of this browser, which does not answer. Go on there, or close ' +
  'that tab: this one then takes over.';
// Where files are in access handles SQLite is told at once, and goes on.
const IS_FULL =
  'the space that may be used is full. What was shown as stored is stored. Free disk space, then reload the page.';
// A shard that cannot stay up is not started for ever.
const MAX_RESTARTS = 20;

const tell = (message: ToPage, transfer: Transferable[] = []) => postMessage(message, transfer);

function fatal(error: unknown, full = isFull(error)): void {
  console.error('taffrail: the engine stopped:', (error as Error).stack ?? error);
  tell({ kind: 'fatal', message: `The engine stopped: ${full ? IS_FULL : String(error)}` });
  // Lets go of the lock, so that another tab can go on.
  close();
}

class Coordinator {
  private host!: EngineHost;
  private readonly shards: Worker[] = [];
  // Shards whose engine has said that it started.
  private readonly started = new Set<Worker>();
  private restarts = 0;
  private readonly sql: SqlWorkers;
  private tabs!: Tabs;

  private constructor(
    private readonly module: WebAssembly.Module,
    private readonly storage: FoundStorage,
  ) {
    this.sql = new SqlWorkers(module, (port, bytes) => this.host.deliver(port, bytes));
  }

  static async start(options: StartOptions): Promise<Coordinator> {
    const name = storeOf(options);
    const [module, kept] = await Promise.all([
      WebAssembly.compileStreaming(fetch(new URL('engine.wasm', import.meta.url))),
      openStorage(name, options.refused ?? []),
    ]);
    const { storage } = kept.found;
    const isKept = storage !== Storage.Memory;
    // That nothing is kept the store says itself.
    const notice = isKept ? kept.reason : '';
    if (notice !== '') tell({ kind: 'notice', message: notice });
    const coordinator = new Coordinator(module, kept.found);
    const maxOpenFiles = storage === Storage.IndexedDb ? MAX_FILES_IN_MEMORY : MAX_OPEN_FILES;
    const shards = options.shards ?? Math.min(4, Math.max(2, navigator.hardwareConcurrency));
    coordinator.host = await EngineHost.start({
      module,
      files: new StoreFiles(kept.directory),
      role: EngineRole.Coordinator,
      coordinator: {
        shards,
        maxOpenFiles: options.maxOpenFiles ?? maxOpenFiles,
        memoryOnlyReason: isKept ? '' : kept.reason,
        releaseFile: (number) => coordinator.tellShards({ kind: 'release', number }),
        startSql: (port) => coordinator.sql.start(port),
        stopSql: (port) => coordinator.sql.stop(port),
      },
      send: (port, bytes) => coordinator.route(port, bytes),
      crashed: fatal,
    });
    for (let index = 0; index < shards; ++index) coordinator.startShard(index);
    coordinator.tabs = new Tabs(name, {
      deliver: (port, bytes) => coordinator.host.deliver(port, bytes),
      addFile: (number, file) => coordinator.addFile(number, file),
    }, notice);
    return coordinator;
  }

  post(message: FromPage): void {
    if (message.kind === 'request') {
      this.host.deliver(CLIENT_PORT, message.bytes);
    } else if (message.kind === 'file') {
      this.addFile(message.number, message.file);
    } else if (message.kind === 'killShard') {
      this.startShard(message.index);
    }
  }

  private addFile(number: number, file: File): void {
    this.host.inputs.set(number, file);
    this.tellShards({ kind: 'file', number, file });
  }

  private route(port: number, bytes: Uint8Array): void {
    const transfer = [bytes.buffer as ArrayBuffer];
    if (port === CLIENT_PORT) return tell({ kind: 'response', bytes }, transfer);
    if (port >= FIRST_TAB_PORT) return this.tabs.send(port, bytes);
    if (port >= FIRST_SQL_PORT) return this.sql.send(port, bytes);
    const shard = this.shards[port - FIRST_SHARD_PORT];
    // Before that it is meant for the shard that ran here before; the coordinator
    // says it all again once it has opened this one.
    if (shard === undefined || !this.started.has(shard)) return;
    shard.postMessage({ kind: 'message', bytes } satisfies ToShard, transfer);
  }

  private tellShards(message: ToShard): void {
    for (const shard of this.shards) shard.postMessage(message);
  }

  // Starts a shard, in place of one that may still run.
  private startShard(index: number): void {
    const last = this.shards[index];
    if (last !== undefined) {
      last.terminate();
      this.started.delete(last);
    }
    const shard = new Worker(new URL('shard_worker.js', import.meta.url), {
      type: 'module',
      name: `taffrail shard ${index}`,
    });
    this.shards[index] = shard;
    // One that was replaced may have words under way still.
    const current = () => this.shards[index] === shard;
    shard.onmessage = ({ data }: MessageEvent<FromShard>) => {
      if (!current()) return;
      if (data.kind === 'crashed' && data.full) return fatal(data.message, true);
      if (data.kind !== 'message') return this.restart(index, data.message);
      this.started.add(shard);
      this.host.deliver(FIRST_SHARD_PORT + index, data.bytes);
    };
    shard.onerror = (event) => {
      if (current()) this.restart(index, event.message);
    };
    const { module, storage } = this;
    const start: ToShard = { kind: 'start', role: 'shard', module, storage, worker: `shard ${index}` };
    shard.postMessage(start);
    for (const [number, file] of this.host.inputs) {
      shard.postMessage({ kind: 'file', number, file } satisfies ToShard);
    }
  }

  private restart(index: number, reason: string): void {
    console.error(`taffrail: shard ${index} stopped: ${reason}`);
    if (++this.restarts > MAX_RESTARTS) return fatal(reason);
    this.startShard(index);
  }
}

const storeOf = (options: StartOptions) => options.directory ?? DEFAULT_DIRECTORY;

// Resolves when this worker owns the store, which it then does until it ends; with
// `ifAvailable` to false at once, if another one does.
function lock(store: string, ifAvailable: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const granted = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    };
    void navigator.locks.request(`taffrail:${store}`, { ifAvailable }, granted).catch(reject);
  });
}

// What the page's messages go to.
let engine: { post(message: FromPage): void } | null = null;
// Those that came before there was one.
let early: FromPage[] = [];

function become(next: typeof engine): void {
  engine = next;
  for (const message of early) next?.post(message);
  early = [];
}

async function start(options: StartOptions): Promise<void> {
  const store = storeOf(options);
  if (await lock(store, /*ifAvailable=*/ true)) return become(await Coordinator.start(options));
  const guest = await Guest.start(store, tell);
  const owned = lock(store, /*ifAvailable=*/ false);
  const patience = setTimeout(() => tell({ kind: 'waiting', message: OWNER_IS_SILENT }), OWNER_PATIENCE_MS);
  await Promise.race([owned, guest.joined.then(() => become(guest))]);
  clearTimeout(patience);
  await owned;
  guest.close();
  const wasGuest = engine !== null;
  engine = null;
  const coordinator = await Coordinator.start(options);
  // What was asked of the last owner, and of nobody since, is asked again.
  if (wasGuest) early = [];
  become(coordinator);
  if (wasGuest) tell({ kind: 'reconnected' });
}

onmessage = ({ data }: MessageEvent<FromPage>) => {
  if (data.kind === 'start') start(data.options ?? {}).catch(fatal);
  else if (engine === null) early.push(data);
  else engine.post(data);
};
