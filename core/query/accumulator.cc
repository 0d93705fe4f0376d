#include "core/query/accumulator.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "core/query/distinct_sketch.h"
#include "core/query/moments.h"
#include "core/query/quantile_sketch.h"
#include "core/query/search.h"

namespace taffrail {
namespace {

// Numbers of one field, given to the group of each record.
class MomentsAccumulator : public Accumulator {
 public:
  MomentsAccumulator(const std::string& field, const SourceNames& names)
      : reader_(field, names) {}

  void Resize(size_t groups) override { groups_.resize(groups); }

  Status Look(BlockReader& block, const BlockBits& of,
              std::span<const uint32_t> groups) override {
    struct Visitor final : FieldVisitor {
      Visitor(std::span<const uint32_t> of, std::vector<Moments>& moments)
          : groups(of), all(moments) {}
      void Number(uint32_t i, ValueKind kind, int64_t number) override {
        Moments& moments = all[groups[i]];
        ++moments.records;
        if (kind == ValueKind::kInt || kind == ValueKind::kTime) {
          moments.whole.Add(number);
        } else if (kind == ValueKind::kDuration) {
          moments.durations.Add(number);
        } else if (kind == ValueKind::kDouble) {
          moments.real.Add(std::bit_cast<double>(number));
        }
      }
      void Entry(uint32_t i, size_t, std::string_view) override {
        ++all[groups[i]].records;
      }
      void Text(uint32_t i, std::string_view) override {
        ++all[groups[i]].records;
      }
      std::span<const uint32_t> groups;
      std::vector<Moments>& all;
    };
    return reader_.Visit(block, of, Visitor(groups, groups_));
  }

  Value Result(const AggregateCall& call, size_t group) const override {
    const Moments& moments = groups_[group];
    if (call.function == AggregateCall::kCount) {
      return Value::Int(static_cast<int64_t>(moments.records));
    }
    const int64_t unit = NsPerUnitOfField(reader_.lower_name());
    Value value =
        call.function == AggregateCall::kSum       ? moments.Sum(unit)
        : call.function == AggregateCall::kAverage ? moments.Average(unit)
        : call.function == AggregateCall::kLeast   ? moments.Least(unit)
                                                   : moments.Greatest(unit);
    if (reader_.field() == RecordField::kTime && !value.none()) {
      value.kind = ValueKind::kTime;
    }
    return value;
  }

  void Append(size_t group, std::string* out) const override {
    groups_[group].Append(out);
  }
  bool Merge(size_t group, VarintReader& reader) override {
    groups_[group].Merge(reader);
    return reader.ok();
  }

 private:
  FieldReader reader_;
  std::vector<Moments> groups_;
};

// To four digits: more of them would say nothing.
double Rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 3);
  // Dividing by a power of ten gives the shorter number.
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit)
                  : std::round(value / unit) * unit;
}

class QuantilesAccumulator : public Accumulator {
 public:
  QuantilesAccumulator(const std::string& field, const SourceNames& names)
      : reader_(field, names) {}

  void Resize(size_t groups) override { groups_.resize(groups); }

  Status Look(BlockReader& block, const BlockBits& of,
              std::span<const uint32_t> groups) override {
    struct Visitor final : FieldVisitor {
      Visitor(std::span<const uint32_t> of, std::vector<Sketches>& sketches)
          : groups(of), all(sketches) {}
      void Number(uint32_t i, ValueKind kind, int64_t number) override {
        Sketches& sketches = all[groups[i]];
        if (kind == ValueKind::kInt) {
          sketches.numbers.Add(static_cast<double>(number));
        } else if (kind == ValueKind::kDouble) {
          sketches.numbers.Add(std::bit_cast<double>(number));
        } else if (kind == ValueKind::kDuration) {
          sketches.durations.Add(static_cast<double>(number));
        }
      }
      void Entry(uint32_t, size_t, std::string_view) override {}
      void Text(uint32_t, std::string_view) override {}
      std::span<const uint32_t> groups;
      std::vector<Sketches>& all;
    };
    return reader_.Visit(block, of, Visitor(groups, groups_));
  }

