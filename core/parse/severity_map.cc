#include "core/parse/severity_map.h"

#include <algorithm>

#include "core/parse/severity.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

bool IsSeverityByte(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) || c == '_';
}

bool EqualFolded(std::string_view word, std::string_view folded) {
  return word.size() == folded.size() &&
         std::equal(word.begin(), word.end(), folded.begin(),
                    [](char a, char b) { return AsciiLower(a) == b; });
}

}  // namespace

void SeverityMap::Add(std::string_view word, uint8_t severity) {
  std::string folded(word);
  phrases_ |= !std::all_of(word.begin(), word.end(), IsSeverityByte);
  std::transform(folded.begin(), folded.end(), folded.begin(), AsciiLower);
  words_.push_back({std::move(folded), severity});
}

std::bitset<256> SeverityMap::FirstBytes() const {
  std::bitset<256> first;
  for (size_t c = 0; c < 256; ++c) {
    first[c] = IsSeverityByte(static_cast<char>(c));
  }
  for (const Word& word : words_) {
    const char small = word.folded.front();
    first.set(static_cast<unsigned char>(small));
  }
  return first;
}

uint8_t SeverityMap::Find(std::string_view word) const {
  for (const Word& known : words_) {
    if (EqualFolded(word, known.folded)) return known.severity;
  }
  if (word.size() != 1) return ParseSeverity(word);
  return SeverityFromLetter(static_cast<char>(word[0] & ~0x20));
}

uint8_t SeverityMap::FindAtStart(std::string_view text, size_t* length) const {
  constexpr size_t kLongestWord = 32;
  size_t end = 0;
  while (end < text.size() && end < kLongestWord && IsSeverityByte(text[end])) {
    ++end;
  }
  uint8_t found = end == 0 ? kSeverityNone : Find(text.substr(0, end));
  *length = end;
  // klog writes the day right after the letter: I1122.
  if (found == kSeverityNone && end > 1 && text[1] >= '0' && text[1] <= '9') {
    found = Find(text.substr(0, 1));
    *length = 1;
  }
  if (!phrases_) return found;
  for (const Word& known : words_) {
    const std::string_view start = text.substr(0, known.folded.size());
    if (known.folded.size() > *length && EqualFolded(start, known.folded)) {
      found = known.severity;
      *length = known.folded.size();
    }
  }
  return found;
}

}  // namespace taffrail
