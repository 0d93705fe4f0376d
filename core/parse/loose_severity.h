#ifndef TAFFRAIL_CORE_PARSE_LOOSE_SEVERITY_H_
#define TAFFRAIL_CORE_PARSE_LOOSE_SEVERITY_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace taffrail {

struct LooseSeverity {
  uint8_t severity = 0;
  // What states it, its key included: [begin, end).
  size_t begin = 0;
  size_t end = 0;
};

// The severity that a line states after its time in a layout that nobody
// declared: `;ERROR;`, `|INFO|`, `host app WARN …`, `app[31]: error: …`,
// `level=error`. Its severity is kSeverityNone when there is none; words of a
// sentence, such as "failed with ERROR 17", are none.
LooseSeverity FindLooseSeverity(std::string_view after_time);

// Where the message starts behind what states the severity: past what closes it
// off, `]`, `:`, `;` and the like.
size_t SkipSeverity(std::string_view text, size_t end);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LOOSE_SEVERITY_H_
