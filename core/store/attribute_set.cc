#include "core/store/attribute_set.h"

#include <utility>

namespace taffrail {
namespace {

// Per attribute, and of all dictionaries of a partition together.
constexpr size_t kMaxValues = 1 << 16;
constexpr size_t kMaxAllValueBytes = 8 << 20;
// A dictionary that has so many, and more than one for each 16 texts that were
// looked up, is closed: what is different in each record (ids) is not worth
// the look-up.
constexpr size_t kFewValues = 4096;
constexpr uint64_t kAskedPerValue = 16;

}  // namespace

std::optional<uint32_t> AttributeSet::Number(std::string_view name,
                                             FieldKind kind,
                                             std::optional<uint32_t> hint) {
  if (hint && *hint < attributes_.size() && Is(*hint, name, kind)) return hint;
  const auto at = numbers_.find(name);
  if (at != numbers_.end()) {
    for (uint32_t number : at->second) {
      if (attributes_[number].kind == kind) return number;
    }
  }
  if (attributes_.size() == kMaxAttributes) return std::nullopt;
  Attribute& added = attributes_.emplace_back();
  added.name = name;
  added.kind = kind;
  lookups_.emplace_back();
  const uint32_t number = static_cast<uint32_t>(attributes_.size() - 1);
  numbers_[added.name].push_back(number);
  return number;
}

std::optional<uint32_t> AttributeSet::Entry(uint32_t attribute,
                                            std::string_view text) {
  Lookup& lookup = lookups_[attribute];
  if (lookup.closed || text.size() > kMaxValueBytes) return std::nullopt;
  const auto& values = attributes_[attribute].values;
  ++lookup.asked;
  if (lookup.last_entry < values.size() && values[lookup.last_entry] == text) {
    return lookup.last_entry;
  }
  if (const auto at = lookup.entries.find(text); at != lookup.entries.end()) {
    return lookup.last_entry = at->second;
  }
  lookup.closed = values.size() >= kFewValues &&
                  values.size() * kAskedPerValue >= lookup.asked;
  if (lookup.closed) return std::nullopt;
  const std::optional<uint32_t> entry = KeepEntry(attribute, text);
  lookup.last_entry = entry.value_or(lookup.last_entry);
  return entry;
}

std::optional<uint32_t> AttributeSet::KeepEntry(uint32_t attribute,
                                                std::string_view text) {
  const Lookup& lookup = lookups_[attribute];
  if (const auto at = lookup.entries.find(text); at != lookup.entries.end()) {
    return at->second;
  }
  const size_t values = attributes_[attribute].values.size();
  if (values == kMaxValues || value_bytes_ + text.size() > kMaxAllValueBytes) {
    return std::nullopt;
  }
  AddValue(attribute, text);
  return static_cast<uint32_t>(values);
}

void AttributeSet::AddValue(uint32_t attribute, std::string_view text) {
  auto& values = attributes_[attribute].values;
  lookups_[attribute].entries.emplace(text,
                                      static_cast<uint32_t>(values.size()));
  values.emplace_back(text);
  value_bytes_ += text.size();
}

void AttributeSet::Load(Attribute attribute) {
  numbers_[attribute.name].push_back(static_cast<uint32_t>(attributes_.size()));
  lookups_.emplace_back().asked = attribute.records;
  attributes_.push_back(std::move(attribute));
}

void AttributeSet::LoadValue(uint32_t attribute, std::string_view text) {
  AddValue(attribute, text);
}

void AttributeSet::SetValuesLoaded(uint32_t attribute) {
  attributes_[attribute].values_loaded = true;
  committed_[attribute].values = attributes_[attribute].values.size();
}

void AttributeSet::DropValues() {
  for (uint32_t i = 0; i < attributes_.size(); ++i) {
    if (attributes_[i].kind != FieldKind::kString) continue;
    attributes_[i].values_loaded = false;
    attributes_[i].values.clear();
    lookups_[i].entries.clear();
  }
  value_bytes_ = 0;
}

void AttributeSet::Commit() {
  committed_.clear();
  for (const Attribute& attribute : attributes_) {
    committed_.push_back({attribute.records, attribute.values.size()});
  }
}

void AttributeSet::Revert() {
  while (attributes_.size() > committed_.size()) {
    numbers_[attributes_.back().name].pop_back();
    attributes_.pop_back();
    lookups_.pop_back();
  }
  for (uint32_t i = 0; i < attributes_.size(); ++i) {
    attributes_[i].records = committed_[i].records;
    while (attributes_[i].values.size() > committed_[i].values) {
      value_bytes_ -= attributes_[i].values.back().size();
      lookups_[i].entries.erase(attributes_[i].values.back());
      attributes_[i].values.pop_back();
    }
  }
}

}  // namespace taffrail
