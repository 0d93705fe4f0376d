// host_imports.h over Module.host (the Host of host.ts). An Emscripten library:
// linked with --js-library, not loaded by itself. HEAPU8 is named anew in each
// call, since growing the memory replaces it.
addToLibrary({
  taffrail_host_send: (port, bytes, length) =>
    Module.host.send(port, HEAPU8.slice(bytes, bytes + length)),
  taffrail_host_now: () => performance.now(),
  taffrail_host_list_files: (ticket) => Module.host.listFiles(ticket),
  taffrail_host_open_file__deps: ['$UTF8ToString'],
  taffrail_host_open_file: (ticket, name, length) =>
    Module.host.openFile(ticket, UTF8ToString(name, length)),
  taffrail_host_close_file__deps: ['$UTF8ToString'],
  taffrail_host_close_file: (name, length) =>
    Module.host.closeFile(UTF8ToString(name, length)),
  taffrail_host_remove_file__deps: ['$UTF8ToString'],
  taffrail_host_remove_file: (ticket, name, length) =>
    Module.host.removeFile(ticket, UTF8ToString(name, length)),
  taffrail_host_read_file: (ticket, file, offset, length) =>
    Module.host.readFile(ticket, file, offset, length),
  taffrail_host_read_file_now: (file, offset, to, length) => {
    const bytes = Module.host.readFileNow(file, offset, length);
    if (bytes === null) return -1;
    HEAPU8.set(bytes, to);
    return bytes.length;
  },
  taffrail_host_release_file: (file) => Module.host.releaseFile(file),
  taffrail_host_start_sql: (ticket, port) => Module.host.startSql(ticket, port),
  taffrail_host_stop_sql: (port) => Module.host.stopSql(port),

  taffrail_file_find__deps: ['$UTF8ToString'],
  taffrail_file_find: (name, length) =>
    Module.host.files.find(UTF8ToString(name, length)),
  taffrail_file_read: (slot, to, length, offset) =>
    Module.host.files.read(slot, HEAPU8.subarray(to, to + length), offset),
  taffrail_file_write: (slot, from, length, offset) =>
    Module.host.files.write(slot, HEAPU8.subarray(from, from + length), offset),
  taffrail_file_truncate: (slot, size) => Module.host.files.truncate(slot, size),
  taffrail_file_flush: (slot) => Module.host.files.flush(slot),
  taffrail_file_size: (slot) => Module.host.files.size(slot),
});
