// The values of fields in the matches of a search.
#include <deque>
#include <utility>

#include "core/engine/row_reader.h"
#include "core/parse/script.h"
#include "core/query/facets.h"

namespace taffrail {

Task<StatusOr<v1::Facets>> RowReader::Facets(const Search& search,
                                             const v1::FacetsRequest& request) {
  std::deque<FacetCounter> counters;
  for (const std::string& field : request.fields()) {
    counters.emplace_back(field);
  }
  Status status;
  if (!counters.empty()) {
    status = co_await ForEachBlock(
        search.InFileOrder(), nullptr,
        [&](BlockReader& block, const BlockMatch& match) -> Status {
          for (FacetCounter& counter : counters) {
            TAFFRAIL_RETURN_IF_ERROR(counter.Look(block, match.bits));
          }
          return {};
        });
  }
  if (!status.ok()) co_return status;
  v1::Facets facets;
  for (int i = 0; i < request.fields_size(); ++i) {
    const FacetCounter& counter = counters[static_cast<size_t>(i)];
    v1::Facets::Facet* facet = facets.add_facets();
    facet->set_name(request.fields(i));
    facet->set_records(counter.records());
    facet->set_cut(counter.cut());
    for (auto& [text, count] : counter.Counts()) {
      v1::Facets::Value* value = facet->add_values();
      value->set_text(text);
      value->set_count(count);
    }
  }
  AddFieldNames(&facets);
  co_return facets;
}

void RowReader::AddFieldNames(v1::Facets* facets) {
  std::map<std::string, uint64_t> names;
  for (uint32_t number = 0; number < pool_.size(); ++number) {
    if (pool_.gone(number)) continue;
    const AttributeSet& set = pool_.at(number).attributes();
    for (uint32_t i = 0; i < set.committed(); ++i) {
      names[set.all()[i].name] += set.committed_records(i);
    }
  }
  for (auto& [text, records] : names) {
    v1::Facets::Name* name = facets->add_names();
    name->set_name(text);
    name->set_records(records);
  }
}

}  // namespace taffrail
