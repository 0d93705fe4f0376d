#include "core/query/stats_table.h"

#include <algorithm>
#include <cmath>

#include "core/base/numbers.h"
#include "core/query/histogram.h"

namespace taffrail {
namespace {

// Blocks between two looks at how much memory is used.
constexpr uint64_t kLooksPerCount = 512;

Status TooMany() {
  return ResourceExhausted(
      "There are more than " + WithThousands(StatsTable::kMaxGroups) +
      " groups: group by fewer fields, by wider spans of time, or narrow the "
      "search");
}

}  // namespace

// The ids of one key's values, by record.
class StatsTable::KeyVisitor final : public FieldVisitor {
 public:
  KeyVisitor(Key& key, uint32_t* ids) : key_(key), ids_(ids) {}

  void Dictionary(const Partition& partition, uint32_t attribute,
                  size_t entries) override {
    entries_ = &key_.entries[{&partition, attribute}];
    entries_->resize(entries);
  }
  void Number(uint32_t i, ValueKind kind, int64_t number) override {
    if (key_.bin_ns > 0) number = FloorTo(number, key_.bin_ns);
    ids_[i] = key_.values.OfNumber(kind, number);
  }
  void Entry(uint32_t i, size_t entry, std::string_view text) override {
    uint32_t& id = (*entries_)[entry];
    if (id == 0) id = key_.values.OfText(text);
    ids_[i] = id;
  }
  void Text(uint32_t i, std::string_view text) override {
    ids_[i] = key_.values.OfText(text);
  }

