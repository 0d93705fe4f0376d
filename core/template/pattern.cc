#include "core/template/pattern.h"

#include <algorithm>

#include "core/parse/token.h"

namespace taffrail {
namespace {

bool IsConstant(std::string_view word) {
  if (word == "true" || word == "false") return true;
  if (word.size() > 4 && (word.ends_with("ed") || word.ends_with("ing"))) {
    return true;
  }
  // ACTION_DOWN, GET, LOOKING
  return word.size() >= 3 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '_';
         });
}

char MarkOf(std::string_view text) {
  return text.size() == 1 && !IsWordByte(static_cast<unsigned char>(text[0])) &&
                 text[0] != '_' && text[0] != '$'
             ? text[0]
             : '\0';
}

}  // namespace

Pattern Folded(Pattern pattern) {
  Pattern folded(pattern.size());
  Fold<PatternPiece> fold(folded.data());
  for (const PatternPiece& piece : pattern) fold.Push(piece);
  folded.resize(fold.size());
  return folded;
}

uint32_t WordTable::Intern(std::string_view text, PieceKind kind) {
  if (const uint32_t known = Find(text, kind)) return known;
  const char mark = kind == PieceKind::kLiteral ? MarkOf(text) : '\0';
  words_.push_back({std::string(text), kind, IsConstant(text), mark});
  const auto word = static_cast<uint32_t>(words_.size());
  by_text_[static_cast<size_t>(kind)].emplace(words_.back().text, word);
  return word;
}

uint32_t WordTable::Find(std::string_view text, PieceKind kind) const {
  const auto& words = by_text_[static_cast<size_t>(kind)];
  const auto at = words.find(text);
  return at == words.end() ? kNoWord : at->second;
}

PatternPiece WordTable::Piece(uint32_t word, bool after_space) const {
  if (word == kNoWord) return MakeWildcard(after_space);
  return {word, Get(word).kind, Get(word).mark, after_space};
}

std::string PatternText(const Pattern& pattern, const WordTable& words) {
  std::string text;
  for (const PatternPiece& piece : pattern) {
    if (piece.after_space && !text.empty()) text += ' ';
    if (!piece.IsWildcard()) text += words.text(piece.word);
    if (piece.IsWildcard() || piece.kind == PieceKind::kStem) text += "<*>";
  }
  return text;
}

}  // namespace taffrail
