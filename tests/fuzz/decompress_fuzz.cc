#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/container/decoder.h"
#include "core/container/decompress_stream.h"

namespace {

using taffrail::ContainerFormat;

constexpr ContainerFormat kFormats[] = {
    ContainerFormat::kGzip, ContainerFormat::kZstd, ContainerFormat::kBzip2,
    ContainerFormat::kXz, ContainerFormat::kLzma};

// Bytes in memory, some at a time.
class Pieces final : public taffrail::ByteStream {
 public:
  Pieces(std::string_view bytes, size_t step) : bytes_(bytes), step_(step) {}
  taffrail::StatusOr<size_t> Read(std::span<char> buffer) override {
    const size_t size = std::min({step_, buffer.size(), bytes_.size()});
    std::ranges::copy(bytes_.substr(0, size), buffer.begin());
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
  const size_t step_;
};

struct Outcome {
  std::string text;
  bool failed = false;
};

Outcome Decompress(ContainerFormat format, std::string_view bytes,
                   size_t in_step, size_t out_step) {
  taffrail::ContainerLimits limits;
  limits.total_bytes = 1 << 20;
  limits.decoder_bytes = 16 << 20;
  taffrail::MemorySource source(bytes);
  const taffrail::CountingSource counted(source);
  taffrail::Budget budget(limits, counted);
  auto decoder = taffrail::MakeDecoder(format, limits);
  if (!decoder.ok()) __builtin_trap();
  taffrail::DecompressStream stream(std::make_unique<Pieces>(bytes, in_step),
                                    format, *std::move(decoder), "fuzz",
                                    budget);
  Outcome outcome;
  std::string buffer(out_step, '\0');
  while (true) {
    const auto read = stream.Read(buffer);
    if (!read.ok()) {
      outcome.failed = true;
      // It says why, and stays so.
      if (read.status().message().empty() || stream.Read(buffer).ok()) {
        __builtin_trap();
      }
      break;
    }
    if (*read == 0) break;
    outcome.text.append(buffer, 0, *read);
  }
  return outcome;
}

}  // namespace

// The first byte is the format, the next two how much goes in and comes out at
// a time; that changes neither the text nor whether it is whole.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  const ContainerFormat format = kFormats[data[0] % std::size(kFormats)];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 3,
                               size - 3);
  const Outcome whole = Decompress(format, bytes, size, 1 << 16);
  const Outcome pieces =
      Decompress(format, bytes, size_t{data[1]} + 1, size_t{data[2]} * 16 + 1);
  if (pieces.failed != whole.failed) __builtin_trap();
  // Of damaged data a decoder that sees more of it at once may read on for
  // longer.
  const size_t least = std::min(pieces.text.size(), whole.text.size());
  if (pieces.text.substr(0, least) != whole.text.substr(0, least) ||
      (!whole.failed && pieces.text.size() != whole.text.size())) {
    __builtin_trap();
  }
  return 0;
}
