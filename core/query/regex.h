#ifndef TAFFRAIL_CORE_QUERY_REGEX_H_
#define TAFFRAIL_CORE_QUERY_REGEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace re2 {
class RE2;
}

namespace taffrail {

// A regular expression in RE2's syntax, compiled: time linear in the text and
// bounded memory, whatever the pattern. ^ and $ are at lines' ends, . is no
// newline. Bytes that are no UTF-8 match nothing. Immutable; belongs to one
// thread at a time.
class Regex {
 public:
  // What is wrong with a pattern: in bytes of it, [begin, end).
  struct Error {
    std::string message;
    size_t begin = 0;
    size_t end = 0;
  };

  static std::variant<std::shared_ptr<const Regex>, Error> Compile(
      std::string_view pattern, bool ignore_case);
  ~Regex();

  bool Matches(std::string_view text) const;
  // The first match from `from` on, [begin, end).
  std::optional<std::pair<size_t, size_t>> Find(std::string_view text,
                                                size_t from) const;

  // FoldCase() of every text that matches has one of these, all of ASCII; none
  // when nothing is known of what matches.
  const std::vector<std::string>& required() const { return required_; }

  // How much a byte may cost at worst.
  uint64_t instructions() const;

  // A match in a line of a text is one in the line alone, if it does not reach
  // over its end, and the other way round: it does not ask for the text's ends.
  bool is_local() const { return is_local_; }

 private:
  Regex(std::unique_ptr<re2::RE2> compiled, bool beyond_ascii, bool is_local);

  std::unique_ptr<re2::RE2> compiled_;
  std::vector<std::string> required_;
  bool is_local_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_REGEX_H_
