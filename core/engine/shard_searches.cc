// Searches that are open in a shard, and the tables made of them.
#include <algorithm>
#include <utility>

#include "core/engine/messages.h"
#include "core/engine/shard.h"
#include "core/engine/shard_table.h"
#include "core/sql/record_scan.h"

namespace taffrail {
namespace {

constexpr double kProgressEveryMs = 60;
// What is found first is told sooner: somebody waits for it.
constexpr double kFirstProgressMs = 3;
constexpr double kTellTableEveryMs = 120;
// Of the time, what telling of a table may take.
constexpr double kTellingShare = 0.1;

// The blocks in which a search found something, as a scan is best made.
std::vector<BlockMatch> InScanOrder(Search& search, const v1::SqlScan& scan) {
  if (scan.limit() == 0) return search.InFileOrder();
  std::vector<BlockMatch> matches = search.ByHighestKey();
  if (scan.oldest_first()) {
    std::sort(matches.begin(), matches.end(),
              [](const auto& a, const auto& b) { return a.lowest < b.lowest; });
  }
  return matches;
}

}  // namespace

std::shared_ptr<Shard::OpenSearch> Shard::FindSearch(uint64_t id) {
  auto at = searches_.find(id);
  return at == searches_.end() ? nullptr : at->second;
}

Task<Status> Shard::RunSearch(uint64_t id, const v1::ShardSearch& asked,
                              const bool& cancelled) {
  const v1::SearchRequest& request = asked.request();
  size_t pipeline = 0;  // A table's affair.
  ParsedQuery parsed = ParseQuery(request.query(), &pipeline);
  QueryNode* query = std::get_if<QueryNode>(&parsed);
  if (query == nullptr) {
    co_return InvalidArgument(std::get<QueryError>(parsed).message);
  }
  TimeRange range;
  if (request.has_range()) range = {request.from_ns(), request.to_ns()};
  auto open =
      std::make_shared<OpenSearch>(std::move(*query), range, MaxBins(request));
  std::vector<std::vector<LeafId>> leaves;
  for (const auto& of_template : asked.templates()) {
    leaves.emplace_back(of_template.ids().begin(), of_template.ids().end());
  }
  open->search.SetTemplates(std::move(leaves));
  open->started_ms = open->last_progress_ms = scheduler_.NowMs();
  searches_[id] = open;
  Status status;
  std::pair<uint64_t, uint64_t> told;
  while (true) {
    open->caught_up = false;
    status = co_await CatchUp(id, *open, cancelled);
    if (!status.ok() || cancelled) break;
    open->caught_up = true;
    found_.Notify();
    const std::pair there(open->blocks, times_indexed_);
    if (!open->elapsed_ms || told != there) {
      if (!open->elapsed_ms) {
        open->elapsed_ms = scheduler_.NowMs() - open->started_ms;
      }
      told = there;
      SendProgress(id, *open, true);
    }
    co_await changed_;
  }
  searches_.erase(id);
  open->closed = true;
  found_.Notify();
  co_return status.ok() ? Cancelled() : status;
}

Task<Status> Shard::CatchUp(uint64_t id, OpenSearch& open,
                            const bool& cancelled) {
  // Newest partitions first: what was imported last is likely looked for.
  bool all = false;
  while (!all && !cancelled) {
    all = true;
    if (std::exchange(open.restart, false)) {
      open.search.Clear();
      open.looked.clear();
      open.scanned = open.candidates = open.blocks = 0;
      open.elapsed_ms.reset();
      open.told_found = false;
      ++open.generation;
    }
    open.looked.resize(pool_->size());
    for (uint32_t number = static_cast<uint32_t>(pool_->size());
         number-- > 0;) {
      if (pool_->gone(number)) continue;
      if (open.looked[number] == pool_->at(number).committed_blocks()) continue;
      all = false;
      Status status = co_await LookAtPartition(id, number, open, cancelled);
      if (!status.ok() || cancelled) co_return status;
      if (open.restart) break;
    }
  }
  co_return Status();
}

Task<Status> Shard::LookAtPartition(uint64_t id, uint32_t number,
                                    OpenSearch& open, const bool& cancelled) {
  Status status = co_await pool_->Ensure(number);
  if (pool_->gone(number)) co_return Status();
  if (!status.ok()) co_return status;
  size_t from = open.looked[number];
  size_t to = pool_->at(number).committed_blocks();
  const std::string expression = open.search.IndexExpression(pool_->at(number));
  const int64_t indexed = pool_->at(number).indexed_blocks();
  open.uses_index = !expression.empty();
  std::vector<int64_t> ids;
  if (!expression.empty()) {
    StatusOr<std::vector<int64_t>> matched =
        pool_->at(number).MatchBlocks(expression, static_cast<int64_t>(from));
    if (!matched.ok()) co_return matched.status();
    ids = *std::move(matched);
  }
  // Its last blocks first: they are the newest, mostly.
  auto candidate = ids.rbegin();
  for (size_t i = to; i-- > from;) {
    // Heads may move while this waits: a chunk is being written.
    const BlockHead head = pool_->at(number).heads()[i];
    if (hidden_.contains(head.source_id)) continue;
    open.scanned += head.count;
    ++open.blocks;
    if (!expression.empty() && head.id <= indexed) {
      while (candidate != ids.rend() && *candidate > head.id) ++candidate;
      if (candidate == ids.rend() || *candidate != head.id) continue;
    }
    if (open.search.RulesOut(head, pool_->at(number))) continue;
    ++open.candidates;
    RegexScans scans([this] { return scheduler_.SliceIsOver(); });
    do {
      status = co_await pool_->Ensure(number);
      if (pool_->gone(number)) co_return Status();
      if (status.ok()) {
        status = open.search.Look(number, pool_->at(number), head, codec_,
                                  *rows_, scans);
      }
      if (!status.ok()) co_return status;
      co_await scheduler_.Checkpoint();
      if (cancelled || open.restart) co_return Status();
    } while (scans.stopped());
    const double now_ms = scheduler_.NowMs();
    const bool first = !open.told_found && open.search.matched() > 0;
    if (now_ms - open.last_progress_ms >
        (first ? kFirstProgressMs : kProgressEveryMs)) {
      open.told_found = open.search.matched() > 0;
      SendProgress(id, open, false);
      found_.Notify();
    }
  }
  open.looked[number] = to;
  co_return Status();
}

void Shard::SendProgress(uint64_t id, OpenSearch& open, bool complete) {
  open.last_progress_ms = scheduler_.NowMs();
  v1::ShardResponse response;
  response.set_id(id);
  v1::SearchProgress* progress = response.mutable_search();
  progress->set_complete(complete);
  progress->set_matched(open.search.matched());
  progress->set_scanned(open.scanned);
  uint64_t total = 0;
  uint64_t unindexed = 0;
  uint64_t total_blocks = 0;
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    if (pool_->gone(number)) continue;
    total += VisibleRecords(pool_->at(number));
    unindexed += UnindexedRecords(pool_->at(number));
    total_blocks += pool_->at(number).committed_blocks();
  }
  progress->set_total(total);
  progress->set_unindexed(unindexed);
  ToProto(open.search.histogram(), progress->mutable_histogram());
  AddMostFrequent(open.search.services(), progress);
  progress->set_elapsed_ms(
      open.elapsed_ms.value_or(scheduler_.NowMs() - open.started_ms));
  progress->set_candidate_blocks(open.candidates);
  progress->set_total_blocks(total_blocks);
  Send(response);
}

