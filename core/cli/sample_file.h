#ifndef TAFFRAIL_CORE_CLI_SAMPLE_FILE_H_
#define TAFFRAIL_CORE_CLI_SAMPLE_FILE_H_

#include <string>

#include "core/base/status.h"
#include "core/parse/format_detector.h"
#include "core/parse/timestamp.h"

namespace taffrail {

// The whole file; an error names it.
StatusOr<std::string> ReadFileText(const std::string& path);

// What is known of the times of a file beyond their text: when it was changed.
TimeContext TimeContextOf(const std::string& path);

// The format that `text` is in, by its first lines.
Detection DetectTextFormat(const FormatRegistry& registry,
                           const std::string& text, const TimeContext& context);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_SAMPLE_FILE_H_
