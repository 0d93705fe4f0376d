#include "core/container/text_codec.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/utf8.h"

namespace taffrail {
namespace {

// Windows-1252's 0x80 to 0x9F; the five it leaves open are themselves.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

bool IsLead(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsTrail(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

bool IsUtf16(TextEncoding encoding) {
  return encoding >= TextEncoding::kUtf16Le &&
         encoding <= TextEncoding::kUtf16BeBom;
}

bool IsBigEndian(TextEncoding encoding) {
  return encoding == TextEncoding::kUtf16Be ||
         encoding == TextEncoding::kUtf16BeBom;
}

bool IsSingleByte(TextEncoding encoding) {
  return encoding >= TextEncoding::kWindows1252;
}

// The most bytes that any of what is decoded takes.
constexpr size_t kLongestSequence = 4;

// Writes `c` at `out`, which has room for kLongestSequence; returns where that
// ends.
char* PutUtf8(char32_t c, char* out) {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return out;
}

// Appends to `out` what `write` puts at a place that has room for `most` bytes;
// it returns where that ends.
template <class Write>
void AppendAtMost(size_t most, std::string* out, Write write) {
  const size_t before = out->size();
  out->resize(before + most);
  const char* end = write(out->data() + before);
  out->resize(static_cast<size_t>(end - out->data()));
}

unsigned char Byte(std::string_view text, size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// The code point of a sequence of `length` bytes, also of a surrogate's.
char32_t CodePoint(std::string_view text, size_t length) {
  if (length == 1) return Byte(text, 0);
  char32_t c = Byte(text, 0) & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) c = c << 6 | (Byte(text, i) & 0x3F);
  return c;
}

// How many bytes the sequence that `first` begins has.
size_t LengthByFirst(unsigned char first) {
  if (first >= 0xFE) return 2;  // the odd last byte of UTF-16
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

bool IsSurrogateSequence(std::string_view text) {
  return text.size() >= 3 && Byte(text, 0) == 0xED && Byte(text, 1) >= 0xA0 &&
         Byte(text, 1) <= 0xBF && (Byte(text, 2) & 0xC0) == 0x80;
}

}  // namespace

TextDecoder::TextDecoder(TextEncoding encoding)
    : encoding_(encoding), mark_left_(ByteOrderMark(encoding)) {}

void TextDecoder::Decode(std::string_view bytes, std::string* out) {
  // Who chose the encoding has seen the mark, so it need not be compared.
  const size_t skipped = std::min(mark_left_.size(), bytes.size());
  mark_left_.remove_prefix(skipped);
  bytes.remove_prefix(skipped);
  if (IsUtf16(encoding_)) {
    // A unit takes at most three bytes, and the lead that waits as many.
    AppendAtMost((bytes.size() / 2 + 2) * 3, out,
                 [&](char* at) { return DecodeUtf16(bytes, at); });
  } else if (IsSingleByte(encoding_)) {
    AppendAtMost(bytes.size() * 3, out, [&](char* at) {
      for (char c : bytes) {
        const unsigned char byte = static_cast<unsigned char>(c);
        const bool from_table = encoding_ == TextEncoding::kWindows1252 &&
                                byte >= 0x80 && byte < 0xA0;
        at = PutUtf8(from_table ? kWindows1252[byte - 0x80] : byte, at);
      }
      return at;
    });
  } else {
    out->append(bytes);
  }
}

char* TextDecoder::DecodeUtf16(std::string_view bytes, char* out) {
  const bool big_endian = IsBigEndian(encoding_);
  const auto unit = [big_endian](unsigned char first, unsigned char second) {
    return static_cast<char16_t>(big_endian ? first << 8 | second
                                            : second << 8 | first);
  };
  if (has_odd_byte_ && !bytes.empty()) {
    out = TakeUnit(unit(odd_byte_, Byte(bytes, 0)), out);
    has_odd_byte_ = false;
    bytes.remove_prefix(1);
  }
  size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const char16_t next = unit(Byte(bytes, i), Byte(bytes, i + 1));
    if (next < 0x80 && lead_ == 0) {
      *out++ = static_cast<char>(next);
    } else {
      out = TakeUnit(next, out);
    }
  }
  if (i < bytes.size()) {
    odd_byte_ = Byte(bytes, i);
    has_odd_byte_ = true;
  }
  return out;
}

char* TextDecoder::TakeUnit(char16_t unit, char* out) {
  if (lead_ != 0) {
    const char32_t lead = std::exchange(lead_, 0);
    if (IsTrail(unit)) {
      return PutUtf8(0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00), out);
    }
    out = PutUtf8(lead, out);
  }
  if (!IsLead(unit)) return PutUtf8(unit, out);
  lead_ = unit;
  return out;
}

void TextDecoder::Finish(std::string* out) {
  AppendAtMost(2 * kLongestSequence, out, [&](char* at) {
    if (lead_ != 0) at = PutUtf8(lead_, at);
    if (has_odd_byte_) {
      *at++ = static_cast<char>(0xFE | odd_byte_ >> 7);
      *at++ = static_cast<char>(0x80 | odd_byte_);
    }
    return at;
  });
  lead_ = 0;
  has_odd_byte_ = false;
}

TextEncoder::TextEncoder(TextEncoding encoding, bool at_start)
    : encoding_(encoding), mark_due_(at_start) {}

void TextEncoder::Encode(std::string_view text, std::string* out) {
  if (mark_due_) out->append(ByteOrderMark(encoding_));
  mark_due_ = false;
  if (!IsUtf16(encoding_) && !IsSingleByte(encoding_)) {
    out->append(text);
    return;
  }
  while (!pending_.empty() && !text.empty()) {
    pending_.push_back(text.front());
    text.remove_prefix(1);
    if (pending_.size() < LengthByFirst(Byte(pending_, 0))) continue;
    const std::string sequence = std::move(pending_);
    pending_.clear();
    std::string_view left = sequence;
    while (!left.empty()) left.remove_prefix(EncodeOne(left, out));
  }
  while (!text.empty()) {
    if (text.size() < LengthByFirst(Byte(text, 0))) {
      pending_.append(text);
      return;
    }
    text.remove_prefix(EncodeOne(text, out));
  }
}

// Writes what `text` begins with and returns its length.
size_t TextEncoder::EncodeOne(std::string_view text, std::string* out) {
  if (IsUtf16(encoding_) && Byte(text, 0) >= 0xFE && text.size() >= 2) {
    const int high = (Byte(text, 0) & 1) << 7;
    out->push_back(static_cast<char>(high | (Byte(text, 1) & 0x7F)));
    return 2;
  }
  size_t length = Utf8SequenceLength(text);
  if (length == 0 && IsSurrogateSequence(text)) length = 3;
  PutCodePoint(length == 0 ? U'?' : CodePoint(text, length), out);
  return std::max<size_t>(length, 1);
}

void TextEncoder::PutCodePoint(char32_t c, std::string* out) {
  if (IsUtf16(encoding_)) {
    if (c >= 0x10000) {
      PutUnit(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)), out);
      PutUnit(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)), out);
    } else {
      PutUnit(static_cast<char16_t>(c), out);
    }
    return;
  }
  if (encoding_ == TextEncoding::kWindows1252 && c >= 0x80) {
    const auto found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
    if (found != kWindows1252.end()) {
      c = 0x80 + static_cast<char32_t>(found - kWindows1252.begin());
    } else if (c < 0xA0) {
      c = U'?';
    }
  }
  out->push_back(c < 0x100 ? static_cast<char>(c) : '?');
}

void TextEncoder::PutUnit(char16_t unit, std::string* out) {
  const char low = static_cast<char>(unit & 0xFF);
  const char high = static_cast<char>(unit >> 8);
  const bool big_endian = IsBigEndian(encoding_);
  out->push_back(big_endian ? high : low);
  out->push_back(big_endian ? low : high);
}

void TextEncoder::Finish(std::string* out) {
  Encode({}, out);
  std::string_view left = pending_;
  while (!left.empty()) left.remove_prefix(EncodeOne(left, out));
  pending_.clear();
}

}  // namespace taffrail
