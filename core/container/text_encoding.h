#ifndef TAFFRAIL_CORE_CONTAINER_TEXT_ENCODING_H_
#define TAFFRAIL_CORE_CONTAINER_TEXT_ENCODING_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// How a file's bytes spell its text. The ones with a byte order mark are
// encodings of their own, so that an encoding alone says how to write the bytes
// again. The numbers are stored.
enum class TextEncoding : uint8_t {
  kUtf8 = 0,  // or ASCII; bytes that are no UTF-8 stay as they are
  kUtf8Bom = 1,
  kUtf16Le = 2,
  kUtf16LeBom = 3,
  kUtf16Be = 4,
  kUtf16BeBom = 5,
  kWindows1252 = 6,
  kLatin1 = 7,
};
inline constexpr TextEncoding kLastTextEncoding = TextEncoding::kLatin1;

// "UTF-16, little-endian": for people.
std::string_view EncodingName(TextEncoding encoding);

// The byte order mark the encoding begins with; empty for those without.
std::string_view ByteOrderMark(TextEncoding encoding);

// How much of a file's beginning the guesses below want.
inline constexpr uint32_t kProbeBytes = 64 * 1024;

// The encoding of text that begins with `head`: by its byte order mark; without
// one UTF-16 by where its zero bytes are, UTF-8 unless most of what is not
// ASCII is malformed, else Windows-1252 (of which Latin-1 is a part, so kLatin1
// is only ever chosen by a person).
TextEncoding DetectEncoding(std::string_view head);

// What text that begins with `head` is read as when someone says it is in
// `encoding`: that, with the byte order mark if it has one.
TextEncoding WithMarkOf(std::string_view head, TextEncoding encoding);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_TEXT_ENCODING_H_
