#ifndef TAFFRAIL_CORE_PARSE_FORMAT_REGISTRY_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_REGISTRY_H_

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/format.h"

namespace taffrail {

// The format files that were built in, as JSON without their samples.
std::span<const std::string_view> BuiltInFormats();

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

 private:
  std::vector<std::unique_ptr<const Format>> formats_;  // By name.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_REGISTRY_H_
