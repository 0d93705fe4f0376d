#ifndef TAFFRAIL_CORE_ENGINE_STORED_FIELDS_H_
#define TAFFRAIL_CORE_ENGINE_STORED_FIELDS_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/parse/record_parser.h"
#include "core/query/block_reader.h"

namespace taffrail {

// Adds what is stored of record `index` of the block and does not stand in its
// text: what was said of it outside of it (OtlpContext). `texts` holds what
// the fields say.
Status AddStoredFields(BlockReader& block, uint32_t index,
                       std::deque<std::string>* texts, ParsedRecord* record,
                       std::vector<ParsedField>* fields);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_STORED_FIELDS_H_
