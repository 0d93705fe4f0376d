#ifndef TAFFRAIL_CORE_BASE_CSV_TEXT_H_
#define TAFFRAIL_CORE_BASE_CSV_TEXT_H_

#include <string>
#include <string_view>

namespace taffrail {

// A field of RFC 4180: in quotes if it has to be.
std::string CsvField(std::string_view bytes);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_CSV_TEXT_H_
