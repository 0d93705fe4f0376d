// The engine worker with no app around it. Tests call `harness` from outside; bytes travel as base64, the one
// form that both browsers' automation protocols carry. Not part of the app.

let worker = null;
let inbox = [];
let wake = null;
// All that were handed over, by their numbers.
const given = new Map();

function receive(message) {
  inbox.push({ ...message, at: performance.now() });
  wake?.();
}

const encode = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
// The same of megabytes.
async function encodeMany(bytes) {
  const reader = new FileReader();
  reader.readAsDataURL(new Blob([bytes]));
  await new Promise((resolve) => (reader.onload = resolve));
  return reader.result.slice(reader.result.indexOf(",") + 1);
}
const decode = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

// Every file of the origin's private file system, as [path, handle].
async function* storedFiles(folder, prefix = "") {
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === "directory") yield* storedFiles(handle, `${prefix}${name}/`);
    else yield [prefix + name, handle];
  }
}

const kFilled = 1 << 20;
const kReleaseMs = 10_000;

// Whether a file that already holds something is in the middle of being changed. (That a new file is given its
// tables is a transaction too, but a short one that says little.)
async function isHalfWritten() {
  const sizes = await storedSizes();
  return Object.keys(sizes).some((path) => sizes[path] > kFilled && sizes[`${path}-journal`] > 0);
}

async function storedSizes() {
  const sizes = {};
  for await (const [path, handle] of storedFiles(await navigator.storage.getDirectory())) {
    // A file may be gone by the time it is looked at.
    sizes[path] = await handle.getFile().then((file) => file.size, () => 0);
  }
  return sizes;
}

globalThis.harness = {
  start(options) {
    worker = new Worker("/engine_worker.js", { type: "module" });
    const own = worker;
    worker.onmessage = ({ data }) => {
      // A terminated worker's last words may still be on their way.
      if (own !== worker) return;
      // Who answers now does not know them.
      if (data.kind === "reconnected") given.forEach((file, number) => worker.postMessage({ kind: "file", number, file }));
      if (data.kind === "response") receive({ kind: "response", bytes: encode(data.bytes) });
      else receive(data);
    };
    worker.onerror = (event) => receive({ kind: "fatal", message: event.message || "the worker's script failed" });
    worker.postMessage({ kind: "start", options });
  },

  // Hands over the file the test put into #files.
  file(number) {
    const [file] = document.getElementById("files").files;
    given.set(number, file);
    worker.postMessage({ kind: "file", number, file });
    return { name: file.name, size: file.size, modified: file.lastModified };
  },

  // When it was sent, in ms of the page's clock: `at` of the answers is by the same.
  request(bytes) {
    worker.postMessage({ kind: "request", bytes: decode(bytes) });
    return performance.now();
  },

  killShard(index) {
    worker.postMessage({ kind: "killShard", index });
  },

  terminate() {
    worker?.terminate();
    worker = null;
    inbox = [];
    wake?.();
  },

  // Removes all that is stored. The files of a worker that was just terminated are let go a little later.
  async clear() {
    this.terminate();
    const deadline = performance.now() + kReleaseMs;
    const root = await navigator.storage.getDirectory();
    const names = [];
    for await (const name of root.keys()) names.push(name);
    while (names.length > 0) {
      const failure = await root.removeEntry(names.at(-1), { recursive: true }).then(() => null, (error) => error);
      if (!failure) names.pop();
      else if (performance.now() > deadline) throw failure;
    }
    for (const { name } of await indexedDB.databases()) {
      const request = indexedDB.deleteDatabase(name);
      await new Promise((resolve, reject) => Object.assign(request, { onsuccess: resolve, onerror: reject }));
    }
  },

  async storedNames() {
    return Object.keys(await storedSizes());
  },

  async readStored(path) {
    for await (const [name, handle] of storedFiles(await navigator.storage.getDirectory())) {
      if (name === path) return encodeMany(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
    }
    throw new Error(`there is no ${path}`);
  },

  // Handles of a worker that was just terminated are let go a little later.
  async writeStored(path, text) {
    const [folder, name] = path.split("/");
    const directory = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
    const deadline = performance.now() + kReleaseMs;
    for (;;) {
      try {
        if (text === null) return await directory.removeEntry(name);
        const writable = await (await directory.getFileHandle(name)).createWritable();
        await writable.write(decode(text));
        return await writable.close();
      } catch (error) {
        if (error.name !== "NoModificationAllowedError" || performance.now() > deadline) throw error;
      }
    }
  },

  // Resolves while a transaction is half on disk, or after `patience` ms when none was seen.
  async untilHalfWritten(patience = 10_000) {
    const deadline = performance.now() + patience;
    while (!(await isHalfWritten()) && performance.now() < deadline);
  },

  async terminateLater(delay) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    this.terminate();
  },

  // What came from the worker since the last call; waits until there is something or the worker is no more.
  async take() {
    if (inbox.length === 0 && worker) await new Promise((resolve) => (wake = resolve));
    const taken = inbox;
    inbox = [];
    return taken;
  },
};
