// The index of a partition's blocks: when and how they come into it.
#include "core/base/ansi.h"
#include "core/store/partition.h"

namespace taffrail {
namespace {

// A run's: so many of the words' places stay in the caches.
constexpr size_t kMaxTermBytesCollected = 4 << 20;
// All runs', of one segment. Most partitions take less, and have one segment
// then: a query looks into each.
constexpr size_t kMaxTermBytesHeld = 64 << 20;
// Segments that small imports have made are put together.
constexpr uint32_t kMergedTermSegments = 32;

}  // namespace

void Partition::CollectTerms(int64_t block_id, std::string_view text) {
  if (collected_ + 1 != block_id || runs_.bytes() >= kMaxTermBytesHeld) return;
  std::string plain;
  terms_.Add(static_cast<uint32_t>(block_id), WithoutEscapes(text, &plain));
  collected_ = block_id;
  if (terms_.bytes() >= kMaxTermBytesCollected) EndTermRun();
}

void Partition::EndTermRun() {
  if (!terms_.empty()) runs_.Add(terms_.TakeRun(), collected_);
}

void Partition::ForgetTermsAfter(int64_t block_id) {
  if (collected_ <= block_id) return;
  terms_.Clear();
  collected_ = runs_.DropAfter(block_id, in_file_);
}

bool Partition::IndexIsDue(uint64_t text_bytes) const {
  uint64_t unindexed = 0;
  for (size_t i = static_cast<size_t>(indexed_); i < committed_heads_; ++i) {
    unindexed += heads_[i].end_offset - heads_[i].first_offset;
  }
  return runs_.bytes() >= kMaxTermBytesHeld || unindexed >= text_bytes;
}

StatusOr<bool> Partition::IndexStep(TextCodec& codec) {
  StatusOr<bool> done = GoOnIndexing(codec);
  if (!done.ok() && segment_) {
    segment_.reset();
    runs_.StopWriting();
    // Some failures (a full disk) have rolled back already; of another the
    // first is the one to tell.
    if (!db_->autocommit()) (void)db_->Execute("ROLLBACK").ok();
  }
  return done;
}

StatusOr<bool> Partition::GoOnIndexing(TextCodec& codec) {
  if (segment_) {
    StatusOr<bool> written = runs_.WriteSome(*segment_);
    if (!written.ok()) return written;
    if (*written) TAFFRAIL_RETURN_IF_ERROR(CommitSegment());
    return false;
  }
  if (indexed_ != in_file_) TAFFRAIL_RETURN_IF_ERROR(UseSegment());
  const auto committed = static_cast<int64_t>(committed_heads_);
  if (collected_ < committed && runs_.bytes() < kMaxTermBytesHeld) {
    std::string text;
    TAFFRAIL_RETURN_IF_ERROR(ReadText(collected_ + 1, codec, &text));
    CollectTerms(collected_ + 1, text);
    return false;
  }
  if (indexed_ == committed) return true;
  EndTermRun();
  TAFFRAIL_RETURN_IF_ERROR(db_->Execute("BEGIN"));
  segment_.emplace(*db_);
  if (term_segments_ >= kMergedTermSegments) {
    TAFFRAIL_RETURN_IF_ERROR(
        db_->Execute("INSERT INTO term(term, rank) VALUES('merge', 1048576)"));
  }
  TAFFRAIL_RETURN_IF_ERROR(segment_->Begin());
  return false;
}

Status Partition::CommitSegment() {
  StatusOr<uint32_t> segments =
      segment_->Finish(static_cast<uint64_t>(collected_));
  TAFFRAIL_RETURN_IF_ERROR(segments.status());
  TAFFRAIL_RETURN_IF_ERROR(
      SetMeta("indexed_blocks", static_cast<uint64_t>(collected_)));
  TAFFRAIL_RETURN_IF_ERROR(db_->Execute("COMMIT"));
  segment_.reset();
  runs_.Clear();
  term_segments_ = *segments;
  in_file_ = collected_;
  return UseSegment();
}

Status Partition::UseSegment() {
  TAFFRAIL_RETURN_IF_ERROR(TermSegmentWriter::ForgetStructure(*db_));
  indexed_ = in_file_;
  return {};
}

}  // namespace taffrail
