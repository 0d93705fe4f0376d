#ifndef TAFFRAIL_CORE_TEMPLATE_PATTERN_H_
#define TAFFRAIL_CORE_TEMPLATE_PATTERN_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/template/fold.h"

namespace taffrail {

// The word of a wildcard.
inline constexpr uint32_t kNoWord = 0;

// A piece of a template: its word is a number in a WordTable.
struct PatternPiece {
  uint32_t word;
  PieceKind kind;
  char mark;
  bool after_space;

  bool IsWildcard() const { return kind == PieceKind::kWildcard; }
  // Letters rather than a mark.
  bool IsWord() const { return !IsWildcard() && mark == 0; }
  // Spaces do not tell templates apart.
  friend bool operator==(const PatternPiece& a, const PatternPiece& b) {
    return a.word == b.word;
  }
};

inline PatternPiece MakeWildcard(bool after_space) {
  return {kNoWord, PieceKind::kWildcard, '\0', after_space};
}

// For Fold.
inline PatternPiece Join(const PatternPiece& first, const PatternPiece&) {
  return MakeWildcard(first.after_space);
}
inline bool SameStem(const PatternPiece& a, const PatternPiece& b) {
  return a.kind == PieceKind::kStem && a == b;
}

using Pattern = std::vector<PatternPiece>;

// `pattern` folded as a masked line is.
Pattern Folded(Pattern pattern);

// The words of all templates, each once, under the numbers they came in from 1
// on. A word is another one as a stem or as a weak word. Owned by a miner.
class WordTable {
 public:
  WordTable() = default;
  WordTable(const WordTable&) = delete;
  WordTable& operator=(const WordTable&) = delete;

  uint32_t Intern(std::string_view text, PieceKind kind);
  // kNoWord when it is not there.
  uint32_t Find(std::string_view text, PieceKind kind) const;

  // Of numbers from 1 to size().
  std::string_view text(uint32_t word) const { return Get(word).text; }
  PieceKind kind(uint32_t word) const { return Get(word).kind; }
  // Words that are seldom values however many of them stand in one place:
  // opened, closing; true, false; the names of constants.
  bool constant(uint32_t word) const { return Get(word).constant; }
  size_t size() const { return words_.size(); }

  PatternPiece Piece(uint32_t word, bool after_space) const;

 private:
  struct Word {
    std::string text;
    PieceKind kind;
    bool constant;
    char mark;
  };
  const Word& Get(uint32_t word) const { return words_[word - 1]; }

  std::deque<Word> words_;
  // Views into words_, by kind.
  std::unordered_map<std::string_view, uint32_t> by_text_[4];
};

// "Took <*> ms": the words as they stood, single spaces.
std::string PatternText(const Pattern& pattern, const WordTable& words);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_PATTERN_H_
