// The templates of the matches of a search, and those of all records.
#include <algorithm>
#include <utility>

#include "core/base/hash.h"
#include "core/engine/messages.h"
#include "core/engine/row_reader.h"
#include "core/query/template_counter.h"

namespace taffrail {
namespace {

constexpr double kTellEveryMs = 250;

v1::LeafTallies ToProto(const TemplateCounter& counter) {
  v1::LeafTallies told;
  for (const auto& [leaf, tally] : counter.tallies()) {
    *told.add_tallies() = ToProto(leaf, tally);
  }
  return told;
}

}  // namespace

Task<StatusOr<v1::LeafTallies>> RowReader::Templates(
    const Search& search, const v1::ShardTemplates& request,
    const bool& cancelled, std::function<void(const v1::LeafTallies&)> tell) {
  TemplateCounter counter(TimeBins{request.t0_ns(), request.width_ns(),
                                   std::max(request.bins(), 1u)});
  const std::vector<BlockMatch> matches = search.InFileOrder();
  uint64_t done = 0;
  const auto told = [&] {
    v1::LeafTallies so_far = ToProto(counter);
    so_far.set_blocks_done(done);
    so_far.set_blocks(matches.size());
    return so_far;
  };
  double told_ms = scheduler_.NowMs();
  Status status = co_await ForEachBlock(
      matches, &cancelled, [&](BlockReader& block, const BlockMatch& match) {
        Status looked = counter.Look(block, match.bits);
        ++done;
        if (looked.ok() && scheduler_.NowMs() - told_ms >= kTellEveryMs) {
          told_ms = scheduler_.NowMs();
          tell(told());
        }
        return looked;
      });
  if (!status.ok()) co_return status;
  co_return told();
}

v1::LeafList RowReader::Leaves(const std::set<uint32_t>& hidden,
                               const std::string& known_version) {
  uint64_t blocks = 0;
  for (uint32_t number = 0; number < pool_.size(); ++number) {
    if (pool_.gone(number)) continue;
    blocks += pool_.at(number).committed_blocks();
  }
  v1::LeafList list;
  uint64_t hidden_hash = 0;
  for (uint32_t source : hidden) hidden_hash = MixHash(hidden_hash, source + 1);
  list.set_version(std::to_string(blocks) + ':' + std::to_string(hidden_hash));
  if (list.version() == known_version) {
    list.set_unchanged(true);
    return list;
  }
  std::unordered_map<LeafId, int> places;
  for (uint32_t number = 0; number < pool_.size(); ++number) {
    if (pool_.gone(number)) continue;
    const TemplateSet& templates = pool_.at(number).templates();
    for (const auto& [of, use] : templates.uses()) {
      const auto& [source_id, leaf] = of;
      if (leaf == TemplateSet::kNone || hidden.contains(source_id)) continue;
      const TemplateSet::Leaf& known = templates.leaves()[leaf];
      const auto [at, added] = places.emplace(known.id, list.leaves_size());
      if (added) {
        v1::LeafList::Leaf* first = list.add_leaves();
        first->set_id(known.id);
        first->set_masked(known.masked);
        first->set_first_source_id(source_id);
        first->set_first_offset(use.first_offset);
      }
      v1::LeafList::Leaf* told = list.mutable_leaves(at->second);
      told->set_records(told->records() + use.records);
      if (std::pair(source_id, use.first_offset) <
          std::pair(told->first_source_id(), told->first_offset())) {
        told->set_first_source_id(source_id);
        told->set_first_offset(use.first_offset);
      }
    }
  }
  return list;
}

Status RowReader::AddLeaf(BlockReader& block, uint32_t index,
                          v1::ShardRecord* record) {
  StatusOr<const BlockLeaves*> leaves = block.Leaves();
  if (!leaves.ok()) return leaves.status();
  const auto at = static_cast<size_t>((*leaves)->indices[index]);
  record->set_leaf((*leaves)->ids[at]);
  if (!(*leaves)->masked.empty()) record->set_masked((*leaves)->masked[at]);
  return {};
}

}  // namespace taffrail
