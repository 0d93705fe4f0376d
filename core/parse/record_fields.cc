#include "core/parse/record_fields.h"

#include "core/base/numbers.h"
#include "core/parse/logfmt.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

// The service is only the one that the format gives to every record.
bool ServiceIsFormats(const ParsedRecord& parsed) {
  return parsed.service.empty() ||
         (parsed.format &&
          parsed.service.data() == parsed.format->service.data());
}

// Docker keeps the line's end in its strings.
std::string_view WithoutLineEnd(std::string_view body) {
  while (body.ends_with('\n') || body.ends_with('\r')) body.remove_suffix(1);
  return body;
}

}  // namespace

std::string_view FirstLines(std::string_view record, std::ptrdiff_t lines) {
  size_t end = record.find('\n');
  while (--lines > 0 && end != record.npos) end = record.find('\n', end + 1);
  std::string_view text = record.substr(0, end);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

ParsedField* AddField(std::string_view name, std::string_view value,
                      Fields* fields) {
  if (value.empty()) return nullptr;
  return &fields->Add(name, value);
}

void AddSeenField(const Format* format, std::string_view name,
                  std::string_view value, Fields* fields) {
  ParsedField* const field = AddField(name, value, fields);
  if (!field) return;
  GuessKind(field);
  if (format) ApplyUnit(format->UnitOf(name), field);
}

void AddMember(const JsonMember& member, const JsonKey::Use& use,
               Fields* fields) {
  ParsedField* const field = AddField(use.name, member.value, fields);
  if (!field) return;
  if (member.kind == JsonKind::kNumber) SetNumber(field);
  if (member.kind == JsonKind::kBool) GuessKind(field);
  ApplyUnit(use.unit_ns, field);
}

void AddMessagePairs(std::string_view message, std::string* values,
                     Fields* fields) {
  // Most messages have none.
  if (message.find('=') == message.npos) return;
  LogfmtScanner scanner(message, values);
  LogfmtPair pair;
  while (scanner.Next(&pair)) {
    const size_t last = pair.value.find_last_not_of(",;)]}");
    AddSeenField(nullptr, pair.key, pair.value.substr(0, last + 1), fields);
  }
}

void ApplyUnit(int64_t ns_per_unit, ParsedField* field) {
  if (ns_per_unit == 0 || field->kind == FieldKind::kDuration) return;
  if (const auto ns = ScaleDuration(field->value, ns_per_unit)) {
    field->SetDuration(*ns);
  }
}

bool SetRole(const Format& format, FieldRole role, std::string_view text,
             ParsedRecord* parsed) {
  switch (role) {
    case FieldRole::kSeverity:
      parsed->severity = format.severities.Find(text);
      return true;
    case FieldRole::kService:
      parsed->service = text;
      return true;
    case FieldRole::kHost:
      parsed->host = text;
      return true;
    case FieldRole::kBody:
      parsed->body = text;
      return true;
    case FieldRole::kTraceId:
      if (const auto id = ParseTraceId(text, false)) parsed->trace.trace = *id;
      return true;
    case FieldRole::kSpanId:
      if (const auto id = ParseSpanId(text, false)) parsed->trace.span = *id;
      return true;
    case FieldRole::kParentSpanId:
      if (const auto id = ParseSpanId(text, false)) parsed->trace.parent = *id;
      return true;
    default:
      return false;
  }
}

void BlockRoles(const ParsedRecord& parsed, StructuredRecord* structured) {
  if (parsed.time_ns) structured->Block(FieldRole::kTime);
  if (parsed.severity != kSeverityNone) {
    structured->Block(FieldRole::kSeverity);
  }
  if (!ServiceIsFormats(parsed)) structured->Block(FieldRole::kService);
  if (!parsed.host.empty()) structured->Block(FieldRole::kHost);
  if (!parsed.body.empty()) structured->Block(FieldRole::kBody);
  if (!parsed.trace.trace.empty()) structured->Block(FieldRole::kTraceId);
  if (parsed.trace.span != 0) structured->Block(FieldRole::kSpanId);
  if (parsed.trace.parent != 0) structured->Block(FieldRole::kParentSpanId);
}

void FillRoles(const StructuredRecord& structured, ParsedRecord* parsed) {
  if (!parsed->time_ns && structured.time_ns()) {
    parsed->time_ns = structured.time_ns();
    parsed->time_text = structured.value(FieldRole::kTime);
  }
  if (parsed->severity == kSeverityNone) {
    parsed->severity = structured.severity();
  }
  const std::string_view service = structured.value(FieldRole::kService);
  if (!service.empty() && ServiceIsFormats(*parsed)) parsed->service = service;
  if (parsed->host.empty()) parsed->host = structured.value(FieldRole::kHost);
  if (parsed->body.empty()) {
    parsed->body = WithoutLineEnd(structured.value(FieldRole::kBody));
  }
  parsed->trace.Fill(structured.trace());
}

void ApplyRule(const Format& format, std::string_view value,
               ParsedRecord* parsed) {
  if (!format.severity_from || parsed->severity != kSeverityNone) return;
  const std::optional<int64_t> number = ParseInt<int64_t>(value);
  parsed->severity = number ? format.severity_from->Of(*number)
                            : format.severity_from->otherwise;
}

}  // namespace taffrail
