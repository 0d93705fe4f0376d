#ifndef TAFFRAIL_CORE_ENGINE_KEPT_RECORD_H_
#define TAFFRAIL_CORE_ENGINE_KEPT_RECORD_H_

#include <string_view>
#include <vector>

#include "core/parse/field_value.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// Records of case files: what of them is kept besides their bytes becomes
// fields of theirs.

// The record's line in the source that it comes from.
inline constexpr std::string_view kKeptLineField = "taffrail.line";

// All of `record` that is not in its bytes.
v1::OutsideFields OutsideOf(const v1::RecordDetail& record);
// What is to be stored of a record in a case.
v1::OutsideFields KeptFields(const v1::KeptRecord& kept);
// Appends them; the views are good while `outside` is.
void AddFields(const v1::OutsideFields& outside,
               std::vector<ParsedField>* fields);
// Makes the field that says it the record's line again.
void TakeKeptLine(v1::RecordDetail* record);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_KEPT_RECORD_H_
