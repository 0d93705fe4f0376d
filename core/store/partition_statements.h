#ifndef TAFFRAIL_CORE_STORE_PARTITION_STATEMENTS_H_
#define TAFFRAIL_CORE_STORE_PARTITION_STATEMENTS_H_

#include "core/store/database.h"
#include "core/store/partition.h"

namespace taffrail {

// What a partition says to its file, prepared; for the parts of Partition only.
struct Partition::Statements {
  Statement insert_block;
  Statement insert_columns;
  Statement insert_text;
  Statement insert_service;
  Statement insert_coverage;
  Statement set_meta;
  Statement match;
  Statement read_columns;
  Statement read_text;
  Statement insert_attribute;
  Statement insert_values;
  Statement insert_attribute_column;
  Statement read_values;
  Statement read_attribute_column;
  Statement insert_template_leaf;
  Statement insert_template_use;
  Statement insert_template_column;
  Statement read_template_column;
};

// The row of an attribute's column in a block, of its dictionary's values from
// `low` on: those of one attribute are side by side.
inline int64_t AttributeRow(uint32_t attribute, int64_t low) {
  return static_cast<int64_t>(attribute) << 32 | low;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_PARTITION_STATEMENTS_H_
