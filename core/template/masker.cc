#include "core/template/masker.h"

#include <algorithm>
#include <cstring>

#include "core/base/ascii.h"
#include "core/base/hash.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

// Any number that is no small sum of others will do; it never changes.
constexpr uint64_t kWildcardHash = 0x8C61B7E3D94F2A05;

// How much of an identifier is its name, when it is a name and then numbers:
// eth0, node-17, rdd_4_2, blk_-42. 0 when it is not.
size_t StemLength(std::string_view word) {
  size_t letters = 0;
  while (letters < word.size() && IsLetter(word[letters])) ++letters;
  if (letters < 2 || letters == word.size()) return 0;
  size_t at = letters;
  while (at < word.size() && IsDigit(word[at])) ++at;
  if (at == word.size()) return at - letters <= 3 ? letters : 0;
  if (at > letters) return 0;
  while (at < word.size()) {
    if (word[at] != '_' && word[at] != '-') return 0;
    ++at;
    if (at < word.size() && word[at] == '-') ++at;
    const size_t digits = at;
    while (at < word.size() && IsDigit(word[at])) ++at;
    if (at == digits) return 0;
  }
  return letters + 1;
}

bool IsProtocolVersion(std::string_view word) {
  return word.size() == 4 && (word[0] | 0x20) == 'i' &&
         (word[1] | 0x20) == 'p' && (word[2] | 0x20) == 'v' &&
         (word[3] == '4' || word[3] == '6');
}

// At most eight bytes as a number.
constexpr uint64_t Packed(std::string_view name) {
  uint64_t bytes = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    bytes |= uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
  }
  return bytes;
}

// What follows these words is somebody's or something's name. Eight bytes are
// readable at `word`.
bool IntroducesName(const char* word, size_t size) {
  if (size != 4 && size != 8) return false;
  uint64_t lower;
  memcpy(&lower, word, sizeof(lower));
  lower |= 0x2020202020202020;
  if (size == 8)
    return lower == Packed("username") || lower == Packed("hostname");
  lower &= 0xFFFFFFFF;
  return lower == Packed("user") || lower == Packed("host");
}

inline MaskedPiece MakeWildcard(uint32_t begin, uint32_t end,
                                TokenKind value_kind, bool after_space) {
  return {begin,      end,  begin,       PieceKind::kWildcard,
          value_kind, '\0', after_space, kWildcardHash};
}

}  // namespace

// Fold finds these two by their argument.
MaskedPiece Join(const MaskedPiece& first, const MaskedPiece& last) {
  // Two values are a text; a mark beside one changes nothing.
  TokenKind kind = TokenKind::kWord;
  if (last.mark != 0) kind = first.value_kind;
  if (first.mark != 0) kind = last.value_kind;
  return MakeWildcard(first.begin, last.end, kind, first.after_space);
}

bool SameStem(const MaskedPiece& a, const MaskedPiece& b) {
  return a.kind == PieceKind::kStem && a.hash == b.hash;
}

// The token at `at` stands right after `key=`.
bool Masker::IsValue(std::span<const Token> tokens, size_t at) const {
  if (at < 2 || tokens[at].after_space) return false;
  const Token& equals = tokens[at - 1];
  const TokenKind key = tokens[at - 2].kind;
  return text()[equals.offset] == '=' && equals.length == 1 &&
         !equals.after_space &&
         (key == TokenKind::kKey || key == TokenKind::kWord ||
          key == TokenKind::kIdentifier);
}

// Where the value of a key that begins at `at` ends, when it is more than one
// token: a quoted text, or a word with brackets. Else `at`.
size_t Masker::EndOfValue(std::span<const Token> tokens, size_t at) const {
  constexpr size_t kFarthest = 64;
  const size_t limit = std::min(tokens.size(), at + kFarthest);
  const char first = text()[tokens[at].offset];
  if (tokens[at].kind == TokenKind::kPunctuation) {
    if (first != '"' && first != '\'') return at;
    for (size_t i = at + 1; i < limit; ++i) {
      if (tokens[i].length == 1 && text()[tokens[i].offset] == first) {
        return i + 1;
      }
    }
    return at;
  }
  if (at + 1 >= limit || tokens[at + 1].after_space) return at;
  int depth = 0;
  for (size_t i = at + 1; i < limit; ++i) {
    const char c = tokens[i].length == 1 ? text()[tokens[i].offset] : '\0';
    if (c == '{' || c == '[' || c == '(' || c == '<') ++depth;
    if (c == '}' || c == ']' || c == ')' || c == '>') --depth;
    if (depth == 0) return i == at + 1 ? at : i + 1;
  }
  return at;
}

