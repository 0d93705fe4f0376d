#include "core/engine/shard.h"

#include <algorithm>
#include <utility>

#include "core/engine/chunk_importer.h"
#include "core/engine/messages.h"

namespace taffrail {
namespace {

// Chunks whose first slice may be in memory before their turn to be written.
constexpr size_t kMaxPrefetched = 2;

// Text that is not in the index, which a search for terms reads, while there is
// one. Else a partition is best indexed at once, when it is full.
constexpr uint64_t kMaxUnindexedBytes = 32 << 20;

}  // namespace

Shard::Shard(Scheduler& scheduler, HostCalls& calls,
             const FormatRegistry& formats)
    : scheduler_(scheduler),
      calls_(calls),
      formats_(formats),
      changed_(scheduler),
      found_(scheduler),
      write_done_(scheduler),
      read_done_(scheduler) {}

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
  const uint64_t turn = ++last_turn_;
  // The others stay open, and start again when what they read is void.
  const bool reads = request.has_rank() || request.has_rows() ||
                     request.has_facets() || request.has_templates() ||
                     request.has_record() || request.has_text();
  if (reads) reading_.insert(turn);
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
    status = co_await RunSearch(request.id(), request.search(), *cancelled);
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
  } else if (request.has_scan()) {
    status = co_await RunScan(request.id(), request.scan(), *cancelled);
  } else if (request.has_field_names()) {
    rows_->AddFieldNames(response.mutable_field_names());
  } else if (request.has_templates()) {
    std::shared_ptr<OpenSearch> open =
        FindSearch(request.templates().search_id());
    StatusOr<v1::LeafTallies> tallies = Cancelled();
    if (open) {
      tallies = co_await rows_->Templates(
          open->search, request.templates(), *cancelled,
          [&](const v1::LeafTallies& so_far) {
            v1::ShardResponse partial;
            partial.set_id(request.id());
            *partial.mutable_templates() = so_far;
            Send(partial);
          });
    }
    status = tallies.status();
    if (tallies.ok()) *response.mutable_templates() = *std::move(tallies);
  } else if (request.has_leaves()) {
    *response.mutable_leaves() =
        rows_->Leaves(hidden_, request.leaves().version());
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
  } else if (request.has_index()) {
    status = co_await IndexBuilding();
  } else if (request.has_sources()) {
    SetSources(request.sources());
  } else if (request.has_reclaim()) {
    status = co_await Reclaim(request.reclaim(), response.mutable_reclaimed());
  } else if (request.has_usage()) {
    AddUsage(response.mutable_used());
  } else if (request.has_rewrite()) {
    status = co_await MakeRewritten(request.rewrite());
  } else if (request.has_swap()) {
    status = co_await Swap(request.swap());
  } else if (request.has_move_chunks()) {
    status = co_await MoveChunks(request.move_chunks());
    for (uint32_t number = 0; number < pool_->size(); ++number) {
      if (pool_->gone(number)) continue;
      *response.mutable_opened()->add_partitions() = Describe(number);
    }
  } else if (request.has_check()) {
    status = co_await Check(response.mutable_check());
  }
  if (!status.ok()) *response.mutable_error() = ToProto(status);
  cancelled_.erase(request.id());
  if (reading_.erase(turn) > 0) read_done_.Notify();
  Send(response);
  if (request.has_open()) co_await PrepareBuilding();
}

// Makes the partition that the next import will write before it is needed: the
// first rows of a dropped file wait for it otherwise.
Task<void> Shard::PrepareBuilding() {
  // Why it failed is told when an import needs it and fails again. There may be
  // something to index: what was imported when this was killed.
  (void)(co_await IndexBuilding(/*gives_way=*/true)).ok();
}

