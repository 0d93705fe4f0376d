#include "core/parse/lexer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/parse/token_shapes.h"

namespace taffrail {
namespace {

// What a byte is where a token may start.
enum class ByteClass : uint8_t { kMark, kSpace, kLetter, kDigit };

constexpr auto kClasses = [] {
  std::array<ByteClass, 256> classes = {};
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (letter || c >= 0x80 || c == '_' || c == '$') {
      classes[c] = ByteClass::kLetter;
    } else if (c >= '0' && c <= '9') {
      classes[c] = ByteClass::kDigit;
    } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
      classes[c] = ByteClass::kSpace;
    }
  }
  return classes;
}();

ByteClass ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

// Bytes that join two words when they stand between them alone.
constexpr bool IsJoint(char c) {
  return c == '-' || c == '.' || c == '@' || c == '#' || c == '+' || c == '~';
}

using Lane = uint8_t __attribute__((vector_size(16)));
using LaneBits = bool __attribute__((ext_vector_type(16)));

template <class Mask>
uint64_t ToBits(Mask mask) {
  return __builtin_bit_cast(uint16_t, __builtin_convertvector(mask, LaneBits));
}

// From `at` on, at most 64 bits.
uint64_t Window(const std::vector<uint64_t>& bits, size_t at) {
  const uint64_t* word = bits.data() + at / 64;
  const unsigned shift = at % 64;
  return word[0] >> shift | (word[1] << 1) << (63 - shift);
}

size_t RunFrom(const std::vector<uint64_t>& bits, size_t at) {
  size_t run = 0;
  while (true) {
    const auto more =
        static_cast<size_t>(std::countr_one(Window(bits, at + run)));
    run += more;
    if (more < 64) return run;
  }
}

// The last label of a dotted name is a constant's name (a.b.ACTION_DONE), which
// is part of what a message says; other names of three labels are somebody's.
bool EndsInConstant(std::string_view name) {
  name.remove_prefix(name.rfind('.') + 1);
  return name.size() >= 3 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '_';
         });
}

}  // namespace

std::string_view TokenKindName(TokenKind kind) {
  static constexpr std::string_view kNames[] = {
      "word",     "key",  "identifier", "number",     "hex",  "ip",
      "mac",      "uuid", "url",        "path",       "host", "time",
      "duration", "size", "quoted",     "punctuation"};
  return kNames[static_cast<size_t>(kind)];
}

size_t Lexer::WordRun(size_t at) const { return RunFrom(words_, at); }
size_t Lexer::DigitRun(size_t at) const { return RunFrom(digits_, at); }

bool Lexer::HasDigit(size_t at, size_t end) const {
  for (; at < end; at += 64) {
    uint64_t window = Window(digits_, at);
    if (end - at < 64) window &= (uint64_t{1} << (end - at)) - 1;
    if (window != 0) return true;
  }
  return false;
}

void Lexer::Load(std::string_view line) {
  size_ = std::min(line.size(), kMaxBytes);
  const size_t padded = (size_ + kPadding + 63) / 64 * 64;
  if (text_.size() < padded) {
    text_.resize(padded);
    words_.resize(padded / 64 + 1);
    digits_.resize(padded / 64 + 1);
    tokens_.resize(padded);
  }
  memcpy(text_.data(), line.data(), size_);
  memset(text_.data() + size_, 0, padded - size_);
  for (size_t i = 0; i < padded / 64; ++i) {
    uint64_t words = 0;
    uint64_t digits = 0;
    for (int lane = 0; lane < 4; ++lane) {
      Lane bytes;
      memcpy(&bytes, text_.data() + i * 64 + lane * 16, sizeof(bytes));
      const Lane letter = (bytes | 0x20) - 'a';
      const auto digit = bytes - '0' < 10;
      const auto word = (letter < 26) | digit | (bytes >= 0x80) |
                        (bytes == '_') | (bytes == '$');
      words |= ToBits(word) << (lane * 16);
      digits |= ToBits(digit) << (lane * 16);
    }
    words_[i] = words;
    digits_[i] = digits;
  }
  words_[padded / 64] = 0;
  digits_[padded / 64] = 0;
}

