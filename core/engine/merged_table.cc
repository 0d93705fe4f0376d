#include "core/engine/merged_table.h"

#include <algorithm>
#include <utility>

#include "core/base/numbers.h"
#include "core/engine/messages.h"
#include "core/engine/shard_table.h"
#include "core/query/distinct_sketch.h"

namespace taffrail {
MergedTable::MergedTable(const ShardLinks& links,
                         std::shared_ptr<MergedSearch> search,
                         Pipeline pipeline, SourceNames names, double now_ms,
                         std::function<void(const Status&)> changed)
    : links_(links),
      search_(std::move(search)),
      pipeline_(std::move(pipeline)),
      names_(std::move(names)),
      started_ms_(now_ms),
      latest_(links.size()) {
  for (const std::unique_ptr<ShardLink>& link : links_) {
    v1::ShardRequest start;
    v1::ShardTable* table = start.mutable_table();
    table->set_search_id(search_->shard_id(link->index()));
    table->set_query(search_->query());
    table->mutable_source_names()->insert(names_.begin(), names_.end());
    ids_.push_back(link->Start(
        std::move(start),
        [this, changed, shard = link->index()](const v1::ShardResponse& r) {
          if (r.has_error()) return changed(FromProto(r.error()));
          latest_[shard] = r.table();
          changed(Status());
        }));
  }
}

void MergedTable::Stop() { EndRequests(links_, ids_); }

Status MergedTable::Update(double now_ms) {
  ShardTable whole(pipeline_, names_);
  complete_ = true;
  for (const v1::ShardTablePart& part : latest_) {
    complete_ = complete_ && part.complete();
    if (part.rows().empty()) continue;
    TAFFRAIL_RETURN_IF_ERROR(whole.Merge(part.rows()));
  }
  if (complete_ && !elapsed_ms_) elapsed_ms_ = now_ms - started_ms_;
  served_.Set(whole.Result());
  cut_ = whole.cut();
  return {};
}

v1::TableProgress MergedTable::Progress() const {
  v1::TableProgress progress;
  progress.set_complete(complete_);
  served_.Describe(&progress);
  for (const v1::ShardTablePart& part : latest_) {
    progress.set_records(progress.records() + part.records());
  }
  const v1::SearchProgress search = search_->Progress();
  progress.set_matched(search.matched());
  const auto share = [](uint64_t part, uint64_t whole) {
    return whole == 0 ? 1.0
                      : std::min(1.0, static_cast<double>(part) /
                                          static_cast<double>(whole));
  };
  progress.set_share(complete_
                         ? 1
                         : share(search.scanned(), search.total()) *
                               share(progress.records(), search.matched()));
  if (cut_) {
    progress.add_notes("Made of the first " +
                       WithThousands(RecordTable::kMaxRows) +
                       " records of more: stats counts all of them");
  }
  if (served_.table().estimated) {
    progress.add_notes("Counts of more than " +
                       WithThousands(DistinctSketch::kExact) +
                       " different values are estimates, good to about 1 %");
  }
  if (elapsed_ms_) progress.set_elapsed_ms(*elapsed_ms_);
  return progress;
}

}  // namespace taffrail