// What a single token is. One of several tokens is told by its first. Inline,
// so that a piece is made where it stays: one that is written in small parts
// and then moved at once holds the processor up.
[[gnu::always_inline]] inline MaskedPiece Masker::PieceOf(
    std::span<const Token> tokens, size_t at, bool is_value) const {
  const Token& token = tokens[at];
  const uint32_t begin = token.offset;
  const uint32_t end = token.end();
  const std::string_view word = TextOf(token);
  const auto literal = [&](PieceKind kind, size_t length) {
    const uint64_t salt = static_cast<uint64_t>(kind);
    return MaskedPiece{begin,
                       end,
                       static_cast<uint32_t>(begin + length),
                       kind,
                       TokenKind::kNumber,
                       '\0',
                       token.after_space,
                       HashBytes(word.data(), length) + salt};
  };
  if (token.kind <= TokenKind::kIdentifier && token.after_space && at > 0 &&
      IntroducesName(text() + tokens[at - 1].offset, tokens[at - 1].length)) {
    return MakeWildcard(begin, end, TokenKind::kWord, true);
  }
  switch (token.kind) {
    case TokenKind::kPunctuation: {
      MaskedPiece mark = literal(PieceKind::kLiteral, 1);
      mark.mark = word[0];
      return mark;
    }
    case TokenKind::kWord:
    case TokenKind::kKey: {
      if (word.size() > kMaxLiteralBytes) break;
      // A switch says which message it is as a word does.
      const bool value = is_value && token.kind == TokenKind::kWord &&
                         word != "true" && word != "false";
      return literal(value ? PieceKind::kWeak : PieceKind::kLiteral,
                     word.size());
    }
    case TokenKind::kIdentifier: {
      if (word.size() > kMaxLiteralBytes) break;
      if (IsProtocolVersion(word)) {
        return literal(PieceKind::kLiteral, word.size());
      }
      const size_t stem = StemLength(word);
      if (stem == 0) break;
      return literal(PieceKind::kStem, stem);
    }
    case TokenKind::kQuoted: {
      const bool number = std::any_of(word.begin(), word.end(), IsDigit);
      if (number || is_value) break;
      return literal(PieceKind::kLiteral, word.size());
    }
    default:
      break;
  }
  const bool text =
      token.kind == TokenKind::kKey || token.kind == TokenKind::kQuoted;
  return MakeWildcard(begin, end, text ? TokenKind::kWord : token.kind,
                      token.after_space);
}

std::string_view Masker::KeptOf(const MaskedPiece& piece) const {
  return {text() + piece.begin, piece.value_begin - piece.begin};
}

std::span<const MaskedPiece> Masker::Mask(std::string_view line) {
  const std::string_view head = line.substr(0, kMaxBytes);
  const std::span<const Token> tokens = lexer_.Lex(head, kMaxTokens);
  Fold<MaskedPiece> pieces(pieces_.data());
  size_t at = 0;
  while (at < tokens.size() && pieces.size() < kMaxPieces - 1) {
    const bool is_value = IsValue(tokens, at);
    if (is_value) {
      if (const size_t end = EndOfValue(tokens, at); end > at) {
        pieces.Push(MakeWildcard(tokens[at].offset, tokens[end - 1].end(),
                                 TokenKind::kWord, tokens[at].after_space));
        at = end;
        continue;
      }
    }
    pieces.Push(PieceOf(tokens, at, is_value));
    ++at;
  }
  const size_t looked_at = at == 0 ? 0 : tokens[at - 1].end();
  if (at < tokens.size() || looked_at < head.size() ||
      head.size() < line.size()) {
    const std::string_view rest = line.substr(looked_at);
    const size_t blanks = rest.find_first_not_of(" \t\n\v\f\r");
    if (blanks != rest.npos) {
      pieces.Push(MakeWildcard(static_cast<uint32_t>(looked_at + blanks),
                               static_cast<uint32_t>(line.size()),
                               TokenKind::kWord, blanks > 0));
    }
  }
  hash_ = 0;
  for (size_t i = 0; i < pieces.size(); ++i) {
    hash_ = MixHash(hash_, pieces_[i].hash);
  }
  hash_ = MixHash(hash_, pieces.size());
  return {pieces_.data(), pieces.size()};
}

}  // namespace taffrail