size_t Lexer::Emit(size_t at, size_t end, TokenKind kind) {
  *next_++ = {static_cast<uint32_t>(at), static_cast<uint32_t>(end - at), kind,
              after_space_};
  after_space_ = false;
  return end;
}

std::span<const Token> Lexer::Lex(std::string_view line, size_t max_tokens) {
  Load(line);
  next_ = tokens_.data();
  const Token* const last = next_ + std::min(max_tokens, tokens_.size());
  after_space_ = false;
  size_t at = 0;
  while (at < size_ && next_ < last) {
    switch (ClassOf(text_[at])) {
      case ByteClass::kSpace:
        after_space_ = true;
        ++at;
        break;
      case ByteClass::kLetter:
      case ByteClass::kDigit:
        at = LexWord(at);
        break;
      case ByteClass::kMark:
        at = LexMark(at);
        break;
    }
  }
  return {tokens_.data(), next_};
}

size_t Lexer::LexWord(size_t at) {
  const size_t run = WordRun(at);
  const size_t end = at + run;
  const char* const text = text_.data();
  const char next = text[end];
  TokenKind kind;
  if (next == ':' && run <= 4) {
    if (const size_t n = MatchColonHex(text + at, &kind)) {
      return Emit(at, at + n, kind);
    }
  }
  if (next == '-' && run == 8) {
    if (const size_t n = MatchUuid(text + at)) {
      return Emit(at, at + n, TokenKind::kUuid);
    }
  }
  if (IsDigit(at)) return LexDigits(at, DigitRun(at));
  const bool digit = HasDigit(at, end);
  if (next == ' ' || next == '\0') {
    // Most words.
    if (digit) return LexCompound(at);
    if (run <= 9 && text[at] <= 'W' && run >= 3) {
      if (const size_t n = MatchWordyDate(text + at)) {
        return Emit(at, at + n, TokenKind::kTime);
      }
    }
    return Emit(at, end, TokenKind::kWord);
  }
  if (digit) return LexCompound(at);
  if (next == '=') {
    return Emit(at, end,
                text[end + 1] == '=' ? TokenKind::kWord : TokenKind::kKey);
  }
  if (next == ':') {
    if (text[end + 1] == '/' && text[end + 2] == '/') {
      const size_t rest = MatchUrlRest(text + end + 3);
      if (rest > 0) return Emit(at, end + 3 + rest, TokenKind::kUrl);
    }
    if (run == 1) {
      if (const size_t n = MatchWindowsPath(text + at)) {
        return Emit(at, at + n, TokenKind::kPath);
      }
    }
  }
  if (next == ',') {
    if (const size_t n = MatchWordyDate(text + at)) {
      return Emit(at, at + n, TokenKind::kTime);
    }
  }
  if ((IsJoint(next) || next == '/') && IsWord(end + 1)) {
    return LexCompound(at);
  }
  return Emit(at, end, TokenKind::kWord);
}

// At a digit that starts a token; `run` digits stand there.
size_t Lexer::LexDigits(size_t at, size_t run) {
  const char* const text = text_.data();
  size_t end = at + run;
  size_t dots = 0;
  size_t colons = 0;
  if (run == 4 && (text[end] == '-' || text[end] == '/')) {
    if (const size_t n = MatchNumericDate(text + at)) {
      return Emit(at, at + n, TokenKind::kTime);
    }
  }
  if (run <= 3 && text[end] == '.') {
    if (const size_t n = MatchIpv4(text + at)) {
      return Emit(at, at + n, TokenKind::kIp);
    }
  }
  if (run == 1 && text[at] == '0' && (text[end] | 0x20) == 'x') {
    const size_t word = WordRun(at);
    if (word > 2 && IsAllHex({text + at + 2, word - 2})) {
      return Emit(at, at + word, TokenKind::kHex);
    }
  }
  while ((text[end] == '.' || text[end] == ',' || text[end] == ':') &&
         IsDigit(end + 1)) {
    dots += text[end] == '.';
    colons += text[end] == ':';
    end += 1 + DigitRun(end + 1);
  }
  TokenKind kind = TokenKind::kNumber;
  if (colons > 0 && dots <= 1) kind = TokenKind::kTime;
  if ((text[end] | 0x20) == 'e' && colons == 0) {
    const size_t sign = text[end + 1] == '-' || text[end + 1] == '+';
    const size_t exponent = DigitRun(end + 1 + sign);
    const size_t after = end + 1 + sign + exponent;
    if (exponent > 0 && !IsWord(after)) end = after;
  }
  if (text[end] == '%') return Emit(at, end + 1, kind);
  if (IsWord(end)) {
    const size_t n = colons == 0 ? MatchUnit(text + end, &kind) : 0;
    return n > 0 && !IsWord(end + n) ? Emit(at, end + n, kind)
                                     : LexCompound(at);
  }
  if (text[end] == ' ' && colons == 0 && IsWord(end + 1)) {
    const size_t n = MatchUnit(text + end + 1, &kind);
    const bool clear = n > 1 || text[end + 1] == 's' || text[end + 1] == 'B';
    if (n > 0 && clear) return Emit(at, end + 1 + n, kind);
    kind = TokenKind::kNumber;
    if (run <= 2) {
      if (const size_t date = MatchWordyDate(text + at)) {
        return Emit(at, at + date, TokenKind::kTime);
      }
    }
  }
  return Emit(at, end, kind);
}

