#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_READING_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_READING_H_

#include <memory>
#include <optional>
#include <vector>

#include "core/container/text_encoding.h"
#include "core/parse/format_registry.h"
#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// What the parsers want to know, out of how a source is read.

RecordRules RulesOf(const v1::SourceReading& reading);
TimeContext TimesOf(const v1::SourceReading& reading);

// The time of a record that has none and none before it.
int64_t UntimedNs(const v1::SourceReading& reading);
// What the user says the text is in; nothing if that is to be found out.
std::optional<TextEncoding> EncodingOf(const v1::SourceSettings& settings);
// The registry must outlive it.
std::unique_ptr<RecordParser> ParserOf(const FormatRegistry& registry,
                                       const v1::SourceReading& reading);

v1::FormatInfo InfoOf(const Format& format);
// What a record says of itself besides its key, severity and service.
void DescribeRecord(const ParsedRecord& record,
                    const std::vector<ParsedField>& fields,
                    v1::RecordDetail* detail);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_READING_H_
