#ifndef TAFFRAIL_CORE_PARSE_FORMAT_REGISTRY_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_REGISTRY_H_

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/format.h"

namespace taffrail {

// The format files that were built in, as JSON without their samples.
std::span<const std::string_view> BuiltInFormats();

struct SelfEvidentPattern {
  const Format* format;
  const FormatPattern* pattern;
};

// The patterns that a single line makes plain, whatever its source: what a line
// is tried with that its source's formats do not read. The most specific first.
class SelfEvidentPatterns {
 public:
  void Fill(const std::vector<std::unique_ptr<const Format>>& formats);

  // Those that a record may match by how its first line, or it, starts.
  std::span<const SelfEvidentPattern> Candidates(char first,
                                                 LineTimes& times) const;

 private:
  using Set = std::vector<SelfEvidentPattern>;
  static constexpr size_t kBytes = 256;

  uint16_t IndexOf(Set set);

  // What lines that start with a time have first and after it.
  struct Around {
    bool digit;
    bool blanks;  // Between the time and the byte.
    size_t byte;  // kBytes at the line's end.
  };
  static size_t Number(const Around& around) {
    return around.byte + (kBytes + 1) * (2 * around.digit + around.blanks);
  }

  // Of lines that start with no time, by their first byte; of those that do, by
  // Number().
  std::array<uint16_t, kBytes> by_first_byte_ = {};
  std::array<uint16_t, 4 * (kBytes + 1)> by_next_byte_ = {};
  // Few sets differ: bytes share them.
  std::vector<Set> sets_ = {{}};
};

// The formats that are known. Filled once by its owner, then only read, by any
// number of threads; what it hands out lives as long as it does.
class FormatRegistry {
 public:
  // With every built-in format.
  static FormatRegistry WithBuiltIns();

  // An error when one of this name is there.
  Status Add(Format format);

  const Format* Find(std::string_view name) const;
  const std::vector<std::unique_ptr<const Format>>& formats() const {
    return formats_;
  }
  const SelfEvidentPatterns& self_evident() const { return self_evident_; }

 private:
  Status Insert(Format format);

  std::vector<std::unique_ptr<const Format>> formats_;  // By name.
  SelfEvidentPatterns self_evident_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_REGISTRY_H_
