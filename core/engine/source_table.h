#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_TABLE_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_TABLE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/engine/byte_ranges.h"
#include "core/proto/rpc.pb.h"
#include "core/proto/shard.pb.h"
#include "core/store/catalog.h"
#include "core/store/partition.h"

namespace taffrail {

// The sources: what the catalog says of them, and what of each the partitions
// really hold. Owned by the coordinator.
class SourceTable {
 public:
  static StatusOr<SourceTable> Open(const std::string& catalog_path);

  bool rolled_back() const { return catalog_.rolled_back(); }
  Catalog& catalog() { return catalog_; }

  // What shard `shard` holds, in place of what was known of it.
  void SetCoverage(uint32_t shard, const std::vector<ChunkCoverage>& coverage);
  void AddCoverage(uint32_t shard, const ChunkCoverage& coverage);
  // By shard, the chunks of the source without which none of it is stored
  // twice.
  std::map<uint32_t, std::vector<ByteRange>> Superfluous(
      uint32_t source_id) const;
  // Called once all shards are open: what a killed worker left as "importing",
  // or what was lost or found again with a file of the store, is either all
  // there or interrupted. Holds for this session even if the catalog cannot be
  // written.
  Status SettleInterrupted();

  const std::map<uint32_t, SourceEntry>& entries() const { return entries_; }
  // The source that the same bytes of the same file made before, or null.
  const SourceEntry* FindSame(const SourceEntry& wanted) const;
  StatusOr<SourceEntry> Add(SourceEntry entry);
  Status SetState(uint32_t source_id, SourceState state, std::string message);
  // How it is read and why, as SourceEntry has them.
  Status SetReading(uint32_t source_id, std::string reading,
                    std::string explanation);
  // What the user says of it, for when it is read anew.
  Status SetSettings(uint32_t source_id, std::string settings);
  Status SetVisibility(uint32_t source_id, Visibility visibility);
  // What the user calls it.
  Status SetLabel(uint32_t source_id, std::string label);
  // Of a source that was decoded to its end.
  Status SetSize(uint32_t source_id, uint64_t size);
  Status Remove(uint32_t source_id);
  // Takes out those that are gone and of which nothing is stored any more.
  // Called once all shards are open.
  Status ForgetGone();

  // What it is called where it is shown.
  static const std::string& NameOf(const SourceEntry& entry) {
    return entry.label.empty() ? entry.name : entry.label;
  }
  // What of the source is not stored, in order. Ends at UINT64_MAX while its
  // size is not known.
  std::vector<ByteRange> Missing(uint32_t source_id) const;
  // Bytes, records, times of what is.
  v1::Source Describe(const SourceEntry& entry) const;
  uint64_t SplitRecords(uint32_t source_id) const;
  // The number, from 1, of the line after the first `lines` of the chunk that
  // starts at `chunk_start`; 0 while lines before it are missing.
  uint64_t LineNumber(uint32_t source_id, uint64_t chunk_start,
                      uint64_t lines) const;
  // The same, where shards say it: unless the record knows its line.
  void SetLine(v1::RecordDetail* record) const;
  uint64_t RecordsOf(std::span<const uint32_t> source_ids) const;
  uint64_t records() const;
  // What a case file says of itself, which is kept while sources of it are.
  Status AddCase(const CaseEntry& entry);
  // Those of sources that are there.
  void AddCases(v1::StoreState* state) const;
  // The shard that has the record which begins at `offset`, if any has.
  std::optional<uint32_t> ShardOf(uint32_t source_id, uint64_t offset) const;
  // For the shards: how each source is read, and which are not shown.
  v1::ShardSources ForShards() const;

 private:
  explicit SourceTable(Catalog catalog) : catalog_(std::move(catalog)) {}

  template <class F>
  void ForEachChunk(uint32_t source_id, F f) const;

  Catalog catalog_;
  std::map<uint32_t, SourceEntry> entries_;
  std::vector<CaseEntry> cases_;
  // By shard, then by source.
  std::vector<std::map<uint32_t, std::vector<ChunkCoverage>>> coverage_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_TABLE_H_
