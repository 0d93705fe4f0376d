#include "core/engine/merged_table.h"

#include <algorithm>
#include <utility>

#include "core/base/numbers.h"
#include "core/engine/messages.h"
#include "core/engine/shard_table.h"
#include "core/query/distinct_sketch.h"

namespace taffrail {
namespace {

constexpr uint32_t kMaxRowsAtOnce = 10'000;

void ToProto(const Value& value, v1::TableRows::Cell* cell) {
  cell->set_kind(static_cast<v1::TableRows::Cell::Kind>(value.kind));
  if (value.kind == ValueKind::kDouble) {
    cell->set_real(value.real());
  } else if (value.kind != ValueKind::kText) {
    cell->set_number(value.number);
  }
  cell->set_text(ToText(value));
}

bool Numeric(const Table& table, size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    const ValueKind kind = row[column].kind;
    if (kind == ValueKind::kNone) continue;
    if (kind > ValueKind::kDuration) return false;
    any = true;
  }
  return any;
}

}  // namespace

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
  table_ = whole.Result();
  cut_ = whole.cut();
  ++version_;
  return {};
}

v1::TableProgress MergedTable::Progress() const {
  v1::TableProgress progress;
  progress.set_complete(complete_);
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    v1::TableProgress::Column* column = progress.add_columns();
    column->set_name(table_.columns[i].name);
    column->set_field(table_.columns[i].field);
    column->set_span_ns(table_.columns[i].bin_ns);
    column->set_numeric(Numeric(table_, i));
  }
  progress.set_rows(table_.rows.size());
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
  if (table_.estimated) {
    progress.add_notes("Counts of more than " +
                       WithThousands(DistinctSketch::kExact) +
                       " different values are estimates, good to about 1 %");
  }
  if (elapsed_ms_) progress.set_elapsed_ms(*elapsed_ms_);
  progress.set_version(version_);
  return progress;
}

v1::TableRows MergedTable::Rows(const v1::TableRowsRequest& request) {
  v1::TableRows page;
  page.set_first(request.first());
  page.set_version(version_);
  const bool ordered =
      request.has_order() && request.column() < table_.columns.size();
  if (ordered &&
      (order_.version != version_ || order_.column != request.column() ||
       order_.descending != request.descending())) {
    order_ = {version_, request.column(), request.descending(),
              OrderedBy(table_, request.column(), request.descending())};
  }
  const uint64_t count = std::min(request.count(), kMaxRowsAtOnce);
  for (uint64_t i = request.first();
       i < table_.rows.size() && i - request.first() < count; ++i) {
    const size_t row = ordered ? order_.rows[i] : i;
    v1::TableRows::Row* out = page.add_rows();
    for (const Value& value : table_.rows[row]) {
      ToProto(value, out->add_cells());
    }
  }
  return page;
}

}  // namespace taffrail
