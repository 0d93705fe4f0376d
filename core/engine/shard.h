#ifndef TAFFRAIL_CORE_ENGINE_SHARD_H_
#define TAFFRAIL_CORE_ENGINE_SHARD_H_

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/task.h"
#include "core/engine/engine.h"
#include "core/engine/host.h"
#include "core/engine/partition_pool.h"
#include "core/engine/row_reader.h"
#include "core/proto/shard.pb.h"
#include "core/query/search.h"

namespace taffrail {

// Owns partition files and answers for the records in them: indexes chunks, one
// transaction at a time, and runs searches, which stay open and follow what is
// committed (shard_searches.cc). Speaks to the coordinator only.
class Shard : public EnginePart {
 public:
  Shard(Scheduler& scheduler, HostCalls& calls, const FormatRegistry& formats);

  void Deliver(uint32_t port, std::string_view bytes) override;

 private:
  struct OpenSearch {
    OpenSearch(QueryNode query, TimeRange range, size_t max_bins)
        : search(std::move(query), range, max_bins) {}
    Search search;
    // Sources were hidden: what it found is void.
    bool restart = false;
    // Grows with each restart.
    uint32_t generation = 0;
    // It has looked at all there is; it is not there any more.
    bool caught_up = false;
    bool closed = false;
    bool uses_index = false;
    // By partition number: blocks looked at.
    std::vector<size_t> looked;
    uint64_t scanned = 0;
    uint64_t candidates = 0;
    uint64_t blocks = 0;
    double started_ms = 0;
    double last_progress_ms = 0;
    bool told_found = false;
    std::optional<double> elapsed_ms;
  };

  Task<void> Answer(v1::ShardRequest request);
  Task<Status> Open(const v1::ShardOpen& open, v1::ShardResponse* response);
  Task<void> PrepareBuilding();
  // Puts all that is committed into the index, the caller writing. One that
  // `gives_way` leaves text that has to be read again to chunks that come.
  Task<Status> Index(Partition& partition, bool gives_way = false);
  // The same of the partition that takes new blocks; begins one if need be.
  Task<Status> IndexBuilding(bool gives_way = false);
  bool IndexIsDue(const Partition& partition) const;
  // Waits until nobody writes; then it is the caller's turn.
  Task<void> BeginWriting();
  void EndWriting();
  Task<StatusOr<ChunkCoverage>> ImportChunk(const v1::ShardChunk& chunk,
                                            const bool& cancelled);
  Task<Status> RunSearch(uint64_t id, const v1::ShardSearch& asked,
                         const bool& cancelled);
  // Looks at what was committed since the last time.
  Task<Status> CatchUp(uint64_t id, OpenSearch& open, const bool& cancelled);
  Task<Status> LookAtPartition(uint64_t id, uint32_t number, OpenSearch& open,
                               const bool& cancelled);
  // Follows a search and answers with its part of a table.
  Task<Status> RunTable(uint64_t id, const v1::ShardTable& request,
                        const bool& cancelled);
  // Answers with what a scan reads of the records that a search finds, until
  // there are no more.
  Task<Status> RunScan(uint64_t id, const v1::ShardScan& request,
                       const bool& cancelled);
  Task<Status> Check(v1::CheckReport* report);
  Task<Status> CheckPartitions(v1::CheckReport* report);
  // Removes the files of sources that are gone, and says what of others is
  // worth rewriting (shard_space.cc).
  Task<Status> Reclaim(const v1::ShardReclaim& request,
                       v1::ShardReclaimed* reclaimed);
  void AddUsage(v1::ShardUsed* used);
  Task<Status> MakeRewritten(const v1::Rewrite& rewrite);
  Task<Status> Swap(const v1::Rewrite& rewrite);
  Task<Status> MoveChunks(const v1::ShardMoveChunks& request);
  Task<Status> Copy(const v1::Rewrite& rewrite, Partition& to);
  // Whether nothing else is in it.
  static bool IsGone(const Partition& partition,
                     const std::set<uint32_t>& gone);
  std::vector<v1::Rewrite> WorthRewriting(const std::set<uint32_t>& gone);
  // How sources are read and which are not shown, from now on.
  void SetSources(const v1::ShardSources& sources);
  // What open searches have found is void.
  void RestartSearches();
  uint64_t VisibleRecords(const Partition& partition) const;
  uint64_t UnindexedRecords(const Partition& partition) const;
  std::shared_ptr<OpenSearch> FindSearch(uint64_t id);
  v1::PartitionState Describe(uint32_t number);
  const ChunkCoverage* FindCoverage(const v1::ShardChunk& chunk);
  void SendProgress(uint64_t id, OpenSearch& open, bool complete);
  void Send(const v1::ShardResponse& response);

  Scheduler& scheduler_;
  HostCalls& calls_;
  const FormatRegistry& formats_;
  TextCodec codec_;
  std::optional<PartitionPool> pool_;
  std::optional<RowReader> rows_;
  std::set<uint32_t> hidden_;
  std::unordered_map<uint64_t, std::shared_ptr<OpenSearch>> searches_;
  // Requests under way, and whether they are cancelled.
  std::unordered_map<uint64_t, std::shared_ptr<bool>> cancelled_;
  // Something was committed, indexed or cancelled.
  Signal changed_;
  // How often all that was committed came into the index.
  uint64_t times_indexed_ = 0;
  // A search found something, or ended; or something was cancelled.
  Signal found_;
  // Chunks are written one after the other, and not during a check.
  bool writing_ = false;
  size_t waiting_chunks_ = 0;
  Signal write_done_;
  // Requests that read records, by the order in which they came.
  std::set<uint64_t> reading_;
  uint64_t last_turn_ = 0;
  Signal read_done_;
  // Made and not used yet, by name.
  std::map<std::string, std::unique_ptr<Partition>> rewritten_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SHARD_H_
