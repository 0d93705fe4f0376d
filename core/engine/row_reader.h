#ifndef TAFFRAIL_CORE_ENGINE_ROW_READER_H_
#define TAFFRAIL_CORE_ENGINE_ROW_READER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/partition_pool.h"
#include "core/parse/record_parser.h"
#include "core/proto/shard.pb.h"
#include "core/query/search.h"
#include "core/store/block.h"

namespace taffrail {

// Reads rows out of a shard's partitions. Each call stands alone: it copies
// what it needs of a search before it first waits, since the search may go on
// growing meanwhile. Owned by the shard.
class RowReader : public FieldParser {
 public:
  RowReader(Scheduler& scheduler, PartitionPool& pool, TextCodec& codec,
            const FormatRegistry& formats)
      : scheduler_(scheduler), pool_(pool), codec_(codec), formats_(formats) {}

  // How many matches have a key above `key`.
  Task<StatusOr<uint64_t>> Rank(Search& search, RowKey key);

  // The first `count` matches with keys at or below `key` (all, without one),
  // greatest first.
  Task<StatusOr<v1::RowsPage>> Rows(Search& search, std::optional<RowKey> key,
                                    uint32_t count, bool details);

  // What the matches have in the fields that are asked for, and the names of
  // all fields.
  Task<StatusOr<v1::Facets>> Facets(const Search& search,
                                    const v1::FacetsRequest& request);
  void AddFieldNames(v1::Facets* facets);

  // How many of the matches are of each leaf; `tell` is called with what is
  // counted so far.
  Task<StatusOr<v1::LeafTallies>> Templates(
      const Search& search, const v1::ShardTemplates& request,
      const bool& cancelled, std::function<void(const v1::LeafTallies&)> tell);

  // The leaves of all records whose source is not hidden.
  v1::LeafList Leaves(const std::set<uint32_t>& hidden,
                      const std::string& known_version);

  // One record with everything there is to know of it.
  Task<StatusOr<v1::ShardRecord>> Record(RowKey key);

  // The raw records of a source from `offset` on, of as many blocks of this
  // shard as follow each other there, but no more than reach `max_bytes`. Empty
  // when no block here begins at `offset`.
  Task<StatusOr<std::string>> Text(uint32_t source_id, uint64_t offset,
                                   uint32_t max_bytes);

  // How the records of a source are read when they are shown.
  void SetReading(uint32_t source_id, const v1::SourceReading& reading);

  const std::vector<ParsedField>& Fields(uint32_t source_id,
                                         std::string_view record) override;
  std::string_view Message(uint32_t source_id,
                           std::string_view record) override;

 private:
  struct Found {
    RowKey key;
    uint32_t partition;
    uint32_t block;
    uint32_t index;
  };

  RecordParser& ParserOfSource(uint32_t source_id);
  // Reads the record's own words again; `detail`, which may be null, gets what
  // else it says.
  StatusOr<v1::Row> MakeRow(BlockReader& block, const RowKey& key,
                            uint32_t index, v1::RecordDetail* detail);
  // Looks at the blocks in their order, between looks at the clock. With
  // `cancelled`, which may be null, until that is so.
  Task<Status> ForEachBlock(
      std::vector<BlockMatch> matches, const bool* cancelled,
      std::function<Status(BlockReader&, const BlockMatch&)> look);
  Status AddLeaf(BlockReader& block, uint32_t index, v1::ShardRecord* record);
  Task<Status> Collect(std::vector<BlockMatch> matches,
                       std::vector<Found>* found);

  Scheduler& scheduler_;
  PartitionPool& pool_;
  TextCodec& codec_;
  const FormatRegistry& formats_;
  std::map<uint32_t, v1::SourceReading> readings_;
  std::map<uint32_t, std::unique_ptr<RecordParser>> parsers_;
  std::vector<ParsedField> fields_;  // What Fields() told last,
  std::string plain_;                // and what they point into.
  std::string ids_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_ROW_READER_H_
