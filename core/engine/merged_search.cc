#include "core/engine/merged_search.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/engine/messages.h"

namespace taffrail {
namespace {

// Close enough to a rank: the rows between are fetched and dropped.
constexpr uint64_t kMaxDropped = 256;
constexpr size_t kMaxPlaces = 4096;

// The greatest key below `key`.
RowKey Below(RowKey key) {
  if (key.offset > 0) return {key.time_ns, key.source_id, key.offset - 1};
  constexpr uint64_t kLast = std::numeric_limits<uint64_t>::max();
  if (key.source_id > 0) return {key.time_ns, key.source_id - 1, kLast};
  return {key.time_ns - 1, std::numeric_limits<uint32_t>::max(), kLast};
}

// Times as unsigned numbers in the same order.
constexpr uint64_t kTimeBias = uint64_t{1} << 63;

}  // namespace

MergedSearch::MergedSearch(const ShardLinks& links,
                           const v1::SearchRequest& request,
                           TemplateLeaves templates,
                           std::function<void(const Status&)> changed)
    : links_(links),
      request_(request),
      templates_(std::move(templates)),
      changed_(std::move(changed)),
      latest_(links.size()) {
  Start();
}

void MergedSearch::Start() {
  for (const std::unique_ptr<ShardLink>& link : links_) {
    v1::ShardRequest start;
    *start.mutable_search()->mutable_request() = request_;
    for (const std::vector<LeafId>& leaves : templates_) {
      start.mutable_search()->add_templates()->mutable_ids()->Add(
          leaves.begin(), leaves.end());
    }
    ids_.push_back(
        link->Start(std::move(start),
                    [this, shard = link->index()](const v1::ShardResponse& r) {
                      if (r.has_error()) return changed_(FromProto(r.error()));
                      latest_[shard] = r.search();
                      places_.clear();
                      ++generation_;
                      changed_(Status());
                    }));
  }
}

void MergedSearch::SetTemplates(TemplateLeaves templates) {
  if (templates == templates_) return;
  templates_ = std::move(templates);
  Stop();
  ids_.clear();
  for (v1::SearchProgress& shard : latest_) shard.set_complete(false);
  places_.clear();
  ++generation_;
  Start();
}

void MergedSearch::Stop() { EndRequests(links_, ids_); }

bool MergedSearch::complete() const {
  return std::all_of(latest_.begin(), latest_.end(),
                     [](const auto& p) { return p.complete(); });
}

uint64_t MergedSearch::matched() const {
  uint64_t matched = 0;
  for (const v1::SearchProgress& shard : latest_) matched += shard.matched();
  return matched;
}

v1::SearchProgress MergedSearch::Progress() const {
  v1::SearchProgress merged;
  Histogram histogram(MaxBins(request_));
  std::map<std::string, uint64_t> services;
  for (const v1::SearchProgress& shard : latest_) {
    merged.set_scanned(merged.scanned() + shard.scanned());
    merged.set_total(merged.total() + shard.total());
    merged.set_candidate_blocks(merged.candidate_blocks() +
                                shard.candidate_blocks());
    merged.set_unindexed(merged.unindexed() + shard.unindexed());
    merged.set_total_blocks(merged.total_blocks() + shard.total_blocks());
    merged.set_elapsed_ms(std::max(merged.elapsed_ms(), shard.elapsed_ms()));
    AddBins(shard.histogram(), &histogram);
    for (const v1::ServiceCount& service : shard.services()) {
      services[service.service()] += service.count();
    }
  }
  merged.set_complete(complete());
  merged.set_matched(matched());
  ToProto(histogram, merged.mutable_histogram());
  AddMostFrequent(services, &merged);
  return merged;
}

Task<StatusOr<uint64_t>> MergedSearch::CountAbove(RowKey key) {
  const auto answers = co_await AskShards(links_, [&](size_t shard) {
    v1::ShardRequest request;
    request.mutable_rank()->set_search_id(ids_[shard]);
    *request.mutable_rank()->mutable_key() = ToProto(key);
    return request;
  });
  if (!answers.ok()) co_return answers.status();
  uint64_t above = 0;
  for (const v1::ShardResponse& answer : *answers) above += answer.rank();
  co_return above;
}

// The smallest x in [low, high] whose key has at most `rank` matches above it,
// or some x that comes close enough. The count falls as x grows, and is at most
// `rank` at `high`.
Task<StatusOr<MergedSearch::Place>> MergedSearch::Bisect(
    uint64_t rank, uint64_t low, uint64_t high,
    std::function<RowKey(uint64_t)> key_at) {
  Place best{key_at(high), 0};
  StatusOr<uint64_t> above = co_await CountAbove(best.key);
  if (!above.ok()) co_return above.status();
  best.above = *above;
  while (low < high && best.above + kMaxDropped < rank) {
    uint64_t middle = low + (high - low) / 2;
    RowKey key = key_at(middle);
    above = co_await CountAbove(key);
    if (!above.ok()) co_return above.status();
    if (*above <= rank) {
      best = {key, *above};
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  co_return best;
}

Task<StatusOr<MergedSearch::Place>> MergedSearch::FindPlace(uint64_t rank) {
  auto known = places_.find(rank);
  if (known != places_.end()) co_return Place{known->second, rank};
  constexpr uint64_t kLast64 = std::numeric_limits<uint64_t>::max();
  constexpr uint32_t kLast32 = std::numeric_limits<uint32_t>::max();
  uint64_t low = kLast64;
  uint64_t high = 0;
  for (const v1::SearchProgress& shard : latest_) {
    const v1::Histogram& bins = shard.histogram();
    if (bins.bin_count() == 0) continue;
    uint64_t start = static_cast<uint64_t>(bins.t0_ns()) ^ kTimeBias;
    uint64_t span = bins.bin_count() * static_cast<uint64_t>(bins.width_ns());
    low = std::min(low, start);
    high = std::max(high, start + std::min(span, kLast64 - start));
  }
  StatusOr<Place> place = co_await Bisect(rank, low, high, [](uint64_t x) {
    return RowKey{static_cast<int64_t>(x ^ kTimeBias), kLast32, kLast64};
  });
  if (!place.ok() || place->above + kMaxDropped >= rank) co_return place;
  // Many records share one time: go by source, then by offset.
  int64_t time = place->key.time_ns;
  place = co_await Bisect(rank, 0, kLast32, [time](uint64_t x) {
    return RowKey{time, static_cast<uint32_t>(x), kLast64};
  });
  if (!place.ok() || place->above + kMaxDropped >= rank) co_return place;
  uint32_t source = place->key.source_id;
  co_return co_await Bisect(rank, 0, kLast64, [time, source](uint64_t x) {
    return RowKey{time, source, x};
  });
}

Task<StatusOr<std::vector<v1::RecordDetail>>> MergedSearch::RowsFrom(
    std::optional<RowKey> key, uint32_t count, bool details) {
  auto answers = co_await AskShards(links_, [&](size_t shard) {
    v1::ShardRequest request;
    v1::ShardRows* rows = request.mutable_rows();
    rows->set_search_id(ids_[shard]);
    rows->set_count(count);
    rows->set_details(details);
    if (key) {
      rows->set_bounded(true);
      *rows->mutable_key() = ToProto(*key);
    }
    return request;
  });
  if (!answers.ok()) co_return answers.status();
  std::vector<v1::RecordDetail> rows;
  for (v1::ShardResponse& response : *answers) {
    for (v1::Row& row : *response.mutable_rows()->mutable_rows()) {
      *rows.emplace_back().mutable_row() = std::move(row);
    }
    for (auto& detail : *response.mutable_rows()->mutable_details()) {
      rows.push_back(std::move(detail));
    }
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return FromProto(a.row().key()) > FromProto(b.row().key());
  });
  if (rows.size() > count) rows.resize(count);
  co_return rows;
}

Task<StatusOr<v1::RowsPage>> MergedSearch::Rows(uint64_t first, uint32_t count,
                                                bool details) {
  v1::RowsPage page;
  page.set_first(first);
  page.set_matched(matched());
  if (first >= page.matched() || count == 0) co_return page;
  uint64_t generation = generation_;
  std::optional<RowKey> key;
  uint64_t drop = 0;
  if (first > 0) {
    StatusOr<Place> place = co_await FindPlace(first);
    if (!place.ok()) co_return place.status();
    key = place->key;
    drop = first - std::min(first, place->above);
  }
  StatusOr<std::vector<v1::RecordDetail>> rows =
      co_await RowsFrom(key, count + static_cast<uint32_t>(drop), details);
  if (!rows.ok()) co_return rows.status();
  if (rows->size() > drop && generation == generation_) {
    if (places_.size() > kMaxPlaces) places_.clear();
    places_[first] = FromProto((*rows)[drop].row().key());
    places_[first + rows->size() - drop] =
        Below(FromProto(rows->back().row().key()));
  }
  for (size_t i = drop; i < rows->size(); ++i) {
    if (details) {
      *page.add_details() = std::move((*rows)[i]);
    } else {
      *page.add_rows() = std::move(*(*rows)[i].mutable_row());
    }
  }
  co_return page;
}

}  // namespace taffrail
