// The part of RecordParser that reads by a format's patterns and tables.
#include <algorithm>

#include "core/parse/line_splitter.h"
#include "core/parse/record_fields.h"
#include "core/parse/record_parser.h"
#include "core/parse/severity.h"
#include "core/parse/structured_data.h"
#include "core/parse/unescape.h"

namespace taffrail {
namespace {

bool IsTraceRole(FieldRole role) {
  return role == FieldRole::kTraceId || role == FieldRole::kSpanId ||
         role == FieldRole::kParentSpanId || role == FieldRole::kTraceContext;
}

bool IsNothing(std::string_view text) { return text.empty() || text == "-"; }

bool IsDateAndTime(std::string_view first, std::string_view second) {
  return ((first == "date" || first == "Date") &&
          (second == "time" || second == "Time")) ||
         ((first == "datum" || first == "Datum") &&
          (second == "uhrzeit" || second == "Uhrzeit"));
}

}  // namespace

bool RecordParser::ParsePattern(const Format& format,
                                const FormatPattern& pattern, LineTimes& times,
                                std::string_view record, Fields* fields,
                                ParsedRecord* parsed) {
  if (pattern.lines() == 1) {
    return MatchPattern(format, pattern, times, record, fields, parsed);
  }
  LineTimes lines(FirstLines(record, pattern.lines()), context_);
  return MatchPattern(format, pattern, lines, record, fields, parsed);
}

bool RecordParser::MatchPattern(const Format& format,
                                const FormatPattern& pattern, LineTimes& times,
                                std::string_view record, Fields* fields,
                                ParsedRecord* parsed) {
  if (!pattern.Match(times, format.severities, &match_)) return false;
  // Pairs without anything about them could be any text.
  if (pattern.only_pairs()) return ParseLogfmt(&format, record, fields, parsed);
  *parsed = {};
  parsed->format = &format;
  parsed->service = format.service;
  TakeCaptures(format, pattern, times.line(), fields, parsed);
  parsed->has_header = parsed->time_ns || parsed->severity != kSeverityNone ||
                       pattern.self_evident();
  ExtendBody(pattern, times.line(), record, parsed);
  return true;
}

void RecordParser::TakeCaptures(const Format& format,
                                const FormatPattern& pattern,
                                std::string_view line, Fields* fields,
                                ParsedRecord* parsed) {
  unescaped_.clear();
  // Unescaping never lengthens: with this, views into it stay good.
  unescaped_.reserve(line.size());
  std::string_view rule_value;
  std::string_view members;
  bool json = false;
  bool body_is_named = false;
  for (size_t i = 0; i < match_.count; ++i) {
    const PatternCapture& capture = match_.captures[i];
    const PatternField& field = pattern.fields()[capture.field];
    if (field.name.empty()) continue;
    const bool attribute =
        field.role == FieldRole::kNone && field.type < PatternType::kPairs;
    if (attribute && !fields && !format.severity_from) continue;
    std::string_view text =
        line.substr(capture.begin, capture.end - capture.begin);
    if (IsNothing(text) && field.type != PatternType::kSeverity) continue;
    if (field.type == PatternType::kQuoted) text = Unescape(text);
    if (field.type == PatternType::kStructuredData) {
      TakeStructuredData(text, fields, parsed);
      continue;
    }
    if (field.type == PatternType::kPairs || field.type == PatternType::kJson) {
      json = field.type == PatternType::kJson;
      members = text;
      if (field.role == FieldRole::kNone) continue;
    }
    if (format.severity_from && format.severity_from->field == field.name) {
      rule_value = text;
    }
    body_is_named |=
        field.role == FieldRole::kBody && field.type == PatternType::kRest;
    if (field.role == FieldRole::kTime) {
      parsed->time_ns = capture.value;
      parsed->time_text = text;
    } else if (field.type == PatternType::kSeverity ||
               field.type == PatternType::kPriority) {
      parsed->severity = static_cast<uint8_t>(capture.value);
    } else if (!SetRole(format, field.role, text, parsed) && fields) {
      AddCapture(format, field, text, fields);
    }
  }
  if (!members.empty()) TakeMembers(format, members, json, fields, parsed);
  ApplyRule(format, rule_value, parsed);
  // What follows a `rest` has its names in the pattern: the pairs in a URL's
  // query are none. What is wrapped is read by itself.
  if (fields && !body_is_named && !format.wraps &&
      parsed->body.data() != members.data()) {
    AddMessagePairs(parsed->body, &message_values_, fields);
  }
}

// Lines after the first belong to the message, or to the whole.
void RecordParser::ExtendBody(const FormatPattern& pattern,
                              std::string_view line, std::string_view record,
                              ParsedRecord* parsed) {
  const PatternCapture* body = nullptr;
  for (size_t i = 0; i < match_.count; ++i) {
    const PatternCapture& capture = match_.captures[i];
    if (pattern.fields()[capture.field].role == FieldRole::kBody) {
      body = &capture;
    }
  }
  if (!body) {
    if (parsed->body.empty()) parsed->body = record;
    return;
  }
  const size_t line_end = record.find('\n', line.size());
  if (line_end == record.npos) return;
  if (body->end == line.size()) {
    parsed->body = record.substr(body->begin);
    return;
  }
  joined_ = parsed->body;
  joined_ += record.substr(line_end);
  parsed->body = joined_;
}

void RecordParser::AddCapture(const Format& format, const PatternField& field,
                              std::string_view text, Fields* fields) {
  ParsedField* const added = AddField(field.name, text, fields);
  if (!added) return;
  if (field.type >= PatternType::kInt && field.type <= PatternType::kUptime) {
    SetNumber(added);
  } else if (field.type == PatternType::kDuration) {
    if (const auto ns = ParseDuration(text)) added->SetDuration(*ns);
  }
  ApplyUnit(format.UnitOf(field.name), added);
}

// Pairs or a JSON object at the line's end: fields, of which some may play a
// role that the pattern leaves open.
void RecordParser::TakeMembers(const Format& format, std::string_view text,
                               bool json, Fields* fields,
                               ParsedRecord* parsed) {
  StructuredRecord structured(context_, nullptr);
  BlockRoles(*parsed, &structured);
  if (json) {
    ScanJson(text);
    for (const JsonMember& member : members_) {
      if (member.kind == JsonKind::kNull) continue;
      structured.Add(*member.key, nullptr, member.value,
                     member.kind == JsonKind::kNumber);
    }
    FillRoles(structured, parsed);
    if (fields) AddMembers(&format, structured, fields);
    return;
  }
  ScanPairs(text, &member_values_, &structured);
  FillRoles(structured, parsed);
  if (fields) AddPairs(&format, structured, fields);
}

// Parameters are named after their element. Ids of traces play their roles.
void RecordParser::TakeStructuredData(std::string_view text, Fields* fields,
                                      ParsedRecord* parsed) {
  StructuredRecord structured(context_, nullptr);
  StructuredDataScanner scanner(text, &parameters_);
  StructuredDataParam param;
  while (scanner.Next(&param)) {
    if (IsTraceRole(MeaningOfKey(param.name).role)) {
      structured.Add(param.name, param.value, false);
      if (structured.Chose(param.value)) continue;
    }
    if (!fields) continue;
    std::string& name = made_.emplace_back(param.id);
    name.append(".").append(param.name);
    AddSeenField(nullptr, name, param.value, fields);
  }
  parsed->trace.Fill(structured.trace());
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

bool RecordParser::ParseRow(const Format& format, std::string_view record,
                            Fields* fields, ParsedRecord* parsed) {
  if (!table_) return false;
  *parsed = {};
  parsed->format = &format;
  parsed->has_header = true;
  // Quotes may hold line breaks.
  const std::string_view line = FirstLines(record, 1);
  if (table_->IsComment(line)) {
    parsed->body = line;
    return true;
  }
  const bool row =
      table_->Split(line, &unescaped_, &cells_) ||
      (record.find('\n') != record.npos &&
       table_->Split(WithoutTerminator(record), &unescaped_, &cells_));
  if (!row) {
    parsed->needs_all_lines = table_->IsOpen(line);
    parsed->body = record;
    return parsed->needs_all_lines;
  }
  parsed->service = format.service;
  if (format.table->fields.empty()) {
    TakeCells(format, record, fields, parsed);
    return true;
  }
  std::string_view rule_value;
  joined_.clear();
  for (size_t i = 0; i < cells_.size(); ++i) {
    const TableReader::Column& column = table_->columns()[i];
    const std::string_view text = cells_[i];
    if (IsNothing(text)) continue;
    if (format.severity_from && format.severity_from->field == column.name) {
      rule_value = text;
    }
    if (column.role == FieldRole::kTime) {
      if (!joined_.empty()) joined_ += ' ';
      joined_ += text;
    } else if (!SetRole(format, column.role, text, parsed) && fields) {
      AddSeenField(&format, column.name, text, fields);
    }
  }
  parsed->time_ns = ParseWholeTime(joined_, context_);
  ApplyRule(format, rule_value, parsed);
  if (parsed->body.empty()) parsed->body = record;
  return true;
}

// Of a table that only its file describes: its columns mean what keys of their
// names mean anywhere.
void RecordParser::TakeCells(const Format& format, std::string_view record,
                             Fields* fields, ParsedRecord* parsed) {
  const std::vector<TableReader::Column>& columns = table_->columns();
  StructuredRecord structured(context_, &format);
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (IsNothing(cells_[i])) continue;
    structured.Add(columns[i].name, cells_[i], false);
    // `Date,Time`, each half a time.
    if (i > 0 && IsDateAndTime(columns[i - 1].name, columns[i].name)) {
      joined_ = cells_[i - 1];
      joined_.append(" ").append(cells_[i]);
      structured.Add("timestamp", joined_, false);
    }
  }
  FillRoles(structured, parsed);
  if (parsed->body.empty()) parsed->body = record;
  if (!fields) return;
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (IsNothing(cells_[i]) || structured.Chose(cells_[i])) continue;
    AddSeenField(&format, columns[i].name, cells_[i], fields);
  }
}

}  // namespace taffrail
