// The store's files: OPFS access handles by name, and slots for the engine to
// reach them by. Opening and closing is asynchronous and happens between calls
// into the engine; reading and writing is synchronous and happens inside them.
// Where there is no OPFS the same runs over memory, which IndexedDB may keep
// (storage.ts). One per worker.
import { BlockFile } from './block_file.ts';

// FileBackend's codes (core/store/vfs.h).
const FAILED = -1;
const QUOTA_EXCEEDED = -2;

// Handles of a worker that was just terminated are released a little later.
const RETRY_FOR_MS = 2000;
const RETRY_EVERY_MS = 20;

// What is used of FileSystemSyncAccessHandle.
export interface AccessHandle {
  read(to: Uint8Array, options: { at: number }): number;
  write(from: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  getSize(): number;
  close(): void;
}

export interface Directory {
  list(): Promise<Array<{ name: string; size: number }>>;
  open(name: string): Promise<AccessHandle>;
  remove(name: string): Promise<void>;
  // Resolves when all that was written so far would outlive a crash; null: it does.
  commit(): Promise<void> | null;
}

const isCalled = (error: unknown, name: string) => (error as DOMException).name === name;
export const isFull = (error: unknown) => isCalled(error, 'QuotaExceededError');

async function whileHeldRetry<T>(operation: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      const held = isCalled(error, 'NoModificationAllowedError');
      if (!held || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }
}

export class OpfsDirectory implements Directory {
  constructor(private readonly handle: FileSystemDirectoryHandle) {}

  // A folder that is known to work.
  static async reopen(name: string): Promise<OpfsDirectory> {
    const root = await navigator.storage.getDirectory();
    return new OpfsDirectory(await root.getDirectoryHandle(name, { create: true }));
  }

  // Opens the folder and proves by writing that files can really be kept: some
  // private windows offer the interface and refuse its use.
  static async open(name: string): Promise<OpfsDirectory> {
    const directory = await OpfsDirectory.reopen(name);
    const probe = await directory.open('probe');
    try {
      probe.write(new Uint8Array(1), { at: 0 });
      probe.flush();
    } catch (error) {
      // Full is not refused: what is kept here can still be read.
      if (!isFull(error)) throw error;
    } finally {
      probe.close();
    }
    await directory.remove('probe');
    return directory;
  }

  async list(): Promise<Array<{ name: string; size: number }>> {
    const files = [];
    for await (const [name, handle] of this.handle.entries()) {
      if (handle.kind !== 'file') continue;
      try {
        files.push({ name, size: (await (handle as FileSystemFileHandle).getFile()).size });
      } catch (error) {
        // Another worker removed it meanwhile.
        if (!isCalled(error, 'NotFoundError')) throw error;
      }
    }
    return files;
  }

  async open(name: string): Promise<AccessHandle> {
    const file = await this.handle.getFileHandle(name, { create: true });
    return whileHeldRetry(() => file.createSyncAccessHandle());
  }

  async remove(name: string): Promise<void> {
    try {
      await whileHeldRetry(() => this.handle.removeEntry(name));
    } catch (error) {
      if (!isCalled(error, 'NotFoundError')) throw error;
    }
  }

  // Whatever SQLite needs to be there it has flushed.
  commit(): null {
    return null;
  }
}

// Where nothing is kept.
export class MemoryDirectory implements Directory {
  private readonly files = new Map<string, BlockFile>();

  list(): Promise<Array<{ name: string; size: number }>> {
    return Promise.resolve([...this.files].map(([name, file]) => ({ name, size: file.getSize() })));
  }

  open(name: string): Promise<AccessHandle> {
    const file = this.files.get(name) ?? new BlockFile();
    this.files.set(name, file);
    return Promise.resolve(file);
  }

  remove(name: string): Promise<void> {
    this.files.delete(name);
    return Promise.resolve();
  }

  commit(): null {
    return null;
  }
}

export class StoreFiles {
  private readonly slots = new Map<string, number>();
  private readonly handles: Array<AccessHandle | undefined> = [];
  private readonly opening = new Map<string, Promise<void>>();

  constructor(private readonly directory: Directory) {}

  list(): Promise<Array<{ name: string; size: number }>> {
    return this.directory.list();
  }

  // A file has one handle, also when several tasks ask for it at once.
  open(name: string): Promise<void> {
    if (this.slots.has(name)) return Promise.resolve();
    const underWay = this.opening.get(name) ?? this.openHandle(name);
    this.opening.set(name, underWay);
    return underWay.finally(() => this.opening.delete(name));
  }

  private async openHandle(name: string): Promise<void> {
    const handle = await this.directory.open(name);
    const free = this.handles.indexOf(undefined);
    const slot = free < 0 ? this.handles.length : free;
    this.handles[slot] = handle;
    this.slots.set(name, slot);
  }

  close(name: string): void {
    const slot = this.slots.get(name);
    if (slot === undefined) return;
    this.slots.delete(name);
    this.handles[slot]?.close();
    this.handles[slot] = undefined;
  }

  async remove(name: string): Promise<void> {
    this.close(name);
    await this.directory.remove(name);
  }

  commit(): Promise<void> | null {
    return this.directory.commit();
  }

  closeAll(): void {
    for (const name of [...this.slots.keys()]) this.close(name);
  }

  find(name: string): number {
    return this.slots.get(name) ?? -1;
  }

  read(slot: number, to: Uint8Array, at: number): number {
    return this.attempt(slot, (handle) => handle.read(to, { at }));
  }

  write(slot: number, from: Uint8Array, at: number): number {
    return this.attempt(slot, (handle) => handle.write(from, { at }));
  }

  truncate(slot: number, size: number): number {
    return this.attempt(slot, (handle) => (handle.truncate(size), 0));
  }

  flush(slot: number): number {
    return this.attempt(slot, (handle) => (handle.flush(), 0));
  }

  size(slot: number): number {
    return this.attempt(slot, (handle) => handle.getSize());
  }

  // Nothing may be thrown through the engine's frames.
  private attempt(slot: number, operation: (handle: AccessHandle) => number): number {
    const handle = this.handles[slot];
    if (handle === undefined) return FAILED;
    try {
      return operation(handle);
    } catch (error) {
      if (isFull(error)) return QUOTA_EXCEEDED;
      console.error('taffrail: a file operation failed:', error);
      return FAILED;
    }
  }
}
