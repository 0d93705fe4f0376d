// What the coordinator does about templates.
#include <memory>
#include <utility>

#include "core/engine/coordinator.h"
#include "core/engine/messages.h"
#include "core/template/leaf.h"

namespace taffrail {
namespace {

constexpr uint32_t kUsualBins = 60;
constexpr uint32_t kMaxBins = 1000;
constexpr uint32_t kUsualTemplates = 1000;
constexpr size_t kMostUndos = 100;

}  // namespace

Task<Status> Coordinator::CountTemplates(uint64_t id,
                                         v1::TemplatesRequest request,
                                         Reply* reply) {
  const auto search = FindSearch(request.search_id());
  if (search == nullptr) co_return Cancelled();
  const double precision =
      request.has_precision() ? request.precision() : kDefaultPrecision;
  if (!(precision >= 0 && precision <= 1)) {
    co_return InvalidArgument("The precision is from 0 to 1");
  }
  const uint32_t bins =
      request.bins() == 0 ? kUsualBins : std::min(request.bins(), kMaxBins);
  const uint32_t most =
      request.max_templates() == 0 ? kUsualTemplates : request.max_templates();
  Status status = co_await templates_.Refresh();
  if (!status.ok()) co_return status;
  std::shared_ptr<const TemplateTally> tally = search->Counted(bins);
  if (tally == nullptr) {
    Signal changed(scheduler_);
    UnderWay& under_way = under_way_[id];
    under_way.cancel = [&] { changed.Notify(); };
    const uint64_t generation = search->generation();
    const std::unique_ptr<TemplateCount> count =
        search->CountTemplates(bins, [&] { changed.Notify(); });
    while (!count->done() && !count->failure() && !under_way.cancelled) {
      co_await changed;
      if (count->done() || count->failure() || under_way.cancelled) break;
      v1::Response partial;
      partial.set_id(id);
      *partial.mutable_templates() =
          templates_.Group(count->Tally(), precision, most);
      partial.mutable_templates()->set_share(count->share());
      Send(partial);
    }
    under_way.cancel = nullptr;
    if (under_way.cancelled) co_return Cancelled();
    if (count->failure()) co_return *count->failure();
    tally = std::make_shared<TemplateTally>(count->Tally());
    search->KeepCounted(generation, tally);
    // Leaves may have come since.
    status = co_await templates_.Refresh();
    if (!status.ok()) co_return status;
  }
  *reply->mutable_templates() = templates_.Group(*tally, precision, most);
  reply->mutable_templates()->set_share(1);
  co_return Status();
}

Status Coordinator::Edit(const v1::RegroupRequest& request) {
  if (request.undo() != 0) {
    if (regroupings_.empty() || regroupings_.back().version != request.undo()) {
      return FailedPrecondition(
          "Patterns were merged or split since, so this cannot be undone");
    }
    templates_.SetEdits(regroupings_.back().before);
    return Status();
  }
  std::vector<TemplateId> ids;
  for (const std::string& text : request.merge()) {
    const std::optional<LeafId> id = ParseLeafId(text);
    if (!id) return InvalidArgument("This is no template's id: " + text);
    ids.push_back(*id);
  }
  const std::optional<LeafId> split = ParseLeafId(request.split());
  if (ids.empty() && !split) {
    return InvalidArgument("This is no template's id: " + request.split());
  }
  Status status;
  if (!ids.empty()) status = templates_.Merge(ids);
  if (status.ok() && split) {
    status =
        templates_.Split(*split, request.has_precision() ? request.precision()
                                                         : kDefaultPrecision);
  }
  return status;
}

Task<Status> Coordinator::Regroup(v1::RegroupRequest request,
                                  v1::Regrouped* regrouped) {
  Status status = co_await templates_.Refresh();
  if (!status.ok()) co_return status;
  TemplateEdits before = templates_.edits();
  status = Edit(request);
  if (status.ok()) status = sources_->catalog().SetEdits(templates_.edits());
  if (!status.ok()) {
    // All of it or nothing.
    templates_.SetEdits(std::move(before));
    co_return status;
  }
  ++templates_version_;
  if (request.undo() != 0) {
    regroupings_.pop_back();
  } else {
    if (regroupings_.size() == kMostUndos) {
      regroupings_.erase(regroupings_.begin());
    }
    regroupings_.push_back({templates_version_, std::move(before)});
    regrouped->set_undo(templates_version_);
  }
  for (const auto& [id, search] : searches_) search->Recheck();
  TellState(true);
  co_return status;
}

Task<StatusOr<MergedSearch::TemplateLeaves>> Coordinator::LeavesOf(
    const std::vector<TemplateIs*>& templates) {
  MergedSearch::TemplateLeaves leaves;
  if (templates.empty()) co_return leaves;
  const Status status = co_await templates_.Refresh();
  if (!status.ok()) co_return status;
  for (const TemplateIs* wanted : templates) {
    leaves.push_back(templates_.LeavesOf(*wanted));
  }
  co_return leaves;
}

}  // namespace taffrail
