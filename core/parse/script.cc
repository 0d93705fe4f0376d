#include "core/parse/script.h"

#include <algorithm>
#include <iterator>

#include "core/parse/byte_lanes.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

constexpr Script kSep = Script::kSeparator;
constexpr Script kUn = Script::kUnspaced;

// Ranges of characters above ASCII that are not kSpaced, ascending.
struct ScriptRange {
  char32_t first;
  char32_t last;
  Script script;
};
constexpr ScriptRange kScripts[] = {
    {0x80, 0xA9, kSep},       {0xAB, 0xB4, kSep},      {0xB6, 0xB9, kSep},
    {0xBB, 0xBF, kSep},       {0xD7, 0xD7, kSep},      {0xF7, 0xF7, kSep},
    {0xE00, 0xEFF, kUn},      {0x1000, 0x109F, kUn},   {0x1100, 0x11FF, kUn},
    {0x1780, 0x17FF, kUn},    {0x2000, 0x200B, kSep},  {0x200E, 0x206F, kSep},
    {0x20A0, 0x20CF, kSep},   {0x2190, 0x245F, kSep},  {0x2500, 0x2BFF, kSep},
    {0x2E00, 0x2E7F, kSep},   {0x2E80, 0x2FDF, kUn},   {0x3000, 0x3004, kSep},
    {0x3005, 0x3007, kUn},    {0x3008, 0x3020, kSep},  {0x3021, 0x302F, kUn},
    {0x3030, 0x3030, kSep},   {0x3031, 0x30FA, kUn},   {0x30FB, 0x30FB, kSep},
    {0x30FC, 0x318F, kUn},    {0x31A0, 0x31BF, kUn},   {0x31F0, 0x31FF, kUn},
    {0x3400, 0x4DBF, kUn},    {0x4E00, 0x9FFF, kUn},   {0xA960, 0xA97F, kUn},
    {0xAC00, 0xD7FF, kUn},    {0xF900, 0xFAFF, kUn},   {0xFE10, 0xFE1F, kSep},
    {0xFE30, 0xFE6F, kSep},   {0xFEFF, 0xFEFF, kSep},  {0xFF01, 0xFF0F, kSep},
    {0xFF1A, 0xFF20, kSep},   {0xFF3B, 0xFF40, kSep},  {0xFF5B, 0xFF65, kSep},
    {0xFF66, 0xFF9F, kUn},    {0xFFE0, 0xFFFD, kSep},  {0x1B000, 0x1B16F, kUn},
    {0x1F000, 0x1FAFF, kSep}, {0x20000, 0x3FFFF, kUn},
};

Script ScriptOf(char32_t c) {
  const auto* at =
      std::partition_point(std::begin(kScripts), std::end(kScripts),
                           [c](const ScriptRange& r) { return r.last < c; });
  return at != std::end(kScripts) && at->first <= c ? at->script
                                                    : Script::kSpaced;
}

