#ifndef TAFFRAIL_CORE_TEMPLATE_MASKER_H_
#define TAFFRAIL_CORE_TEMPLATE_MASKER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parse/lexer.h"
#include "core/template/fold.h"

namespace taffrail {

// A masked sequence by its hash: the same in every process, and for ever.
using LeafId = uint64_t;

// Where lines are counted whose leaf had to make room for others.
inline constexpr LeafId kOtherLeaf = 0;

// A piece of a masked line and where it stands in it.
struct MaskedPiece {
  uint32_t begin;
  uint32_t end;
  uint32_t value_begin;  // Of a stem, where its number begins; else `begin`.
  PieceKind kind;
  TokenKind value_kind;  // Of a wildcard or stem; kWord is any text.
  char mark;
  bool after_space;
  uint64_t hash;  // Of what is kept of it.
};

// Tells the words of a message from its parameters, line by line, by their
// looks alone: numbers, addresses, paths and the like are parameters, words are
// not. Lines that differ only in parameters have the same hash: it is the name
// of the masked sequence, the same in every process and for ever. Owned by a
// miner; single-threaded.
class Masker {
 public:
  // What stands beyond is one parameter.
  static constexpr size_t kMaxPieces = 256;
  static constexpr size_t kMaxBytes = 8192;
  // A longer word is a parameter.
  static constexpr size_t kMaxLiteralBytes = 64;

  Masker() : own_lexer_(std::in_place), lexer_(*own_lexer_) {}
  // With a lexer that mostly has seen the line already. It must outlive this.
  explicit Masker(Lexer& lexer) : lexer_(lexer) {}

  // Valid until the next call, or the lexer's.
  std::span<const MaskedPiece> Mask(std::string_view line);
  // The masked sequence's name.
  LeafId leaf() const { return hash_ == kOtherLeaf ? 1 : hash_; }

  // What varies in a piece of the line last masked, and what is kept of it; as
  // far as the line was looked at. kHashPadding bytes are readable after it.
  std::string_view ValueOf(const MaskedPiece& piece) const {
    const auto limit = static_cast<uint32_t>(kMaxBytes);
    // Of a wildcard for the rest of a long line nothing may have been looked
    // at.
    const uint32_t begin = std::min(piece.value_begin, limit - 1);
    return {text() + begin,
            std::max(std::min(piece.end, limit), begin + 1) - begin};
  }
  std::string_view KeptOf(const MaskedPiece& piece) const;

 private:
  static constexpr size_t kMaxTokens = 512;

  const char* text() const { return lexer_.text(); }
  std::string_view TextOf(const Token& token) const {
    return {text() + token.offset, token.length};
  }
  bool IsValue(std::span<const Token> tokens, size_t at) const;
  size_t EndOfValue(std::span<const Token> tokens, size_t at) const;
  MaskedPiece PieceOf(std::span<const Token> tokens, size_t at,
                      bool is_value) const;

  std::optional<Lexer> own_lexer_;
  Lexer& lexer_;
  std::vector<MaskedPiece> pieces_ = std::vector<MaskedPiece>(kMaxTokens + 1);
  uint64_t hash_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_MASKER_H_
