#include "core/engine/template_table.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "core/engine/messages.h"
#include "core/store/template_set.h"
#include "core/template/leaf.h"

namespace taffrail {
namespace {

struct KnownLeaf {
  LeafId id;
  const std::string* masked;
  uint64_t records = 0;
  std::pair<uint32_t, uint64_t> first = {UINT32_MAX, UINT64_MAX};
};

// A template as it is counted.
struct Row {
  Template known;
  LeafTally tally;
};

v1::Templates::Template ToProto(const Row& row) {
  v1::Templates::Template out;
  out.set_text(row.known.text);
  if (row.known.id != kNoLeaf) out.set_id(LeafIdText(row.known.id));
  out.set_leaves(row.known.leaves);
  out.set_count(row.tally.records);
  for (uint64_t count : row.tally.severities) out.add_severities(count);
  for (uint64_t count : row.tally.bins) out.add_bins(count);
  out.set_first_ns(row.tally.first_ns);
  out.set_last_ns(row.tally.newest.time_ns);
  *out.mutable_example() = ToProto(row.tally.newest);
  for (TokenKind kind : row.known.kinds) {
    out.add_parameters(std::string(TokenKindName(kind)));
  }
  out.set_merged(row.known.merged);
  out.set_split(row.known.split);
  return out;
}

}  // namespace

std::unique_ptr<TemplateMiner> TemplateTable::NewMiner() {
  return std::make_unique<TemplateMiner>(
      MinerOptions{.value_statistics = false});
}

Task<Status> TemplateTable::Refresh() {
  lists_.resize(links_.size());
  auto answers = co_await AskShards(links_, [&](size_t shard) {
    v1::ShardRequest request;
    request.mutable_leaves()->set_version(lists_[shard].version());
    return request;
  });
  if (!answers.ok()) co_return answers.status();
  bool changed = false;
  for (size_t i = 0; i < answers->size(); ++i) {
    v1::LeafList* const told = (*answers)[i].mutable_leaves();
    if (told->unchanged()) continue;
    lists_[i] = std::move(*told);
    changed = true;
  }
  if (changed) Rebuild();
  co_return Status();
}

void TemplateTable::Rebuild() {
  std::unordered_map<LeafId, KnownLeaf> merged;
  for (const v1::LeafList& list : lists_) {
    for (const v1::LeafList::Leaf& told : list.leaves()) {
      KnownLeaf& leaf = merged[told.id()];
      leaf.id = told.id();
      leaf.masked = &told.masked();
      leaf.records += told.records();
      leaf.first =
          std::min(leaf.first, {told.first_source_id(), told.first_offset()});
    }
  }
  std::vector<KnownLeaf> leaves;
  for (const auto& [id, leaf] : merged) {
    leaves.push_back(leaf);
    unlisted_.erase(id);
  }
  const size_t most = MinerOptions().max_leaves;
  others_ = {kOtherLeaf};
  if (leaves.size() > most) {
    // The frequent ones say more.
    std::sort(leaves.begin(), leaves.end(), [](const auto& a, const auto& b) {
      return std::tie(b.records, a.first, a.id) <
             std::tie(a.records, b.first, b.id);
    });
    for (size_t i = most; i < leaves.size(); ++i) {
      others_.push_back(leaves[i].id);
    }
    leaves.resize(most);
  }
  // As they would come if the sources were read one after the other.
  std::sort(leaves.begin(), leaves.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.id) < std::tie(b.first, b.id);
  });
  miner_ = NewMiner();
  for (const KnownLeaf& leaf : leaves) {
    // What makes no sense is counted as another that found no room.
    if (!miner_->AddLines(leaf.id, *leaf.masked, leaf.records)) {
      others_.push_back(leaf.id);
    }
  }
  for (const auto& [id, masked] : unlisted_) miner_->AddLines(id, masked, 1);
  miner_->SetEdits(edits_);
}

