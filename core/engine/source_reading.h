#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_READING_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_READING_H_

#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// What the parsers want to know, out of how a source is read.

RecordRules RulesOf(const v1::SourceReading& reading);
TimeContext TimesOf(const v1::SourceReading& reading);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_READING_H_
