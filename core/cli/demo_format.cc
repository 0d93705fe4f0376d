#include "core/cli/demo_format.h"

#include <array>

#include "core/cli/demo_text.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr std::array<std::string_view, kSeverityClasses> kSmallNames = {
    "info", "trace", "debug", "info", "warn", "error", "fatal"};
size_t ClassOf(const DemoEvent& event) {
  return static_cast<size_t>(SeverityClass(event.severity));
}

std::string_view Choose(const std::vector<std::string>& names, uint32_t draw) {
  return names[draw % names.size()];
}

bool IsNumeric(DemoSlot slot) {
  return slot >= kSlotAmount && slot != kSlotTarget;
}

void AppendAmount(uint32_t cents, std::string* out) {
  AppendNumber(cents / 100, out);
  *out += '.';
  AppendPadded(cents % 100, 2, out);
}

// "41ms", "15.02s"
void AppendDuration(uint32_t us, std::string* out) {
  if (us < 10'000'000) {
    AppendNumber(us / 1000, out);
    *out += "ms";
  } else {
    AppendAmount(us / 10'000, out);
    *out += 's';
  }
}

}  // namespace

std::optional<DemoFormat> ParseDemoFormat(std::string_view name) {
  if (name == "mixed") return DemoFormat::kMixed;
  if (name == "json") return DemoFormat::kJson;
  if (name == "logfmt") return DemoFormat::kLogfmt;
  if (name == "text") return DemoFormat::kText;
  return std::nullopt;
}

void DemoWriter::Append(const DemoEvent& event, std::string* out) {
  const DemoService service = InfoOf(event.phrase).service;
  const std::vector<DemoText>& texts = vocabulary_.phrases[event.phrase];
  const DemoText& text = texts[event.variant % texts.size()];
  AppendMessage(text, event);
  host_ = Choose(vocabulary_.networks, event.host);
  host_ += '-';
  AppendNumber(2 + event.host / 256 % 250, &host_);
  user_.clear();
  AppendValue(kSlotUser, event, &user_);
  const DemoLine line = {
      event,    vocabulary_.services[service],
      message_, host_,
      user_,    Choose(vocabulary_.agents, event.values[kSlotUser])};
  switch (format_) {
    case DemoFormat::kMixed:
      AppendMixed(service, line, text, out);
      break;
    case DemoFormat::kJson:
      AppendJson(line, text, out);
      break;
    case DemoFormat::kLogfmt:
      AppendLogfmt(line, text, out);
      break;
    case DemoFormat::kText:
      AppendAsText(line, out);
      break;
  }
  *out += '\n';
}

void DemoWriter::AppendMixed(DemoService service, const DemoLine& line,
                             const DemoText& text, std::string* out) {
  switch (service) {
    case kGateway:
      return AppendAsAccess(line, out);
    case kAuth:
      return AppendAsSyslog(line, out);
    case kCart:
      return AppendAsText(line, out);
    case kPayments:
      return AppendLogfmt(line, text, out);
    case kLedger:
      return AppendAsPostgres(line, out);
    case kSearch:
      return AppendAsLog4j(line, out);
    case kCatalog:
      return AppendAsGo(line, out);
    default:  // checkout
      return AppendJson(line, text, out);
  }
}

void DemoWriter::AppendValue(DemoSlot slot, const DemoEvent& event,
                             std::string* out) {
  const uint32_t value = event.values[slot];
  switch (slot) {
    case kSlotUser:
      *out += "u_";
      return AppendNumber(value, out);
    case kSlotOrder:
      *out += "ord_";
      return AppendNumber(value, out);
    case kSlotCart:
      *out += "c_";
      for (int shift = 12; shift >= 0; shift -= 4) {
        *out += "0123456789abcdef"[value >> shift & 15];
      }
      return;
    case kSlotSession:
      *out += "s_";
      return AppendPadded(value, 4, out);
    case kSlotProduct:
      *out += Choose(vocabulary_.products, value);
      return;
    case kSlotQuery:
      *out += Choose(vocabulary_.queries, value);
      return;
    case kSlotWarehouse:
      *out += Choose(vocabulary_.warehouses, value);
      return;
    case kSlotJob:
      *out += Choose(vocabulary_.jobs, value);
      return;
    case kSlotCurrency:
      *out += Choose(vocabulary_.currencies, value);
      return;
    case kSlotTarget:
      *out += vocabulary_.services[value];
      return;
    case kSlotAmount:
      return AppendAmount(value, out);
    default:
      return AppendNumber(value, out);
  }
}

