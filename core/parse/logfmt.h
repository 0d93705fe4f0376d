#ifndef TAFFRAIL_CORE_PARSE_LOGFMT_H_
#define TAFFRAIL_CORE_PARSE_LOGFMT_H_

#include <string>
#include <string_view>

namespace taffrail {

struct LogfmtPair {
  std::string_view key;
  std::string_view value;  // Without its quotes, unescaped.
};

// Walks the key=value pairs of a line. Words that are no pair are passed over,
// so that the pairs inside a message can be found too. Copies only quoted
// values with escapes, into `unescaped`, which must outlive the pairs and not
// be touched meanwhile.
class LogfmtScanner {
 public:
  LogfmtScanner(std::string_view text, std::string* unescaped);

  bool Next(LogfmtPair* pair);

  // `text` starts with a pair, as a logfmt line does and a sentence does not.
  static bool LooksLikeLogfmt(std::string_view text);

 private:
  bool ReadQuoted(std::string_view* value);

  std::string_view rest_;
  const size_t text_bytes_;
  std::string* const unescaped_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LOGFMT_H_
