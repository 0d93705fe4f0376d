#ifndef TAFFRAIL_CORE_QUERY_STATS_TABLE_H_
#define TAFFRAIL_CORE_QUERY_STATS_TABLE_H_

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/query/accumulator.h"
#include "core/query/field_reader.h"
#include "core/query/pipeline.h"
#include "core/query/table.h"
#include "core/query/value_ids.h"

namespace taffrail {

// What `stats` makes of records: the groups they fall into and what each adds
// up to. It is fed block by block, or with what others made of theirs.
class StatsTable {
 public:
  static constexpr size_t kMaxGroups = 100'000;
  static constexpr size_t kMaxBytes = 256 << 20;

  // `step` and `names` outlive it.
  StatsTable(const StatsStep& step, const SourceNames& names);
  StatsTable(const StatsTable&) = delete;
  StatsTable& operator=(const StatsTable&) = delete;

  // Takes the records in `of`. The partition must be open. Fails when there
  // are too many groups.
  Status Look(BlockReader& block, const BlockBits& of);

  // What Merge() of another takes.
  void Append(std::string* out) const;
  Status Merge(std::string_view bytes);

  // Rows by time if that is one of the keys, else by falling first aggregate;
  // those alike by their keys.
  Table Result() const;

 private:
  static constexpr uint32_t kNoGroup = UINT32_MAX;

  // A field that records are grouped by.
  struct Key {
    Key(const GroupKey& key, const SourceNames& names)
        : bin_ns(key.bin_ns), reader(key.field, names) {}
    int64_t bin_ns;
    FieldReader reader;
    ValueIds values;
    // Of each entry of a dictionary its id; 0 until it is met.
    std::map<std::pair<const Partition*, uint32_t>, std::vector<uint32_t>>
        entries;
    // What the keys so far make, by what those before made and the id.
    std::unordered_map<uint64_t, uint32_t> groups;
    std::vector<std::pair<uint32_t, uint32_t>> parts;
    // As it was found last.
    uint64_t last_pair = UINT64_MAX;
    uint32_t last_group = 0;
  };
  struct Shared {
    Accumulator::Kind kind;
    std::string field;
    std::unique_ptr<Accumulator> accumulator;
  };
  class KeyVisitor;

  uint32_t GroupOf(Key& key, uint32_t before, uint32_t id);
  size_t group_count() const;
  Status Grow();
  std::vector<Value> KeysOf(uint32_t group) const;
  Value ResultOf(size_t call, size_t group, uint64_t total) const;

  const StatsStep& step_;
  std::deque<Key> keys_;
  // Records by group.
  std::vector<uint64_t> counts_;
  std::vector<Shared> shared_;
  // By call: the accumulator it is made from, -1: the counts.
  std::vector<int> of_call_;
  uint64_t looks_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_STATS_TABLE_H_
