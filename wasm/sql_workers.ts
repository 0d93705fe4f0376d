// The workers that run SQL, one a statement: an engine each that is thrown away
// with what it holds, so that a statement can be ended wherever it stands.
import { Storage, type FoundStorage, type FromShard, type ToShard } from './protocol.ts';

// What it works on is gone with it.
const NO_STORAGE: FoundStorage = { storage: Storage.Memory, name: '', owner: '' };

interface Running {
  worker: Worker;
  ended(): void;
}

export class SqlWorkers {
  private readonly running = new Map<number, Running>();

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly deliver: (port: number, bytes: Uint8Array) => void,
  ) {}

  // Resolves when it was stopped, rejects when it cannot go on.
  start(port: number): Promise<void> {
    const worker = new Worker(new URL('shard_worker.js', import.meta.url), {
      type: 'module',
      name: `taffrail sql ${port}`,
    });
    const ended = new Promise<void>((resolve, reject) => {
      this.running.set(port, { worker, ended: resolve });
      worker.onerror = (event) => reject(new Error(`The statement stopped: ${event.message}`));
      worker.onmessage = ({ data }: MessageEvent<FromShard>) => {
        if (data.kind === 'message') return this.deliver(port, data.bytes);
        console.error('taffrail: a statement stopped:', data.message);
        reject(new Error('The statement needs more memory than it can have. Let it look at less'));
      };
    });
    const { module } = this;
    const start: ToShard = { kind: 'start', role: 'sql', module, storage: NO_STORAGE, worker: '' };
    worker.postMessage(start);
    return ended;
  }

  send(port: number, bytes: Uint8Array): void {
    const message: ToShard = { kind: 'message', bytes };
    this.running.get(port)?.worker.postMessage(message, [bytes.buffer as ArrayBuffer]);
  }

  stop(port: number): void {
    const running = this.running.get(port);
    this.running.delete(port);
    running?.worker.terminate();
    running?.ended();
  }
}
