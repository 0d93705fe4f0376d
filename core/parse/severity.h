#ifndef TAFFRAIL_CORE_PARSE_SEVERITY_H_
#define TAFFRAIL_CORE_PARSE_SEVERITY_H_

#include <cstdint>
#include <string_view>

// Severities are OpenTelemetry's numbers: 1-4 TRACE, 5-8 DEBUG, 9-12 INFO,
// 13-16 WARN, 17-20 ERROR, 21-24 FATAL; 0 is "not stated".
namespace taffrail {

inline constexpr uint8_t kSeverityNone = 0;
inline constexpr uint8_t kSeverityTrace = 1;
inline constexpr uint8_t kSeverityDebug = 5;
inline constexpr uint8_t kSeverityInfo = 9;
inline constexpr uint8_t kSeverityNotice = 10;
inline constexpr uint8_t kSeverityWarn = 13;
inline constexpr uint8_t kSeverityError = 17;
inline constexpr uint8_t kSeverityCritical = 18;
inline constexpr uint8_t kSeverityAlert = 19;
inline constexpr uint8_t kSeverityFatal = 21;

inline constexpr int kSeverityClasses = 7;

// A severity word in any case ("WARNING", "err", "emerg"), or 0. `LOG`, which
// is PostgreSQL's INFO, only in capitals. Single letters are not words.
uint8_t ParseSeverity(std::string_view word);

// A letter that stands where a format has its severity: V T D I N W E C F A.
uint8_t SeverityFromLetter(char letter);

// The low three bits of a syslog priority or a GELF level: 0 emerg ... 7 debug.
uint8_t SeverityFromSyslog(unsigned level);

// The number in a JSON `level`: 10-60 as bunyan and pino write it, 0-7 as
// syslog does; else 0.
uint8_t SeverityFromLevelNumber(int64_t level);

// 0 none, 1 trace, 2 debug, 3 info, 4 warn, 5 error, 6 fatal.
inline constexpr int SeverityClass(uint8_t number) {
  return number > 24 ? 0 : (number + 3) / 4;
}

// The class in capitals: "NONE", "TRACE" ... "FATAL".
std::string_view SeverityName(uint8_t number);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_SEVERITY_H_