  Value Result(const AggregateCall& call, size_t group) const override {
    const auto& [numbers, durations] = groups_[group];
    if (durations.count() == 0) {
      if (numbers.count() == 0) return {};
      return Value::Real(Rounded(numbers.Quantile(call.quantile)));
    }
    QuantileSketch all;
    all.Merge(durations);
    all.Merge(numbers,
              static_cast<double>(NsPerUnitOfField(reader_.lower_name())));
    return DurationValue(Rounded(all.Quantile(call.quantile)));
  }

  void Append(size_t group, std::string* out) const override {
    groups_[group].numbers.Append(out);
    groups_[group].durations.Append(out);
  }
  bool Merge(size_t group, VarintReader& reader) override {
    QuantileSketch more;
    if (!more.Read(reader)) return false;
    groups_[group].numbers.Merge(more);
    if (!more.Read(reader)) return false;
    groups_[group].durations.Merge(more);
    return true;
  }
  size_t bytes() const override {
    size_t bytes = 0;
    for (const Sketches& one : groups_) {
      bytes += one.numbers.bytes() + one.durations.bytes();
    }
    return bytes;
  }

 private:
  struct Sketches {
    QuantileSketch numbers;
    QuantileSketch durations;
  };
  FieldReader reader_;
  std::vector<Sketches> groups_;
};

class DistinctAccumulator : public Accumulator {
 public:
  DistinctAccumulator(const std::string& field, const SourceNames& names)
      : reader_(field, names) {}

  void Resize(size_t groups) override { groups_.resize(groups); }

  Status Look(BlockReader& block, const BlockBits& of,
              std::span<const uint32_t> groups) override {
    struct Visitor final : FieldVisitor {
      Visitor(std::span<const uint32_t> of, std::vector<DistinctSketch>& all)
          : groups(of), sketches(all) {}
      void Number(uint32_t i, ValueKind kind, int64_t number) override {
        if (kind != ValueKind::kInt) return Text(i, NumberText(kind, number));
        std::array<char, 24> text;
        const auto end =
            std::to_chars(text.data(), text.data() + text.size(), number);
        Text(i, {text.data(), end.ptr});
      }
      void Text(uint32_t i, std::string_view text) override {
        sketches[groups[i]].Add(DistinctSketch::HashOf(text));
      }
      std::span<const uint32_t> groups;
      std::vector<DistinctSketch>& sketches;
    };
    return reader_.Visit(block, of, Visitor(groups, groups_));
  }

  Value Result(const AggregateCall&, size_t group) const override {
    return Value::Int(static_cast<int64_t>(groups_[group].count()));
  }
  bool Estimated(size_t group) const override {
    return !groups_[group].exact();
  }

  void Append(size_t group, std::string* out) const override {
    groups_[group].Append(out);
  }
  bool Merge(size_t group, VarintReader& reader) override {
    DistinctSketch more;
    if (!more.Read(reader)) return false;
    groups_[group].Merge(more);
    return true;
  }
  size_t bytes() const override {
    size_t bytes = 0;
    for (const DistinctSketch& one : groups_) bytes += one.bytes();
    return bytes;
  }

 private:
  FieldReader reader_;
  std::vector<DistinctSketch> groups_;
};

// The first and the last value in the order of records.
class EndsAccumulator : public Accumulator {
 public:
  EndsAccumulator(const std::string& field, const SourceNames& names)
      : reader_(field, names) {}

  void Resize(size_t groups) override { groups_.resize(groups); }

