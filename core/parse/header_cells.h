#ifndef TAFFRAIL_CORE_PARSE_HEADER_CELLS_H_
#define TAFFRAIL_CORE_PARSE_HEADER_CELLS_H_

#include <cstddef>
#include <string_view>

#include "core/parse/text_header.h"

namespace taffrail {

// What stands between the cells of a header: `time|INFO|logger|message`.
inline bool IsCellSeparator(char c) { return c == '|' || c == ';' || c == ','; }

// Reads severity, component and process id out of the cells that follow the
// separator at `at`, in whatever order, and sets the body. False, and nothing
// is set, when none of them is a severity.
bool ReadCells(std::string_view line, size_t at, TextHeader* header);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_HEADER_CELLS_H_
