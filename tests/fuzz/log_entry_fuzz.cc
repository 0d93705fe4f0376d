#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/wire/log_entry.h"

// What anyone may post: an entry of any bytes. What decodes is written again
// and reads the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  taffrail::LogEntryReader reader;
  taffrail::WireRecord record;
  if (!reader.Parse(bytes, &record).ok()) return 0;
  taffrail::v1::LogEntry entry;
  taffrail::LogEntryWriter writer;
  if (!writer.Write(record, &entry).ok()) __builtin_trap();
  taffrail::LogEntryReader again;
  taffrail::WireRecord back;
  if (!again.Read(entry, &back).ok() || back != record) __builtin_trap();
  return 0;
}
