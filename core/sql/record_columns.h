#ifndef TAFFRAIL_CORE_SQL_RECORD_COLUMNS_H_
#define TAFFRAIL_CORE_SQL_RECORD_COLUMNS_H_

#include <deque>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/proto/sql.pb.h"
#include "core/query/block_reader.h"
#include "core/query/field_reader.h"
#include "core/sql/cell.h"

namespace taffrail {

// Reads one column of `logs` of the records of a block that are in `of` into
// `cells`, which are by record; what a record lacks stays NULL. `field` is of
// the column's name. `texts` holds what the cells point into; services and
// dictionaries' entries live as long as the partition stays open.
Status ReadCells(const v1::SqlColumn& column, FieldReader& field,
                 BlockReader& block, const BlockBits& of,
                 std::deque<std::string>* texts, std::vector<Cell>* cells);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_RECORD_COLUMNS_H_
