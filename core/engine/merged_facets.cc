// The values of fields in the matches of all shards, added up.
#include <utility>

#include "core/engine/merged_search.h"
#include "core/engine/messages.h"

namespace taffrail {
namespace {

constexpr int kMaxFields = 32;
constexpr uint32_t kUsualValues = 10;
constexpr size_t kMaxNames = 500;

using Counts = std::map<std::string, uint64_t>;

}  // namespace

Task<StatusOr<v1::Facets>> MergedSearch::Facets(
    const v1::FacetsRequest& request) {
  if (request.fields_size() > kMaxFields) {
    co_return InvalidArgument("More than 32 fields are asked for at once");
  }
  const uint32_t most =
      request.max_values() == 0 ? kUsualValues : request.max_values();
  const auto answers = co_await AskShards(links_, [&](size_t shard) {
    v1::ShardRequest of_shard;
    *of_shard.mutable_facets() = request;
    of_shard.mutable_facets()->set_search_id(ids_[shard]);
    return of_shard;
  });
  if (!answers.ok()) co_return answers.status();
  v1::Facets merged;
  for (const std::string& field : request.fields()) {
    merged.add_facets()->set_name(field);
  }
  std::vector<Counts> counts(static_cast<size_t>(request.fields_size()));
  Counts names;
  for (const v1::ShardResponse& response : *answers) {
    const v1::Facets& facets = response.facets();
    for (int i = 0; i < facets.facets_size(); ++i) {
      const v1::Facets::Facet& facet = facets.facets(i);
      v1::Facets::Facet* into = merged.mutable_facets(i);
      into->set_records(into->records() + facet.records());
      into->set_cut(into->cut() || facet.cut());
      for (const auto& value : facet.values()) {
        counts[static_cast<size_t>(i)][value.text()] += value.count();
      }
    }
    for (const auto& name : facets.names()) {
      names[name.name()] += name.records();
    }
  }
  for (int i = 0; i < merged.facets_size(); ++i) {
    const Counts& of_field = counts[static_cast<size_t>(i)];
    merged.mutable_facets(i)->set_distinct(of_field.size());
    for (auto [text, count] : MostFrequent(of_field, most)) {
      v1::Facets::Value* value = merged.mutable_facets(i)->add_values();
      value->set_text(text.data(), text.size());
      value->set_count(count);
    }
  }
  for (auto [name, records] : MostFrequent(names, kMaxNames)) {
    v1::Facets::Name* added = merged.add_names();
    added->set_name(name.data(), name.size());
    added->set_records(records);
  }
  co_return merged;
}

}  // namespace taffrail
