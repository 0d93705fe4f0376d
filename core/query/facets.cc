#include "core/query/facets.h"

#include "core/query/value.h"

namespace taffrail {

FacetCounter::FacetCounter(std::string_view name) : name_(name) {}

Status FacetCounter::Look(BlockReader& block, const BlockBits& of) {
  BlockBits has;
  if (!block.head().has_attributes) {
    TAFFRAIL_RETURN_IF_ERROR(LookAtText(block, of, &has));
  } else {
    Source& source = sources_[&block.partition()];
    source.attributes.Update(name_, block.partition());
    for (uint32_t attribute : source.attributes.all()) {
      TAFFRAIL_RETURN_IF_ERROR(
          LookAt(attribute, source, block, has.AndNot(of), &has));
    }
  }
  records_ += has.Count();
  return {};
}

Status FacetCounter::LookAt(uint32_t number, Source& source, BlockReader& block,
                            const BlockBits& of, BlockBits* has) {
  StatusOr<const AttributeColumn*> read = block.Attribute(number);
  if (!read.ok()) return read.status();
  const AttributeColumn& column = **read;
  BlockBits counted = column.present;
  counted &= of;
  if (!counted.Any()) return {};
  *has |= counted;
  Partition& partition = block.partition();
  const Attribute& attribute = partition.attributes().all()[number];
  if (attribute.kind != FieldKind::kString) {
    size_t at = 0;
    column.present.ForEach([&](uint32_t i) {
      const int64_t value = column.numbers[at++];
      if (of.Test(i)) AddNumber(attribute.kind, value);
    });
    return {};
  }
  TAFFRAIL_RETURN_IF_ERROR(partition.LoadValues(number));
  std::vector<uint64_t*>& counts = source.counts[number];
  counts.resize(partition.attributes().committed_values(number));
  return block.ForEachText(
      column, [&](uint32_t i, int64_t entry, std::string_view text) {
        if (!of.Test(i)) return;
        if (entry < 0) {
          ++*CountOf(text);
          return;
        }
        const auto index = static_cast<size_t>(entry);
        if (index >= counts.size()) return;
        uint64_t*& count = counts[index];
        if (count == nullptr) count = CountOf(attribute.values[index]);
        ++*count;
      });
}

Status FacetCounter::LookAtText(BlockReader& block, const BlockBits& of,
                                BlockBits* has) {
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (!of.Test(i)) continue;
    StatusOr<const std::vector<ParsedField>*> fields = block.Fields(i);
    if (!fields.ok()) return fields.status();
    const ParsedField* field = NearestField(name_, **fields);
    if (field == nullptr) continue;
    has->Set(i);
    if (field->kind == FieldKind::kString) {
      ++*CountOf(field->value);
    } else {
      AddNumber(field->kind, NumberInColumn(*field));
    }
  }
  return {};
}

void FacetCounter::AddNumber(FieldKind kind, int64_t number) {
  auto& counts = numbers_[kind];
  const auto at = counts.find(number);
  if (at != counts.end()) {
    ++at->second;
  } else if (counts.size() < kMaxValues) {
    counts.emplace(number, 1);
  } else {
    cut_ = true;
  }
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
      counts[NumberText(KindOf(kind), number)] += count;
    }
  }
  return counts;
}

}  // namespace taffrail
