// One engine instance in this worker, and the Host it runs on (core/engine/host.h):
// passes bytes, answers its file calls, and steps it while it has work, letting
// messages in between the steps.
import type { StoreFiles } from './store_files.ts';

// How long one step may take: a message waits no longer than this.
const STEP_BUDGET_MS = 5;

// StatusCode::kUnavailable.
const UNAVAILABLE = 14;

// What engine.mjs makes (wasm/bridge.cc).
interface EngineModule {
  HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _taffrail_start(role: EngineRole, shards: number, maxOpenFiles: number, reason: number, length: number): void;
  _taffrail_deliver(port: number, ticket: number, code: number, bytes: number, length: number): void;
  _taffrail_step(budgetMs: number): number;
}

type CreateEngine = (options: object) => Promise<EngineModule>;

// EngineRole of core/engine/engine.h.
export enum EngineRole {
  Coordinator,
  Shard,
  Sql,
}

// What only the coordinator needs.
export interface CoordinatorOptions {
  shards: number;
  maxOpenFiles: number;
  memoryOnlyReason: string;
  releaseFile(file: number): void;
  // Resolves when the worker has ended as it was told to.
  startSql(port: number): Promise<void>;
  stopSql(port: number): void;
}

export interface EngineHostOptions {
  module: WebAssembly.Module;
  files: StoreFiles;
  role: EngineRole;
  send(port: number, bytes: Uint8Array): void;
  coordinator?: CoordinatorOptions;
  // The engine cannot go on.
  crashed(error: unknown): void;
}

export class EngineHost {
  readonly files: StoreFiles;
  // Files to import, by the number the page gave them.
  readonly inputs = new Map<number, File>();
  private engine!: EngineModule;
  private readonly reader = new FileReaderSync();
  private readonly tick = new MessageChannel();
  private ticking = false;
  // The last of what may not be said yet.
  private held: Promise<void> | null = null;
  private dead = false;

  private constructor(private readonly options: EngineHostOptions) {
    this.files = options.files;
    this.tick.port1.onmessage = () => {
      this.ticking = false;
      this.run(() => {
        if (this.engine._taffrail_step(STEP_BUDGET_MS)) this.wake();
        // It waits for others now.
        else this.files.commit()?.catch((error: unknown) => this.crash(error));
      });
    };
  }

  static async start(options: EngineHostOptions): Promise<EngineHost> {
    const host = new EngineHost(options);
    // A name that the bundler leaves alone: the module is Emscripten's own file.
    const address = './engine.mjs';
    const { default: createEngine } = (await import(address)) as { default: CreateEngine };
    host.engine = await createEngine({
      host,
      printErr: (line: string) => console.error('taffrail:', line),
      instantiateWasm: (imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => {
        void WebAssembly.instantiate(options.module, imports).then(done, options.crashed);
        return {};
      },
    });
    const { role, coordinator } = options;
    const [reason, length] = host.put(new TextEncoder().encode(coordinator?.memoryOnlyReason ?? ''));
    const { shards = 0, maxOpenFiles = 0 } = coordinator ?? {};
    host.engine._taffrail_start(role, shards, maxOpenFiles, reason, length);
    return host;
  }

  deliver(port: number, bytes: Uint8Array): void {
    this.run(() => {
      const [at, length] = this.put(bytes);
      this.engine._taffrail_deliver(port, 0, 0, at, length);
      this.wake();
    });
  }

  // ---- what host_imports.js calls

  // What is said may rest on what was written: it leaves when that is kept. Between
  // workers that is all that orders their files.
  send(port: number, bytes: Uint8Array): void {
    const kept = this.files.commit();
    if (kept === null && this.held === null) return this.options.send(port, bytes);
    const held = Promise.all([this.held, kept]).then(() => {
      if (this.held === held) this.held = null;
      if (!this.dead) this.options.send(port, bytes);
    });
    this.held = held;
    held.catch((error: unknown) => this.crash(error));
  }

  listFiles(ticket: number): void {
    this.answer(ticket, async () => {
      const listing = (await this.files.list()).map(({ name, size }) => `${name}\0${size}\0`);
      return new TextEncoder().encode(listing.join(''));
    });
  }

  openFile(ticket: number, name: string): void {
    this.answer(ticket, () => this.files.open(name));
  }

  closeFile(name: string): void {
    this.files.close(name);
  }

  removeFile(ticket: number, name: string): void {
    this.answer(ticket, () => this.files.remove(name));
  }

  readFile(ticket: number, number: number, offset: number, length: number): void {
    this.answer(ticket, async () => {
      const file = this.inputs.get(number);
      if (file === undefined) throw new Error('the file was not handed over');
      try {
        return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
      } catch {
        throw new Error(
          `“${file.name}” cannot be read any more: it was changed, moved or deleted since it ` +
            'was opened. Drop it again to go on',
        );
      }
    });
  }

  // Null: it cannot be read.
  readFileNow(number: number, offset: number, length: number): Uint8Array | null {
    const file = this.inputs.get(number);
    if (file === undefined) return null;
    try {
      return new Uint8Array(this.reader.readAsArrayBuffer(file.slice(offset, offset + length)));
    } catch {
      return null;
    }
  }

  releaseFile(file: number): void {
    this.inputs.delete(file);
    this.options.coordinator?.releaseFile(file);
  }

  startSql(ticket: number, port: number): void {
    this.answer(ticket, () => this.options.coordinator!.startSql(port));
  }

  stopSql(port: number): void {
    this.options.coordinator?.stopSql(port);
  }

  // ---- the rest is ours

  private answer(ticket: number, work: () => Promise<Uint8Array | void>): void {
    const complete = (code: number, bytes: Uint8Array) =>
      this.run(() => {
        const [at, length] = this.put(bytes);
        this.engine._taffrail_deliver(0, ticket, code, at, length);
        this.wake();
      });
    work().then(
      (bytes) => complete(0, bytes ?? new Uint8Array()),
      (error: Error) => complete(UNAVAILABLE, new TextEncoder().encode(error.message)),
    );
  }

  // Copies bytes into the engine's memory; Deliver and Start free them.
  private put(bytes: Uint8Array): [at: number, length: number] {
    const at = this.engine._malloc(Math.max(1, bytes.length));
    if (at === 0) throw new Error('out of memory');
    this.engine.HEAPU8.set(bytes, at);
    return [at, bytes.length];
  }

  private wake(): void {
    if (this.ticking) return;
    this.ticking = true;
    this.tick.port2.postMessage(0);
  }

  private run(work: () => void): void {
    if (this.dead) return;
    try {
      work();
    } catch (error) {
      this.crash(error);
    }
  }

  private crash(error: unknown): void {
    if (this.dead) return;
    this.dead = true;
    this.files.closeAll();
    this.options.crashed(error);
  }
}
