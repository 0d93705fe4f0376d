#ifndef TAFFRAIL_CORE_QUERY_MATCHER_H_
#define TAFFRAIL_CORE_QUERY_MATCHER_H_

#include "core/base/status.h"
#include "core/query/block_reader.h"
#include "core/query/field_matcher.h"
#include "core/query/query.h"
#include "core/query/regex_scan.h"

namespace taffrail {

// What a block's head alone says of a query.
enum class Verdict { kNone, kSome, kAll };

Verdict Judge(const QueryNode& node, const BlockHead& head,
              const Partition& partition, FieldMatchers& fields);

// The records of the block that match, unless a scan has stopped: then nothing,
// and it is to be called again.
StatusOr<BlockBits> Evaluate(const QueryNode& node, BlockReader& block,
                             FieldMatchers& fields, RegexScans& scans);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_MATCHER_H_
