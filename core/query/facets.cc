#include "core/query/facets.h"

#include <array>
#include <bit>
#include <charconv>

#include "core/parse/script.h"

namespace taffrail {
namespace {

std::string DurationText(int64_t ns) {
  constexpr std::pair<int64_t, std::string_view> kUnits[] = {
      {1'000'000'000, "s"}, {1'000'000, "ms"}, {1'000, "us"}, {1, "ns"}};
  for (const auto& [unit_ns, unit] : kUnits) {
    if (ns % unit_ns == 0) {
      return std::to_string(ns / unit_ns) + std::string(unit);
    }
  }
  return {};
}

}  // namespace

std::string NumberText(FieldKind kind, int64_t number) {
  if (kind == FieldKind::kBool) return number != 0 ? "true" : "false";
  if (kind == FieldKind::kDuration) return DurationText(number);
  if (kind == FieldKind::kInt) return std::to_string(number);
  std::array<char, 32> text;  // The shortest that is read as the same.
  const auto end = std::to_chars(text.data(), text.data() + text.size(),
                                 std::bit_cast<double>(number));
  return std::string(text.data(), end.ptr);
}

FacetCounter::FacetCounter(std::string_view name) : name_(FoldCase(name)) {}

Status FacetCounter::Look(BlockReader& block, const BlockBits& of) {
  BlockBits has;
  if (!block.head().has_attributes) {
    TAFFRAIL_RETURN_IF_ERROR(LookAtText(block, of, &has));
  } else {
    for (Source& source : SourcesOf(block.partition())) {
      TAFFRAIL_RETURN_IF_ERROR(LookAt(source, block, of, &has));
    }
  }
  records_ += has.Count();
  return {};
}

std::vector<FacetCounter::Source>& FacetCounter::SourcesOf(
    const Partition& partition) {
  Sources& sources = sources_[&partition];
  for (uint32_t attribute :
       partition.attributes().Named(name_, &sources.seen)) {
    sources.all.push_back({attribute, {}});
  }
  return sources.all;
}

Status FacetCounter::LookAt(Source& source, BlockReader& block,
                            const BlockBits& of, BlockBits* has) {
  StatusOr<const AttributeColumn*> read = block.Attribute(source.attribute);
  if (!read.ok()) return read.status();
  const AttributeColumn& column = **read;
  BlockBits counted = column.present;
  counted &= of;
  if (!counted.Any()) return {};
  *has |= counted;
  Partition& partition = block.partition();
  const Attribute& attribute = partition.attributes().all()[source.attribute];
  if (attribute.kind != FieldKind::kString) {
    size_t at = 0;
    column.present.ForEach([&](uint32_t i) {
      const int64_t number = column.numbers[at++];
      if (of.Test(i)) AddNumber(attribute.kind, number);
    });
    return {};
  }
  TAFFRAIL_RETURN_IF_ERROR(partition.LoadValues(source.attribute));
  source.counts.resize(
      partition.attributes().committed_values(source.attribute));
  return block.ForEachText(
      column, [&](uint32_t i, int64_t entry, std::string_view text) {
        if (!of.Test(i)) return;
        if (entry < 0) {
          ++*CountOf(text);
          return;
        }
        const auto index = static_cast<size_t>(entry);
        if (index >= source.counts.size()) return;
        uint64_t*& count = source.counts[index];
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
    for (const ParsedField& field : **fields) {
      if (FoldCase(field.name) != name_) continue;
      has->Set(i);
      if (field.kind == FieldKind::kString) {
        ++*CountOf(field.value);
      } else {
        AddNumber(field.kind, NumberInColumn(field));
      }
      break;
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
      counts[NumberText(kind, number)] += count;
    }
  }
  return counts;
}

}  // namespace taffrail
