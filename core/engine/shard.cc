#include "core/engine/shard.h"

#include <algorithm>
#include <utility>

#include "core/engine/chunk_importer.h"
#include "core/engine/messages.h"

namespace taffrail {
namespace {

constexpr double kProgressEveryMs = 60;
// Chunks whose first slice may be in memory before their turn to be written.
constexpr size_t kMaxPrefetched = 2;

}  // namespace

Shard::Shard(Scheduler& scheduler, HostCalls& calls,
             const FormatRegistry& formats)
    : scheduler_(scheduler),
      calls_(calls),
      formats_(formats),
      changed_(scheduler),
      found_(scheduler),
      write_done_(scheduler) {}

void Shard::Send(const v1::ShardResponse& response) {
  calls_.host().Send(kCoordinatorPort, response.SerializeAsString());
}

void Shard::Deliver(uint32_t, std::string_view bytes) {
  v1::ShardRequest request;
  if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return;  // The coordinator is this same program: cannot happen.
  }
  if (request.has_cancel()) {
    auto at = cancelled_.find(request.cancel().id());
    if (at != cancelled_.end()) *at->second = true;
    changed_.Notify();
    found_.Notify();
    return;
  }
  // Meant for the shard that ran here before: the coordinator, once it has
  // opened this one, says all of it again.
  if (!pool_ && !request.has_open()) return;
  // From here on, so that a cancel that comes at once is not missed.
  cancelled_[request.id()] = std::make_shared<bool>(false);
  scheduler_.Spawn(Answer(std::move(request)));
}

Task<void> Shard::Answer(v1::ShardRequest request) {
  v1::ShardResponse response;
  response.set_id(request.id());
  response.set_done(true);
  std::shared_ptr<bool> cancelled = cancelled_[request.id()];
  Status status;
  if (request.has_open()) {
    status = co_await Open(request.open(), &response);
  } else if (request.has_chunk()) {
    StatusOr<ChunkCoverage> coverage =
        co_await ImportChunk(request.chunk(), *cancelled);
    status = coverage.status();
    if (coverage.ok()) {
      *response.mutable_chunk()->mutable_coverage() = ToProto(*coverage);
    }
  } else if (request.has_search()) {
    status = co_await RunSearch(request.id(), request.search().request(),
                                *cancelled);
  } else if (request.has_rank()) {
    std::shared_ptr<OpenSearch> open = FindSearch(request.rank().search_id());
    if (!open) {
      status = Cancelled();
    } else {
      StatusOr<uint64_t> rank =
          co_await rows_->Rank(open->search, FromProto(request.rank().key()));
      status = rank.status();
      if (rank.ok()) response.set_rank(*rank);
    }
  } else if (request.has_rows()) {
    const v1::ShardRows& rows = request.rows();
    std::shared_ptr<OpenSearch> open = FindSearch(rows.search_id());
    if (!open) {
      status = Cancelled();
    } else {
      std::optional<RowKey> key;
      if (rows.bounded()) key = FromProto(rows.key());
      StatusOr<v1::RowsPage> page =
          co_await rows_->Rows(open->search, key, rows.count(), rows.details());
      status = page.status();
      if (page.ok()) *response.mutable_rows() = *std::move(page);
    }
  } else if (request.has_facets()) {
    std::shared_ptr<OpenSearch> open = FindSearch(request.facets().search_id());
    StatusOr<v1::Facets> facets = Cancelled();
    if (open) facets = co_await rows_->Facets(open->search, request.facets());
    status = facets.status();
    if (facets.ok()) *response.mutable_facets() = *std::move(facets);
  } else if (request.has_table()) {
    status = co_await RunTable(request.id(), request.table(), *cancelled);
  } else if (request.has_record()) {
    StatusOr<v1::ShardRecord> record =
        co_await rows_->Record(FromProto(request.record().key()));
    status = record.status();
    if (record.ok()) *response.mutable_record() = *std::move(record);
  } else if (request.has_text()) {
    StatusOr<std::string> text = co_await rows_->Text(
        request.text().source_id(), request.text().offset(),
        request.text().max_bytes());
    status = text.status();
    if (text.ok()) response.mutable_text()->set_text(*std::move(text));
  } else if (request.has_sources()) {
    SetSources(request.sources());
  } else if (request.has_reclaim()) {
    status = co_await Reclaim();
  } else if (request.has_check()) {
    status = co_await Check(response.mutable_check());
  }
  if (!status.ok()) *response.mutable_error() = ToProto(status);
  cancelled_.erase(request.id());
  Send(response);
  if (request.has_open()) co_await PrepareBuilding();
}

