// The store's files where there are no access handles: in memory, and kept in
// IndexedDB. SQLite cannot wait for IndexedDB, so what it writes is put into
// transactions that run behind it, each with all that changed in all files of this
// worker since the one before. They run in order and each whole or not at all: what
// a crash leaves is what there was at one moment, as when a process is killed.
// What the engine says meanwhile is held back until it holds (engine_host.ts).
import { BlockFile } from './block_file.ts';
import type { AccessHandle, Directory } from './store_files.ts';

// Files: their sizes by name. Blocks: by name and number. Owners: who may write.
const FILES = 'files';
const BLOCKS = 'blocks';
const OWNERS = 'owners';
const STORE_OWNER = 'store';

// Who writes: the store's owner as it is now, and the worker as it was last started.
export interface Writer {
  owner: string;
  worker: string;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
}

function end(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new Error('another worker has taken over these files'));
  });
}

function connect(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of [FILES, BLOCKS, OWNERS]) request.result.createObjectStore(store);
  };
  return answer(request);
}

// All keys [name, n].
const blocksOf = (name: string) => IDBKeyRange.bound([name], [name, []]);

interface OpenFile {
  file: BlockFile;
  // As IndexedDB will have it.
  keptSize: number;
  keptBlocks: number;
}

export class IndexedDbDirectory implements Directory {
  private readonly open_ = new Map<string, OpenFile>();
  private underWay: Promise<void> | null = null;
  // In the order in which they run.
  private readonly running = new Set<IDBTransaction>();
  private failed: unknown = null;

  private constructor(
    private readonly database: IDBDatabase,
    private readonly writer: Writer,
    private readonly token: string,
  ) {}

  // Proves by a transaction that it keeps something. From then on no worker of the
  // same name that was started before writes any more; nor, when this is the
  // store's owner's (`worker` is empty), does any at all.
  static async open(name: string, writer: Writer): Promise<IndexedDbDirectory> {
    const token = crypto.randomUUID();
    const directory = new IndexedDbDirectory(await connect(name), writer, token);
    const transaction = directory.write([OWNERS]);
    const owners = transaction.objectStore(OWNERS);
    if (writer.worker === '') owners.clear();
    if (writer.worker === '') owners.put(writer.owner, STORE_OWNER);
    else owners.put(token, writer.worker);
    await end(transaction);
    return directory;
  }

  async list(): Promise<Array<{ name: string; size: number }>> {
    const files = this.database.transaction(FILES).objectStore(FILES);
    const [names, sizes] = await Promise.all([answer(files.getAllKeys()), answer(files.getAll())]);
    return names.map((name, i) => ({ name: String(name), size: sizes[i] as number }));
  }

  // Reads what transactions under way have written, since it waits for them.
  async open(name: string): Promise<AccessHandle> {
    const transaction = this.database.transaction([FILES, BLOCKS]);
    const [size, blocks] = await Promise.all([
      answer<number | undefined>(transaction.objectStore(FILES).get(name)),
      answer<Uint8Array<ArrayBuffer>[]>(transaction.objectStore(BLOCKS).getAll(blocksOf(name))),
    ]);
    const file = new BlockFile(blocks, size ?? 0);
    const open = { file, keptSize: size ?? -1, keptBlocks: blocks.length };
    this.open_.set(name, open);
    return {
      read: (to, at) => file.read(to, at),
      write: (from, at) => file.write(from, at),
      truncate: (to) => file.truncate(to),
      getSize: () => file.getSize(),
      flush: () => void this.commit(),
      close: () => {
        void this.commit();
        if (this.open_.get(name) === open) this.open_.delete(name);
      },
    };
  }

  remove(name: string): Promise<void> {
    this.open_.delete(name);
    const transaction = this.write();
    transaction.objectStore(FILES).delete(name);
    transaction.objectStore(BLOCKS).delete(blocksOf(name));
    return this.follow(transaction);
  }

  commit(): Promise<void> | null {
    const changed = [...this.open_].filter(
      ([, { file, keptSize }]) => file.changed.size > 0 || file.getSize() !== keptSize,
    );
    if (changed.length === 0) return this.underWay;
    const transaction = this.write();
    const files = transaction.objectStore(FILES);
    const blocks = transaction.objectStore(BLOCKS);
    for (const [name, open] of changed) {
      const { file } = open;
      if (open.keptBlocks > file.blocks.length) {
        blocks.delete(IDBKeyRange.bound([name, file.blocks.length], [name, []]));
      }
      for (const block of file.changed) blocks.put(file.blocks[block], [name, block]);
      files.put(file.getSize(), name);
      file.changed.clear();
      open.keptSize = file.getSize();
      open.keptBlocks = file.blocks.length;
    }
    return this.follow(transaction);
  }

  // Comes to nothing if another worker has taken these files over: one that was
  // terminated may have had transactions on their way.
  private write(stores = [FILES, BLOCKS, OWNERS]): IDBTransaction {
    if (this.failed) throw this.failed;
    const transaction = this.database.transaction(stores, 'readwrite', { durability: 'strict' });
    const owners = transaction.objectStore(OWNERS);
    const { owner, worker } = this.writer;
    const mustBe = (key: string, value: string) => {
      const request = owners.get(key);
      request.onsuccess = () => {
        if (request.result !== value) transaction.abort();
      };
    };
    if (stores.length === 1 && worker === '') return transaction;
    mustBe(STORE_OWNER, owner);
    if (stores.length > 1 && worker !== '') mustBe(worker, this.token);
    return transaction;
  }

  private follow(transaction: IDBTransaction): Promise<void> {
    this.running.add(transaction);
    const ended = end(transaction)
      .catch((error: unknown) => this.fail(error))
      .finally(() => this.running.delete(transaction));
    // They end in order, so the last one's end is that of all.
    this.underWay = ended;
    void ended.then(
      () => {
        if (this.underWay === ended) this.underWay = null;
      },
      () => {}, // Stays under way: nothing that waits for it is ever said.
    );
    return ended;
  }

  // None may be kept without those before it: the first that fails takes the others
  // down, and all say why it did.
  private fail(error: unknown): never {
    if (!this.failed) {
      this.failed = error;
      for (const later of this.running) {
        try {
          later.abort();
        } catch {
          // It has ended as well.
        }
      }
    }
    throw this.failed;
  }
}
