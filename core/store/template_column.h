#ifndef TAFFRAIL_CORE_STORE_TEMPLATE_COLUMN_H_
#define TAFFRAIL_CORE_STORE_TEMPLATE_COLUMN_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// Which leaf each record of a block is an instance of, by the leaves' numbers
// in the partition (TemplateSet). Bytes: docs/storage-format.md.
struct TemplateColumn {
  std::vector<uint32_t> leaves;  // Those there are, ascending.
  std::vector<int64_t> indices;  // Of each record, into the above.
};

// `leaves` is the number of each record's leaf.
std::string EncodeTemplateColumn(std::span<const uint32_t> leaves);
// Of a block of `count` records.
Status DecodeTemplateColumn(std::string_view bytes, uint32_t count,
                            TemplateColumn* column);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TEMPLATE_COLUMN_H_
