#ifndef TAFFRAIL_CORE_PARSE_LEXER_H_
#define TAFFRAIL_CORE_PARSE_LEXER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail {

enum class TokenKind : uint8_t {
  kWord,         // Letters, perhaps joined: open, user-service, dfs.DataNode
  kKey,          // A word that a = follows at once
  kIdentifier,   // Letters and digits: eth0, blk_-42, rdd_4_2
  kNumber,       // 7, -1.5e3, 1,234, 6.1.7601, 93%
  kHex,          // 0x1F, 9f4ef63
  kIp,           // 10.0.0.1, 10.0.0.1:80, 10.0.0.0/8, fe80::1
  kMac,          // 5c:50:15:4c:18:13
  kUuid,         // 8-4-4-4-12
  kUrl,          // scheme://…
  kPath,         // /var/log/x, C:\Windows
  kHost,         // a.b.example, example.org:443
  kTime,         // 2026-11-22T13:24:07Z, Sun Nov 22 13:24:07, 13:24:07
  kDuration,     // 10ms, 2.5 seconds
  kSize,         // 4KB, 1986 bytes
  kQuoted,       // "one-word", with its quotes
  kPunctuation,  // One byte of anything else
};

// A name for people and for what is written: "word", "ip", …
std::string_view TokenKindName(TokenKind kind);

struct Token {
  uint32_t offset;
  uint32_t length;
  TokenKind kind;
  bool after_space;  // White space stands before it.

  uint32_t end() const { return offset + length; }
};

// Cuts a line into tokens in one pass, without regular expressions. Tokens
// stand in order and do not overlap, and every byte that is no white space is
// in one (of those before the `max_tokens`th ended). Owned by who reads the
// lines; single-threaded.
class Lexer {
 public:
  // Lines are looked at this far.
  static constexpr size_t kMaxBytes = size_t{1} << 20;
  // Bytes of text() past the line, all zero.
  static constexpr size_t kPadding = 64;

  Lexer() = default;
  Lexer(const Lexer&) = delete;
  Lexer& operator=(const Lexer&) = delete;

  // The tokens are valid until the next call. The line of the last call costs
  // no more than a look at it: whoever asks about the same line next finds its
  // tokens.
  std::span<const Token> Lex(std::string_view line,
                             size_t max_tokens = kMaxBytes);

  // The bytes of the line last given, with kPadding zeros after them.
  const char* text() const { return text_.data(); }

  size_t HeapBytes() const {
    return text_.capacity() + tokens_.capacity() * sizeof(Token) +
           (words_.capacity() + digits_.capacity()) * sizeof(uint64_t);
  }

 private:
  // The tokens that are there are all of `line`.
  bool HasAllOf(std::string_view line) const {
    return complete_ && line.size() == size_ &&
           memcmp(line.data(), text_.data(), size_) == 0;
  }
  void Load(std::string_view line);
  // Each reads what starts at `at`, emits it, and returns where it ends.
  size_t LexWord(size_t at);
  size_t LexPlainWord(size_t at, size_t run);
  size_t LexDigits(size_t at, size_t run);
  size_t LexCompound(size_t at);
  size_t LexMark(size_t at);
  size_t Emit(size_t at, size_t end, TokenKind kind);

  // How many word bytes, or digits, stand from `at` on.
  size_t WordRun(size_t at) const;
  size_t DigitRun(size_t at) const;
  bool IsWord(size_t at) const { return words_[at / 64] >> (at % 64) & 1; }
  bool IsDigit(size_t at) const { return digits_[at / 64] >> (at % 64) & 1; }
  bool HasDigit(size_t at, size_t end) const;

  std::string text_;
  size_t size_ = 0;
  // Bit i is about byte i of text_.
  std::vector<uint64_t> words_;
  std::vector<uint64_t> digits_;
  std::vector<Token> tokens_;
  Token* next_ = nullptr;
  // All of the line is in the tokens.
  bool complete_ = false;
  bool after_space_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LEXER_H_
