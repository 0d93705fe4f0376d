#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/container/container_reader.h"

// What the sanitizers count as memory for one block: a 7z archive may ask for 4
// GiB at once, and is to be told that there is not so much.
extern "C" const char* __asan_default_options() {
  return "allocator_may_return_null=1:max_allocation_size_mb=512";
}

// Any bytes: the first chooses how much is asked for at once. Reading ends,
// each error is told once, and nothing grows beyond its limit.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const size_t step = size_t{data[0]} * 257 + 1;
  taffrail::ContainerLimits limits;
  limits.total_bytes = 4 << 20;
  limits.members = 200;
  limits.decoder_bytes = 16 << 20;
  taffrail::MemorySource source(
      {reinterpret_cast<const char*>(data) + 1, size - 1});
  taffrail::ContainerReader reader(source, "fuzz", limits);
  uint64_t total = 0;
  for (size_t errors = 0, steps = 0;;) {
    if (++steps > 100000 || errors > 1000) __builtin_trap();
    const auto next = reader.Next();
    if (!next.ok()) {
      if (next.status().message().empty()) __builtin_trap();
      ++errors;
      continue;
    }
    if (*next == taffrail::ContainerReader::Step::kEnd) break;
    if (*next == taffrail::ContainerReader::Step::kMore) continue;
    if (reader.member().path.size() > limits.path_bytes) __builtin_trap();
    while (true) {
      const auto text = reader.ReadText(step);
      if (!text.ok()) {
        ++errors;
        break;
      }
      if (text->empty()) break;
      total += text->size();
    }
  }
  // Text in one byte a character is up to three times as long as UTF-8.
  if (total > 3 * (limits.total_bytes + (1 << 20)) + 3 * size) __builtin_trap();
  if (reader.compressed_position() > size) __builtin_trap();
  return 0;
}
