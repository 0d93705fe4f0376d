#include "core/parse/format_registry.h"

#include <algorithm>
#include <utility>

namespace taffrail {
namespace {

bool NameIsLess(const std::unique_ptr<const Format>& format,
                std::string_view name) {
  return format->name < name;
}

}  // namespace

FormatRegistry FormatRegistry::WithBuiltIns() {
  FormatRegistry registry;
  for (std::string_view text : BuiltInFormats()) {
    StatusOr<FormatFile> file = ReadFormat(text);
    // A test reads each of them, so that what does not read is not shipped.
    if (!file.ok() || !registry.Add(std::move(file->format)).ok()) continue;
  }
  return registry;
}

Status FormatRegistry::Add(Format format) {
  const auto at = std::lower_bound(formats_.begin(), formats_.end(),
                                   format.name, NameIsLess);
  if (at != formats_.end() && (*at)->name == format.name) {
    return AlreadyExists("there is a format of this name: " + format.name);
  }
  formats_.insert(at, std::make_unique<const Format>(std::move(format)));
  return {};
}

const Format* FormatRegistry::Find(std::string_view name) const {
  const auto at =
      std::lower_bound(formats_.begin(), formats_.end(), name, NameIsLess);
  return at != formats_.end() && (*at)->name == name ? at->get() : nullptr;
}

}  // namespace taffrail