std::vector<v1::SqlTemplate> TemplateTable::All() {
  std::vector<v1::SqlTemplate> all;
  for (const Template& known : miner_->Templates()) {
    v1::SqlTemplate& told = all.emplace_back();
    told.set_id(LeafIdText(known.id));
    told.set_text(known.text);
    told.set_records(known.count);
    for (LeafId leaf : miner_->LeavesOf(known.id)) told.add_leaves(leaf);
  }
  return all;
}

Status TemplateTable::Merge(std::span<const TemplateId> ids) {
  const Status merged = miner_->Merge(ids);
  edits_ = miner_->edits();
  return merged;
}

Status TemplateTable::Split(TemplateId id, double precision) {
  const Status split = miner_->Split(id, precision);
  edits_ = miner_->edits();
  return split;
}

void TemplateTable::SetEdits(TemplateEdits edits) {
  edits_ = std::move(edits);
  miner_->SetEdits(edits_);
}

void TemplateTable::AddUnlisted(LeafId leaf, const std::string& masked,
                                uint64_t records) {
  if (leaf == kNoLeaf || miner_->TemplateOf(leaf) != kOtherLeaf) return;
  if (unlisted_.size() >= MinerOptions().max_leaves) return;
  if (miner_->AddLines(leaf, masked, records)) unlisted_.emplace(leaf, masked);
}

std::vector<LeafId> TemplateTable::LeavesOf(const TemplateIs& wanted) {
  if (wanted.id == kOtherLeaf) return others_;
  std::vector<LeafId> leaves =
      miner_->LeavesOf(wanted.id, wanted.precision.value_or(kDefaultPrecision));
  if (leaves.empty()) leaves = {wanted.id};
  return leaves;
}

v1::Templates TemplateTable::Group(const TemplateTally& tally, double precision,
                                   uint32_t most) {
  for (const auto& [leaf, counted] : tally.leaves) {
    if (counted.masked) AddUnlisted(leaf, *counted.masked, counted.records);
  }
  std::unordered_map<TemplateId, LeafTally> by_template;
  v1::Templates templates;
  for (const auto& [leaf, counted] : tally.leaves) {
    const TemplateId id =
        leaf == kNoLeaf ? kNoLeaf : miner_->TemplateOf(leaf, precision);
    by_template[id].Add(counted);
    templates.set_records(templates.records() + counted.records);
  }
  std::vector<Row> rows;
  for (auto& [id, counted] : by_template) {
    Row row;
    row.known.id = id;
    if (id == kOtherLeaf) row.known.text = "<*>";
    if (id != kOtherLeaf && id != kNoLeaf) {
      if (auto found = miner_->Find(id, precision); found.ok()) {
        row.known = *std::move(found);
      }
    }
    row.tally = std::move(counted);
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(b.tally.records, a.known.text, a.known.id) <
           std::tie(a.tally.records, b.known.text, b.known.id);
  });
  templates.set_distinct(rows.size());
  templates.set_t0_ns(tally.bins.t0_ns);
  templates.set_width_ns(tally.bins.width_ns);
  if (rows.size() > most) rows.resize(most);
  for (const Row& row : rows) *templates.add_templates() = ToProto(row);
  return templates;
}

void TemplateTable::Describe(const v1::ShardRecord& record,
                             v1::RecordDetail* detail) {
  if (record.leaf() == kNoLeaf) return;
  if (record.has_masked()) AddUnlisted(record.leaf(), record.masked(), 1);
  const TemplateId id = miner_->TemplateOf(record.leaf());
  detail->set_template_id(LeafIdText(id));
  const StatusOr<Template> found = miner_->Find(id);
  detail->set_template_text(found.ok() ? found->text : "<*>");
  if (!found.ok()) return;
  for (TokenKind kind : found->kinds) {
    detail->add_template_parameters(std::string(TokenKindName(kind)));
  }
}

}  // namespace taffrail
