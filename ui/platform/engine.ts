// The page's end of the engine's worker.
import type { FromPage, ToPage } from '../../wasm/protocol.ts';

export class Engine {
  private readonly worker: Worker;

  constructor(receive: (message: ToPage) => void) {
    this.worker = new Worker(new URL('./engine_worker.js', import.meta.url), {
      type: 'module',
      name: 'engine',
    });
    this.worker.addEventListener('message', (event) => receive(event.data as ToPage));
    this.worker.addEventListener('error', (event) => {
      const message = event.message || 'its script could not be loaded';
      receive({ kind: 'fatal', message: `The engine failed: ${message}` });
    });
    this.post({ kind: 'start' });
  }

  post(message: FromPage): void { this.worker.postMessage(message); }
}
