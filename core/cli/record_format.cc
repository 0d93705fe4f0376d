#include "core/cli/record_format.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <span>
#include <string_view>

#include "core/base/hash.h"
#include "core/base/json_text.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

void AppendKey(std::string_view key, std::string* out) {
  if (out->back() != '{') *out += ',';
  AppendJsonString(key, out);
  *out += ':';
}

void AppendText(std::string_view key, std::string_view value,
                std::string* out) {
  AppendKey(key, out);
  AppendJsonString(value, out);
}

void AppendPlain(std::string_view key, const std::string& value,
                 std::string* out) {
  AppendKey(key, out);
  *out += value;
}

// A number as JSON can hold it: as it stands in the line, if JSON allows that.
std::string RealText(const ParsedField& field) {
  if (!std::isfinite(field.real)) return "null";
  char text[32];
  snprintf(text, sizeof text, "%.17g", field.real);
  return text;
}

void AppendField(const ParsedField& field, std::string* out) {
  switch (field.kind) {
    case FieldKind::kString:
      return AppendText(field.name, field.value, out);
    case FieldKind::kInt:
    case FieldKind::kDuration:
      return AppendPlain(field.name, std::to_string(field.integer), out);
    case FieldKind::kDouble:
      return AppendPlain(field.name, RealText(field), out);
    case FieldKind::kBool:
      return AppendPlain(field.name, field.integer ? "true" : "false", out);
  }
}

// Of fields of one name the last, as in JSON anywhere. One look at each,
// however many there are.
class LastFields {
 public:
  explicit LastFields(std::span<const ParsedField> fields)
      : fields_(fields), slots_(std::bit_ceil(fields.size() * 2 + 1)) {
    for (size_t i = 0; i < fields.size(); ++i) {
      SlotOf(fields[i].name) = static_cast<uint32_t>(i + 1);
    }
  }

  bool Has(size_t field) { return SlotOf(fields_[field].name) == field + 1; }

 private:
  uint32_t& SlotOf(std::string_view name) {
    size_t at = HashText(name) & (slots_.size() - 1);
    while (slots_[at] != 0 && fields_[slots_[at] - 1].name != name) {
      at = (at + 1) & (slots_.size() - 1);
    }
    return slots_[at];
  }

  const std::span<const ParsedField> fields_;
  std::vector<uint32_t>
      slots_;  // A field's index from 1; 0 where there is none.
};

}  // namespace

std::string FormatRecord(uint64_t line, const ParsedRecord& record,
                         const std::vector<ParsedField>& fields,
                         const RecordTemplate& instance_of) {
  std::string out = "{";
  AppendPlain("line", std::to_string(line), &out);
  AppendPlain("ts", record.time_ns ? std::to_string(*record.time_ns) : "null",
              &out);
  AppendText("level", record.severity ? SeverityName(record.severity) : "",
             &out);
  AppendPlain("severity_number", std::to_string(record.severity), &out);
  AppendText("service", record.service, &out);
  if (!record.host.empty()) AppendText("host", record.host, &out);
  AppendText("body", record.body, &out);
  AppendText("template_id", instance_of.id, &out);
  AppendText("template", instance_of.text, &out);
  AppendKey("params", &out);
  out += '[';
  for (std::string_view value : instance_of.values) {
    if (out.back() != '[') out += ',';
    AppendJsonString(value, &out);
  }
  out += ']';
  AppendKey("attributes", &out);
  out += '{';
  LastFields last(fields);
  for (size_t i = 0; i < fields.size(); ++i) {
    if (last.Has(i)) AppendField(fields[i], &out);
  }
  out += '}';
  if (record.damaged) AppendPlain("damaged", "true", &out);
  const TraceContext& trace = record.trace;
  AppendText("trace_id", trace.trace.empty() ? "" : ToHex(trace.trace), &out);
  AppendText("span_id", trace.span == 0 ? "" : ToHex(trace.span), &out);
  if (trace.parent != 0) {
    AppendText("parent_span_id", ToHex(trace.parent), &out);
  }
  return out + "}\n";
}

}  // namespace taffrail
