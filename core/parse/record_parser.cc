#include "core/parse/record_parser.h"

#include "core/parse/access_line.h"
#include "core/parse/logfmt.h"
#include "core/parse/structured_record.h"
#include "core/parse/text_header.h"

namespace taffrail {
namespace {

using Fields = std::vector<ParsedField>;

// A field that the line has a name for, unless it is empty.
void AddField(std::string_view name, std::string_view value, Fields* fields) {
  if (!value.empty())
    fields->push_back({std::string(name), std::string(value)});
}

ParsedRecord FromStructured(const StructuredRecord& structured,
                            std::string_view line) {
  return {.time_ns = structured.time_ns(),
          .severity = structured.severity(),
          .service = structured.value(FieldRole::kService).value_or(""),
          .body = structured.value(FieldRole::kBody).value_or(line),
          .has_header = true};
}

// key=value pairs inside a message, without the punctuation after them.
void AddPairs(std::string_view message, std::string* unescaped,
              Fields* fields) {
  LogfmtScanner scanner(message, unescaped);
  LogfmtPair pair;
  while (scanner.Next(&pair)) {
    const size_t last = pair.value.find_last_not_of(",;)]}");
    pair.value = pair.value.substr(0, last + 1);
    AddField(pair.key, pair.value, fields);
  }
}

void AddAccessFields(std::string_view line, std::string_view request,
                     std::string* unescaped, Fields* fields) {
  const AccessLine access = ParseAccessLine(line, request);
  AddField("client", access.client, fields);
  AddField("user", access.user, fields);
  AddField("method", access.method, fields);
  AddField("path", access.path, fields);
  AddField("protocol", access.protocol, fields);
  AddField("status", access.status, fields);
  AddField("bytes", access.bytes, fields);
  AddField("referer", access.referer, fields);
  AddField("user_agent", access.user_agent, fields);
  AddPairs(access.rest, unescaped, fields);
}

}  // namespace

ParsedRecord RecordParser::Parse(std::string_view line) {
  return ParseLine(line, nullptr);
}

ParsedRecord RecordParser::ParseWithFields(std::string_view line,
                                           Fields* fields) {
  fields->clear();
  return ParseLine(line, fields);
}

ParsedRecord RecordParser::ParseLine(std::string_view line, Fields* fields) {
  if (line.starts_with('{')) {
    if (std::optional<ParsedRecord> record = ParseJson(line, fields)) {
      return *record;
    }
  }
  if (LogfmtScanner::LooksLikeLogfmt(line)) {
    if (std::optional<ParsedRecord> record = ParseLogfmt(line, fields)) {
      return *record;
    }
  }
  return ParseText(line, fields);
}

std::optional<ParsedRecord> RecordParser::ParseJson(std::string_view line,
                                                    Fields* fields) {
  StructuredRecord structured(context_);
  JsonMember member;
  json_.Start(line);
  while (json_.Next(&member)) {
    if (member.kind == JsonKind::kNull) continue;
    structured.Add(member.key, member.value, member.kind == JsonKind::kNumber);
  }
  if (!json_.ok()) return std::nullopt;
  const ParsedRecord record = FromStructured(structured, line);
  if (fields != nullptr) {
    // A second pass, since only now is it known which keys were chosen. It
    // unescapes into the same bytes, so the record's views stay good.
    json_.Start(line);
    while (json_.Next(&member)) {
      if (member.kind == JsonKind::kNull ||
          structured.Chose(member.key, member.value)) {
        continue;
      }
      AddField(member.key, member.value, fields);
    }
  }
  return record;
}

// A line of pairs of which one is a time, a severity or a message; other pairs
// could be any text.
std::optional<ParsedRecord> RecordParser::ParseLogfmt(std::string_view line,
                                                      Fields* fields) {
  StructuredRecord structured(context_);
  LogfmtPair pair;
  LogfmtScanner scanner(line, &unescaped_);
  while (scanner.Next(&pair)) structured.Add(pair.key, pair.value, false);
  if (!structured.time_ns() && structured.severity() == 0 &&
      !structured.value(FieldRole::kBody)) {
    return std::nullopt;
  }
  const ParsedRecord record = FromStructured(structured, line);
  if (fields != nullptr) {
    LogfmtScanner again(line, &unescaped_);
    while (again.Next(&pair)) {
      if (structured.Chose(pair.key, pair.value)) continue;
      AddField(pair.key, pair.value, fields);
    }
  }
  return record;
}

ParsedRecord RecordParser::ParseText(std::string_view line, Fields* fields) {
  const TextHeader header = ParseTextHeader(line, context_);
  if (fields != nullptr) {
    AddField("host", header.host, fields);
    AddField("process", header.process, fields);
    AddField("thread", header.thread, fields);
    AddField("request_id", header.request, fields);
    if (header.access) {
      AddAccessFields(line, header.body, &unescaped_, fields);
    } else {
      AddPairs(header.body, &unescaped_, fields);
    }
  }
  return {.time_ns = header.time_ns,
          .severity = header.severity,
          .service = header.service,
          .body = header.body,
          .has_header = header.time_ns.has_value()};
}

}  // namespace taffrail
