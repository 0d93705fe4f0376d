#include "core/parse/format_registry.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace taffrail {
namespace {

bool NameIsLess(const std::unique_ptr<const Format>& format,
                std::string_view name) {
  return format->name < name;
}

}  // namespace

void SelfEvidentPatterns::Fill(
    const std::vector<std::unique_ptr<const Format>>& formats) {
  std::vector<SelfEvidentPattern> all;
  for (const std::unique_ptr<const Format>& format : formats) {
    for (const FormatPattern& pattern : format->patterns) {
      if (pattern.self_evident()) all.push_back({format.get(), &pattern});
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    const int by_weight = b.pattern->specificity() - a.pattern->specificity();
    return by_weight != 0         ? by_weight < 0
           : a.format != b.format ? a.format->name < b.format->name
                                  : a.pattern < b.pattern;
  });
  sets_.clear();
  for (size_t number = 0; number < LineHead::kCount; ++number) {
    const LineHead head = LineHead::Numbered(number);
    Set set;
    std::copy_if(all.begin(), all.end(), std::back_inserter(set),
                 [&](const SelfEvidentPattern& plain) {
                   return head.MayMatch(*plain.pattern);
                 });
    by_head_[number] = IndexOf(std::move(set));
  }
}

uint16_t SelfEvidentPatterns::IndexOf(Set set) {
  const auto same = [&](const Set& known) {
    return std::equal(
        known.begin(), known.end(), set.begin(), set.end(),
        [](const auto& x, const auto& y) { return x.pattern == y.pattern; });
  };
  auto at = std::find_if(sets_.begin(), sets_.end(), same);
  if (at == sets_.end()) at = sets_.insert(sets_.end(), std::move(set));
  return static_cast<uint16_t>(at - sets_.begin());
}

FormatRegistry FormatRegistry::WithBuiltIns() {
  FormatRegistry registry;
  for (std::string_view text : BuiltInFormats()) {
    StatusOr<FormatFile> file = ReadFormat(text);
    // A test reads each of them, so that what does not read is not shipped.
    if (!file.ok() || !registry.Insert(std::move(file->format)).ok()) {
      continue;
    }
  }
  registry.self_evident_.Fill(registry.formats_);
  return registry;
}

Status FormatRegistry::Add(Format format) {
  TAFFRAIL_RETURN_IF_ERROR(Insert(std::move(format)));
  self_evident_.Fill(formats_);
  return {};
}

Status FormatRegistry::Insert(Format format) {
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
