#ifndef TAFFRAIL_CORE_PARSE_ACCESS_LINE_H_
#define TAFFRAIL_CORE_PARSE_ACCESS_LINE_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// A request as web servers log it (Common and Combined Log Format). Views are
// empty where the line has `-` or nothing.
struct AccessLine {
  std::string_view client;
  std::string_view user;
  std::string_view method;
  std::string_view path;
  std::string_view protocol;
  std::string_view status;
  std::string_view bytes;
  std::string_view referer;
  std::string_view user_agent;
  std::string_view rest;  // key=value pairs that a site added.
};

// `line` up to its time and `request`, which starts at the quote after it.
AccessLine ParseAccessLine(std::string_view line, std::string_view request);

// The severity that an HTTP status stands for: 5xx error, 4xx warn, else info;
// 0 when it is no status.
uint8_t SeverityFromHttpStatus(std::string_view status);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_ACCESS_LINE_H_