// Makes the partition that the next import will write before it is needed: the
// first rows of a dropped file wait for it otherwise.
Task<void> Shard::PrepareBuilding() {
  while (writing_) co_await write_done_;
  writing_ = true;
  // Why it failed is told when an import needs it and fails again.
  (void)(co_await pool_->Building()).ok();
  writing_ = false;
  write_done_.Notify();
}

Task<Status> Shard::Open(const v1::ShardOpen& open,
                         v1::ShardResponse* response) {
  pool_.emplace(calls_, open.shard(), open.next_sequence(),
                open.max_open_files());
  rows_.emplace(scheduler_, *pool_, codec_, formats_);
  SetSources(open.sources());
  v1::ShardOpened* opened = response->mutable_opened();
  for (const std::string& name : open.partitions()) {
    StatusOr<bool> adopted = co_await pool_->Adopt(name);
    if (!adopted.ok()) {
      v1::PartitionState* state = opened->add_partitions();
      state->set_name(name);
      state->set_problem(adopted.status().message());
      continue;
    }
    if (!*adopted) continue;
    uint32_t number = static_cast<uint32_t>(pool_->size() - 1);
    if (IsGone(pool_->at(number))) {
      Status status = co_await pool_->Discard(number);
      if (!status.ok()) co_return status;
      continue;
    }
    *opened->add_partitions() = Describe(number);
    opened->set_rolled_back_journals(opened->rolled_back_journals() +
                                     pool_->at(number).rolled_back());
  }
  co_return Status();
}

v1::PartitionState Shard::Describe(uint32_t number) {
  const Partition& partition = pool_->at(number);
  v1::PartitionState state;
  state.set_name(pool_->name(number));
  state.set_sealed(partition.sealed());
  state.set_records(partition.records());
  state.set_text_bytes(partition.text_bytes());
  for (const ChunkCoverage& chunk : partition.coverage()) {
    *state.add_coverage() = ToProto(chunk);
  }
  return state;
}

const ChunkCoverage* Shard::FindCoverage(const v1::ShardChunk& chunk) {
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    for (const ChunkCoverage& covered : pool_->at(number).coverage()) {
      if (covered.source_id == chunk.source_id() &&
          covered.start == chunk.start()) {
        return &covered;
      }
    }
  }
  return nullptr;
}

Task<StatusOr<ChunkCoverage>> Shard::ImportChunk(const v1::ShardChunk& chunk,
                                                 const bool& cancelled) {
  // Asked for again after this shard was restarted: it may be there already.
  if (const ChunkCoverage* covered = FindCoverage(chunk)) co_return *covered;
  rows_->SetReading(chunk.source_id(), chunk.reading());
  ChunkImporter importer(scheduler_, calls_, codec_, formats_, chunk);
  // While another is written, but not for all of many that wait.
  if (waiting_chunks_ < kMaxPrefetched) importer.Prefetch();
  ++waiting_chunks_;
  while (writing_) co_await write_done_;
  --waiting_chunks_;
  writing_ = true;
  StatusOr<Partition*> partition = co_await pool_->Building();
  StatusOr<ChunkCoverage> coverage =
      partition.ok() ? StatusOr<ChunkCoverage>(Cancelled())
                     : StatusOr<ChunkCoverage>(partition.status());
  if (partition.ok() && !cancelled) {
    coverage = co_await importer.Run(**partition, cancelled);
  }
  if (coverage.ok()) {
    // The chunk is stored whatever becomes of this: what cannot be sealed now
    // takes the next chunk too, and is tried again after that.
    (void)(co_await pool_->SealIfFull()).ok();
    changed_.Notify();
  }
  writing_ = false;
  write_done_.Notify();
  co_return coverage;
}

void Shard::SetSources(const v1::ShardSources& sources) {
  for (const auto& [id, reading] : sources.readings()) {
    rows_->SetReading(id, reading);
  }
  gone_ = {sources.gone().begin(), sources.gone().end()};
  std::set<uint32_t> hidden(sources.hidden().begin(), sources.hidden().end());
  if (hidden == hidden_) return;
  hidden_ = std::move(hidden);
  for (auto& [id, open] : searches_) open->restart = true;
  changed_.Notify();
}

bool Shard::IsGone(const Partition& partition) const {
  const std::vector<ChunkCoverage>& chunks = partition.coverage();
  return !chunks.empty() &&
         std::all_of(chunks.begin(), chunks.end(), [&](const auto& chunk) {
           return gone_.contains(chunk.source_id);
         });
}

