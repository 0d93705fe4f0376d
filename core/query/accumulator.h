#ifndef TAFFRAIL_CORE_QUERY_ACCUMULATOR_H_
#define TAFFRAIL_CORE_QUERY_ACCUMULATOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "core/base/status.h"
#include "core/base/varint.h"
#include "core/query/block_reader.h"
#include "core/query/field_reader.h"
#include "core/query/pipeline.h"
#include "core/query/value.h"

namespace taffrail {

// What some aggregates of one field are made from, for each group of records.
// Those of different shards can be merged. Owned by a StatsTable.
class Accumulator {
 public:
  // Aggregates that share one.
  enum class Kind : uint8_t { kMoments, kQuantiles, kDistinct, kEnds };

  virtual ~Accumulator() = default;

  // There are so many groups from now on.
  virtual void Resize(size_t groups) = 0;
  // Takes the records in `of`; groups[i] is that of record i.
  virtual Status Look(BlockReader& block, const BlockBits& of,
                      std::span<const uint32_t> groups) = 0;
  virtual Value Result(const AggregateCall& call, size_t group) const = 0;
  // The result is an estimate that is not as exact as it looks.
  virtual bool Estimated(size_t) const { return false; }

  virtual void Append(size_t group, std::string* out) const = 0;
  virtual bool Merge(size_t group, VarintReader& reader) = 0;
  // Of memory that grows with what the groups have in them.
  virtual size_t bytes() const { return 0; }
};

Accumulator::Kind KindOf(AggregateCall::Function function);
// `names` outlives it.
std::unique_ptr<Accumulator> MakeAccumulator(Accumulator::Kind kind,
                                             const std::string& field,
                                             const SourceNames& names);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_ACCUMULATOR_H_