 private:
  Key& key_;
  uint32_t* ids_;
  std::vector<uint32_t>* entries_ = nullptr;
};

StatsTable::StatsTable(const StatsStep& step, const SourceNames& names)
    : step_(step) {
  for (const GroupKey& key : step.by) keys_.emplace_back(key, names);
  for (const AggregateCall& call : step.calls) {
    if (call.field.empty()) {
      of_call_.push_back(-1);
      continue;
    }
    const Accumulator::Kind kind = KindOf(call.function);
    auto at =
        std::find_if(shared_.begin(), shared_.end(), [&](const auto& one) {
          return one.kind == kind && one.field == call.field;
        });
    if (at == shared_.end()) {
      at = shared_.insert(
          at, {kind, call.field, MakeAccumulator(kind, call.field, names)});
    }
    of_call_.push_back(static_cast<int>(at - shared_.begin()));
  }
  if (keys_.empty()) (void)Grow();  // One group cannot be too many.
}

// One key's groups are its values; of several the last key's are the groups.
size_t StatsTable::group_count() const {
  if (keys_.empty()) return 1;
  return keys_.size() == 1 ? keys_[0].values.size() : keys_.back().parts.size();
}

uint32_t StatsTable::GroupOf(Key& key, uint32_t before, uint32_t id) {
  const uint64_t pair = uint64_t{before} << 32 | id;
  if (pair == key.last_pair) return key.last_group;
  const auto [at, added] =
      key.groups.try_emplace(pair, static_cast<uint32_t>(key.parts.size()));
  if (added) key.parts.emplace_back(before, id);
  key.last_pair = pair;
  return key.last_group = at->second;
}

Status StatsTable::Grow() {
  const size_t groups = group_count();
  // Of one key none is a group too, but need not be there.
  if (groups > kMaxGroups + 1) return TooMany();
  if (groups == counts_.size()) return {};
  counts_.resize(groups);
  for (Shared& one : shared_) one.accumulator->Resize(groups);
  return {};
}

Status StatsTable::Look(BlockReader& block, const BlockBits& of) {
  std::array<uint32_t, kMaxBlockRecords> groups = {};
  BlockBits used = of;
  for (size_t k = 0; k < keys_.size(); ++k) {
    Key& key = keys_[k];
    std::array<uint32_t, kMaxBlockRecords> ids = {};
    KeyVisitor visitor(key, ids.data());
    TAFFRAIL_RETURN_IF_ERROR(key.reader.Visit(block, used, visitor));
    if (step_.whole_only) {
      BlockBits whole;
      used.ForEach([&](uint32_t i) {
        if (ids[i] != 0) whole.Set(i);
      });
      used = whole;
    }
    if (k == 0) {
      groups = ids;
      if (key.values.size() > kMaxGroups + 1) return TooMany();
      continue;
    }
    used.ForEach(
        [&](uint32_t i) { groups[i] = GroupOf(key, groups[i], ids[i]); });
    if (key.parts.size() > kMaxGroups) return TooMany();
  }
  TAFFRAIL_RETURN_IF_ERROR(Grow());
  used.ForEach([&](uint32_t i) { ++counts_[groups[i]]; });
  for (Shared& one : shared_) {
    TAFFRAIL_RETURN_IF_ERROR(one.accumulator->Look(block, used, groups));
  }
  if (++looks_ % kLooksPerCount != 0) return {};
  size_t bytes = 0;
  for (const Shared& one : shared_) bytes += one.accumulator->bytes();
  return bytes <= kMaxBytes
             ? Status()
             : ResourceExhausted(
                   "Percentiles and distinct counts of so many groups take "
                   "more memory than there is: group by fewer fields");
}

std::vector<Value> StatsTable::KeysOf(uint32_t group) const {
  std::vector<Value> values(keys_.size());
  for (size_t k = keys_.size(); k-- > 1;) {
    const auto [before, id] = keys_[k].parts[group];
    values[k] = keys_[k].values.at(id);
    group = before;
  }
  if (!keys_.empty()) values[0] = keys_[0].values.at(group);
  return values;
}

void StatsTable::Append(std::string* out) const {
  for (uint32_t group = 0; group < counts_.size(); ++group) {
    if (counts_[group] == 0) continue;
    for (const Value& value : KeysOf(group)) PutValue(out, value);
    PutVarint(out, counts_[group]);
    for (const Shared& one : shared_) one.accumulator->Append(group, out);
  }
}

Status StatsTable::Merge(std::string_view bytes) {
  VarintReader reader(bytes);
  while (reader.ok() && !reader.AtEnd()) {
    uint32_t group = 0;
    for (size_t k = 0; k < keys_.size(); ++k) {
      const uint32_t id = keys_[k].values.Of(GetValue(reader));
      group = k == 0 ? id : GroupOf(keys_[k], group, id);
    }
    const uint64_t records = reader.Varint();
    if (!reader.ok()) break;
    TAFFRAIL_RETURN_IF_ERROR(Grow());
    counts_[group] += records;
    for (Shared& one : shared_) {
      if (!one.accumulator->Merge(group, reader)) reader.Fail();
    }
  }
  return reader.ok() ? Status() : DataLoss("A part of a table is damaged");
}

Value StatsTable::ResultOf(size_t call, size_t group, uint64_t total) const {
  if (of_call_[call] >= 0) {
    return shared_[static_cast<size_t>(of_call_[call])].accumulator->Result(
        step_.calls[call], group);
  }
  if (step_.calls[call].function == AggregateCall::kCount) {
    return Value::Int(static_cast<int64_t>(counts_[group]));
  }
  // In hundredths of a percent.
  const double share =
      static_cast<double>(counts_[group]) * 1e4 / static_cast<double>(total);
  return Value::Real(std::round(share) / 100);
}

Table StatsTable::Result() const {
  Table table;
  bool by_time = false;
  for (const GroupKey& key : step_.by) {
    table.columns.push_back({key.name, key.field, key.bin_ns});
    by_time = by_time || RecordFieldOf(key.field) == RecordField::kTime;
  }
  for (const AggregateCall& call : step_.calls) {
    table.columns.push_back({call.name, "", 0});
  }
  uint64_t total = 0;
  for (uint64_t count : counts_) total += count;
  for (uint32_t group = 0; group < counts_.size(); ++group) {
    if (counts_[group] == 0 && !keys_.empty()) continue;
    std::vector<Value> row = KeysOf(group);
    for (size_t call = 0; call < step_.calls.size(); ++call) {
      row.push_back(ResultOf(call, group, total));
      const int shared = of_call_[call];
      table.estimated =
          table.estimated ||
          (shared >= 0 &&
           shared_[static_cast<size_t>(shared)].accumulator->Estimated(group));
    }
    table.rows.push_back(std::move(row));
  }
  SortStep by_keys;
  SortStep by_first;
  for (const GroupKey& key : step_.by) {
    SortKey sort{key.name, false};
    const bool time = RecordFieldOf(key.field) == RecordField::kTime;
    by_keys.keys.insert(time ? by_keys.keys.begin() : by_keys.keys.end(), sort);
  }
  by_first.keys.push_back({step_.calls[0].name, true});
  std::vector<PipelineStep> order = {std::move(by_keys)};
  if (!by_time) order.emplace_back(std::move(by_first));
  ApplySteps(order, &table);
  return table;
}

}  // namespace taffrail
