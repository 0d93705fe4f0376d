#ifndef TAFFRAIL_CORE_QUERY_REGEX_SCAN_H_
#define TAFFRAIL_CORE_QUERY_REGEX_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/query/regex.h"
#include "core/store/block_bits.h"

namespace taffrail {

// The regular expressions of a query, looked for in one block's records, each
// by itself without the newline at its end. A block can take long, so a scan
// stops when it is enough for now, and goes on when it is asked for again: the
// block is then evaluated once more. Lives while one block is looked at.
class RegexScans {
 public:
  // Some milliseconds of the worst that there is.
  static constexpr uint64_t kPatience = 2 << 20;

  // `enough` is asked after each group of records at which bytes times
  // instructions have come to more than `patience`; it may say so from the
  // first on. A clock costs too much to be asked where a block takes no time.
  explicit RegexScans(std::function<bool()> enough,
                      uint64_t patience = kPatience)
      : enough_(std::move(enough)), patience_(patience) {}

  // Before the block is evaluated, again.
  void Begin() { stopped_ = false; }
  // Whether a scan stopped before its end since then: what Scan() said is
  // nothing to go by.
  bool stopped() const { return stopped_; }

  // The records that have a match. Record i ends at `ends[i]` in the text,
  // which has no escape sequences and is always the same one.
  BlockBits Scan(const Regex& regex, std::string_view text,
                 std::span<const uint32_t> ends);

 private:
  struct Progress {
    const Regex* regex;
    uint32_t next = 0;  // Those before it have been looked at.
    BlockBits bits;
  };

  Progress& Of(const Regex& regex);

  bool Enough(uint64_t work);

  std::function<bool()> enough_;
  const uint64_t patience_;
  uint64_t work_ = 0;  // Since it was asked.
  bool stopped_ = false;
  std::vector<Progress> progress_;
};

// Where `lower`, which is of ASCII and not empty, stands in the text from
// `from` on, letters in either case; npos if nowhere.
size_t FindInEitherCase(std::string_view text, std::string_view lower,
                        size_t from);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_REGEX_SCAN_H_