Task<Status> Shard::RunTable(uint64_t id, const v1::ShardTable& request,
                             const bool& cancelled) {
  std::shared_ptr<OpenSearch> open = FindSearch(request.search_id());
  if (!open) co_return Cancelled();
  size_t at = 0;
  (void)ParseQuery(request.query(), &at);  // The coordinator has, too.
  ParsedPipeline parsed = ParsePipeline(request.query(), at);
  Pipeline* pipeline = std::get_if<Pipeline>(&parsed);
  if (pipeline == nullptr || pipeline->empty()) {
    co_return InvalidArgument("this query makes no table");
  }
  ShardTable table(std::move(*pipeline),
                   SourceNames(request.source_names().begin(),
                               request.source_names().end()));
  uint32_t generation = open->generation;
  double next_ms = scheduler_.NowMs() + kTellTableEveryMs;
  const auto tell = [&](bool complete) {
    const double start_ms = scheduler_.NowMs();
    v1::ShardResponse response;
    response.set_id(id);
    response.mutable_table()->set_complete(complete);
    response.mutable_table()->set_records(table.records());
    table.Append(response.mutable_table()->mutable_rows());
    Send(response);
    const double now_ms = scheduler_.NowMs();
    next_ms = now_ms +
              std::max(kTellTableEveryMs, (now_ms - start_ms) / kTellingShare);
  };
  bool told = false;
  while (!cancelled && !open->closed) {
    if (generation != open->generation) {
      generation = open->generation;
      table.Clear();
      told = false;
    }
    const std::vector<BlockMatch> missing = table.Missing(open->search);
    if (missing.empty()) {
      if (open->caught_up && !told) tell(told = true);
      co_await found_;
      continue;
    }
    told = false;
    for (const BlockMatch& match : missing) {
      if (!table.RulesOut(match)) {
        const Status ensured = co_await pool_->Ensure(match.partition);
        // Void while this waited.
        if (generation != open->generation) break;
        TAFFRAIL_CO_RETURN_IF_ERROR(ensured);
        Partition& partition = pool_->at(match.partition);
        BlockReader block(partition, partition.heads()[match.block], codec_,
                          *rows_);
        TAFFRAIL_CO_RETURN_IF_ERROR(table.Look(block, match));
      }
      co_await scheduler_.Checkpoint();
      if (cancelled || open->closed) co_return Cancelled();
      if (generation != open->generation) break;
      if (scheduler_.NowMs() > next_ms) tell(false);
    }
  }
  co_return Cancelled();
}

