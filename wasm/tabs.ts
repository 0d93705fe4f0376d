// Several tabs, one store: the tab that holds the lock owns it, and the others
// reach its coordinator over broadcast channels, one a tab, which carry just what
// a page and its own worker would say. A lock that each tab holds as long as it
// lives tells the owner when it is gone.
import { FIRST_TAB_PORT, FILE_BITS, type FromPage, type ToPage } from './protocol.ts';

// What is said to all: by a tab that looks for the owner, and by a new owner.
type ToAll = { kind: 'hello'; tab: string } | { kind: 'owner' };
// What the owner says to one tab.
type ToTab = { kind: 'welcome'; notice: string } | { kind: 'response'; bytes: Uint8Array };

const hub = (store: string) => new BroadcastChannel(`taffrail:${store}`);
const channelOf = (store: string, tab: string) => new BroadcastChannel(`taffrail:${store}:${tab}`);
const lockOf = (store: string, tab: string) => `taffrail:${store}:tab:${tab}`;

export interface TabsHost {
  deliver(port: number, bytes: Uint8Array): void;
  addFile(number: number, file: File): void;
}

// The owner's end of all other tabs.
export class Tabs {
  private readonly hub: BroadcastChannel;
  private readonly channels = new Map<number, BroadcastChannel>();
  private readonly known = new Set<string>();
  private accepted = 0;

  // Each is told `notice`, if it says anything, as it comes.
  constructor(
    private readonly store: string,
    private readonly host: TabsHost,
    private readonly notice: string,
  ) {
    this.hub = hub(store);
    this.hub.onmessage = ({ data }: MessageEvent<ToAll>) => {
      if (data.kind === 'hello' && !this.known.has(data.tab)) this.accept(data.tab);
    };
    this.hub.postMessage({ kind: 'owner' } satisfies ToAll);
  }

  send(port: number, bytes: Uint8Array): void {
    this.channels.get(port)?.postMessage({ kind: 'response', bytes } satisfies ToTab);
  }

  private accept(tab: string): void {
    this.known.add(tab);
    const port = FIRST_TAB_PORT + this.accepted++;
    // Files of different tabs are not to share a number; the engine does the same.
    const firstFile = this.accepted * 2 ** FILE_BITS;
    const channel = channelOf(this.store, tab);
    this.channels.set(port, channel);
    channel.onmessage = ({ data }: MessageEvent<FromPage>) => {
      if (data.kind === 'request') this.host.deliver(port, data.bytes);
      else if (data.kind === 'file') this.host.addFile(firstFile + data.number, data.file);
    };
    channel.postMessage({ kind: 'welcome', notice: this.notice } satisfies ToTab);
    void navigator.locks.request(lockOf(this.store, tab), () => {
      this.channels.delete(port);
      this.known.delete(tab);
      channel.close();
      this.host.deliver(port, new Uint8Array());
    });
  }
}

// The other end, of a tab that does not own the store.
export class Guest {
  // An owner has answered, for the first time.
  readonly joined: Promise<void>;
  private readonly hub: BroadcastChannel;
  private readonly channel: BroadcastChannel;
  private welcomes = 0;

  static async start(store: string, tell: (message: ToPage) => void): Promise<Guest> {
    const tab = crypto.randomUUID();
    await new Promise<void>((resolve) => {
      // Held as long as this worker lives.
      void navigator.locks.request(lockOf(store, tab), () => {
        resolve();
        return new Promise<never>(() => {});
      });
    });
    return new Guest(store, tab, tell);
  }

  private constructor(store: string, tab: string, tell: (message: ToPage) => void) {
    const hello = () => this.hub.postMessage({ kind: 'hello', tab } satisfies ToAll);
    this.hub = hub(store);
    this.channel = channelOf(store, tab);
    this.joined = new Promise((resolve) => {
      this.channel.onmessage = ({ data }: MessageEvent<ToTab>) => {
        if (data.kind === 'response') return tell(data);
        if (data.notice !== '') tell({ kind: 'notice', message: data.notice });
        // Another owner knows nothing of what the last one was asked.
        if (++this.welcomes > 1) tell({ kind: 'reconnected' });
        resolve();
      };
    });
    this.hub.onmessage = ({ data }: MessageEvent<ToAll>) => {
      if (data.kind === 'owner') hello();
    };
    hello();
  }

  post(message: FromPage): void {
    this.channel.postMessage(message);
  }

  close(): void {
    this.hub.close();
    this.channel.close();
  }
}
