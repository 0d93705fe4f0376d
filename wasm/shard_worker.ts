// A worker that the coordinator's worker starts and that talks to nobody else:
// one engine instance that is a shard and owns its partition files, or that runs
// a statement of SQL.
import { EngineHost, EngineRole } from './engine_host.ts';
import { COORDINATOR_PORT, type FromShard, type ShardStart, type ToShard } from './protocol.ts';
import { reopenStorage } from './storage.ts';
import { isFull, StoreFiles } from './store_files.ts';

const tell = (message: FromShard, transfer: Transferable[] = []) => postMessage(message, transfer);
const crashed = (error: unknown) => tell({ kind: 'crashed', message: String(error), full: isFull(error) });

let starting: Promise<EngineHost> | undefined;

async function start({ role, module, storage, worker }: ShardStart): Promise<EngineHost> {
  const files = await reopenStorage(storage, worker);
  const host = await EngineHost.start({
    module,
    files: new StoreFiles(files),
    role: role === 'sql' ? EngineRole.Sql : EngineRole.Shard,
    send: (_port, bytes) => tell({ kind: 'message', bytes }, [bytes.buffer as ArrayBuffer]),
    crashed,
  });
  // An empty message: it has just started.
  tell({ kind: 'message', bytes: new Uint8Array() });
  return host;
}

onmessage = ({ data }: MessageEvent<ToShard>) => {
  if (data.kind === 'start') {
    starting = start(data);
    starting.catch(crashed);
    return;
  }
  // Messages keep their order: each runs when the ones before it have.
  void starting?.then((host) => {
    if (data.kind === 'file') host.inputs.set(data.number, data.file);
    else if (data.kind === 'release') host.inputs.delete(data.number);
    else host.deliver(COORDINATOR_PORT, data.bytes);
  });
};
