#include "core/cli/store_templates.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/cli/import.h"
#include "core/template/leaf.h"

namespace taffrail {

StatusOr<std::vector<Template>> TemplatesOfStore(std::string_view store,
                                                 const std::string& query,
                                                 double precision) {
  StatusOr<std::unique_ptr<LocalCluster>> cluster = OpenStore(store);
  if (!cluster.ok()) return cluster.status();
  v1::Request search;
  search.mutable_search()->set_query(query);
  v1::Response last;
  const uint64_t search_id = (*cluster)->Start(
      std::move(search), [&](const v1::Response& told) { last = told; });
  (*cluster)->RunUntil([&] { return last.done() || last.search().complete(); });
  if (last.has_error()) return InvalidArgument(last.error().message());
  v1::Request request;
  v1::TemplatesRequest* templates = request.mutable_templates();
  templates->set_search_id(search_id);
  templates->set_precision(precision);
  templates->set_max_templates(UINT32_MAX);
  templates->set_bins(1);
  const StatusOr<v1::Response> told = (*cluster)->Call(std::move(request));
  if (!told.ok()) return told.status();
  std::vector<Template> found;
  for (const v1::Templates::Template& one : told->templates().templates()) {
    const std::optional<LeafId> id = ParseLeafId(one.id());
    if (!id) continue;  // Empty records.
    Template& added = found.emplace_back();
    added.id = *id;
    added.text = one.text();
    added.count = one.count();
  }
  return found;
}

namespace {

Status Regroup(std::string_view store, v1::Request request) {
  StatusOr<std::unique_ptr<LocalCluster>> cluster = OpenStore(store);
  if (!cluster.ok()) return cluster.status();
  return (*cluster)->Call(std::move(request)).status();
}

}  // namespace

Status MergeTemplates(std::string_view store, std::string_view ids) {
  v1::Request request;
  while (!ids.empty()) {
    const std::string_view id = ids.substr(0, ids.find(','));
    request.mutable_regroup()->add_merge(std::string(id));
    ids.remove_prefix(std::min(ids.size(), id.size() + 1));
  }
  return Regroup(store, std::move(request));
}

Status SplitTemplate(std::string_view store, std::string_view id,
                     double precision) {
  v1::Request request;
  request.mutable_regroup()->set_split(std::string(id));
  request.mutable_regroup()->set_precision(precision);
  return Regroup(store, std::move(request));
}

}  // namespace taffrail
