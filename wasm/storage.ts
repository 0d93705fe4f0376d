// Where the store's files are kept: in access handles, else in IndexedDB, else
// nowhere. Chosen by trying, not by asking what the browser claims.
import { IndexedDbDirectory } from './indexed_db_files.ts';
import { Storage, type FoundStorage } from './protocol.ts';
import { isFull, MemoryDirectory, OpfsDirectory, type Directory } from './store_files.ts';

export interface Opened {
  found: FoundStorage;
  directory: Directory;
  // Why it is not access handles; for people.
  reason: string;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

// `refused` are not tried.
export async function openStorage(name: string, refused: Storage[]): Promise<Opened> {
  const owner = crypto.randomUUID();
  const attempt = async (storage: Storage, open: () => Promise<Directory>) => {
    if (refused.includes(storage)) throw new Error('refused for a test');
    return { found: { storage, name, owner }, directory: await open(), reason: '' };
  };
  let noHandles: unknown;
  try {
    return await attempt(Storage.Opfs, () => OpfsDirectory.open(name));
  } catch (error) {
    noHandles = error;
  }
  try {
    const opened = await attempt(Storage.IndexedDb, () => IndexedDbDirectory.open(name, { owner, worker: '' }));
    const reason =
      'This browser gives Taffrail no files of its own, so the store is in its database (IndexedDB) and is ' +
      `slower, and what is searched has to fit in memory. (${messageOf(noHandles)})`;
    return { ...opened, reason };
  } catch (error) {
    // Full is not refused: what is kept there is not to be passed over.
    if (isFull(error)) throw error;
    const reason =
      'This browser does not let Taffrail keep files here (a private window, or blocked site data), so all that ' +
      'is imported is gone when this tab closes. Use a normal window to keep it, or export what you need. ' +
      `(${messageOf(noHandles)}; ${messageOf(error)})`;
    const found = { storage: Storage.Memory, name, owner };
    return { found, directory: new MemoryDirectory(), reason };
  }
}

// What openStorage() found, for the shard `worker`.
export async function reopenStorage(found: FoundStorage, worker: string): Promise<Directory> {
  const { storage, name, owner } = found;
  if (storage === Storage.Opfs) return OpfsDirectory.reopen(name);
  if (storage === Storage.IndexedDb) return IndexedDbDirectory.open(name, { owner, worker });
  return new MemoryDirectory();
}
