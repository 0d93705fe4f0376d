// What the page, the coordinator's worker and the shards' workers post to each
// other. Requests and responses themselves are protobuf (core/proto) and pass
// through unread.

// Ports of core/engine/host.h.
export const CLIENT_PORT = 1;
export const COORDINATOR_PORT = 2;
export const FIRST_SHARD_PORT = 16;
export const FIRST_SQL_PORT = 1024;
export const FIRST_TAB_PORT = 2 ** 20;
export const FILE_BITS = 20;

// Where files are kept (storage.ts).
export enum Storage {
  Opfs,
  IndexedDb,
  Memory,
}

// What the coordinator's worker found, for those that it starts.
export interface FoundStorage {
  storage: Storage;
  // The folder's or the database's.
  name: string;
  // Of this ownership alone.
  owner: string;
}

export interface StartOptions {
  // Shard workers; by default from two to four, by the number of cores.
  shards?: number;
  // The folder in the origin's private file system.
  directory?: string;
  // Files the whole store may hold open.
  maxOpenFiles?: number;
  // For tests: as if the browser refused these.
  refused?: Storage[];
}

export type FromPage =
  | { kind: 'start'; options?: StartOptions }
  // A File, under the number that an ImportRequest will name.
  | { kind: 'file'; number: number; file: File }
  | { kind: 'request'; bytes: Uint8Array }
  // For tests: ends a shard's worker where it stands.
  | { kind: 'killShard'; index: number };

export type ToPage =
  | { kind: 'response'; bytes: Uint8Array }
  // For the user.
  | { kind: 'notice'; message: string }
  // Another tab holds the store and does not answer; this one takes over when
  // that one ends.
  | { kind: 'waiting'; message: string }
  // Who answers now knows nothing of what was asked before: it has to be asked
  // again.
  | { kind: 'reconnected' }
  // The engine is gone for good.
  | { kind: 'fatal'; message: string };

export interface ShardStart {
  kind: 'start';
  role: 'shard' | 'sql';
  module: WebAssembly.Module;
  storage: FoundStorage;
  // What it is called where writers are told apart.
  worker: string;
}

export type ToShard =
  | ShardStart
  | { kind: 'file'; number: number; file: File }
  | { kind: 'release'; number: number }
  | { kind: 'message'; bytes: Uint8Array };

export type FromShard =
  | { kind: 'message'; bytes: Uint8Array }
  // With `full` since nothing more can be kept.
  | { kind: 'crashed'; message: string; full: boolean };
