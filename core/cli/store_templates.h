#ifndef TAFFRAIL_CORE_CLI_STORE_TEMPLATES_H_
#define TAFFRAIL_CORE_CLI_STORE_TEMPLATES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/template/template_miner.h"

namespace taffrail {

// The templates of the records of a store that match a query, most frequent
// first: their ids, texts and counts.
StatusOr<std::vector<Template>> TemplatesOfStore(std::string_view store,
                                                 const std::string& query,
                                                 double precision);

// From now on these are one template, or fall into what it was made from.
Status MergeTemplates(std::string_view store, std::string_view ids);
Status SplitTemplate(std::string_view store, std::string_view id,
                     double precision);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_STORE_TEMPLATES_H_
