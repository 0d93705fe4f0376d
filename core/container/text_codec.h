#ifndef TAFFRAIL_CORE_CONTAINER_TEXT_CODEC_H_
#define TAFFRAIL_CORE_CONTAINER_TEXT_CODEC_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "core/container/text_encoding.h"

namespace taffrail {

// Turns a file's bytes into UTF-8 and TextEncoder turns that into the very same
// bytes again, whatever they were:
//  - an unpaired surrogate of UTF-16 becomes its three bytes (WTF-8), which
//    well-formed UTF-8 never holds;
//  - an odd last byte b of UTF-16 becomes 0xFE | b >> 7 and 0x80 | b & 0x7F;
//  - the five bytes that Windows-1252 leaves open are C1 controls;
//  - the byte order mark is left out and put back;
//  - UTF-8 is passed on as it is, malformed or not.
// Bytes may come in pieces cut anywhere. One thread.
class TextDecoder {
 public:
  explicit TextDecoder(TextEncoding encoding);

  // Appends the text of the next `bytes` to `out`: at most three times as many
  // bytes, and four for what was pending.
  void Decode(std::string_view bytes, std::string* out);
  // Appends what is still pending at the end of the file.
  void Finish(std::string* out);

 private:
  char* DecodeUtf16(std::string_view bytes, char* out);
  char* TakeUnit(char16_t unit, char* out);

  const TextEncoding encoding_;
  std::string_view mark_left_;  // of the byte order mark, what is to be skipped
  bool has_odd_byte_ = false;
  unsigned char odd_byte_ = 0;
  char16_t lead_ = 0;  // a lead surrogate that waits for its trail, or 0
};

// The way back. What no decoder wrote (a character that Windows-1252 does not
// have) becomes "?". One thread.
class TextEncoder {
 public:
  // `at_start`: whether the text is the file's beginning, where the byte order
  // mark belongs.
  explicit TextEncoder(TextEncoding encoding, bool at_start = true);

  // Appends the bytes of the next piece of text to `out`.
  void Encode(std::string_view text, std::string* out);
  // Appends what is still pending at the end of the text, and the mark of an
  // empty file.
  void Finish(std::string* out);

 private:
  size_t EncodeOne(std::string_view text, std::string* out);
  void PutUnit(char16_t unit, std::string* out);
  void PutCodePoint(char32_t code_point, std::string* out);

  const TextEncoding encoding_;
  bool mark_due_;
  std::string pending_;  // the beginning of a sequence that was cut
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_TEXT_CODEC_H_
