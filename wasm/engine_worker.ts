// The coordinator's worker: takes the lock that makes this tab the store's owner,
// finds out whether files can be kept, starts the shards, and passes bytes between
// the page, the coordinator and the shards.
import { EngineHost } from './engine_host.ts';
import {
  CLIENT_PORT,
  FIRST_SHARD_PORT,
  type FromPage,
  type FromShard,
  type StartOptions,
  type ToPage,
  type ToShard,
} from './protocol.ts';
import { MemoryDirectory, OpfsDirectory, StoreFiles } from './store_files.ts';

const DEFAULT_DIRECTORY = 'taffrail';
// Safari allows 252 access handles in an origin.
const MAX_OPEN_FILES = 200;
// A shard that cannot stay up is not started for ever.
const MAX_RESTARTS = 20;

const tell = (message: ToPage, transfer: Transferable[] = []) => postMessage(message, transfer);

function fatal(error: unknown): void {
  console.error('taffrail: the engine stopped:', (error as Error).stack ?? error);
  tell({ kind: 'fatal', message: `The engine stopped: ${String(error)}` });
}

class Coordinator {
  private host!: EngineHost;
  private readonly shards: Worker[] = [];
  // Shards whose engine has said that it started.
  private readonly started = new Set<Worker>();
  private restarts = 0;

  private constructor(
    private readonly module: WebAssembly.Module,
    private readonly directory: string | null,
  ) {}

  static async start(options: StartOptions): Promise<Coordinator> {
    const name = options.directory ?? DEFAULT_DIRECTORY;
    await lock(name);
    const [module, kept] = await Promise.all([
      WebAssembly.compileStreaming(fetch(new URL('engine.wasm', import.meta.url))),
      openDirectory(name, options.noOpfs ?? false),
    ]);
    const coordinator = new Coordinator(module, kept.reason === '' ? name : null);
    const shards = options.shards ?? Math.min(4, Math.max(2, navigator.hardwareConcurrency));
    coordinator.host = await EngineHost.start({
      module,
      files: new StoreFiles(kept.directory),
      shards,
      maxOpenFiles: options.maxOpenFiles ?? MAX_OPEN_FILES,
      memoryOnlyReason: kept.reason,
      send: (port, bytes) => coordinator.route(port, bytes),
      releaseFile: (number) => coordinator.tellShards({ kind: 'release', number }),
      crashed: fatal,
    });
    for (let index = 0; index < shards; ++index) coordinator.startShard(index);
    return coordinator;
  }

  fromPage(message: FromPage): void {
    if (message.kind === 'request') {
      this.host.deliver(CLIENT_PORT, message.bytes);
    } else if (message.kind === 'file') {
      this.host.inputs.set(message.number, message.file);
      this.tellShards(message);
    } else if (message.kind === 'killShard') {
      this.startShard(message.index);
    }
  }

  private route(port: number, bytes: Uint8Array): void {
    const transfer = [bytes.buffer as ArrayBuffer];
    if (port === CLIENT_PORT) return tell({ kind: 'response', bytes }, transfer);
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
      if (data.kind !== 'message') return this.restart(index, data.message);
      this.started.add(shard);
      this.host.deliver(FIRST_SHARD_PORT + index, data.bytes);
    };
    shard.onerror = (event) => {
      if (current()) this.restart(index, event.message);
    };
    const start: ToShard = { kind: 'shard', module: this.module, directory: this.directory };
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

// Resolves when this worker owns the store, which it then does until it ends.
function lock(directory: string): Promise<void> {
  const name = `taffrail:${directory}`;
  const forever = new Promise<never>(() => {});
  return new Promise((resolve, reject) => {
    const owned = () => {
      resolve();
      return forever;
    };
    void navigator.locks
      .request(name, { ifAvailable: true }, (granted) => {
        if (granted) return owned();
        tell({
          kind: 'waiting',
          message:
            'Taffrail is open in another tab of this browser. Go on there, or close that tab: ' +
            'this one then takes over.',
        });
        void navigator.locks.request(name, owned);
        return undefined;
      })
      .catch(reject);
  });
}

// By trying, not by asking what the browser claims. `reason` is empty when files
// are kept.
async function openDirectory(name: string, refuse: boolean) {
  try {
    if (refuse) throw new Error('refused for a test');
    return { directory: await OpfsDirectory.open(name), reason: '' };
  } catch (error) {
    const reason =
      'This browser does not let Taffrail keep files here (a private window, or blocked site ' +
      'data), so all that is imported is gone when this tab closes. Use a normal window to keep ' +
      `it. (${(error as Error).message})`;
    return { directory: new MemoryDirectory(), reason };
  }
}

let starting: Promise<Coordinator> | undefined;

onmessage = ({ data }: MessageEvent<FromPage>) => {
  if (data.kind === 'start') {
    starting = Coordinator.start(data.options ?? {});
    starting.catch(fatal);
    return;
  }
  void starting?.then((coordinator) => coordinator.fromPage(data));
};
