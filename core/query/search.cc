#include "core/query/search.h"

#include <algorithm>
#include <utility>

namespace taffrail {

Search::Search(QueryNode query, TimeRange range, size_t max_bins)
    : query_(std::move(query)), range_(range), histogram_(max_bins) {}

void Search::SetTemplates(std::vector<std::vector<LeafId>> leaves) {
  const std::vector<TemplateIs*> templates = TemplatesOf(query_);
  for (size_t i = 0; i < templates.size() && i < leaves.size(); ++i) {
    std::sort(leaves[i].begin(), leaves[i].end());
    templates[i]->leaves = std::move(leaves[i]);
  }
}

std::string Search::IndexExpression(const Partition& partition) {
  return taffrail::IndexExpression(query_, {}, [&](const FieldIs& field) {
    return fields_.Of(field, partition).Literal(partition);
  });
}

void Search::Clear() {
  matches_.clear();
  sorted_ = true;
  matched_ = 0;
  histogram_.Clear();
  services_.clear();
}

bool Search::RulesOut(const BlockHead& head, const Partition& partition) {
  return head.t1_ns < range_.from_ns || range_.EndsBefore(head.t0_ns) ||
         Judge(query_, head, partition, fields_) == Verdict::kNone;
}

Status Search::Look(uint32_t partition_number, Partition& partition,
                    const BlockHead& head, TextCodec& codec,
                    FieldParser& parser, RegexScans& scans) {
  BlockReader block(partition, head, codec, parser);
  bool in_range = range_.Holds(head.t0_ns) && range_.Holds(head.t1_ns);
  scans.Begin();
  StatusOr<BlockBits> bits = Evaluate(query_, block, fields_, scans);
  if (!bits.ok()) return bits.status();
  if (scans.stopped()) return {};
  bool all = bits->Count() == head.count;
  bool whole = all && in_range && histogram_.InOneBin(head.t0_ns, head.t1_ns);

  if (whole) {
    // The head says it all: nothing has to be decoded.
    for (size_t c = 0; c < head.severity_counts.size(); ++c) {
      if (head.severity_counts[c] > 0) {
        histogram_.Add(head.t0_ns, c, head.severity_counts[c]);
      }
    }
    for (auto [id, count] : head.services) {
      services_[partition.service_name(id)] += count;
    }
  } else if (bits->Count() > 0) {
    StatusOr<const BlockColumns*> columns = block.Columns();
    if (!columns.ok()) return columns.status();
    BlockBits inside;
    std::map<uint32_t, uint64_t> services;
    for (uint32_t i = 0; i < head.count; ++i) {
      int64_t time = (*columns)->times_ns[i];
      if (!bits->Test(i) || !range_.Holds(time)) continue;
      inside.Set(i);
      histogram_.Add(time, SeverityClass((*columns)->severities[i]), 1);
      ++services[(*columns)->services[i]];
    }
    for (auto [id, count] : services) {
      services_[partition.service_name(id)] += count;
    }
    bits = inside;
  }
  uint32_t count = bits->Count();
  if (count == 0) return {};
  matched_ += count;
  matches_.push_back({partition_number,
                      static_cast<uint32_t>(head.id - 1),
                      count,
                      *bits,
                      {head.t0_ns, head.source_id, head.first_offset},
                      {head.t1_ns, head.source_id, head.end_offset}});
  sorted_ = false;
  return {};
}

uint64_t Search::CountAbove(const RowKey& key,
                            std::vector<const BlockMatch*>* undecided) const {
  uint64_t above = 0;
  for (const BlockMatch& match : matches_) {
    if (match.lowest > key) {
      above += match.count;
    } else if (match.highest > key) {
      undecided->push_back(&match);
    }
  }
  return above;
}

const std::vector<BlockMatch>& Search::ByHighestKey() {
  if (!sorted_) {
    std::sort(matches_.begin(), matches_.end(),
              [](const BlockMatch& a, const BlockMatch& b) {
                return a.highest > b.highest;
              });
    sorted_ = true;
  }
  return matches_;
}

StatusOr<std::vector<std::pair<RowKey, uint32_t>>> Search::Keys(
    const BlockMatch& match, BlockReader& block) {
  StatusOr<const BlockColumns*> columns = block.Columns();
  if (!columns.ok()) return columns.status();
  std::vector<std::pair<RowKey, uint32_t>> keys;
  keys.reserve(match.count);
  uint64_t offset = block.head().first_offset;
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (match.bits.Test(i)) {
      keys.push_back(
          {{(*columns)->times_ns[i], block.head().source_id, offset}, i});
    }
    offset += (*columns)->lengths[i];
  }
  return keys;
}

std::vector<BlockMatch> Search::InFileOrder() const {
  std::vector<BlockMatch> matches = matches_;
  std::sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
    return std::pair(a.partition, a.block) < std::pair(b.partition, b.block);
  });
  return matches;
}

}  // namespace taffrail
