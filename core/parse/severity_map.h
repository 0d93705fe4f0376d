#ifndef TAFFRAIL_CORE_PARSE_SEVERITY_MAP_H_
#define TAFFRAIL_CORE_PARSE_SEVERITY_MAP_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail {

// The severities that a format has beyond those everybody uses.
class SeverityMap {
 public:
  void Add(std::string_view word, uint8_t severity);
  // The severity of a word, letter or number as a format writes it; 0 when it
  // is none.
  uint8_t Find(std::string_view word) const;
  // The same for the word that `text` starts with, and its length. Words of
  // letters and digits are taken whole.
  uint8_t FindAtStart(std::string_view text, size_t* length) const;
  // What a severity can start with.
  std::bitset<256> FirstBytes() const;

 private:
  struct Word {
    std::string folded;
    uint8_t severity;
  };
  std::vector<Word> words_;
  bool phrases_ = false;  // Some have blanks or signs: "Fatal error".
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_SEVERITY_MAP_H_
