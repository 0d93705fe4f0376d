#include "core/parse/severity.h"

#include <array>

#include "core/parse/token.h"

namespace taffrail {
namespace {

struct SeverityWord {
  std::string_view word;
  uint8_t number;
};

constexpr SeverityWord kWords[] = {
    {"info", kSeverityInfo},          {"error", kSeverityError},
    {"warn", kSeverityWarn},          {"warning", kSeverityWarn},
    {"debug", kSeverityDebug},        {"trace", kSeverityTrace},
    {"fatal", kSeverityFatal},        {"notice", kSeverityNotice},
    {"err", kSeverityError},          {"crit", kSeverityCritical},
    {"critical", kSeverityCritical},  {"alert", kSeverityAlert},
    {"emerg", kSeverityFatal},        {"emergency", kSeverityFatal},
    {"panic", kSeverityFatal},        {"severe", kSeverityError},
    {"verbose", kSeverityTrace},      {"information", kSeverityInfo},
    {"informational", kSeverityInfo}, {"dbg", kSeverityDebug},
    {"inf", kSeverityInfo},           {"wrn", kSeverityWarn},
    {"ftl", kSeverityFatal},
};

constexpr size_t kLongestWord = 13;

// Most words are told from these by their first letter: bit 0 is `a`.
constexpr uint32_t kFirstLetters = [] {
  uint32_t letters = 0;
  for (const SeverityWord& known : kWords) {
    letters |= uint32_t{1} << (known.word[0] - 'a');
  }
  return letters;
}();

constexpr std::array<uint8_t, 8> kSyslogSeverities = {
    kSeverityFatal, kSeverityAlert,  kSeverityCritical, kSeverityError,
    kSeverityWarn,  kSeverityNotice, kSeverityInfo,     kSeverityDebug};

}  // namespace

uint8_t ParseSeverity(std::string_view word) {
  if (word.size() < 3 || word.size() > kLongestWord) return kSeverityNone;
  if (word == "LOG") return kSeverityInfo;
  const unsigned first = static_cast<unsigned char>(word[0] | 0x20) - 'a';
  if (first >= 26 || (kFirstLetters >> first & 1) == 0) return kSeverityNone;
  char lower[kLongestWord];
  for (size_t i = 0; i < word.size(); ++i) lower[i] = AsciiLower(word[i]);
  const std::string_view folded(lower, word.size());
  for (const SeverityWord& known : kWords) {
    if (known.word[0] == lower[0] && known.word == folded) return known.number;
  }
  // OpenTelemetry and PostgreSQL number the steps of a class: "DEBUG2".
  if (folded.back() >= '1' && folded.back() <= '5') {
    const uint8_t base = ParseSeverity(folded.substr(0, folded.size() - 1));
    const uint8_t step = static_cast<uint8_t>(folded.back() - '1');
    if (base % 4 == 1) return base + (step > 3 ? 3 : step);
  }
  return kSeverityNone;
}

uint8_t SeverityFromLetter(char letter) {
  switch (letter) {
    case 'V':
    case 'T':
      return kSeverityTrace;
    case 'D':
      return kSeverityDebug;
    case 'I':
      return kSeverityInfo;
    case 'N':
      return kSeverityNotice;
    case 'W':
      return kSeverityWarn;
    case 'E':
      return kSeverityError;
    case 'C':
      return kSeverityCritical;
    case 'A':
    case 'F':
      return kSeverityFatal;
    default:
      return kSeverityNone;
  }
}

uint8_t SeverityFromSyslog(unsigned level) {
  return kSyslogSeverities[level & 7];
}

uint8_t SeverityFromLevelNumber(int64_t level) {
  if (level >= 0 && level <= 7) {
    return SeverityFromSyslog(static_cast<unsigned>(level));
  }
  if (level < 10 || level > 60) return kSeverityNone;
  // 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal.
  return static_cast<uint8_t>((level / 10 - 1) * 4 + 1);
}

std::string_view SeverityName(uint8_t number) {
  static constexpr std::array<std::string_view, kSeverityClasses> kNames = {
      "NONE", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
  return kNames[static_cast<size_t>(SeverityClass(number))];
}

}  // namespace taffrail
