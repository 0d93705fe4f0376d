#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/container/probe.h"
#include "core/container/text_codec.h"

namespace {

std::string Decode(taffrail::TextEncoding encoding, std::string_view bytes,
                   size_t step) {
  taffrail::TextDecoder decoder(encoding);
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += step) {
    decoder.Decode(bytes.substr(at, step), &text);
  }
  decoder.Finish(&text);
  return text;
}

std::string Encode(taffrail::TextEncoding encoding, std::string_view text,
                   size_t step) {
  taffrail::TextEncoder encoder(encoding);
  std::string bytes;
  for (size_t at = 0; at < text.size(); at += step) {
    encoder.Encode(text.substr(at, step), &bytes);
  }
  encoder.Finish(&bytes);
  return bytes;
}

}  // namespace

// The first byte is the encoding, the second the size of the pieces. Whatever
// the bytes, they come back, however they were cut.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto encoding = static_cast<taffrail::TextEncoding>(data[0] % 8);
  const size_t step = size_t{data[1]} + 1;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 2,
                              size - 2);
  (void)taffrail::ProbeHead(rest);
  std::string bytes(taffrail::ByteOrderMark(encoding));
  bytes += rest;
  const std::string text = Decode(encoding, bytes, bytes.size() + 1);
  if (Decode(encoding, bytes, step) != text) __builtin_trap();
  if (Encode(encoding, text, step) != bytes) __builtin_trap();
  if (Encode(encoding, text, text.size() + 1) != bytes) __builtin_trap();
  return 0;
}
