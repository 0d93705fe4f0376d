// Space: what takes it, what is deleted by itself, and how it is given back.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/base/wall_clock.h"
#include "core/engine/coordinator.h"
#include "core/engine/import_target.h"
#include "core/engine/messages.h"
#include "core/engine/store_listing.h"

namespace taffrail {
namespace {

constexpr int64_t kDayMs = 24 * 3600 * 1000;

}  // namespace

std::vector<uint32_t> Coordinator::Gone() const {
  std::vector<uint32_t> gone;
  for (const auto& [id, entry] : sources_->entries()) {
    if (entry.is_gone() && !restorable_.contains(id)) gone.push_back(id);
  }
  return gone;
}

Task<Status> Coordinator::Reclaim() {
  // One that asks meanwhile may have deleted more.
  while (reclaiming_) co_await reclaimed_;
  reclaiming_ = true;
  Status failed = co_await SettleSuperfluous();
  if (failed.ok()) failed = co_await RewriteWithoutGone();
  reclaiming_ = false;
  reclaimed_.Notify();
  co_await MeasureStore();
  TellState(true);
  co_return failed;
}

Task<Status> Coordinator::RewriteWithoutGone() {
  // What is deleted from here on can be restored while this goes on.
  const std::vector<uint32_t> gone = Gone();
  v1::ShardRequest reclaim;
  reclaim.mutable_reclaim()->mutable_gone()->Add(gone.begin(), gone.end());
  std::vector<uint64_t> incarnations;
  for (const auto& link : links_) incarnations.push_back(link->incarnation());
  const auto answers =
      co_await AskShards(links_, [&](size_t) { return reclaim; });
  Status failed = answers.status();
  for (size_t shard = 0; answers.ok() && shard < links_.size(); ++shard) {
    for (const v1::Rewrite& rewrite :
         (*answers)[shard].reclaimed().rewrites()) {
      // One that is damaged keeps no other from being rewritten.
      const Status rewritten =
          co_await Rewrite(*links_[shard], incarnations[shard], rewrite);
      if (failed.ok()) failed = rewritten;
    }
  }
  co_return failed;
}

Task<Status> Coordinator::Usage(v1::StoreUsage* usage) {
  HostReply listing = co_await calls_.List();
  if (!listing.status.ok()) co_return listing.status;
  const auto answers = co_await AskShards(links_, [](size_t) {
    v1::ShardRequest request;
    request.mutable_usage();
    return request;
  });
  if (!answers.ok()) co_return answers.status();
  std::map<std::string, uint64_t> files;
  for (const StoredFile& file : ParseListing(listing.bytes)) {
    files[file.name] = file.size;
    usage->set_bytes(usage->bytes() + file.size);
  }
  std::map<uint32_t, double> sources;
  double deleted = 0;
  for (const v1::ShardResponse& answer : *answers) {
    for (const auto& of : answer.used().partitions()) {
      const uint64_t bytes = files[of.name()];
      uint64_t all = 0;
      for (const auto& [id, text] : of.source_bytes()) all += text;
      if (all == 0) continue;
      usage->set_text(usage->text() + of.text());
      usage->set_columns(usage->columns() + of.columns());
      // Of files of older versions it is not known what takes the rest.
      if (const uint64_t known = of.text() + of.columns();
          known > 0 && known < bytes) {
        usage->set_index(usage->index() + bytes - known);
      }
      for (const auto& [id, text] : of.source_bytes()) {
        const auto entry = sources_->entries().find(id);
        const bool gone =
            entry == sources_->entries().end() || entry->second.is_gone();
        (gone ? deleted : sources[id]) += static_cast<double>(bytes) *
                                          static_cast<double>(text) /
                                          static_cast<double>(all);
      }
    }
  }
  for (const auto& [id, bytes] : sources) {
    v1::StoreUsage::OfSource* of = usage->add_sources();
    of->set_source_id(id);
    of->set_bytes(static_cast<uint64_t>(bytes));
  }
  usage->set_deleted(static_cast<uint64_t>(deleted));
  co_return Status();
}

Task<Status> Coordinator::SetRetention(v1::SetRetentionRequest request,
                                       v1::RetentionEffect* effect) {
  const Retention retention{request.retention().max_days(),
                            static_cast<int64_t>(std::min<uint64_t>(
                                request.retention().max_bytes(), INT64_MAX))};
  const auto past = co_await PastRetention(retention);
  if (!past.ok()) co_return past.status();
  effect->mutable_source_ids()->Add(past->begin(), past->end());
  if (request.only_tell()) co_return Status();
  TAFFRAIL_CO_RETURN_IF_ERROR(sources_->catalog().SetRetention(retention));
  retention_ = retention;
  TellState(true);
  scheduler_.Spawn(ApplyRetention());
  co_return Status();
}

Task<StatusOr<std::vector<uint32_t>>> Coordinator::PastRetention(
    Retention retention) {
  std::vector<uint32_t> past;
  if (retention.max_days == 0 && retention.max_bytes == 0) co_return past;
  v1::StoreUsage usage;
  Status status = co_await Usage(&usage);
  if (!status.ok()) co_return status;
  std::map<uint32_t, uint64_t> bytes;
  uint64_t stored = 0;
  for (const auto& of : usage.sources()) {
    stored += bytes[of.source_id()] = of.bytes();
  }
  std::vector<const SourceEntry*> oldest_first;
  for (const auto& [id, entry] : sources_->entries()) {
    if (entry.is_gone() || entry.state == SourceState::kImporting) continue;
    if (bytes.contains(id)) oldest_first.push_back(&entry);
  }
  if (oldest_first.empty()) co_return past;
  std::sort(oldest_first.begin(), oldest_first.end(),
            [](const SourceEntry* a, const SourceEntry* b) {
              return std::pair(a->imported_ms, a->id) <
                     std::pair(b->imported_ms, b->id);
            });
  const SourceEntry& newest = *oldest_first.back();
  const int64_t oldest_ms = WallClockMs() - retention.max_days * kDayMs;
  for (const SourceEntry* entry : oldest_first) {
    const bool old = retention.max_days > 0 && entry->imported_ms < oldest_ms;
    // The file that came last stays, however large: it was just asked for.
    const bool last = entry->file_name == newest.file_name &&
                      entry->file_size == newest.file_size;
    const bool too_much = retention.max_bytes > 0 && !last &&
                          stored > static_cast<uint64_t>(retention.max_bytes);
    if (!old && !too_much) break;
    past.push_back(entry->id);
    stored -= bytes[entry->id];
  }
  co_return past;
}

Task<void> Coordinator::ApplyRetention() {
  const auto past = co_await PastRetention(retention_);
  if (!past.ok()) {
    notices_.push_back("What is to be deleted by itself was not found out: " +
                       past.status().message());
    co_return;
  }
  if (past->empty()) co_return;
  v1::ChangeSourcesRequest change;
  std::string names;
  for (const uint32_t id : *past) {
    change.add_source_ids(id);
    if (!names.empty()) names += ", ";
    names += SourceTable::NameOf(sources_->entries().at(id));
  }
  change.set_visibility(v1::ChangeSourcesRequest::VISIBILITY_DELETED);
  Status status = co_await ChangeSources(change);
  // This was said to be for good; what the user deleted can still be restored.
  for (const uint32_t id : *past) restorable_.erase(id);
  if (status.ok()) {
    notices_.push_back("Deleted, as you set it under Storage: " + names);
    status = co_await Reclaim();
  }
  if (!status.ok()) notices_.push_back(status.message());
  TellState(true);
}

// What is in use is at any time either the old partitions or the new one: one
// transaction of the catalog swaps them. Whatever is interrupted before or
// after it leaves files that the catalog names, and that are removed when their
// shard is next opened.
Task<Status> Coordinator::Rewrite(ShardLink& link, uint64_t incarnation,
                                  const v1::Rewrite& rewrite) {
  // The names were another's to give: this one may have given them since.
  if (link.incarnation() != incarnation) co_return Status();
  const std::vector<std::string> made = {rewrite.to()};
  const std::vector<std::string> replaced(rewrite.from().begin(),
                                          rewrite.from().end());
  TAFFRAIL_CO_RETURN_IF_ERROR(ChangeUnusedFiles(made, {}));
  v1::ShardRequest request;
  *request.mutable_rewrite() = rewrite;
  v1::ShardResponse response = co_await *link.StartCall(request);
  // The file goes with the shard that made it; it is made anew the next time.
  if (link.incarnation() != incarnation) co_return Status();
  if (response.has_error()) co_return FromProto(response.error());
  TAFFRAIL_CO_RETURN_IF_ERROR(ChangeUnusedFiles(replaced, made));
  request.Clear();
  *request.mutable_swap() = rewrite;
  response = co_await *link.StartCall(std::move(request));
  // Its opening removes them.
  if (link.incarnation() != incarnation) co_return Status();
  if (response.has_error()) co_return FromProto(response.error());
  // The names stay until the files were seen to be gone: a loss of power may
  // bring them back.
  co_return Status();
}

// A file that was set aside, and is sound the next time, may hold what has been
// imported again since. That becomes a source's that is gone.
Task<Status> Coordinator::SettleSuperfluous() {
  std::map<uint32_t, v1::ShardMoveChunks> moves;
  // There will be more of them.
  const std::map<uint32_t, SourceEntry> entries = sources_->entries();
  for (const auto& [id, entry] : entries) {
    if (entry.is_gone()) continue;
    const auto superfluous = sources_->Superfluous(id);
    if (superfluous.empty()) continue;
    SourceEntry gone = entry;
    gone.visibility = Visibility::kGone;
    const StatusOr<SourceEntry> added = sources_->Add(gone);
    if (!added.ok()) co_return added.status();
    for (const auto& [shard, chunks] : superfluous) {
      v1::ShardMoveChunks::Of* of = moves[shard].add_sources();
      of->set_from(id);
      of->set_to(added->id);
      for (const ByteRange& chunk : chunks) {
        of->add_chunks()->set_start(chunk.start);
        of->mutable_chunks()->rbegin()->set_end(chunk.end);
      }
    }
  }
  if (moves.empty()) co_return Status();
  co_await TellShards(links_, *sources_);
  Status failed;
  for (auto& [shard, move] : moves) {
    v1::ShardRequest request;
    *request.mutable_move_chunks() = std::move(move);
    const v1::ShardResponse response =
        co_await *links_[shard]->StartCall(std::move(request));
    if (failed.ok() && response.has_error()) {
      failed = FromProto(response.error());
    }
    if (response.has_opened()) SetCoverage(shard, response.opened());
  }
  co_return failed;
}

Status Coordinator::ChangeUnusedFiles(const std::vector<std::string>& add,
                                      const std::vector<std::string>& remove) {
  TAFFRAIL_RETURN_IF_ERROR(sources_->catalog().ChangeUnusedFiles(add, remove));
  unused_files_.insert(add.begin(), add.end());
  for (const std::string& name : remove) unused_files_.erase(name);
  return {};
}

}  // namespace taffrail