// Fills message_. The gateway's phrase is a method and a path, to which its
// message adds the outcome.
void DemoWriter::AppendMessage(const DemoText& text, const DemoEvent& event) {
  message_.clear();
  for (const DemoSegment& segment : text) {
    message_ += segment.literal;
    if (segment.slot != kDemoSlots) AppendValue(segment.slot, event, &message_);
  }
  if (event.status == 0 || format_ == DemoFormat::kMixed) return;
  message_ += ' ';
  AppendNumber(event.status, &message_);
  message_ += " in ";
  AppendDuration(event.duration_us, &message_);
}

void DemoWriter::AppendJson(const DemoLine& line, const DemoText& text,
                            std::string* out) {
  const DemoEvent& event = line.event;
  *out += R"({"time":")";
  AppendTime(event.time_us, kIsoMicroseconds, out);
  *out += R"(","level":")";
  *out += kSmallNames[ClassOf(event)];
  *out += R"(","service":")";
  *out += line.service;
  *out += R"(","host":")";
  *out += line.host;
  *out += R"(","msg":")";
  AppendJsonEscaped(line.message, out);
  *out += '"';
  for (const DemoSegment& segment : text) {
    if (segment.slot == kDemoSlots) continue;
    const bool quoted = !IsNumeric(segment.slot);
    *out += ",\"";
    *out += InfoOf(segment.slot).field;
    *out += quoted ? "\":\"" : "\":";
    value_.clear();
    AppendValue(segment.slot, event, &value_);
    AppendJsonEscaped(value_, out);
    if (quoted) *out += '"';
  }
  if (event.status != 0) {
    *out += ",\"status\":";
    AppendNumber(event.status, out);
    *out += ",\"duration_ms\":";
    AppendNumber(event.values[kSlotMs], out);
  }
  if (event.has_trace()) {
    *out += R"(,"trace_id":")";
    AppendTrace(event, out);
    *out += R"(","span_id":")";
    AppendHex(event.span, out);
    if (event.parent_span != 0) {
      *out += R"(","parent_span_id":")";
      AppendHex(event.parent_span, out);
    }
    *out += '"';
  }
  *out += '}';
}

void DemoWriter::AppendLogfmt(const DemoLine& line, const DemoText& text,
                              std::string* out) {
  const DemoEvent& event = line.event;
  *out += "ts=";
  AppendTime(event.time_us, kIsoMicroseconds, out);
  *out += " level=";
  *out += kSmallNames[ClassOf(event)];
  *out += " service=";
  *out += line.service;
  *out += " host=";
  *out += line.host;
  *out += " msg=\"";
  AppendJsonEscaped(line.message, out);
  *out += '"';
  for (const DemoSegment& segment : text) {
    if (segment.slot == kDemoSlots) continue;
    *out += ' ';
    *out += InfoOf(segment.slot).field;
    *out += '=';
    value_.clear();
    AppendValue(segment.slot, event, &value_);
    const bool quoted = value_.find(' ') != value_.npos;
    if (quoted) *out += '"';
    *out += value_;
    if (quoted) *out += '"';
  }
  if (event.status != 0) {
    *out += " status=";
    AppendNumber(event.status, out);
    *out += " duration_ms=";
    AppendNumber(event.values[kSlotMs], out);
  }
  if (event.has_trace()) {
    *out += " trace_id=";
    AppendTrace(event, out);
    *out += " span_id=";
    AppendHex(event.span, out);
    if (event.parent_span != 0) {
      *out += " parent_span_id=";
      AppendHex(event.parent_span, out);
    }
  }
}

}  // namespace taffrail
