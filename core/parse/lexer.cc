#include "core/parse/lexer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/parse/byte_lanes.h"
#include "core/parse/token.h"
#include "core/parse/token_shapes.h"

namespace taffrail {
namespace {

// What a byte is where a token may start. A plain mark is a token by itself,
// whatever stands beside it.
enum class ByteClass : uint8_t { kPlainMark, kMark, kSpace, kWord };

constexpr auto kClasses = [] {
  std::array<ByteClass, 256> classes = {};
  for (int c = 0; c < 256; ++c) {
    if (IsWordByte(static_cast<unsigned char>(c)) || c == '_' || c == '$') {
      classes[c] = ByteClass::kWord;
    } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
      classes[c] = ByteClass::kSpace;
    }
  }
  for (char c : {'/', '-', '+', '"', '\'', ':'}) {
    classes[static_cast<unsigned char>(c)] = ByteClass::kMark;
  }
  return classes;
}();

ByteClass ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

// Bytes that join two words when they stand between them alone.
constexpr bool IsJoint(char c) {
  return c == '-' || c == '.' || c == '@' || c == '#' || c == '+' || c == '~';
}

// Bytes after which a word or a number may be more than that.
constexpr auto kGoesOn = [] {
  std::array<bool, 256> goes_on = {};
  for (char c : std::string_view("-.@#+~/=:,% ")) {
    goes_on[static_cast<unsigned char>(c)] = true;
  }
  return goes_on;
}();

bool GoesOn(char c) { return kGoesOn[static_cast<unsigned char>(c)]; }

LaneMask LexerWordMask(Lane lane) {
  return WordMask(lane) | AnyOfMask(lane, "_$");
}

// The bits from `at` on, at least kWindowBits of them; zeros may follow.
constexpr size_t kWindowBits = 57;
uint64_t Window(const std::vector<uint64_t>& bits, size_t at) {
  uint64_t window;
  memcpy(&window, reinterpret_cast<const char*>(bits.data()) + at / 8,
         sizeof(window));
  return window >> (at % 8);
}

size_t RunFrom(const std::vector<uint64_t>& bits, size_t at) {
  size_t run = 0;
  while (true) {
    const auto more =
        static_cast<size_t>(std::countr_one(Window(bits, at + run)));
    if (more < kWindowBits) return run + more;
    run += kWindowBits;
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
  for (; at + kWindowBits < end; at += kWindowBits) {
    if (Window(digits_, at) << (64 - kWindowBits) != 0) return true;
  }
  return (Window(digits_, at) & ((uint64_t{1} << (end - at)) - 1)) != 0;
}

void Lexer::Load(std::string_view line) {
  static_assert(kPadding >= kStretchBytes && kPadding % kLaneBytes == 0);
  size_ = std::min(line.size(), kMaxBytes);
  const size_t stretches = size_ / kStretchBytes + 1;
  const size_t room = stretches * kStretchBytes + kPadding;
  if (text_.size() < room) {
    text_.resize(room);
    words_.resize(stretches + 1);
    digits_.resize(stretches + 1);
    tokens_.resize(room);
  }
  char* const text = text_.data();
  MapLanes(line.substr(0, size_), text, [](Lane lane) { return lane; });
  for (size_t i = 0; i < kPadding; i += kLaneBytes) {
    StoreLane(Lane{}, text + size_ + i);
  }
  for (size_t i = 0; i < stretches; ++i) {
    const char* const stretch = text + i * kStretchBytes;
    words_[i] = StretchBits(stretch, LexerWordMask);
    digits_[i] = StretchBits(stretch, DigitMask);
  }
  words_[stretches] = 0;
  digits_[stretches] = 0;
}

size_t Lexer::Emit(size_t at, size_t end, TokenKind kind) {
  *next_++ = {static_cast<uint32_t>(at), static_cast<uint32_t>(end - at), kind,
              after_space_};
  after_space_ = false;
  return end;
}

std::span<const Token> Lexer::Lex(std::string_view line, size_t max_tokens) {
  if (HasAllOf(line)) {
    const auto count = static_cast<size_t>(next_ - tokens_.data());
    if (count <= max_tokens) return {tokens_.data(), count};
  }
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
        continue;
      case ByteClass::kWord:
        at = LexWord(at);
        break;
      case ByteClass::kPlainMark:
        at = Emit(at, at + 1, TokenKind::kPunctuation);
        break;
      case ByteClass::kMark:
        at = LexMark(at);
        break;
    }
    // One space, as after most words, without a branch of its own.
    after_space_ = text_[at] == ' ';
    at += after_space_;
  }
  complete_ = at >= size_ && size_ == line.size();
  return {tokens_.data(), next_};
}

size_t Lexer::LexWord(size_t at) {
  const size_t run = WordRun(at);
  const size_t end = at + run;
  const char* const text = text_.data();
  const char next = text[end];
  const bool digit = HasDigit(at, end);
  if (next == ' ' || !GoesOn(next)) {
    if (IsDigit(at)) return LexDigits(at, DigitRun(at));
    if (digit) return LexCompound(at);
    // A zero ends the line.
    if (next == ' ' || next == '\0') return LexPlainWord(at, run);
    return Emit(at, end, TokenKind::kWord);
  }
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
    return Emit(at, end, TokenKind::kWord);
  }
  if (next == ',') {
    if (const size_t n = MatchWordyDate(text + at)) {
      return Emit(at, at + n, TokenKind::kTime);
    }
    return Emit(at, end, TokenKind::kWord);
  }
  if (next != '%' && IsWord(end + 1)) return LexCompound(at);
  return Emit(at, end, TokenKind::kWord);
}

// A word without digits before a space or at the end, as most are.
size_t Lexer::LexPlainWord(size_t at, size_t run) {
  const char* const text = text_.data();
  if (run >= 3 && run <= 9 && MayBeDateName(text + at)) {
    if (const size_t n = MatchWordyDate(text + at)) {
      return Emit(at, at + n, TokenKind::kTime);
    }
  }
  return Emit(at, at + run, TokenKind::kWord);
}

// At a digit that starts a token; `run` digits stand there.
size_t Lexer::LexDigits(size_t at, size_t run) {
  const char* const text = text_.data();
  size_t end = at + run;
  TokenKind kind = TokenKind::kNumber;
  if (!IsWord(end) && !GoesOn(text[end])) return Emit(at, end, kind);
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
    if (word > 2 && HexRun(text + at + 2) >= word - 2) {
      return Emit(at, at + word, TokenKind::kHex);
    }
  }
  while ((text[end] == '.' || text[end] == ',' || text[end] == ':') &&
         IsDigit(end + 1)) {
    dots += text[end] == '.';
    colons += text[end] == ':';
    end += 1 + DigitRun(end + 1);
  }
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
    if (run <= 2 && MayBeDateName(text + end + 1)) {
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
  const bool hex = dots + others == 0 && name.size() >= 4 &&
                   HexRun(name.data()) >= name.size();
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
