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
#include "core/parse/line_head.h"

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

  // Those that lines with this head may match.
  std::span<const SelfEvidentPattern> Candidates(LineHead head) const {
    return sets_[by_head_[head.number()]];
  }

 private:
  using Set = std::vector<SelfEvidentPattern>;

  uint16_t IndexOf(Set set);

  std::array<uint16_t, LineHead::kCount> by_head_ = {};
  // Few sets differ: heads share them.
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
