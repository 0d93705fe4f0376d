#ifndef TAFFRAIL_CORE_CLI_DEMO_DIALECTS_H_
#define TAFFRAIL_CORE_CLI_DEMO_DIALECTS_H_

#include <string>
#include <string_view>

#include "core/cli/demo_shop.h"

// The demo's formats that are text with a header. Each function appends one
// line without its LF.
namespace taffrail {

// An event with its words.
struct DemoLine {
  const DemoEvent& event;
  std::string_view service;
  std::string_view message;
  std::string_view host;
  std::string_view user;
  std::string_view agent;
};

// 2026-11-22T13:24:07.330618Z INFO cart: message trace_id=… span_id=…
void AppendAsText(const DemoLine& line, std::string* out);

// nginx's combined format and a few pairs more. The message is METHOD /path.
void AppendAsAccess(const DemoLine& line, std::string* out);

// RFC 5424, facility local0.
void AppendAsSyslog(const DemoLine& line, std::string* out);

// PostgreSQL with log_line_prefix = '%m [%p] NAME '.
void AppendAsPostgres(const DemoLine& line, std::string* out);

// 2026-11-22 13:24:07,280 [http-8] INFO  search - message
void AppendAsLog4j(const DemoLine& line, std::string* out);

// 2026/11/22 13:24:07.123456 [INFO] catalog: message
void AppendAsGo(const DemoLine& line, std::string* out);

// The 32 digits of the event's trace id.
void AppendTrace(const DemoEvent& event, std::string* out);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_DEMO_DIALECTS_H_
