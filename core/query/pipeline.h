#ifndef TAFFRAIL_CORE_QUERY_PIPELINE_H_
#define TAFFRAIL_CORE_QUERY_PIPELINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/query/query.h"

namespace taffrail {

// What stands behind the first | of a query (docs/query-language.md): steps
// that make a table of the records that match, each out of the last one's.

// One column of `stats`.
struct AggregateCall {
  enum Function : uint8_t {
    kCount,
    kSum,
    kAverage,
    kLeast,
    kGreatest,
    kQuantile,
    kDistinct,
    kFirst,
    kLast,
    kShare,  // Of all records that are counted, in percent.
  };
  Function function = kCount;
  double quantile = 0;     // From 0 to 1.
  std::string field = {};  // Empty: the records themselves.
  std::string name = {};
};

// What records are put together by.
struct GroupKey {
  std::string field;
  int64_t bin_ns = 0;  // Of `time`, if it is not 0: the span it lies in.
  std::string name;
};

struct StatsStep {
  std::vector<AggregateCall> calls;
  std::vector<GroupKey> by;
  // Records that lack one of the fields are left out.
  bool whole_only = false;
};

struct SortKey {
  std::string column;
  bool descending = false;
};
struct SortStep {
  std::vector<SortKey> keys;
};
struct FieldsStep {
  std::vector<std::string> columns;
};
struct LimitStep {
  uint64_t rows = 0;
};
// Keeps the first row of those that are alike in these columns.
struct DedupStep {
  std::vector<std::string> columns;
};

using PipelineStep =
    std::variant<StatsStep, SortStep, FieldsStep, LimitStep, DedupStep>;

struct Pipeline {
  // A StatsStep is the first or not there; `top` and `rare` are one and what
  // follows it.
  std::vector<PipelineStep> steps;
  // Without a StatsStep rows are records: the fields that the steps need, in
  // the order in which they are shown.
  std::vector<std::string> record_fields;

  bool empty() const { return steps.empty(); }
  const StatsStep* stats() const {
    return steps.empty() ? nullptr : std::get_if<StatsStep>(&steps[0]);
  }
};

// The fields that every record has or may have besides its attributes. The
// names stand for nothing else in a pipeline.
enum class RecordField : uint8_t {
  kAttribute,  // None of them.
  kService,
  kLevel,
  kSource,
  kTime,
  kMessage,
};
RecordField RecordFieldOf(std::string_view name);

using ParsedPipeline = std::variant<Pipeline, QueryError>;

// Reads `query` from `at` on, where a | stands, or which is its end.
ParsedPipeline ParsePipeline(std::string_view query, size_t at);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_PIPELINE_H_
