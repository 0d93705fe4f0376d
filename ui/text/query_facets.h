#ifndef TAFFRAIL_UI_TEXT_QUERY_FACETS_H_
#define TAFFRAIL_UI_TEXT_QUERY_FACETS_H_

#include <string>
#include <string_view>
#include <vector>

namespace taffrail::ui {

enum class FacetState { kNone, kIncluded, kExcluded };

// What the query text says about `field:value` at its top level, on its own or
// in a group `(field:a OR field:b)`.
FacetState FacetStateOf(std::string_view query, std::string_view field,
                        std::string_view value);

// The query with `field:value` added, or taken out if it is there. Further
// values of a field join its group; `exclude` adds `-field:value` instead.
// The rest of the text stays as the user wrote it, a pipeline at its end.
std::string ToggleFacet(std::string_view query, std::string_view field,
                        std::string_view value, bool exclude);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_QUERY_FACETS_H_
