// A shard's worker: one engine instance that owns its partition files and talks
// to the coordinator's worker, which started it.
import { EngineHost } from './engine_host.ts';
import { COORDINATOR_PORT, type FromShard, type ToShard } from './protocol.ts';
import { MemoryDirectory, OpfsDirectory, StoreFiles } from './store_files.ts';

const tell = (message: FromShard, transfer: Transferable[] = []) => postMessage(message, transfer);
const crashed = (error: unknown) => tell({ kind: 'crashed', message: String(error) });

let starting: Promise<EngineHost> | undefined;

async function start(module: WebAssembly.Module, directory: string | null): Promise<EngineHost> {
  const files = directory === null ? new MemoryDirectory() : await OpfsDirectory.reopen(directory);
  const host = await EngineHost.start({
    module,
    files: new StoreFiles(files),
    shards: 0,
    maxOpenFiles: 0,
    memoryOnlyReason: '',
    send: (_port, bytes) => tell({ kind: 'message', bytes }, [bytes.buffer as ArrayBuffer]),
    releaseFile: () => {},
    crashed,
  });
  // An empty message: this shard has just started.
  tell({ kind: 'message', bytes: new Uint8Array() });
  return host;
}

onmessage = ({ data }: MessageEvent<ToShard>) => {
  if (data.kind === 'shard') {
    starting = start(data.module, data.directory);
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
