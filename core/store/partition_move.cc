// Chunks that become another source's.
#include <algorithm>
#include <utility>

#include "core/store/partition.h"
#include "core/store/partition_statements.h"

namespace taffrail {

Status Partition::MoveChunks(uint32_t from, std::span<const uint64_t> starts,
                             uint32_t to) {
  if (sealed_) {
    Close();
    TAFFRAIL_RETURN_IF_ERROR(Reopen(/*read_only=*/false));
  }
  Moved moved{heads_, coverage_, {}};
  const auto is_moved = [&](uint32_t source, uint64_t start) {
    return source == from &&
           std::find(starts.begin(), starts.end(), start) != starts.end();
  };
  for (BlockHead& head : moved.heads) {
    if (is_moved(head.source_id, head.chunk_start)) head.source_id = to;
  }
  for (ChunkCoverage& chunk : moved.coverage) {
    if (is_moved(chunk.source_id, chunk.start)) chunk.source_id = to;
  }
  StatusOr<TemplateSet::Uses> uses = CountTemplates(moved.heads);
  Status status = uses.status();
  if (status.ok()) {
    moved.uses = *std::move(uses);
    status = db_->Execute("BEGIN");
  }
  if (status.ok()) status = WriteMoved(moved);
  if (status.ok()) status = db_->Execute("COMMIT");
  if (status.ok()) {
    heads_ = std::move(moved.heads);
    coverage_ = std::move(moved.coverage);
    templates_.SetUses(std::move(moved.uses));
  } else if (!db_->autocommit()) {
    (void)db_->Execute("ROLLBACK");  // Left to the next opening if it fails.
  }
  if (!sealed_) return status;
  Close();
  if (!status.ok()) {
    // Only one that may write rolls back what is left in the journal.
    (void)Reopen(/*read_only=*/false);
    Close();
  }
  const Status reopened = Reopen();
  return status.ok() ? reopened : status;
}

Status Partition::WriteMoved(const Moved& moved) {
  StatusOr<Statement> coverage = db_->Prepare(
      "UPDATE coverage SET source=?3 WHERE source=?1 AND start=?2");
  if (!coverage.ok()) return coverage.status();
  for (size_t i = 0; i < coverage_.size(); ++i) {
    const ChunkCoverage& before = coverage_[i];
    if (moved.coverage[i].source_id == before.source_id) continue;
    coverage->Bind(1, before.source_id)
        .Bind(2, static_cast<int64_t>(before.start))
        .Bind(3, moved.coverage[i].source_id);
    TAFFRAIL_RETURN_IF_ERROR(coverage->Run());
  }
  StatusOr<Statement> zone =
      db_->Prepare("UPDATE block SET zone=?2 WHERE id=?1");
  if (!zone.ok()) return zone.status();
  for (size_t i = 0; i < heads_.size(); ++i) {
    if (moved.heads[i].source_id == heads_[i].source_id) continue;
    const std::string bytes = EncodeZone(moved.heads[i]);
    zone->Bind(1, heads_[i].id).BindBlob(2, bytes);
    TAFFRAIL_RETURN_IF_ERROR(zone->Run());
  }
  TAFFRAIL_RETURN_IF_ERROR(db_->Execute("DELETE FROM template_use"));
  for (const auto& [of, use] : moved.uses) {
    TAFFRAIL_RETURN_IF_ERROR(WriteUse(of, use));
  }
  return {};
}

}  // namespace taffrail
