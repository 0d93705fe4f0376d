#ifndef TAFFRAIL_CORE_QUERY_SEARCH_H_
#define TAFFRAIL_CORE_QUERY_SEARCH_H_

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/query/histogram.h"
#include "core/query/matcher.h"
#include "core/query/query.h"

namespace taffrail {

// A record's name and its place: newest first means greatest key first.
struct RowKey {
  int64_t time_ns = 0;
  uint32_t source_id = 0;
  uint64_t offset = 0;
  auto operator<=>(const RowKey&) const = default;
};

// A block with matches.
struct BlockMatch {
  uint32_t partition = 0;  // The caller's number for it.
  uint32_t block = 0;      // Index into the partition's heads.
  uint32_t count = 0;
  BlockBits bits;
  // No match in the block has a key outside of [lowest, highest].
  RowKey lowest;
  RowKey highest;
};

struct TimeRange {
  int64_t from_ns = INT64_MIN;
  int64_t to_ns = INT64_MAX;  // Exclusive, but for INT64_MAX itself.

  bool EndsBefore(int64_t time_ns) const {
    return time_ns >= to_ns && to_ns != INT64_MAX;
  }
  bool Holds(int64_t time_ns) const {
    return time_ns >= from_ns && !EndsBefore(time_ns);
  }
};

// One shard's side of an open search: which records of which blocks match, and
// what they add up to. It is fed block by block, in any order, and may be fed
// more at any time. Knows nothing of files being open or of other shards.
class Search {
 public:
  Search(QueryNode query, TimeRange range, size_t max_bins);
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  const QueryNode& query() const { return query_; }
  // Its templates' leaves, by the order of the templates. Before it is fed.
  void SetTemplates(std::vector<std::vector<LeafId>> leaves);
  // What a block of the partition must fulfil to have a match; "" is anything.
  std::string IndexExpression(const Partition& partition);

  // Whether the block's head rules it out.
  bool RulesOut(const BlockHead& head, const Partition& partition);
  // Looks at a block and keeps what matches; nothing if `scans`, which are the
  // block's, have stopped: then again. Its partition must be open.
  Status Look(uint32_t partition_number, Partition& partition,
              const BlockHead& head, TextCodec& codec, FieldParser& parser,
              RegexScans& scans);

  // Forgets what was found.
  void Clear();

  uint64_t matched() const { return matched_; }
  // In no order.
  const std::vector<BlockMatch>& matches() const { return matches_; }
  // By partition, then as they stand in it.
  std::vector<BlockMatch> InFileOrder() const;
  const Histogram& histogram() const { return histogram_; }
  const std::map<std::string, uint64_t>& services() const { return services_; }

  // Matches with a key above `key`, as far as heads can tell; those in
  // `undecided` blocks are not counted and have to be looked at.
  uint64_t CountAbove(const RowKey& key,
                      std::vector<const BlockMatch*>* undecided) const;
  // Blocks with matches below or at `key` (all without one), by falling
  // highest key.
  const std::vector<BlockMatch>& ByHighestKey();

  // The keys of the matches in a block. Its partition must be open.
  static StatusOr<std::vector<std::pair<RowKey, uint32_t>>> Keys(
      const BlockMatch& match, BlockReader& block);

 private:
  QueryNode query_;
  TimeRange range_;
  FieldMatchers fields_;
  std::vector<BlockMatch> matches_;
  bool sorted_ = true;
  uint64_t matched_ = 0;
  Histogram histogram_;
  std::map<std::string, uint64_t> services_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_SEARCH_H_