Task<Status> Shard::Reclaim() {
  while (writing_) co_await write_done_;
  writing_ = true;
  Status status;
  for (uint32_t number = 0; number < pool_->size() && status.ok(); ++number) {
    if (pool_->gone(number) || !IsGone(pool_->at(number))) continue;
    status = co_await pool_->Discard(number);
  }
  writing_ = false;
  write_done_.Notify();
  co_await PrepareBuilding();
  co_return status;
}

uint64_t Shard::VisibleRecords(const Partition& partition) const {
  uint64_t records = partition.committed_records();
  if (hidden_.empty()) return records;
  for (const ChunkCoverage& chunk : partition.coverage()) {
    if (hidden_.contains(chunk.source_id)) records -= chunk.records;
  }
  return records;
}

std::shared_ptr<Shard::OpenSearch> Shard::FindSearch(uint64_t id) {
  auto at = searches_.find(id);
  return at == searches_.end() ? nullptr : at->second;
}

Task<Status> Shard::RunSearch(uint64_t id, const v1::SearchRequest& request,
                              const bool& cancelled) {
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
  open->started_ms = open->last_progress_ms = scheduler_.NowMs();
  searches_[id] = open;
  Status status;
  uint64_t told = 0;
  while (true) {
    open->caught_up = false;
    status = co_await CatchUp(id, *open, cancelled);
    if (!status.ok() || cancelled) break;
    open->caught_up = true;
    found_.Notify();
    if (!open->elapsed_ms || told != open->blocks) {
      if (!open->elapsed_ms) {
        open->elapsed_ms = scheduler_.NowMs() - open->started_ms;
      }
      told = open->blocks;
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
  std::vector<int64_t> ids;
  if (!expression.empty()) {
    StatusOr<std::vector<int64_t>> matched =
        pool_->at(number).MatchBlocks(expression, static_cast<int64_t>(from));
    if (!matched.ok()) co_return matched.status();
    ids = *std::move(matched);
  }
  auto candidate = ids.begin();
  for (size_t i = from; i < to; ++i) {
    // Heads may move while this waits: a chunk is being written.
    const BlockHead head = pool_->at(number).heads()[i];
    if (hidden_.contains(head.source_id)) {
      open.looked[number] = i + 1;
      continue;
    }
    open.scanned += head.count;
    ++open.blocks;
    open.looked[number] = i + 1;
    if (!expression.empty()) {
      while (candidate != ids.end() && *candidate < head.id) ++candidate;
      if (candidate == ids.end() || *candidate != head.id) continue;
    }
    if (open.search.RulesOut(head, pool_->at(number))) continue;
    ++open.candidates;
    status = co_await pool_->Ensure(number);
    if (pool_->gone(number)) co_return Status();
    if (status.ok()) {
      status =
          open.search.Look(number, pool_->at(number), head, codec_, *rows_);
    }
    if (!status.ok()) co_return status;
    co_await scheduler_.Checkpoint();
    if (cancelled || open.restart) co_return Status();
    if (scheduler_.NowMs() - open.last_progress_ms > kProgressEveryMs) {
      SendProgress(id, open, false);
      found_.Notify();
    }
  }
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
  uint64_t total_blocks = 0;
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    total += VisibleRecords(pool_->at(number));
    total_blocks += pool_->at(number).committed_blocks();
  }
  progress->set_total(total);
  ToProto(open.search.histogram(), progress->mutable_histogram());
  AddMostFrequent(open.search.services(), progress);
  progress->set_elapsed_ms(
      open.elapsed_ms.value_or(scheduler_.NowMs() - open.started_ms));
  progress->set_candidate_blocks(open.candidates);
  progress->set_total_blocks(total_blocks);
  Send(response);
}

Task<Status> Shard::Check(v1::CheckReport* report) {
  // A chunk half written would look like a fault.
  while (writing_) co_await write_done_;
  writing_ = true;
  Status status = co_await CheckPartitions(report);
  writing_ = false;
  write_done_.Notify();
  co_return status;
}

Task<Status> Shard::CheckPartitions(v1::CheckReport* report) {
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    if (pool_->gone(number)) continue;
    Status status = co_await pool_->Ensure(number);
    if (!status.ok()) co_return status;
    StatusOr<std::vector<std::string>> problems =
        pool_->at(number).Check(codec_);
    report->set_files(report->files() + 1);
    if (!problems.ok()) {
      report->add_problems(problems.status().message());
      continue;
    }
    for (std::string& problem : *problems) {
      report->add_problems(std::move(problem));
    }
  }
  co_return Status();
}

}  // namespace taffrail
