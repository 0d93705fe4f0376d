#include "core/parse/format_samples.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "core/parse/civil.h"
#include "core/parse/message_values.h"
#include "core/parse/record_parser.h"
#include "core/parse/time_text.h"

namespace taffrail {
namespace {

using Kind = JsonValue::Kind;

// The last moment of 2026.
constexpr int64_t kReferenceNs = DaysFromCivil({2027, 1, 1}) * kNsPerDay - 1;

std::string Quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string OptionalTimeText(std::optional<int64_t> ns) {
  return ns ? TimeText(*ns) : "none";
}

std::string FieldText(const ParsedField& field) {
  switch (field.kind) {
    case FieldKind::kString:
      return Quoted(field.value);
    case FieldKind::kInt:
    case FieldKind::kDuration:
      return std::to_string(field.integer);
    case FieldKind::kDouble:
      return std::string(field.value) + " (a fraction)";
    case FieldKind::kBool:
      return field.integer ? "true" : "false";
  }
  return "";
}

std::string ExpectedText(const JsonValue& value) {
  return value.is(Kind::kString) ? Quoted(value.text) : value.text;
}

bool Equal(const ParsedField& field, const JsonValue& expected) {
  switch (field.kind) {
    case FieldKind::kString:
      return expected.is(Kind::kString) && expected.text == field.value;
    case FieldKind::kBool:
      return expected.is(Kind::kBool) &&
             (expected.text == "true") == (field.integer != 0);
    case FieldKind::kInt:
    case FieldKind::kDuration:
      return expected.is(Kind::kNumber) &&
             ParseReal(expected.text) == static_cast<double>(field.integer);
    case FieldKind::kDouble:
      return expected.is(Kind::kNumber) &&
             ParseReal(expected.text) == field.real;
  }
  return false;
}

class SampleChecker {
 public:
  SampleChecker(const FormatSample& sample, const ParsedRecord& record,
                const std::vector<ParsedField>& fields)
      : sample_(sample), record_(record), fields_(fields) {}

  std::vector<std::string> Differences() {
    CheckTime();
    CheckSeverity();
    CheckText("service", record_.service, "");
    CheckText("host", record_.host, "");
    CheckText("body", record_.body, sample_.line);
    const TraceContext& trace = record_.trace;
    CheckText("trace_id", trace.trace.empty() ? "" : ToHex(trace.trace), "");
    CheckText("span_id", trace.span == 0 ? "" : ToHex(trace.span), "");
    CheckText("parent_span_id", trace.parent == 0 ? "" : ToHex(trace.parent),
              "");
    CheckFields();
    return std::move(differences_);
  }

 private:
  void Differs(std::string_view what, const std::string& actual,
               const std::string& expected) {
    differences_.push_back(std::string(what) + " is " + actual + ", expected " +
                           expected);
  }

  void CheckTime() {
    const JsonValue* expected = sample_.expect.Find("time");
    std::optional<int64_t> ns;
    if (expected) {
      const auto time =
          ParseTimestamp(expected->text, TimeContext{kReferenceNs});
      if (!time || time->length != expected->text.size()) {
        differences_.push_back("the expected time is none: " + expected->text);
        return;
      }
      ns = time->ns;
    }
    if (ns != record_.time_ns) {
      Differs("time", OptionalTimeText(record_.time_ns), OptionalTimeText(ns));
    }
  }

  void CheckSeverity() {
    const JsonValue* value = sample_.expect.Find("severity");
    const std::string expected = value ? value->text : "0";
    const std::string actual = std::to_string(record_.severity);
    if (actual != expected) Differs("severity", actual, expected);
  }

  void CheckText(std::string_view key, std::string_view actual,
                 std::string_view absent) {
    const JsonValue* value = sample_.expect.Find(key);
    const std::string_view expected = value ? value->text : absent;
    if (actual != expected) Differs(key, Quoted(actual), Quoted(expected));
  }

  // What any message shows is a field, too, but need not be listed.
  bool InMessage(const ParsedField& field) const {
    if (IsMessageValue(field.name)) return true;
    return record_.body.find(std::string(field.name) + "=") !=
           record_.body.npos;
  }

  void CheckFields() {
    static const JsonValue kNone;
    const JsonValue* const listed = sample_.expect.Find("fields");
    const JsonValue& expected = listed ? *listed : kNone;
    for (const auto& [name, value] : expected.members) {
      const auto field =
          std::find_if(fields_.begin(), fields_.end(),
                       [&](const auto& f) { return f.name == name; });
      if (field == fields_.end()) {
        Differs("field " + name, "absent", ExpectedText(value));
      } else if (!Equal(*field, value)) {
        Differs("field " + name, FieldText(*field), ExpectedText(value));
      }
    }
    for (const ParsedField& field : fields_) {
      if (!expected.Find(field.name) && !InMessage(field)) {
        Differs("field " + std::string(field.name), FieldText(field), "none");
      }
    }
  }

  const FormatSample& sample_;
  const ParsedRecord& record_;
  const std::vector<ParsedField>& fields_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> CheckSamples(const FormatFile& file,
                                      std::string_view text) {
  std::vector<std::string> problems;
  const FormatRegistry none;
  for (size_t i = 0; i < file.samples.size(); ++i) {
    const FormatSample& sample = file.samples[i];
    const auto report = [&](const std::string& problem) {
      problems.push_back("sample " + std::to_string(i + 1) + ": " + problem +
                         "\n    " + sample.line);
    };
    RecordParser parser(none,
                        SourceFormat{.formats = {},
                                     .table_header = sample.header,
                                     .user_format = std::string(text)},
                        TimeContext{kReferenceNs});
    std::vector<ParsedField> fields;
    const ParsedRecord record = parser.ParseWithFields(sample.line, &fields);
    if (!record.format) {
      report("no pattern of the format matches it");
      continue;
    }
    SampleChecker checker(sample, record, fields);
    for (const std::string& difference : checker.Differences()) {
      report(difference);
    }
  }
  return problems;
}

}  // namespace taffrail
