#ifndef TAFFRAIL_CORE_QUERY_REGEX_ERROR_H_
#define TAFFRAIL_CORE_QUERY_REGEX_ERROR_H_

#include <string_view>

#include "core/query/regex.h"

namespace taffrail {

// What is wrong with a pattern that RE2 would not compile, and where.
Regex::Error DescribeRegexError(const re2::RE2& compiled,
                                std::string_view pattern);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_REGEX_ERROR_H_
