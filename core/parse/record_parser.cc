#include "core/parse/record_parser.h"

#include <algorithm>
#include <bit>

#include "core/parse/access_line.h"
#include "core/parse/key_values.h"
#include "core/parse/line_shape.h"
#include "core/parse/logfmt.h"
#include "core/parse/message_values.h"
#include "core/parse/record_fields.h"
#include "core/parse/severity.h"
#include "core/parse/structured_record.h"
#include "core/parse/text_header.h"

namespace taffrail {
namespace {

void AddAccessFields(const AccessLine& access, Fields* fields) {
  AddField("client", access.client, fields);
  AddField("user", access.user, fields);
  AddField("method", access.method, fields);
  AddField("path", access.path, fields);
  AddField("protocol", access.protocol, fields);
  AddSeenField(nullptr, "status", access.status, fields);
  AddSeenField(nullptr, "bytes", access.bytes, fields);
  AddField("referer", access.referer, fields);
  AddField("user_agent", access.user_agent, fields);
}

// What a record that is structured as a whole starts from.
ParsedRecord Structured(const Format* format) {
  ParsedRecord parsed;
  parsed.format = format;
  if (format) parsed.service = format->service;
  parsed.has_header = true;
  return parsed;
}

// A line of very many parts is an exception whose memory is not kept.
template <class T>
void ClearAndTrim(std::vector<T>* parts) {
  constexpr size_t kUsualParts = 1024;
  if (parts->capacity() > kUsualParts) *parts = {};
  parts->clear();
}

}  // namespace

RecordParser::RecordParser(const TimeContext& context) : context_(context) {}

RecordParser::RecordParser(const FormatRegistry& registry,
                           const SourceFormat& source,
                           const TimeContext& context)
    : context_(context),
      elements_(source.elements),
      severities_begin_(source.severities_begin) {
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
  // The user may ask for no format at all.
  const auto& names = source.formats;
  if (std::find(names.begin(), names.end(), kAnyText) == names.end()) {
    self_evident_ = &registry.self_evident();
  }
}

void RecordParser::Use(const Format& format, std::string_view table_header) {
  if (format.table) {
    // A source has one table; without its header nothing is known of it.
    if (table_ || table_header.empty()) return;
    table_ = std::make_unique<TableReader>(format, table_header);
  }
  Try(format);
}

void RecordParser::Try(const Format& format) {
  formats_.push_back(&format);
  filter_.Add(format);
}

size_t RecordParser::StateBytes() const {
  size_t bytes = sizeof *this + json_.HeapBytes();
  for (const std::string* text :
       {&unescaped_, &member_values_, &message_values_, &parameters_, &joined_,
        &inner_line_, &inner_text_, &inner_plain_}) {
    bytes += text->capacity();
  }
  bytes += filter_.HeapBytes() + lexer_.HeapBytes();
  if (inner_) bytes += inner_->StateBytes();
  return bytes + cells_.capacity() * sizeof cells_[0] +
         members_.capacity() * sizeof members_[0] +
         pairs_.capacity() * sizeof pairs_[0] +
         formats_.capacity() * sizeof formats_[0];
}

ParsedRecord RecordParser::Parse(std::string_view record) {
  return ParseAny(record, nullptr);
}

ParsedRecord RecordParser::ParseWithFields(std::string_view record,
                                           std::vector<ParsedField>* fields) {
  Fields filling(fields);
  made_.clear();
  const ParsedRecord parsed = ParseAny(record, &filling);
  // Of a line inside another, that is for the parser of both.
  if (unwraps_) AddMessageValues(parsed.body, lexer_, &made_, &filling);
  return parsed;
}

ParsedRecord RecordParser::ParseAny(std::string_view record, Fields* fields) {
  if (!elements_.empty()) record = ElementOf(record, elements_);
  ParsedRecord parsed;
  scanned_ = Scanned::kNot;
  LineTimes times(FirstLines(record, 1), context_);
  const LineHead head = LineHead::Of(record, times);
  if (ParseBySource(head, times, record, fields, &parsed)) return parsed;
  // A whole JSON object is no text, whatever a pattern could make of it.
  if (record.starts_with('{') && ParseJson(nullptr, record, fields, &parsed)) {
    return parsed;
  }
  if (self_evident_ && ParseSelfEvident(head, times, record, fields, &parsed)) {
    return parsed;
  }
  if (LogfmtScanner::LooksLikeLogfmt(record) &&
      ParseLogfmt(nullptr, record, fields, &parsed)) {
    return parsed;
  }
  return ParseText(record, fields);
}

bool RecordParser::ParseBySource(LineHead head, LineTimes& times,
                                 std::string_view record, Fields* fields,
                                 ParsedRecord* parsed) {
  HeadFilter::Choice& choice = filter_.ChoiceFor(head);
  const std::vector<HeadFilter::Step>& steps = filter_.steps();
  for (uint64_t left = choice.may_match; left != 0; left &= left - 1) {
    const size_t first = static_cast<size_t>(std::countr_zero(left));
    const size_t end = first == HeadFilter::kBits ? steps.size() : first + 1;
    for (size_t i = first; i < end; ++i) {
      const auto& [format, pattern] = steps[i];
      if (!pattern) {
        const bool read = format->wraps && unwraps_
                              ? ParseWrapped(*format, record, fields, parsed)
                              : ParseAs(*format, times, record, fields, parsed);
        if (read) return true;
        continue;
      }
      if (!pattern->MayHaveHead(times)) continue;
      // The pattern of the last such line mostly matches this one, too.
      if (pattern != choice.likely && !pattern->MayHaveRest(times)) continue;
      if (ParsePattern(*format, *pattern, times, record, fields, parsed)) {
        choice.likely = pattern;
        return true;
      }
    }
  }
  return false;
}

bool RecordParser::ParseSelfEvident(LineHead head, LineTimes& times,
                                    std::string_view record, Fields* fields,
                                    ParsedRecord* parsed) {
  for (const SelfEvidentPattern& plain : self_evident_->Candidates(head)) {
    if (!plain.pattern->MayHaveHead(times)) continue;
    if (!plain.pattern->MayHaveRest(times)) continue;
    const Format& format = *plain.format;
    if (format.wraps) {
      if (unwraps_ && ParseWrapped(format, record, fields, parsed)) return true;
    } else if (ParsePattern(format, *plain.pattern, times, record, fields,
                            parsed)) {
      return true;
    }
  }
  return false;
}

bool RecordParser::ParseAs(const Format& format, LineTimes& times,
                           std::string_view record, Fields* fields,
                           ParsedRecord* parsed) {
  if (format.json) {
    return record.starts_with('{') &&
           ParseJson(&format, record, fields, parsed);
  }
  if (format.table) return ParseRow(format, record, fields, parsed);
  for (const FormatPattern& pattern : format.patterns) {
    if (pattern.MayHaveHead(times) && pattern.MayHaveRest(times) &&
        ParsePattern(format, pattern, times, record, fields, parsed)) {
      return true;
    }
  }
  return false;
}

// Reads the members of `text` into members_. False when it is no whole object.
bool RecordParser::ScanJson(std::string_view text) {
  ClearAndTrim(&members_);
  json_.Start(text);
  JsonMember member;
  while (json_.Next(&member)) members_.push_back(member);
  return json_.ok();
}

// Whether the line has what every line of the dialect has.
bool RecordParser::HasRequired(const Format& format) {
  uint64_t missing = (uint64_t{1} << format.json->require.size()) - 1;
  for (const JsonMember& member : members_) {
    const JsonDialect::Key* const own = member.key->UseIn(&format).own;
    if (own && (!own->value || *own->value == member.value)) {
      missing &= ~own->bit;
    }
  }
  return missing == 0;
}

bool RecordParser::ParseJson(const Format* format, std::string_view record,
                             Fields* fields, ParsedRecord* parsed) {
  // Each dialect of the source asks for the same line.
  if (scanned_ == Scanned::kNot) {
    // An element of an array that stands on its own line.
    std::string_view text = record;
    const size_t last = text.find_last_not_of(" \t\r\n");
    if (last != text.npos && text[last] == ',') text = text.substr(0, last);
    scanned_ = ScanJson(text)     ? Scanned::kObject
               : members_.empty() ? Scanned::kNone
                                  : Scanned::kBroken;
  }
  if (scanned_ == Scanned::kNone) return false;
  const bool damaged = scanned_ == Scanned::kBroken;
  if (format && !HasRequired(*format)) return false;
  StructuredRecord structured(context_, format);
  const bool ruled = format && format->severity_from;
  std::string_view rule_value;
  bool too_deep = false;
  for (const JsonMember& member : members_) {
    if (member.kind == JsonKind::kNull) continue;
    too_deep |= member.kind == JsonKind::kRaw && member.value.starts_with('{');
    const JsonKey::Use& use = member.key->UseIn(format);
    structured.Add(*member.key, use.own, member.value,
                   member.kind == JsonKind::kNumber);
    if (use.rules_severity) rule_value = member.value;
  }
  // A brace and a word in quotes may begin any text.
  if (damaged && !structured.time_ns() &&
      structured.severity() == kSeverityNone &&
      structured.value(FieldRole::kBody).empty()) {
    return false;
  }
  *parsed = Structured(format);
  parsed->too_deep = too_deep;
  parsed->damaged = damaged;
  parsed->needs_all_lines = damaged && json_.cut_off();
  FillRoles(structured, parsed);
  if (parsed->body.empty()) parsed->body = record;
  if (ruled) ApplyRule(*format, rule_value, parsed);
  if (fields) AddMembers(format, structured, fields);
  return true;
}

void RecordParser::AddMembers(const Format* format,
                              const StructuredRecord& structured,
                              Fields* fields) {
  for (const JsonMember& member : members_) {
    if (member.kind == JsonKind::kNull) continue;
    const JsonKey::Use& use = member.key->UseIn(format);
    // What plays a role is a field, too, only if the dialect says so.
    const bool renamed = use.own && !use.own->name.empty();
    if (!renamed && structured.Chose(member.value)) continue;
    if (member.kind == JsonKind::kRaw && IsKeyValues(member.value)) {
      AddKeyValues(member.value, &made_, fields);
      continue;
    }
    AddMember(member, use, fields);
  }
}

// A line of pairs of which one is a time, a severity or a message; other pairs
// could be any text.
bool RecordParser::ParseLogfmt(const Format* format, std::string_view record,
                               Fields* fields, ParsedRecord* parsed) {
  StructuredRecord structured(context_, nullptr);
  ScanPairs(record, &unescaped_, &structured);
  if (!structured.time_ns() && structured.severity() == kSeverityNone &&
      structured.value(FieldRole::kBody).empty()) {
    return false;
  }
  *parsed = Structured(format);
  FillRoles(structured, parsed);
  if (parsed->body.empty()) parsed->body = record;
  if (fields) AddPairs(format, structured, fields);
  return true;
}

// Reads the pairs of `text` into pairs_ and has them play their roles.
void RecordParser::ScanPairs(std::string_view text, std::string* unescaped,
                             StructuredRecord* structured) {
  ClearAndTrim(&pairs_);
  LogfmtScanner scanner(text, unescaped);
  LogfmtPair pair;
  while (scanner.Next(&pair)) {
    structured->Add(pair.key, pair.value, false);
    pairs_.push_back(pair);
  }
}

void RecordParser::AddPairs(const Format* format,
                            const StructuredRecord& structured,
                            Fields* fields) {
  for (const LogfmtPair& pair : pairs_) {
    if (structured.Chose(pair.value)) continue;
    AddSeenField(format, pair.key, pair.value, fields);
  }
}

ParsedRecord RecordParser::ParseText(std::string_view record, Fields* fields) {
  const std::string_view line = record.substr(0, record.find('\n'));
  const TextHeader header = ParseTextHeader(line, context_);
  ParsedRecord parsed;
  parsed.time_ns = header.time_ns;
  parsed.time_text = header.time_text;
  parsed.severity = header.severity;
  // `NullReferenceException: …`, as Unity, browsers and scripts print them.
  if (parsed.severity == kSeverityNone && !header.dated && NamesError(line)) {
    const std::string_view name = line.substr(0, line.find(':'));
    parsed.severity =
        name.ends_with("Warning") ? kSeverityWarn : kSeverityError;
  }
  parsed.has_header =
      header.dated || (severities_begin_ && header.severity != kSeverityNone);
  parsed.service = header.service;
  parsed.host = header.host;
  // The lines after the first belong to the message.
  parsed.body =
      record.substr(static_cast<size_t>(header.body.data() - record.data()));
  std::string_view message = header.body;
  if (!header.before.empty()) {
    joined_ = header.before;
    if (header.separator == '\0') joined_ += ' ';
    const size_t length = joined_.size() + message.size();
    joined_ += parsed.body;
    parsed.body = joined_;
    message = parsed.body.substr(0, length);
  }
  if (fields == nullptr) return parsed;
  AddField("process", header.process, fields);
  AddField("thread", header.thread, fields);
  AddField("request_id", header.request, fields);
  if (header.access) {
    const AccessLine access = ParseAccessLine(line, header.body);
    AddAccessFields(access, fields);
    message = access.rest;
  }
  if (header.separator == '\0') {
    AddMessagePairs(message, &message_values_, fields);
    return parsed;
  }
  while (!message.empty()) {
    const std::string_view cell =
        message.substr(0, message.find(header.separator));
    AddMessagePairs(cell, &made_.emplace_back(), fields);
    message.remove_prefix(std::min(cell.size() + 1, message.size()));
  }
  return parsed;
}

}  // namespace taffrail