// Ranges of capitals with what to add for the small letter. A step of 2 is for
// alphabets where capital and small letters take turns.
struct CaseRange {
  char32_t first;
  char32_t last;
  uint8_t step;
  int32_t add;
};
constexpr CaseRange kCases[] = {
    {0xC0, 0xD6, 1, 32},     {0xD8, 0xDE, 1, 32},
    {0x100, 0x12E, 2, 1},    {0x132, 0x136, 2, 1},
    {0x139, 0x147, 2, 1},    {0x14A, 0x176, 2, 1},
    {0x178, 0x178, 1, -121}, {0x179, 0x17D, 2, 1},
    {0x1CD, 0x1DB, 2, 1},    {0x1DE, 0x1EE, 2, 1},
    {0x1F8, 0x21E, 2, 1},    {0x222, 0x232, 2, 1},
    {0x246, 0x24E, 2, 1},    {0x386, 0x386, 1, 38},
    {0x388, 0x38A, 1, 37},   {0x38C, 0x38C, 1, 64},
    {0x38E, 0x38F, 1, 63},   {0x391, 0x3A1, 1, 32},
    {0x3A3, 0x3AB, 1, 32},   {0x3C2, 0x3C2, 1, 1},
    {0x3D8, 0x3EE, 2, 1},    {0x400, 0x40F, 1, 80},
    {0x410, 0x42F, 1, 32},   {0x460, 0x480, 2, 1},
    {0x48A, 0x4BE, 2, 1},    {0x4C0, 0x4C0, 1, 15},
    {0x4C1, 0x4CD, 2, 1},    {0x4D0, 0x52E, 2, 1},
    {0x531, 0x556, 1, 48},   {0x10A0, 0x10C5, 1, 7264},
    {0x1E00, 0x1E94, 2, 1},  {0x1EA0, 0x1EFE, 2, 1},
    {0x1F08, 0x1F0F, 1, -8}, {0x1F18, 0x1F1D, 1, -8},
    {0x1F28, 0x1F2F, 1, -8}, {0x1F38, 0x1F3F, 1, -8},
    {0x1F48, 0x1F4D, 1, -8}, {0x1F68, 0x1F6F, 1, -8},
    {0x2160, 0x216F, 1, 16}, {0x24B6, 0x24CF, 1, 26},
    {0x2C00, 0x2C2F, 1, 48}, {0xA640, 0xA66C, 2, 1},
    {0xFF21, 0xFF3A, 1, 32}, {0x10400, 0x10427, 1, 40},
};

char32_t LowerOf(char32_t c) {
  const auto* at =
      std::partition_point(std::begin(kCases), std::end(kCases),
                           [c](const CaseRange& r) { return r.last < c; });
  const bool capital = at != std::end(kCases) && at->first <= c &&
                       (c - at->first) % at->step == 0;
  return capital ? static_cast<char32_t>(static_cast<int32_t>(c) + at->add) : c;
}

// A well-formed character of `length` > 1 bytes.
char32_t Decode(const char* at, size_t length) {
  char32_t c = static_cast<unsigned char>(*at) & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) c = c << 6 | (at[i] & 0x3F);
  return c;
}

// The reverse; `c` is one that takes `length` bytes.
void Encode(char32_t c, size_t length, char* at) {
  for (size_t i = length; i-- > 1; c >>= 6) {
    at[i] = static_cast<char>(0x80 | (c & 0x3F));
  }
  at[0] = static_cast<char>((0xF00 >> length & 0xFF) | c);
}

void FoldMultibyte(char* text, size_t size) {
  for (size_t i = 0; i < size;) {
    if (!(text[i] & '\x80')) {
      ++i;
      continue;
    }
    const size_t length = CharacterLength({text + i, size - i});
    if (length > 1) {
      const char32_t c = Decode(text + i, length);
      const char32_t lower = LowerOf(c);
      if (lower != c) Encode(lower, length, text + i);
    }
    i += length;
  }
}

}  // namespace

Script ScriptAt(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return IsWordByte(first) ? Script::kSpaced : kSep;
  const size_t length = Utf8SequenceLength(text);
  return length == 0 ? Script::kSpaced : ScriptOf(Decode(text.data(), length));
}

Script ScriptBefore(std::string_view text) {
  for (size_t length = 1; length <= 4 && length <= text.size(); ++length) {
    const std::string_view last = text.substr(text.size() - length);
    if (Utf8SequenceLength(last) == length) return ScriptAt(last);
  }
  return Script::kSpaced;
}

bool WordGoesOn(std::string_view text, size_t at) {
  return at > 0 && at < text.size() &&
         ScriptBefore(text.substr(0, at)) == Script::kSpaced &&
         ScriptAt(text.substr(at)) == Script::kSpaced;
}

bool FoldCaseInto(std::string_view text, char* to) {
  Lane all = {};
  MapLanes(text, to, [&](Lane lane) {
    all |= lane;
    return LowerLane(lane);
  });
  const bool multibyte = ToBits(MultibyteMask(all)) != 0;
  if (multibyte) FoldMultibyte(to, text.size());
  return multibyte;
}

std::string FoldCase(std::string_view text) {
  std::string folded(text.size() + kLaneBytes, '\0');
  FoldCaseInto(text, folded.data());
  folded.resize(text.size());
  return folded;
}

}  // namespace taffrail
