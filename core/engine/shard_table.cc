#include "core/engine/shard_table.h"

#include <algorithm>
#include <utility>

#include "core/engine/shard.h"

namespace taffrail {
namespace {

constexpr double kTellEveryMs = 120;
// Of the time, what telling may take.
constexpr double kTellingShare = 0.1;

}  // namespace

ShardTable::ShardTable(Pipeline pipeline, SourceNames names)
    : pipeline_(std::move(pipeline)), names_(std::move(names)) {
  Clear();
}

void ShardTable::Clear() {
  in_.clear();
  records_ = 0;
  if (pipeline_.stats() != nullptr) {
    stats_.emplace(*pipeline_.stats(), names_);
  } else {
    rows_.emplace(pipeline_, names_);
  }
}

std::vector<BlockMatch> ShardTable::Missing(Search& search) const {
  std::vector<BlockMatch> missing;
  // Records are wanted newest first; to count them, block by block as they are
  // in the files is the fastest.
  const auto& all = rows_ ? search.ByHighestKey() : search.matches();
  for (const BlockMatch& match : all) {
    const bool in = match.partition < in_.size() &&
                    match.block < in_[match.partition].size() &&
                    in_[match.partition][match.block];
    if (!in) missing.push_back(match);
  }
  if (!rows_) {
    std::sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) {
      return std::pair(b.partition, a.block) < std::pair(a.partition, b.block);
    });
  }
  return missing;
}

void ShardTable::Mark(const BlockMatch& match) {
  if (in_.size() <= match.partition) in_.resize(match.partition + 1);
  std::vector<bool>& blocks = in_[match.partition];
  if (blocks.size() <= match.block) blocks.resize(match.block + 1);
  blocks[match.block] = true;
  records_ += match.count;
}

bool ShardTable::RulesOut(const BlockMatch& match) {
  if (!rows_ || !rows_->RulesOut(match)) return false;
  Mark(match);
  return true;
}

Status ShardTable::Look(BlockReader& block, const BlockMatch& match) {
  Mark(match);
  return stats_ ? stats_->Look(block, match.bits)
                : rows_->Look(block, match.bits);
}

void ShardTable::Append(std::string* out) {
  if (stats_) return stats_->Append(out);
  rows_->Append(out);
}

Status ShardTable::Merge(std::string_view bytes) {
  return stats_ ? stats_->Merge(bytes) : rows_->Merge(bytes);
}

Table ShardTable::Result() {
  if (rows_) return rows_->Result();
  Table table = stats_->Result();
  ApplySteps(std::span(pipeline_.steps).subspan(1), &table);
  return table;
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
  double next_ms = scheduler_.NowMs() + kTellEveryMs;
  const auto tell = [&](bool complete) {
    const double start_ms = scheduler_.NowMs();
    v1::ShardResponse response;
    response.set_id(id);
    response.mutable_table()->set_complete(complete);
    response.mutable_table()->set_records(table.records());
    table.Append(response.mutable_table()->mutable_rows());
    Send(response);
    const double now_ms = scheduler_.NowMs();
    next_ms =
        now_ms + std::max(kTellEveryMs, (now_ms - start_ms) / kTellingShare);
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
        TAFFRAIL_CO_RETURN_IF_ERROR(co_await pool_->Ensure(match.partition));
        // Void while this waited.
        if (generation != open->generation) break;
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

}  // namespace taffrail
