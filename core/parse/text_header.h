#ifndef TAFFRAIL_CORE_PARSE_TEXT_HEADER_H_
#define TAFFRAIL_CORE_PARSE_TEXT_HEADER_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/parse/timestamp.h"

namespace taffrail {

// What stands before the message on a line of text. Views point into the line
// and are empty where the line names no such thing.
struct TextHeader {
  // There is a time, though maybe of no such day (see ParseImpossibleTime()).
  bool dated = false;
  std::optional<int64_t> time_ns;
  std::string_view time_text;
  uint8_t severity = 0;
  std::string_view host;
  std::string_view service;  // The program, component or logger.
  std::string_view process;  // Its process id.
  std::string_view thread;
  std::string_view request;  // "req-…", without the brackets around it.
  std::string_view before;  // What stands before the time and is none of these.
  std::string_view body;    // The message; the whole line without a header.
  bool access = false;      // The message is an HTTP request in quotes.
  // What separates the parts of the message, if something does.
  char separator = '\0';
};

// Finds the time near the start of `line` and reads what stands between it and
// the message, by the conventions of syslog (RFC 3164 and 5424), web servers'
// access logs, log4j and its likes, OpenStack, logcat, PostgreSQL and the
// supercomputer logs. Words it does not understand are left to the message.
TextHeader ParseTextHeader(std::string_view line, const TimeContext& context);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TEXT_HEADER_H_