// Words joined by single marks, and what they then are.
size_t Lexer::LexCompound(size_t at) {
  const char* const text = text_.data();
  size_t end = at + WordRun(at);
  size_t dots = 0;
  size_t others = 0;
  while (IsWord(end + 1)) {
    const char c = text[end];
    const bool joins = IsJoint(c) || c == '/' ||
                       (c == ':' && IsDigit(end - 1) && IsDigit(end + 1));
    if (!joins) break;
    dots += c == '.';
    others += c != '.';
    end += 1 + WordRun(end + 1);
  }
  const std::string_view name(text + at, end - at);
  if (dots > 0 && others == 0 && text[end] == ':' && IsDigit(end + 1)) {
    const size_t port = DigitRun(end + 1);
    if (!IsWord(end + 1 + port)) {
      return Emit(at, end + 1 + port, TokenKind::kHost);
    }
  }
  if (dots >= 2 && !EndsInConstant(name)) {
    return Emit(at, end, TokenKind::kHost);
  }
  if (!HasDigit(at, end)) {
    const bool key = text[end] == '=' && text[end + 1] != '=';
    return Emit(at, end, key ? TokenKind::kKey : TokenKind::kWord);
  }
  const bool hex = dots + others == 0 && name.size() >= 4 && IsAllHex(name);
  return Emit(at, end, hex ? TokenKind::kHex : TokenKind::kIdentifier);
}

// At a byte that is neither space nor in a word.
size_t Lexer::LexMark(size_t at) {
  const char* const text = text_.data();
  const char c = text[at];
  const bool in_word =
      at > 0 && (IsWord(at - 1) || text[at - 1] == '.' || text[at - 1] == '-');
  if (c == '/' && !in_word) {
    if (IsDigit(at + 1) && MatchIpv4(text + at + 1) > 0) {
      return Emit(at, at + 1, TokenKind::kPunctuation);
    }
    if (const size_t n = MatchPath(text + at)) {
      return Emit(at, at + n, TokenKind::kPath);
    }
  } else if ((c == '-' || c == '+') && IsDigit(at + 1)) {
    const bool sign = at == 0 || (text[at - 1] != '\0' &&
                                  strchr(" \t([=:,", text[at - 1]) != nullptr);
    if (sign) {
      Token* const number = next_;
      const bool after_space = after_space_;
      const size_t end = LexDigits(at + 1, DigitRun(at + 1));
      const bool plain = number->kind == TokenKind::kNumber ||
                         number->kind == TokenKind::kDuration ||
                         number->kind == TokenKind::kSize;
      if (plain) {
        number->offset -= 1;
        number->length += 1;
        return end;
      }
      next_ = number;
      after_space_ = after_space;
    }
  } else if ((c == '"' || c == '\'') && !in_word) {
    if (const size_t n = MatchQuotedWord(text + at)) {
      return Emit(at, at + n, TokenKind::kQuoted);
    }
  } else if (c == ':' && text[at + 1] == ':' && !in_word) {
    TokenKind kind;
    if (const size_t n = MatchColonHex(text + at, &kind)) {
      return Emit(at, at + n, kind);
    }
  }
  return Emit(at, at + 1, TokenKind::kPunctuation);
}

}  // namespace taffrail