Task<Status> Shard::Index(Partition& partition, bool gives_way) {
  while (true) {
    StatusOr<bool> done = partition.IndexStep(codec_);
    if (!done.ok()) co_return done.status();
    if (*done) {
      ++times_indexed_;
      changed_.Notify();
      co_return Status();
    }
    co_await scheduler_.Checkpoint();
    if (gives_way && waiting_chunks_ > 0 && !partition.is_indexing()) {
      co_return Status();
    }
  }
}

bool Shard::IndexIsDue(const Partition& partition) const {
  const bool searched =
      std::any_of(searches_.begin(), searches_.end(),
                  [](const auto& open) { return open.second->uses_index; });
  return pool_->IsFull(partition) ||
         partition.IndexIsDue(searched ? kMaxUnindexedBytes : UINT64_MAX);
}

Task<Status> Shard::IndexBuilding(bool gives_way) {
  co_await BeginWriting();
  StatusOr<Partition*> building = co_await pool_->Building();
  Status status = building.status();
  if (building.ok()) status = co_await Index(**building, gives_way);
  EndWriting();
  co_return status;
}

Task<void> Shard::BeginWriting() {
  while (writing_) co_await write_done_;
  writing_ = true;
}

void Shard::EndWriting() {
  writing_ = false;
  write_done_.Notify();
}

Task<Status> Shard::Open(const v1::ShardOpen& open,
                         v1::ShardResponse* response) {
  pool_.emplace(calls_, codec_, open);
  rows_.emplace(scheduler_, *pool_, codec_, formats_);
  SetSources(open.sources());
  const std::set<uint32_t> gone(open.gone().begin(), open.gone().end());
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
    if (IsGone(pool_->at(number), gone)) {
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
  co_await BeginWriting();
  --waiting_chunks_;
  StatusOr<Partition*> partition = co_await pool_->Building();
  StatusOr<ChunkCoverage> coverage =
      partition.ok() ? StatusOr<ChunkCoverage>(Cancelled())
                     : StatusOr<ChunkCoverage>(partition.status());
  if (partition.ok() && !cancelled) {
    coverage = co_await importer.Run(**partition, cancelled);
  }
  if (coverage.ok()) {
    changed_.Notify();
    // The chunk is stored whatever becomes of this: what cannot be indexed and
    // sealed now takes the next chunk too, and is tried again after that.
    Status status;
    if (IndexIsDue(**partition)) {
      status = co_await Index(**partition);
    }
    if (status.ok()) (void)(co_await pool_->SealIfFull()).ok();
  }
  EndWriting();
  co_return coverage;
}

void Shard::SetSources(const v1::ShardSources& sources) {
  for (const auto& [id, reading] : sources.readings()) {
    rows_->SetReading(id, reading);
  }
  std::set<uint32_t> hidden(sources.hidden().begin(), sources.hidden().end());
  if (hidden == hidden_) return;
  hidden_ = std::move(hidden);
  RestartSearches();
}

void Shard::RestartSearches() {
  for (auto& [id, open] : searches_) {
    open->restart = true;
    open->caught_up = false;
    // At once: what was found may be in files that are removed next.
    open->search.Clear();
    ++open->generation;
  }
  changed_.Notify();
}

uint64_t Shard::VisibleRecords(const Partition& partition) const {
  uint64_t records = partition.committed_records();
  if (hidden_.empty()) return records;
  for (const ChunkCoverage& chunk : partition.coverage()) {
    if (hidden_.contains(chunk.source_id)) records -= chunk.records;
  }
  return records;
}

uint64_t Shard::UnindexedRecords(const Partition& partition) const {
  uint64_t records = 0;
  for (auto i = static_cast<size_t>(partition.indexed_blocks());
       i < partition.committed_blocks(); ++i) {
    const BlockHead& head = partition.heads()[i];
    if (!hidden_.contains(head.source_id)) records += head.count;
  }
  return records;
}

Task<Status> Shard::Check(v1::CheckReport* report) {
  // A chunk half written would look like a fault.
  co_await BeginWriting();
  Status status = co_await CheckPartitions(report);
  EndWriting();
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
