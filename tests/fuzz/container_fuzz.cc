#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/container/container_reader.h"
#include "core/container/test_archives.h"

namespace {

// A whole container around `content`, so that what lies behind checksums is
// reached; or the bytes as they are.
std::string Wrap(uint8_t kind, std::string_view content) {
  using namespace taffrail::testing;
  switch (kind % 12) {
    case 1:
      return Gzip(content);
    case 2:
      return Zstd(content);
    case 3:
      return Bzip2(content);
    case 4:
      return Xz(content, 0);
    case 5:
      return Lzma(content);
    case 6:
      return TarWriter().Add("a", content).AddPax("b", content).Finish();
    case 7:
      return ZipWriter().Add("a", content).Add("b", "text").Finish();
    case 8:
      return ZipWriter()
          .Add("a", content, {.zip64 = true, .data_descriptor = true})
          .Add("b", content, {.method = ZipMethod::kStored})
          .Finish();
    case 9:
      return Gzip(
          TarWriter().Add("a", content).Add("b.gz", Gzip("b")).Finish());
    case 10:
      return SevenZip();
    case 11:
      return Gzip(ZipWriter().Add("a", content).Finish());
    default:
      return std::string(content);
  }
}

}  // namespace

// What the sanitizers count as memory for one block: a 7z archive may ask for 4
// GiB at once, and is to be told that there is not so much.
extern "C" const char* __asan_default_options() {
  return "allocator_may_return_null=1:max_allocation_size_mb=512";
}

// Any bytes: the first chooses how much is asked for at once. Reading ends,
// each error is told once, and nothing grows beyond its limit.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 8) return 0;
  std::string file =
      Wrap(data[1], {reinterpret_cast<const char*>(data) + 8, size - 8});
  for (int i = 2; i < 8 && !file.empty(); i += 3) {
    const size_t at = size_t{data[i]} << 8 | data[i + 1];
    file[at % file.size()] ^= static_cast<char>(data[i + 2]);
  }
  const size_t step = size_t{data[0]} * 257 + 1;
  taffrail::ContainerLimits limits;
  limits.total_bytes = 4 << 20;
  limits.members = 200;
  limits.decoder_bytes = 16 << 20;
  taffrail::MemorySource source(file);
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
  if (total > 3 * (limits.total_bytes + (1 << 20)) + 3 * file.size())
    __builtin_trap();
  if (reader.compressed_position() > file.size()) __builtin_trap();
  return 0;
}
