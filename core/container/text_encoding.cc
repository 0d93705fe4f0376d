#include "core/container/text_encoding.h"

#include <algorithm>
#include <array>

#include "core/base/utf8.h"

namespace taffrail {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF"sv;
constexpr std::string_view kUtf16LeMark = "\xFF\xFE"sv;
constexpr std::string_view kUtf16BeMark = "\xFE\xFF"sv;

// Text in UTF-16 is ASCII enough that in a log every second byte is mostly
// zero: of those bytes this share at least, and of the others hardly any.
constexpr double kZeroShareOfHighBytes = 0.3;
constexpr double kZeroShareOfLowBytes = 0.02;

double ZeroShare(std::string_view head, size_t first) {
  size_t zeros = 0, bytes = 0;
  for (size_t i = first; i < head.size(); i += 2, ++bytes) {
    zeros += head[i] == '\0' ? 1 : 0;
  }
  return bytes == 0 ? 0 : static_cast<double>(zeros) / bytes;
}

// Whether `end` is a sequence that the end of the head has cut off.
bool IsCutSequence(std::string_view end) {
  const unsigned char first = static_cast<unsigned char>(end.front());
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  return first >= 0xC2 && first <= 0xF4 && end.size() < length &&
         std::all_of(end.begin() + 1, end.end(),
                     [](char c) { return (c & 0xC0) == 0x80; });
}

// Whether most of what is not ASCII is well-formed.
bool LooksLikeUtf8(std::string_view head) {
  size_t sequences = 0, strays = 0;
  while (!head.empty()) {
    const size_t length = Utf8SequenceLength(head);
    if (length == 0 && IsCutSequence(head)) break;
    sequences += length > 1 ? 1 : 0;
    strays += length == 0 ? 1 : 0;
    head.remove_prefix(std::max<size_t>(length, 1));
  }
  return sequences >= strays;
}

}  // namespace

std::string_view EncodingName(TextEncoding encoding) {
  constexpr std::array<std::string_view, 8> kNames = {
      "UTF-8"sv,
      "UTF-8 with a byte order mark"sv,
      "UTF-16, little-endian"sv,
      "UTF-16, little-endian, with a byte order mark"sv,
      "UTF-16, big-endian"sv,
      "UTF-16, big-endian, with a byte order mark"sv,
      "Windows-1252"sv,
      "Latin-1"sv,
  };
  return kNames[static_cast<size_t>(encoding)];
}

std::string_view ByteOrderMark(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf8Bom:
      return kUtf8Mark;
    case TextEncoding::kUtf16LeBom:
      return kUtf16LeMark;
    case TextEncoding::kUtf16BeBom:
      return kUtf16BeMark;
    default:
      return {};
  }
}

TextEncoding WithMarkOf(std::string_view head, TextEncoding encoding) {
  TextEncoding marked = encoding;
  if (encoding == TextEncoding::kUtf8) marked = TextEncoding::kUtf8Bom;
  if (encoding == TextEncoding::kUtf16Le) marked = TextEncoding::kUtf16LeBom;
  if (encoding == TextEncoding::kUtf16Be) marked = TextEncoding::kUtf16BeBom;
  return head.starts_with(ByteOrderMark(marked)) ? marked : encoding;
}

TextEncoding DetectEncoding(std::string_view head) {
  for (TextEncoding encoding :
       {TextEncoding::kUtf8Bom, TextEncoding::kUtf16LeBom,
        TextEncoding::kUtf16BeBom}) {
    if (head.starts_with(ByteOrderMark(encoding))) return encoding;
  }
  head = head.substr(0, kProbeBytes);
  if (head.empty()) return TextEncoding::kUtf8;
  const double even = ZeroShare(head, 0), odd = ZeroShare(head, 1);
  if (odd >= kZeroShareOfHighBytes && even <= kZeroShareOfLowBytes) {
    return TextEncoding::kUtf16Le;
  }
  if (even >= kZeroShareOfHighBytes && odd <= kZeroShareOfLowBytes) {
    return TextEncoding::kUtf16Be;
  }
  return LooksLikeUtf8(head) ? TextEncoding::kUtf8 : TextEncoding::kWindows1252;
}

}  // namespace taffrail
