#include "core/engine/source_reading.h"

namespace taffrail {

RecordRules RulesOf(const v1::SourceReading& reading) {
  return {.line_per_record = reading.line_per_record(),
          .indented_headers = reading.indented_headers(),
          .loose_lines_stand_alone = reading.loose_lines_stand_alone()};
}

TimeContext TimesOf(const v1::SourceReading& reading) {
  return {.reference_ns = reading.fallback_time_ns()};
}

}  // namespace taffrail
