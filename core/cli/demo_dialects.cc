#include "core/cli/demo_dialects.h"

#include <array>

#include "core/cli/demo_text.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr TimeStyle kLog4jTime = {'-', ' ', ',', false, ""};
constexpr TimeStyle kPostgresTime = {'-', ' ', '.', false, " UTC"};
constexpr TimeStyle kGoTime = {'/', ' ', '.', true, ""};

constexpr std::array<std::string_view, kSeverityClasses> kPostgresNames = {
    "LOG", "DEBUG5", "DEBUG1", "LOG", "WARNING", "ERROR", "FATAL"};

// A user's address, from 80.0.0.0 to 179.255.255.255.
void AppendClient(uint32_t user, std::string* out) {
  constexpr uint32_t kSpread = 2'654'435'761;  // 2^32 / the golden ratio
  const uint32_t client = user * kSpread;
  AppendNumber(80 + client % 100, out);
  for (int shift : {8, 16, 24}) {
    *out += '.';
    AppendNumber(client >> shift & 255, out);
  }
}

uint32_t ProcessOf(const DemoEvent& event) {
  return 1000 + event.host / 7 % 30'000;
}

size_t ClassOf(const DemoEvent& event) {
  return static_cast<size_t>(SeverityClass(event.severity));
}

// The pairs at the end of a line that belongs to a request.
void AppendIds(const DemoEvent& event, bool span, std::string* out) {
  if (!event.has_trace()) return;
  *out += " trace_id=";
  AppendTrace(event, out);
  if (!span) return;
  *out += " span_id=";
  AppendHex(event.span, out);
}

}  // namespace

void AppendTrace(const DemoEvent& event, std::string* out) {
  AppendHex(event.trace_high, out);
  AppendHex(event.trace_low, out);
}

void AppendAsText(const DemoLine& line, std::string* out) {
  AppendTime(line.event.time_us, kIsoMicroseconds, out);
  *out += ' ';
  *out += SeverityName(line.event.severity);
  *out += ' ';
  *out += line.service;
  *out += ": ";
  *out += line.message;
  AppendIds(line.event, /*span=*/true, out);
}

void AppendAsAccess(const DemoLine& line, std::string* out) {
  const DemoEvent& event = line.event;
  if (event.has_trace()) {
    AppendClient(event.values[kSlotUser], out);
    *out += " - ";
    *out += line.user;
  } else {
    *out += "127.0.0.1 - -";
  }
  *out += " [";
  AppendClfTime(event.time_us, out);
  *out += "] \"";
  *out += line.message;
  *out += " HTTP/1.1\" ";
  AppendNumber(event.status, out);
  *out += ' ';
  const bool page = event.status == 200 && event.has_trace();
  AppendNumber(page ? 200 + event.variant % 9000 : 167, out);
  *out += " \"-\" \"";
  *out += event.has_trace() ? line.agent : std::string_view("health-check/1.0");
  *out += "\" service=";
  *out += line.service;
  *out += " host=";
  *out += line.host;
  *out += " duration_ms=";
  AppendNumber(event.values[kSlotMs], out);
  AppendIds(event, /*span=*/true, out);
}

void AppendAsSyslog(const DemoLine& line, std::string* out) {
  static constexpr std::array<uint32_t, kSeverityClasses> kLevels = {6, 7, 7, 6,
                                                                     4, 3, 0};
  *out += '<';
  AppendNumber(16 * 8 + kLevels[ClassOf(line.event)], out);
  *out += ">1 ";
  AppendTime(line.event.time_us, kIsoMicroseconds, out);
  *out += ' ';
  *out += line.host;
  *out += ' ';
  *out += line.service;
  *out += ' ';
  AppendNumber(ProcessOf(line.event), out);
  *out += " - - ";
  *out += line.message;
  AppendIds(line.event, /*span=*/false, out);
}

void AppendAsPostgres(const DemoLine& line, std::string* out) {
  AppendTime(line.event.time_us, kPostgresTime, out);
  *out += " [";
  AppendNumber(ProcessOf(line.event), out);
  *out += "] ";
  *out += line.service;
  *out += ' ';
  *out += kPostgresNames[ClassOf(line.event)];
  *out += ":  ";
  *out += line.message;
}

void AppendAsLog4j(const DemoLine& line, std::string* out) {
  AppendTime(line.event.time_us, kLog4jTime, out);
  *out += " [http-";
  AppendNumber(1 + line.event.variant % 16, out);
  *out += "] ";
  const std::string_view severity = SeverityName(line.event.severity);
  *out += severity;
  out->append(5 - severity.size(), ' ');
  *out += ' ';
  *out += line.service;
  *out += " - ";
  *out += line.message;
  AppendIds(line.event, /*span=*/false, out);
}

void AppendAsGo(const DemoLine& line, std::string* out) {
  AppendTime(line.event.time_us, kGoTime, out);
  *out += " [";
  *out += SeverityName(line.event.severity);
  *out += "] ";
  *out += line.service;
  *out += ": ";
  *out += line.message;
  AppendIds(line.event, /*span=*/false, out);
}

}  // namespace taffrail
