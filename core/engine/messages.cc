#include "core/engine/messages.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/utf8.h"

namespace taffrail {

v1::Error ToProto(const Status& status) {
  v1::Error error;
  error.set_code(static_cast<uint32_t>(status.code()));
  // Messages end with data, a file's name for one, which can be any bytes.
  error.set_message(ToValidUtf8(status.message()));
  return error;
}

Status FromProto(const v1::Error& error) {
  return Status(static_cast<StatusCode>(error.code()), error.message());
}

v1::RecordKey ToProto(const RowKey& key) {
  v1::RecordKey out;
  out.set_time_ns(key.time_ns);
  out.set_source_id(key.source_id);
  out.set_offset(key.offset);
  return out;
}

RowKey FromProto(const v1::RecordKey& key) {
  return {key.time_ns(), key.source_id(), key.offset()};
}

v1::LeafTallies::Tally ToProto(LeafId leaf, const LeafTally& tally) {
  v1::LeafTallies::Tally out;
  out.set_leaf(leaf);
  out.set_records(tally.records);
  for (uint64_t count : tally.severities) out.add_severities(count);
  out.set_first_ns(tally.first_ns);
  *out.mutable_newest() = ToProto(tally.newest);
  for (uint64_t count : tally.bins) out.add_bins(count);
  if (tally.masked) out.set_masked(*tally.masked);
  return out;
}

LeafTally FromProto(const v1::LeafTallies::Tally& tally) {
  LeafTally out;
  out.records = tally.records();
  const int classes =
      std::min(tally.severities_size(), static_cast<int>(kSeverityClasses));
  for (int i = 0; i < classes; ++i) {
    out.severities[static_cast<size_t>(i)] = tally.severities(i);
  }
  out.first_ns = tally.first_ns();
  out.newest = FromProto(tally.newest());
  out.bins.assign(tally.bins().begin(), tally.bins().end());
  if (tally.has_masked()) out.masked = tally.masked();
  return out;
}

v1::Coverage ToProto(const ChunkCoverage& coverage) {
  v1::Coverage out;
  out.set_source_id(coverage.source_id);
  out.set_start(coverage.start);
  out.set_end(coverage.end);
  out.set_records(coverage.records);
  out.set_t0_ns(coverage.t0_ns);
  out.set_t1_ns(coverage.t1_ns);
  out.set_split_records(coverage.split_records);
  out.set_lines(coverage.lines);
  return out;
}

ChunkCoverage FromProto(const v1::Coverage& coverage) {
  return {coverage.source_id(),     coverage.start(), coverage.end(),
          coverage.records(),       coverage.t0_ns(), coverage.t1_ns(),
          coverage.split_records(), coverage.lines()};
}

size_t MaxBins(const v1::SearchRequest& request) {
  constexpr uint32_t kDefaultBins = 300;
  constexpr uint32_t kMostBins = 10000;
  uint32_t bins = request.max_bins() ? request.max_bins() : kDefaultBins;
  return std::min(bins, kMostBins);
}

void ToProto(const Histogram& histogram, v1::Histogram* out) {
  out->set_width_ns(histogram.width_ns());
  if (histogram.bins().empty()) return;
  int64_t t0 = histogram.bins().begin()->first;
  int64_t t1 = histogram.bins().rbegin()->first;
  uint64_t count = (static_cast<uint64_t>(t1) - static_cast<uint64_t>(t0)) /
                       static_cast<uint64_t>(histogram.width_ns()) +
                   1;
  out->set_t0_ns(t0);
  out->set_bin_count(static_cast<uint32_t>(count));
  out->mutable_counts()->Resize(static_cast<int>(count * kSeverityClasses), 0);
  for (const auto& [start, counts] : histogram.bins()) {
    uint64_t bin = (static_cast<uint64_t>(start) - static_cast<uint64_t>(t0)) /
                   static_cast<uint64_t>(histogram.width_ns());
    for (size_t c = 0; c < counts.size(); ++c) {
      out->set_counts(static_cast<int>(bin * kSeverityClasses + c), counts[c]);
    }
  }
}

void AddBins(const v1::Histogram& bins, Histogram* histogram) {
  for (uint32_t bin = 0; bin < bins.bin_count(); ++bin) {
    SeverityCounts counts;
    uint64_t sum = 0;
    for (int c = 0; c < kSeverityClasses; ++c) {
      int at = static_cast<int>(bin) * kSeverityClasses + c;
      counts[c] = at < bins.counts_size() ? bins.counts(at) : 0;
      sum += counts[c];
    }
    if (sum == 0) continue;
    histogram->AddBin(bins.t0_ns() + bin * bins.width_ns(), bins.width_ns(),
                      counts);
  }
}

std::vector<std::pair<std::string_view, uint64_t>> MostFrequent(
    const std::map<std::string, uint64_t>& counts, size_t most) {
  std::vector<std::pair<std::string_view, uint64_t>> order(counts.begin(),
                                                           counts.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (order.size() > most) order.resize(most);
  return order;
}

void AddMostFrequent(const std::map<std::string, uint64_t>& services,
                     v1::SearchProgress* progress) {
  constexpr size_t kMaxServices = 200;
  for (auto [name, count] : MostFrequent(services, kMaxServices)) {
    v1::ServiceCount* service = progress->add_services();
    service->set_service(name.data(), name.size());
    service->set_count(count);
  }
}

}  // namespace taffrail
