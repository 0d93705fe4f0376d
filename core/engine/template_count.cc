#include "core/engine/template_count.h"

#include <utility>

#include "core/engine/merged_search.h"
#include "core/engine/messages.h"

namespace taffrail {

TemplateCount::TemplateCount(const ShardLinks& links,
                             const std::vector<uint64_t>& search_ids,
                             const TimeBins& bins,
                             std::function<void()> changed)
    : links_(links), bins_(bins), latest_(links.size()) {
  for (size_t i = 0; i < links_.size(); ++i) {
    v1::ShardRequest request;
    v1::ShardTemplates* templates = request.mutable_templates();
    templates->set_search_id(search_ids[i]);
    templates->set_t0_ns(bins.t0_ns);
    templates->set_width_ns(bins.width_ns);
    templates->set_bins(bins.count);
    ids_.push_back(links_[i]->Start(
        std::move(request), [this, i, changed](const v1::ShardResponse& r) {
          if (r.has_error()) {
            failure_ = FromProto(r.error());
          } else {
            latest_[i] = r.templates();
            done_ += r.done();
          }
          changed();
        }));
  }
}

TemplateCount::~TemplateCount() {
  if (!done()) EndRequests(links_, ids_);
}

double TemplateCount::share() const {
  uint64_t blocks = 0;
  uint64_t blocks_done = 0;
  for (const v1::LeafTallies& shard : latest_) {
    blocks += shard.blocks();
    blocks_done += shard.blocks_done();
  }
  return blocks == 0
             ? 0
             : static_cast<double>(blocks_done) / static_cast<double>(blocks);
}

TemplateTally TemplateCount::Tally() const {
  TemplateTally tally{bins_, {}};
  for (const v1::LeafTallies& shard : latest_) {
    for (const v1::LeafTallies::Tally& told : shard.tallies()) {
      tally.leaves[told.leaf()].Add(FromProto(told));
    }
  }
  return tally;
}

std::unique_ptr<TemplateCount> MergedSearch::CountTemplates(
    uint32_t bins, std::function<void()> changed) const {
  return std::make_unique<TemplateCount>(links_, ids_, Bins(bins),
                                         std::move(changed));
}

std::shared_ptr<const TemplateTally> MergedSearch::Counted(
    uint32_t bins) const {
  const bool known = counted_ != nullptr && counted_->bins.count == bins &&
                     counted_generation_ == generation_;
  return known ? counted_ : nullptr;
}

void MergedSearch::KeepCounted(uint64_t generation,
                               std::shared_ptr<const TemplateTally> tally) {
  counted_ = std::move(tally);
  counted_generation_ = generation;
}

// The time that is searched, else that of the matches.
TimeBins MergedSearch::Bins(uint32_t count) const {
  int64_t from = request_.from_ns();
  int64_t to = request_.to_ns();
  if (!request_.has_range()) {
    const v1::Histogram found = Progress().histogram();
    from = found.t0_ns();
    to = from + static_cast<int64_t>(found.bin_count()) * found.width_ns();
  }
  const uint64_t span =
      to > from ? static_cast<uint64_t>(to) - static_cast<uint64_t>(from) : 1;
  const uint64_t width = (span - 1) / count + 1;
  return {from, static_cast<int64_t>(width), count};
}

}  // namespace taffrail
