#ifndef TAFFRAIL_CORE_PARSE_FIELD_ROLE_H_
#define TAFFRAIL_CORE_PARSE_FIELD_ROLE_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

enum class FieldRole : uint8_t {
  kNone,
  kTime,
  kSubsecond,  // ns of a time whose whole seconds stand beside it.
  kSeverity,
  kService,
  kBody,
  kHost,
  kTraceId,
  kSpanId,
  kParentSpanId,
  kTraceContext,  // Several ids in one header's value.
};
inline constexpr int kFieldRoles = 11;

// What a key of a structured line is for, by the names in use (OpenTelemetry,
// Elastic Common Schema, bunyan, pino, zap, logrus, Serilog, GELF, …).
struct KeyMeaning {
  FieldRole role = FieldRole::kNone;
  // Where a line has several keys for one role, the lowest rank wins.
  uint8_t rank = 0;
};

KeyMeaning MeaningOfKey(std::string_view key);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FIELD_ROLE_H_
