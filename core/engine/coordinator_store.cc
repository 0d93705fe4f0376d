// The store as a whole: opened, checked and told of.
#include <algorithm>
#include <utility>

#include "core/engine/coordinator.h"
#include "core/engine/import_target.h"
#include "core/engine/messages.h"
#include "core/engine/source_sets.h"
#include "core/engine/store_listing.h"

namespace taffrail {
namespace {

constexpr char kCatalog[] = "catalog.db";
constexpr char kJournalSuffix[] = "-journal";

}  // namespace

Task<Status> Coordinator::OpenStore(v1::OpenRequest request) {
  if (!opening_) {
    opening_ = true;
    partition_bytes_ = request.partition_bytes();
    Status status = co_await calls_.Open(kCatalog);
    if (status.ok()) {
      status = co_await calls_.Open(std::string(kCatalog) + kJournalSuffix);
    }
    if (status.ok()) {
      StatusOr<SourceTable> sources =
          SourceTable::Open(calls_.host().Path(kCatalog));
      status = sources.status();
      if (sources.ok()) sources_.emplace(*std::move(sources));
    }
    if (sources_) {
      StatusOr<TemplateEdits> edits = sources_->catalog().Edits();
      status = edits.status();
      if (edits.ok()) templates_.SetEdits(*std::move(edits));
    }
    if (sources_ && status.ok()) {
      StatusOr<std::vector<std::string>> unused =
          sources_->catalog().UnusedFiles();
      status = unused.status();
      if (unused.ok()) unused_files_ = {unused->begin(), unused->end()};
    }
    if (sources_ && status.ok()) {
      StatusOr<Retention> retention = sources_->catalog().GetRetention();
      status = retention.status();
      if (retention.ok()) retention_ = *retention;
    }
    if (sources_) rolled_back_journals_ += sources_->rolled_back();
    open_status_ = status;
    // Shards that were there first have been waiting for the catalog.
    opened_.Notify();
  }
  co_return co_await WaitUntilOpen();
}

Task<Status> Coordinator::WaitUntilOpen() {
  while (open_status_.ok() && opened_shards_.size() < links_.size()) {
    co_await opened_;
  }
  co_return open_status_;
}

Task<void> Coordinator::OpenShard(uint32_t index) {
  // Another task does all this for the next incarnation, should this one die.
  ShardLink& link = *links_[index];
  uint64_t incarnation = link.incarnation();
  while (!sources_ && open_status_.ok()) co_await opened_;
  if (!sources_) co_return;
  HostReply listing = co_await calls_.List();
  if (link.incarnation() != incarnation) co_return;
  if (!listing.status.ok()) {
    open_status_ = listing.status;
    opened_.Notify();
    co_return;
  }
  v1::ShardOpen open;
  open.set_shard(index);
  open.set_partition_bytes(partition_bytes_);
  open.set_max_open_files((options_.max_open_files - 2) /
                          static_cast<uint32_t>(links_.size()));
  uint32_t next = 0;
  std::set<std::string> listed;
  for (const StoredFile& file : ParseListing(listing.bytes)) {
    // Of a case that was being made when the worker was killed.
    if (index == 0 && opened_shards_.empty() && IsCaseTempName(file.name)) {
      (void)(co_await calls_.Remove(file.name)).ok();
    }
    std::optional<PartitionName> name = ParsePartitionName(file.name);
    if (!name) continue;
    if (name->shard == index) next = std::max(next, name->sequence + 1);
    if (name->shard % links_.size() != index) continue;
    const bool unused = unused_files_.contains(file.name);
    if (!unused && file.size > 0) {
      open.add_partitions(file.name);
      continue;
    }
    // Of a killed worker: begun and never written, or replaced. Where power is
    // lost it may come back: its name is known until it was seen to be gone.
    Status gone_next_time = co_await calls_.Remove(file.name + kJournalSuffix);
    if (gone_next_time.ok()) {
      gone_next_time = co_await calls_.Remove(file.name);
    }
    if (!gone_next_time.ok()) {
      notices_.push_back(gone_next_time.message());
    }
    listed.insert(file.name);
    if (link.incarnation() != incarnation) co_return;
  }
  std::vector<std::string> removed;
  for (const std::string& file : unused_files_) {
    const std::optional<PartitionName> name = ParsePartitionName(file);
    if (!name || name->shard % links_.size() != index) continue;
    if (name->shard == index) next = std::max(next, name->sequence + 1);
    if (!listed.contains(file)) removed.push_back(file);
  }
  if (!removed.empty()) {
    Status told_next_time = ChangeUnusedFiles({}, removed);
    if (!told_next_time.ok()) notices_.push_back(told_next_time.message());
  }
  open.set_next_sequence(next);
  *open.mutable_sources() = sources_->ForShards();
  const std::vector<uint32_t> gone = Gone();
  open.mutable_gone()->Add(gone.begin(), gone.end());
  v1::ShardResponse response = co_await link.Open(std::move(open));
  if (link.incarnation() != incarnation) co_return;
  if (response.has_error()) {
    open_status_ = FromProto(response.error());
    opened_.Notify();
    co_return;
  }
  for (const v1::PartitionState& state : response.opened().partitions()) {
    if (state.problem().empty()) continue;
    notices_.push_back("A part of the store was set aside: " + state.problem());
    set_aside_ = true;
  }
  rolled_back_journals_ += response.opened().rolled_back_journals();
  SetCoverage(index, response.opened());
  bool first_time = opened_shards_.insert(index).second;
  if (first_time && opened_shards_.size() == links_.size()) {
    reclaiming_ = true;
    Status settled = co_await SettleSuperfluous();
    reclaiming_ = false;
    reclaimed_.Notify();
    if (!settled.ok()) notices_.push_back(settled.message());
    settled = sources_->SettleInterrupted();
    // What was set aside may hold their records, and come back.
    if (settled.ok() && !set_aside_) settled = sources_->ForgetGone();
    // On a full disk what there is can still be read.
    if (!settled.ok()) notices_.push_back(settled.message());
    co_await MeasureStore();
    opened_.Notify();
    scheduler_.Spawn(ApplyRetention());
    if (!Gone().empty()) scheduler_.Spawn(Tidy());
  } else if (set_aside_ && opened_shards_.size() == links_.size()) {
    // What could not be read before may be there again.
    scheduler_.Spawn(Tidy());
  }
  TellState(true);
}

Task<void> Coordinator::Tidy() {
  const Status status = co_await Reclaim();
  if (!status.ok()) notices_.push_back(status.message());
}

void Coordinator::SetCoverage(uint32_t shard, const v1::ShardOpened& opened) {
  std::vector<ChunkCoverage> coverage;
  for (const v1::PartitionState& state : opened.partitions()) {
    for (const v1::Coverage& chunk : state.coverage()) {
      coverage.push_back(FromProto(chunk));
    }
  }
  sources_->SetCoverage(shard, coverage);
}

Task<void> Coordinator::MeasureStore() {
  HostReply listing = co_await calls_.List();
  if (!listing.status.ok()) co_return;  // As it was, then.
  stored_bytes_ = 0;
  partitions_ = 0;
  for (const StoredFile& file : ParseListing(listing.bytes)) {
    stored_bytes_ += file.size;
    if (ParsePartitionName(file.name) && file.size > 0) ++partitions_;
  }
}

Task<Status> Coordinator::Check(v1::CheckReport* report) {
  StatusOr<std::vector<std::string>> problems = sources_->catalog().Check();
  if (!problems.ok()) co_return problems.status();
  for (std::string& problem : *problems) {
    report->add_problems(kCatalog + (": " + problem));
  }
  report->set_files(1);
  for (const std::unique_ptr<ShardLink>& link : links_) {
    v1::ShardRequest request;
    request.mutable_check();
    v1::ShardResponse response = co_await *link->StartCall(std::move(request));
    if (response.has_error()) co_return FromProto(response.error());
    report->set_files(report->files() + response.check().files());
    for (const std::string& problem : response.check().problems()) {
      report->add_problems(problem);
    }
  }
  // A part that was set aside is a problem too.
  for (const std::string& notice : notices_) report->add_problems(notice);
  report->set_rolled_back_journals(rolled_back_journals_);
  co_return Status();
}

Task<Status> Coordinator::ChangeSources(
    const v1::ChangeSourcesRequest& change) {
  const auto visibility = static_cast<Visibility>(change.visibility());
  for (const uint32_t id : change.source_ids()) {
    const auto at = sources_->entries().find(id);
    if (at == sources_->entries().end() ||
        (at->second.is_gone() && !restorable_.contains(id))) {
      co_return NotFound("This source is not in the store any more");
    }
    const SourceEntry& source = at->second;
    if (visibility == Visibility::kGone &&
        source.state == SourceState::kImporting) {
      co_return FailedPrecondition("“" + source.name +
                                   "” is being imported: cancel that first");
    }
    if (source.is_gone() && sources_->FindSame(source) != nullptr) {
      co_return AlreadyExists("“" + source.name + "” was imported again");
    }
  }
  Status status;
  for (const uint32_t id : change.source_ids()) {
    if (change.has_label()) status = sources_->SetLabel(id, change.label());
    if (status.ok() && change.has_visibility()) {
      status = sources_->SetVisibility(id, visibility);
      if (visibility == Visibility::kGone) {
        restorable_.insert(id);
      } else {
        restorable_.erase(id);
      }
    }
    if (!status.ok()) break;
  }
  co_await TellShards(links_, *sources_);
  TellState(true);
  co_return status;
}

v1::StoreState Coordinator::State() const {
  v1::StoreState state;
  bool kept = options_.memory_only_reason.empty();
  state.set_storage(kept ? v1::StoreState::STORAGE_KEPT
                         : v1::StoreState::STORAGE_MEMORY);
  state.set_storage_reason(options_.memory_only_reason);
  std::vector<v1::Source> sources;
  for (const auto& [id, entry] : sources_->entries()) {
    if (entry.is_gone()) continue;
    sources.push_back(sources_->Describe(entry));
    sources.back().set_has_file(files_.contains(entry.file()));
  }
  for (v1::Source& source : JoinRotated(std::move(sources))) {
    *state.add_sources() = std::move(source);
  }
  sources_->AddCases(&state);
  state.set_records(sources_->records());
  state.set_stored_bytes(stored_bytes_);
  state.set_partitions(partitions_);
  state.set_rolled_back_journals(rolled_back_journals_);
  for (const std::string& notice : notices_) state.add_notices(notice);
  state.mutable_retention()->set_max_days(
      static_cast<uint32_t>(retention_.max_days));
  state.mutable_retention()->set_max_bytes(
      static_cast<uint64_t>(retention_.max_bytes));
  state.set_templates_version(templates_version_);
  return state;
}

void Coordinator::TellState(bool now) {
  if (!sources_ || opened_shards_.size() < links_.size()) return;
  if (!now && scheduler_.NowMs() - last_told_ms_ < kTellEveryMs) return;
  last_told_ms_ = scheduler_.NowMs();
  v1::StoreState state = State();
  for (uint64_t watcher : watchers_) {
    v1::Response response;
    response.set_id(watcher);
    *response.mutable_store() = state;
    Send(response);
  }
}

}  // namespace taffrail
