#include "wasm/opfs_files.h"

#include "wasm/host_imports.h"

namespace taffrail {

int OpfsFiles::Find(std::string_view name) {
  return taffrail_file_find(name.data(), static_cast<uint32_t>(name.size()));
}

int OpfsFiles::Read(int slot, void* to, int length, int64_t offset) {
  return taffrail_file_read(slot, to, length, static_cast<double>(offset));
}

int OpfsFiles::Write(int slot, const void* from, int length, int64_t offset) {
  return taffrail_file_write(slot, from, length, static_cast<double>(offset));
}

bool OpfsFiles::Truncate(int slot, int64_t size) {
  return taffrail_file_truncate(slot, static_cast<double>(size)) == 0;
}

bool OpfsFiles::Flush(int slot) { return taffrail_file_flush(slot) == 0; }

int64_t OpfsFiles::Size(int slot) {
  return static_cast<int64_t>(taffrail_file_size(slot));
}

}  // namespace taffrail
