#include "core/parse/record_parser.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "core/parse/access_line.h"
#include "core/parse/logfmt.h"
#include "core/parse/severity.h"
#include "core/parse/structured_record.h"
#include "core/parse/text_header.h"
#include "core/parse/unescape.h"

namespace taffrail {
namespace {

using Fields = std::vector<ParsedField>;

// Adds what the line has a name for, unless it is empty.
ParsedField* AddField(std::string_view name, std::string_view value,
                      Fields* fields) {
  if (value.empty()) return nullptr;
  ParsedField& field = fields->emplace_back();
  field.name = name;
  field.value = value;
  return &field;
}

// The same, of the kind that its text looks like.
void AddSeenField(std::string_view name, std::string_view value,
                  Fields* fields) {
  if (ParsedField* field = AddField(name, value, fields)) GuessKind(field);
}

// Turns a field for which the format has a unit into a duration.
void ApplyUnit(const Format& format, ParsedField* field) {
  const int64_t unit = format.UnitOf(field->name);
  if (unit == 0 || field->kind == FieldKind::kDuration) return;
  if (const auto ns = ScaleDuration(field->value, unit)) {
    field->SetDuration(*ns);
  }
}

void Take(const StructuredRecord& structured, std::string_view line,
          ParsedRecord* parsed) {
  parsed->time_ns = structured.time_ns();
  parsed->severity = structured.severity();
  parsed->service = structured.value(FieldRole::kService).value_or("");
  parsed->host = structured.value(FieldRole::kHost).value_or("");
  parsed->body = structured.value(FieldRole::kBody).value_or(line);
  parsed->trace = structured.trace();
  parsed->has_header = true;
}

void AddAccessFields(const AccessLine& access, Fields* fields) {
  AddField("client", access.client, fields);
  AddField("user", access.user, fields);
  AddField("method", access.method, fields);
  AddField("path", access.path, fields);
  AddField("protocol", access.protocol, fields);
  AddSeenField("status", access.status, fields);
  AddSeenField("bytes", access.bytes, fields);
  AddField("referer", access.referer, fields);
  AddField("user_agent", access.user_agent, fields);
}

// The first line of a record, without blanks at its end.
std::string_view FirstLine(std::string_view record) {
  std::string_view line = record.substr(0, record.find('\n'));
  while (!line.empty() &&
         (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return line;
}

// The name that a dialect gives to a member.
std::string_view NameOfMember(const Format* format, std::string_view key) {
  if (!format) return key;
  for (const NamedSource& field : format->json->fields) {
    if (field.role == FieldRole::kNone &&
        std::find(field.from.begin(), field.from.end(), key) !=
            field.from.end()) {
      return field.name;
    }
  }
  return key;
}

// Which of a dialect's required keys this member is, as a bit; 0 for none.
uint64_t RequiredBit(const JsonDialect& dialect, const JsonMember& member) {
  uint64_t bit = 1;
  for (const JsonDialect::Required& required : dialect.require) {
    if (required.key == member.key &&
        (!required.value || *required.value == member.value)) {
      return bit;
    }
    bit <<= 1;
  }
  return 0;
}

const ParsedField* FindField(const Fields& fields, std::string_view name) {
  for (const ParsedField& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

}  // namespace

RecordParser::RecordParser(const FormatRegistry& registry,
                           const SourceFormat& source,
                           const TimeContext& context)
    : context_(context) {
  if (!source.user_format.empty()) {
    StatusOr<FormatFile> file = ReadFormat(source.user_format);
    if (file.ok()) {
      user_format_ = std::make_unique<Format>(std::move(file->format));
      Use(*user_format_, source.table_header);
    } else {
      user_format_status_ = file.status();
    }
  }
  for (const std::string& name : source.formats) {
    if (const Format* format = registry.Find(name)) {
      Use(*format, source.table_header);
    }
  }
  for (const std::unique_ptr<const Format>& format : registry.formats()) {
    const bool plain =
        std::any_of(format->patterns.begin(), format->patterns.end(),
                    [](const auto& pattern) { return pattern.self_evident(); });
    if (plain && std::find(formats_.begin(), formats_.end(), format.get()) ==
                     formats_.end()) {
      self_evident_.push_back(format.get());
    }
  }
}

void RecordParser::Use(const Format& format, std::string_view table_header) {
  if (format.table) {
    // A source has one table; without its header nothing is known of it.
    if (table_ || table_header.empty()) return;
    table_ = std::make_unique<TableReader>(format, table_header);
  }
  formats_.push_back(&format);
}

ParsedRecord RecordParser::Parse(std::string_view record) {
  return ParseAny(record, nullptr);
}

ParsedRecord RecordParser::ParseWithFields(std::string_view record,
                                           Fields* fields) {
  fields->clear();
  return ParseAny(record, fields);
}

ParsedRecord RecordParser::ParseAny(std::string_view record, Fields* fields) {
  ParsedRecord parsed;
  if (!formats_.empty() || !self_evident_.empty()) {
    LineTimes times(FirstLine(record), context_);
    for (const Format* format : formats_) {
      if (ParseAs(*format, times, record, fields, &parsed)) return parsed;
    }
    for (const Format* format : self_evident_) {
      for (const FormatPattern& pattern : format->patterns) {
        if (pattern.self_evident() &&
            ParsePattern(*format, pattern, times, record, fields, &parsed)) {
          return parsed;
        }
      }
    }
  }
  if (record.starts_with('{') && ParseJson(nullptr, record, fields, &parsed)) {
    return parsed;
  }
  if (LogfmtScanner::LooksLikeLogfmt(record) &&
      ParseLogfmt(record, fields, &parsed)) {
    return parsed;
  }
  return ParseText(record, fields);
}

bool RecordParser::ParseAs(const Format& format, LineTimes& times,
                           std::string_view record, Fields* fields,
                           ParsedRecord* parsed) {
  if (format.json) {
    return record.starts_with('{') &&
           ParseJson(&format, record, fields, parsed);
  }
  if (format.table) return ParseRow(format, times.line(), fields, parsed);
  return std::any_of(
      format.patterns.begin(), format.patterns.end(), [&](const auto& pattern) {
        return ParsePattern(format, pattern, times, record, fields, parsed);
      });
}

bool RecordParser::ParsePattern(const Format& format,
                                const FormatPattern& pattern, LineTimes& times,
                                std::string_view record, Fields* fields,
                                ParsedRecord* parsed) {
  if (!pattern.Match(times, format.severities, &match_)) return false;
  const std::string_view line = times.line();
  *parsed = {};
  parsed->format = &format;
  parsed->service = format.service;
  unescaped_.clear();
  // Unescaping never lengthens: with this, views into it stay good.
  unescaped_.reserve(line.size());
  std::optional<int64_t> rule_value;
  const PatternCapture* body = nullptr;
  for (size_t i = 0; i < match_.count; ++i) {
    const PatternCapture& capture = match_.captures[i];
    const PatternField& field = pattern.fields()[capture.field];
    if (field.name.empty()) continue;
    std::string_view text =
        line.substr(capture.begin, capture.end - capture.begin);
    if (field.role == FieldRole::kBody) body = &capture;
    if (text.empty() || text == "-") continue;
    if (field.type == PatternType::kQuoted) text = Unescape(text);
    switch (field.role) {
      case FieldRole::kTime:
        parsed->time_ns = capture.value;
        break;
      case FieldRole::kSeverity:
        parsed->severity = field.type == PatternType::kSeverity ||
                                   field.type == PatternType::kPriority
                               ? static_cast<uint8_t>(capture.value)
                               : format.severities.Find(text);
        break;
      case FieldRole::kService:
        parsed->service = text;
        break;
      case FieldRole::kHost:
        parsed->host = text;
        break;
      case FieldRole::kBody:
        parsed->body = text;
        break;
      case FieldRole::kTraceId:
        if (const auto id = ParseTraceId(text, false))
          parsed->trace.trace = *id;
        break;
      case FieldRole::kSpanId:
        if (const auto id = ParseSpanId(text, false)) parsed->trace.span = *id;
        break;
      case FieldRole::kParentSpanId:
        if (const auto id = ParseSpanId(text, false)) {
          parsed->trace.parent = *id;
        }
        break;
      default:
        if (fields) AddCapture(format, field, text, fields);
        break;
    }
    if (format.severity_from && format.severity_from->field == field.name) {
      rule_value = ParseInt<int64_t>(text);
    }
  }
  if (format.severity_from && parsed->severity == kSeverityNone) {
    parsed->severity = rule_value ? format.severity_from->Of(*rule_value)
                                  : format.severity_from->otherwise;
  }
  parsed->has_header = parsed->time_ns || parsed->severity != kSeverityNone ||
                       pattern.self_evident();
  // The lines after the first belong to the message, or to the whole.
  const bool more =
      record.size() > line.size() && record.find('\n') != record.npos;
  if (!body || parsed->body.empty()) {
    parsed->body = body ? parsed->body : record;
  } else if (more && body->end == line.size() &&
             parsed->body.data() == line.data() + body->begin) {
    parsed->body = record.substr(body->begin);
  } else if (more) {
    joined_ = parsed->body;
    joined_ += record.substr(record.find('\n'));
    parsed->body = joined_;
  }
  if (fields && body) AddPairs(parsed->body, true, fields);
  return true;
}

void RecordParser::AddCapture(const Format& format, const PatternField& field,
                              std::string_view text, Fields* fields) {
  switch (field.type) {
    case PatternType::kPairs:
      AddPairs(text, false, fields);
      return;
    case PatternType::kJson:
      AddJsonMembers(text, fields);
      return;
    default:
      break;
  }
  ParsedField* added = AddField(field.name, text, fields);
  if (!added) return;
  if (field.type == PatternType::kInt || field.type == PatternType::kNumber) {
    SetNumber(added);
  } else if (field.type == PatternType::kDuration) {
    if (const auto ns = ParseDuration(text)) added->SetDuration(*ns);
  }
  ApplyUnit(format, added);
}

std::string_view RecordParser::Unescape(std::string_view text) {
  if (text.find('\\') == text.npos) return text;
  const size_t from = unescaped_.size();
  if (!AppendUnescaped(text, &unescaped_)) {
    unescaped_.resize(from);
    return text;
  }
  return std::string_view(unescaped_).substr(from);
}

void RecordParser::AddJsonMembers(std::string_view text, Fields* fields) {
  JsonMember member;
  json_.Start(text);
  while (json_.Next(&member)) {
    if (member.kind == JsonKind::kNull) continue;
    ParsedField* field = AddField(member.key, member.value, fields);
    if (field && member.kind == JsonKind::kNumber) SetNumber(field);
    if (field && member.kind == JsonKind::kBool) GuessKind(field);
  }
}

// In a message the punctuation after a value is not part of it.
void RecordParser::AddPairs(std::string_view text, bool in_message,
                            Fields* fields) {
  LogfmtScanner scanner(text, &pair_values_);
  LogfmtPair pair;
  while (scanner.Next(&pair)) {
    if (in_message) {
      const size_t last = pair.value.find_last_not_of(",;)]}");
      pair.value = pair.value.substr(0, last + 1);
    }
    AddSeenField(pair.key, pair.value, fields);
  }
}

bool RecordParser::ParseRow(const Format& format, std::string_view line,
                            Fields* fields, ParsedRecord* parsed) {
  if (!table_) return false;
  *parsed = {};
  parsed->format = &format;
  parsed->body = line;
  parsed->has_header = true;
  if (table_->IsComment(line)) return true;
  if (!table_->Split(line, &unescaped_, &cells_)) return false;
  parsed->service = format.service;
  joined_.clear();
  std::optional<int64_t> rule_value;
  for (size_t i = 0; i < cells_.size(); ++i) {
    const TableReader::Column& column = table_->columns()[i];
    const std::string_view text = cells_[i];
    if (text.empty() || text == "-") continue;
    switch (column.role) {
      case FieldRole::kTime:
        if (!joined_.empty()) joined_ += ' ';
        joined_ += text;
        break;
      case FieldRole::kSeverity:
        parsed->severity = format.severities.Find(text);
        break;
      case FieldRole::kService:
        parsed->service = text;
        break;
      case FieldRole::kHost:
        parsed->host = text;
        break;
      case FieldRole::kBody:
        parsed->body = text;
        break;
      case FieldRole::kTraceId:
        if (const auto id = ParseTraceId(text, false))
          parsed->trace.trace = *id;
        break;
      case FieldRole::kSpanId:
        if (const auto id = ParseSpanId(text, false)) parsed->trace.span = *id;
        break;
      default:
        if (fields) {
          AddSeenField(column.name, text, fields);
          ApplyUnit(format, &fields->back());
        }
        break;
    }
    if (format.severity_from && format.severity_from->field == column.name) {
      rule_value = ParseInt<int64_t>(text);
    }
  }
  if (const auto time = ParseTimestamp(joined_, context_);
      time && time->length == joined_.size()) {
    parsed->time_ns = time->ns;
  } else {
    parsed->time_ns = ParseEpoch(joined_);
  }
  if (format.severity_from && parsed->severity == kSeverityNone) {
    parsed->severity = rule_value ? format.severity_from->Of(*rule_value)
                                  : format.severity_from->otherwise;
  }
  return true;
}

bool RecordParser::ParseJson(const Format* format, std::string_view record,
                             Fields* fields, ParsedRecord* parsed) {
  // An element of an array that stands on its own line.
  const size_t last = record.find_last_not_of(" \t\r\n");
  if (last != record.npos && record[last] == ',') {
    record = record.substr(0, last);
  }
  StructuredRecord structured(context_, format);
  JsonMember member;
  uint64_t missing =
      format ? (uint64_t{1} << format->json->require.size()) - 1 : 0;
  json_.Start(record);
  while (json_.Next(&member)) {
    if (missing != 0) missing &= ~RequiredBit(*format->json, member);
    if (member.kind == JsonKind::kNull) continue;
    structured.Add(member.key, member.value, member.kind == JsonKind::kNumber);
  }
  if (!json_.ok() || missing != 0) return false;
  *parsed = {};
  Take(structured, record, parsed);
  parsed->format = format;
  if (format && parsed->service.empty()) parsed->service = format->service;
  const bool ruled =
      format && format->severity_from && parsed->severity == kSeverityNone;
  if (fields == nullptr && !ruled) return true;
  Fields ruled_fields;
  Fields* const out = fields ? fields : &ruled_fields;
  // A second pass, since only now is it known which keys were chosen. It
  // unescapes into the same bytes, so the record's views stay good.
  json_.Start(record);
  while (json_.Next(&member)) {
    if (member.kind == JsonKind::kNull ||
        structured.Chose(member.key, member.value)) {
      continue;
    }
    ParsedField* const field =
        AddField(NameOfMember(format, member.key), member.value, out);
    if (!field) continue;
    if (member.kind == JsonKind::kNumber) SetNumber(field);
    if (member.kind == JsonKind::kBool) GuessKind(field);
    if (format) ApplyUnit(*format, field);
  }
  if (ruled) {
    const SeverityRule& rule = *format->severity_from;
    const ParsedField* const field = FindField(*out, rule.field);
    parsed->severity = field && field->kind == FieldKind::kInt
                           ? rule.Of(field->integer)
                           : rule.otherwise;
  }
  return true;
}

// A line of pairs of which one is a time, a severity or a message; other pairs
// could be any text.
bool RecordParser::ParseLogfmt(std::string_view line, Fields* fields,
                               ParsedRecord* parsed) {
  StructuredRecord structured(context_, nullptr);
  LogfmtPair pair;
  LogfmtScanner scanner(line, &unescaped_);
  while (scanner.Next(&pair)) structured.Add(pair.key, pair.value, false);
  if (!structured.time_ns() && structured.severity() == 0 &&
      !structured.value(FieldRole::kBody)) {
    return false;
  }
  *parsed = {};
  Take(structured, line, parsed);
  if (fields != nullptr) {
    LogfmtScanner again(line, &unescaped_);
    while (again.Next(&pair)) {
      if (structured.Chose(pair.key, pair.value)) continue;
      AddSeenField(pair.key, pair.value, fields);
    }
  }
  return true;
}

ParsedRecord RecordParser::ParseText(std::string_view record, Fields* fields) {
  const std::string_view line = record.substr(0, record.find('\n'));
  const TextHeader header = ParseTextHeader(line, context_);
  if (fields != nullptr) {
    AddField("process", header.process, fields);
    AddField("thread", header.thread, fields);
    AddField("request_id", header.request, fields);
    if (header.access) {
      const AccessLine access = ParseAccessLine(line, header.body);
      AddAccessFields(access, fields);
      AddPairs(access.rest, true, fields);
    } else {
      AddPairs(header.body, true, fields);
    }
  }
  return {.time_ns = header.time_ns,
          .severity = header.severity,
          .has_header = header.time_ns.has_value(),
          .service = header.service,
          .host = header.host,
          // The lines after the first belong to the message.
          .body = record.substr(
              static_cast<size_t>(header.body.data() - record.data())),
          .trace = {},
          .format = nullptr};
}

}  // namespace taffrail