Task<Status> Shard::RunScan(uint64_t id, const v1::ShardScan& request,
                            const bool& cancelled) {
  const std::shared_ptr<OpenSearch> open = FindSearch(request.search_id());
  while (open && !open->closed && !cancelled) {
    if (!open->caught_up) {
      co_await found_;
      continue;
    }
    const uint32_t generation = open->generation;
    RecordScan scan(request.scan(), SourceNames(request.source_names().begin(),
                                                request.source_names().end()));
    uint64_t number = 0;
    uint64_t records = 0;
    const auto tell = [&] {
      v1::ShardResponse response;
      response.set_id(id);
      response.mutable_scan()->set_number(number++);
      response.mutable_scan()->set_rows(scan.Take());
      response.mutable_scan()->set_records(std::exchange(records, 0));
      Send(response);
    };
    for (const BlockMatch& match : InScanOrder(open->search, request.scan())) {
      if (scan.Enough(match)) break;
      const Status ensured = co_await pool_->Ensure(match.partition);
      if (generation != open->generation) break;
      TAFFRAIL_CO_RETURN_IF_ERROR(ensured);
      Partition& partition = pool_->at(match.partition);
      BlockReader block(partition, partition.heads()[match.block], codec_,
                        *rows_);
      TAFFRAIL_CO_RETURN_IF_ERROR(scan.Look(block, match.bits));
      records += match.count;
      if (scan.Full()) tell();
      co_await scheduler_.Checkpoint();
      if (cancelled || open->closed) co_return Cancelled();
      // Void while this waited: all of it is read anew.
      if (generation != open->generation) break;
    }
    if (generation != open->generation) continue;
    tell();
    co_return Status();
  }
  co_return Cancelled();
}

}  // namespace taffrail
