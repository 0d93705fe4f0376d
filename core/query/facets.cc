#include "core/query/facets.h"

#include "core/query/value.h"

namespace taffrail {

class FacetCounter::Visitor final : public FieldVisitor {
 public:
  explicit Visitor(FacetCounter& counter) : counter_(counter) {}

  void Dictionary(const Partition& partition, uint32_t attribute,
                  size_t entries) override {
    entries_ = &counter_.entries_[{&partition, attribute}];
    entries_->resize(entries);
  }
  void Number(uint32_t, ValueKind kind, int64_t number) override {
    ++counter_.records_;
    auto& counts = counter_.numbers_[kind];
    const auto at = counts.find(number);
    if (at != counts.end()) {
      ++at->second;
    } else if (counts.size() < kMaxValues) {
      counts.emplace(number, 1);
    } else {
      counter_.cut_ = true;
    }
  }
  void Entry(uint32_t, size_t entry, std::string_view text) override {
    ++counter_.records_;
    uint64_t*& count = (*entries_)[entry];
    if (count == nullptr) count = counter_.CountOf(text);
    ++*count;
  }
  void Text(uint32_t, std::string_view text) override {
    ++counter_.records_;
    ++*counter_.CountOf(text);
  }

 private:
  FacetCounter& counter_;
  std::vector<uint64_t*>* entries_ = nullptr;
};

FacetCounter::FacetCounter(std::string_view name) : field_(name) {}

Status FacetCounter::Look(BlockReader& block, const BlockBits& of) {
  return field_.Visit(block, of, Visitor(*this));
}

uint64_t* FacetCounter::CountOf(std::string_view text) {
  if (const auto at = texts_.find(text); at != texts_.end()) return &at->second;
  if (texts_.size() < kMaxValues) {
    return &texts_.emplace(text, 0).first->second;
  }
  cut_ = true;
  return &left_out_;
}

std::map<std::string, uint64_t> FacetCounter::Counts() const {
  std::map<std::string, uint64_t> counts(texts_.begin(), texts_.end());
  for (const auto& [kind, numbers] : numbers_) {
    for (const auto& [number, count] : numbers) {
      counts[NumberText(kind, number)] += count;
    }
  }
  return counts;
}

}  // namespace taffrail