  Status Look(BlockReader& block, const BlockBits& of,
              std::span<const uint32_t> groups) override {
    StatusOr<const BlockColumns*> columns = block.Columns();
    if (!columns.ok()) return columns.status();
    struct Visitor final : FieldVisitor {
      void Number(uint32_t i, ValueKind kind, int64_t number) override {
        Offer(i, kind, number, {});
      }
      void Text(uint32_t i, std::string_view text) override {
        Offer(i, ValueKind::kText, 0, text);
      }
      void Offer(uint32_t i, ValueKind kind, int64_t number,
                 std::string_view text) {
        const RowKey key{columns->times_ns[i], head->source_id, offsets[i]};
        Ends& ends = (*all)[groups[i]];
        if (ends.first.value.none() || key < ends.first.key) {
          ends.first = {key, {kind, number, std::string(text)}};
        }
        if (ends.last.value.none() || key > ends.last.key) {
          ends.last = {key, {kind, number, std::string(text)}};
        }
      }
      const BlockColumns* columns;
      const BlockHead* head;
      std::array<uint64_t, kMaxBlockRecords> offsets;
      std::span<const uint32_t> groups;
      std::vector<Ends>* all;
    };
    Visitor visitor;
    visitor.columns = *columns;
    visitor.head = &block.head();
    visitor.groups = groups;
    visitor.all = &groups_;
    uint64_t offset = block.head().first_offset;
    for (uint32_t i = 0; i < block.head().count; ++i) {
      visitor.offsets[i] = offset;
      offset += (*columns)->lengths[i];
    }
    return reader_.Visit(block, of, visitor);
  }

  Value Result(const AggregateCall& call, size_t group) const override {
    return call.function == AggregateCall::kFirst ? groups_[group].first.value
                                                  : groups_[group].last.value;
  }

  void Append(size_t group, std::string* out) const override {
    for (const End* end : {&groups_[group].first, &groups_[group].last}) {
      PutValue(out, end->value);
      PutSigned(out, end->key.time_ns);
      PutVarint(out, end->key.source_id);
      PutVarint(out, end->key.offset);
    }
  }
  bool Merge(size_t group, VarintReader& reader) override {
    Ends& ends = groups_[group];
    const End first = Read(reader);
    const End last = Read(reader);
    if (!reader.ok()) return false;
    if (first.value.none()) return true;
    if (ends.first.value.none() || first.key < ends.first.key) {
      ends.first = first;
    }
    if (ends.last.value.none() || last.key > ends.last.key) ends.last = last;
    return true;
  }

 private:
  struct End {
    RowKey key;
    Value value;
  };
  struct Ends {
    End first;
    End last;
  };
  static End Read(VarintReader& reader) {
    End end;
    end.value = GetValue(reader);
    end.key.time_ns = reader.Signed();
    end.key.source_id = static_cast<uint32_t>(reader.Varint());
    end.key.offset = reader.Varint();
    return end;
  }

  FieldReader reader_;
  std::vector<Ends> groups_;
};

}  // namespace

Accumulator::Kind KindOf(AggregateCall::Function function) {
  switch (function) {
    case AggregateCall::kQuantile:
      return Accumulator::Kind::kQuantiles;
    case AggregateCall::kDistinct:
      return Accumulator::Kind::kDistinct;
    case AggregateCall::kFirst:
    case AggregateCall::kLast:
      return Accumulator::Kind::kEnds;
    default:
      return Accumulator::Kind::kMoments;
  }
}

std::unique_ptr<Accumulator> MakeAccumulator(Accumulator::Kind kind,
                                             const std::string& field,
                                             const SourceNames& names) {
  switch (kind) {
    case Accumulator::Kind::kMoments:
      return std::make_unique<MomentsAccumulator>(field, names);
    case Accumulator::Kind::kQuantiles:
      return std::make_unique<QuantilesAccumulator>(field, names);
    case Accumulator::Kind::kDistinct:
      return std::make_unique<DistinctAccumulator>(field, names);
    case Accumulator::Kind::kEnds:
      return std::make_unique<EndsAccumulator>(field, names);
  }
  return nullptr;
}

}  // namespace taffrail
