#include "core/parse/format_registry.h"

#include <algorithm>
#include <bitset>
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
  const auto index = [&](auto may_match) {
    Set set;
    std::copy_if(all.begin(), all.end(), std::back_inserter(set), may_match);
    return IndexOf(std::move(set));
  };
  for (size_t c = 0; c < kBytes; ++c) {
    by_first_byte_[c] = index([&](const SelfEvidentPattern& plain) {
      return !plain.pattern->starts_with_time() &&
             plain.pattern->MayStartWith(static_cast<char>(c));
    });
  }
  std::bitset<kBytes> digits;
  for (char c = '0'; c <= '9'; ++c) digits.set(static_cast<size_t>(c));
  const auto may_be_around = [&](const FormatPattern& pattern,
                                 const Around& around) {
    if (pattern.starts_with_time()) {
      return pattern.MayFollowTime(around.blanks, around.byte);
    }
    return pattern.MayStartWithAny(around.digit ? digits : ~digits);
  };
  for (const bool digit : {false, true}) {
    for (const bool blanks : {false, true}) {
      for (size_t byte = 0; byte <= kBytes; ++byte) {
        const Around around = {digit, blanks, byte};
        by_next_byte_[Number(around)] =
            index([&](const SelfEvidentPattern& plain) {
              return may_be_around(*plain.pattern, around);
            });
      }
    }
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

std::span<const SelfEvidentPattern> SelfEvidentPatterns::Candidates(
    char first, LineTimes& times) const {
  const std::string_view line = times.line();
  const auto byte = [&](size_t at) {
    return at < line.size() ? static_cast<unsigned char>(line[at]) : kBytes;
  };
  const std::optional<Timestamp>& time = times.At(0);
  if (!time) return sets_[by_first_byte_[static_cast<unsigned char>(first)]];
  const size_t next =
      std::min(line.find_first_not_of(" \t", time->length), line.size());
  const Around around = {.digit = line[0] >= '0' && line[0] <= '9',
                         .blanks = next > time->length,
                         .byte = byte(next)};
  return sets_[by_next_byte_[Number(around)]];
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
