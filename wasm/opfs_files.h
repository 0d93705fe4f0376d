#ifndef TAFFRAIL_WASM_OPFS_FILES_H_
#define TAFFRAIL_WASM_OPFS_FILES_H_

#include "core/store/vfs.h"

namespace taffrail {

// The worker's open access handles as SQLite's files. The handles themselves
// are opened and closed by the glue (store_files.ts), between calls into the
// engine; this finds them by name and reads and writes through
// wasm/host_imports.js.
class OpfsFiles : public FileBackend {
 public:
  int Find(std::string_view name) override;
  int Read(int slot, void* to, int length, int64_t offset) override;
  int Write(int slot, const void* from, int length, int64_t offset) override;
  bool Truncate(int slot, int64_t size) override;
  bool Flush(int slot) override;
  int64_t Size(int slot) override;
};

}  // namespace taffrail

#endif  // TAFFRAIL_WASM_OPFS_FILES_H_
