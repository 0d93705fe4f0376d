#ifndef TAFFRAIL_CORE_PARSE_FORMAT_SAMPLES_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_SAMPLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/format.h"
#include "core/parse/format_registry.h"

namespace taffrail {

// Reads every sample of `file`, whose JSON is `text`, by its format alone and
// compares with what it expects. Returns a sentence for each difference; none
// when all is as it should be. They are read as
// at the end of 2026.
std::vector<std::string> CheckSamples(const FormatFile& file,
                                      std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_SAMPLES_H_
