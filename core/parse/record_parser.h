#ifndef TAFFRAIL_CORE_PARSE_RECORD_PARSER_H_
#define TAFFRAIL_CORE_PARSE_RECORD_PARSER_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/fields.h"
#include "core/parse/format_registry.h"
#include "core/parse/head_filter.h"
#include "core/parse/json_scanner.h"
#include "core/parse/lexer.h"
#include "core/parse/logfmt.h"
#include "core/parse/source_format.h"
#include "core/parse/structured_record.h"
#include "core/parse/table_reader.h"
#include "core/parse/timestamp.h"
#include "core/parse/trace_id.h"

namespace taffrail {

struct ParsedRecord {
  std::optional<int64_t> time_ns;
  uint8_t severity = 0;  // OpenTelemetry 1-24; 0 when the line states none.
  // The line begins as records do: with a time, or as a structured line. One
  // without may belong to the record before.
  bool has_header = false;
  // The first line is not enough to read the record by: a row of a table whose
  // quotes are still open, JSON that goes on.
  bool needs_all_lines = false;
  // Objects are nested deeper than JsonScanner::kMaxDepth; what lies below is
  // one field.
  bool too_deep = false;
  // JSON that is broken or ends too early. What stands before the damage was
  // read.
  bool damaged = false;
  std::string_view service;
  std::string_view host;
  std::string_view body;
  // What time_ns was read from, without the brackets around it; empty if that
  // is several parts of the line.
  std::string_view time_text;
  TraceContext trace;
  // What the line was read as; null when it was by what it shows.
  const Format* format = nullptr;
};

// Reads what a record says of itself: by the formats of its source, then by
// those that a single line makes plain, and else as a JSON object, as logfmt,
// or as text with a header. A record that fits none is kept whole as the body;
// nothing is refused, whatever its bytes. What is said of a record depends on
// it and the SourceFormat alone, never on the records before, but for the day
// of a time of day, which SetNear() tells. Owned by who reads the source;
// single-threaded.
//
// The views in a ParsedRecord point into the record, the format or this parser
// and are valid until the next call. A record comes without its terminator; of
// several lines the first is read and the others belong to the body.
class RecordParser {
 public:
  // Without formats.
  explicit RecordParser(const TimeContext& context);
  // The registry must outlive this. Names in `source` that it does not have,
  // and a user's format that cannot be read, are passed over.
  RecordParser(const FormatRegistry& registry, const SourceFormat& source,
               const TimeContext& context);
  RecordParser(const RecordParser&) = delete;
  RecordParser& operator=(const RecordParser&) = delete;

  ParsedRecord Parse(std::string_view record);

  // The same, and replaces `fields` by what else the record names, in its
  // order: the format's attributes, JSON members with nested keys dotted,
  // logfmt pairs, the header's process and thread, key=value pairs inside the
  // message.
  ParsedRecord ParseWithFields(std::string_view record,
                               std::vector<ParsedField>* fields);

  // The moment that times of day are near to, see TimeContext.
  void SetNear(std::optional<int64_t> near_ns) { context_.near_ns = near_ns; }
  std::optional<int64_t> near_ns() const { return context_.near_ns; }

  // Cut messages into tokens; of a message that shows nothing it may not have
  // been asked to.
  Lexer& lexer() { return lexer_; }

  // The memory that this holds by now, its own size included.
  size_t StateBytes() const;

  // The user's format was read, or why not.
  const Status& user_format_status() const { return user_format_status_; }

 private:
  // In all of these `fields` may be null: then they are not looked for.
  ParsedRecord ParseAny(std::string_view record, Fields* fields);
  bool ParseAs(const Format& format, LineTimes& times, std::string_view record,
               Fields* fields, ParsedRecord* parsed);
  // The same for a format that wraps lines, and then what is inside: time,
  // severity, service, message and fields are those of the line inside where it
  // has them. Lines that belong together are put together again.
  bool ParseWrapped(const Format& format, std::string_view record,
                    Fields* fields, ParsedRecord* parsed);
  void JoinWrapped(std::string_view first, std::string_view others,
                   ParsedRecord* parsed);
  void ReadInside(Fields* fields, ParsedRecord* parsed);
  bool ParseBySource(LineHead head, LineTimes& times, std::string_view record,
                     Fields* fields, ParsedRecord* parsed);
  bool ParseSelfEvident(LineHead head, LineTimes& times,
                        std::string_view record, Fields* fields,
                        ParsedRecord* parsed);
  bool ParsePattern(const Format& format, const FormatPattern& pattern,
                    LineTimes& times, std::string_view record, Fields* fields,
                    ParsedRecord* parsed);
  bool MatchPattern(const Format& format, const FormatPattern& pattern,
                    LineTimes& times, std::string_view record, Fields* fields,
                    ParsedRecord* parsed);
  bool ParseRow(const Format& format, std::string_view record, Fields* fields,
                ParsedRecord* parsed);
  void TakeCells(const Format& format, std::string_view record, Fields* fields,
                 ParsedRecord* parsed);
  // `format`, which may be null, is a dialect that the line must be of.
  bool ParseJson(const Format* format, std::string_view record, Fields* fields,
                 ParsedRecord* parsed);
  bool ScanJson(std::string_view text);
  bool HasRequired(const Format& format);
  void AddMembers(const Format* format, const StructuredRecord& structured,
                  Fields* fields);
  bool ParseLogfmt(const Format* format, std::string_view record,
                   Fields* fields, ParsedRecord* parsed);
  void ScanPairs(std::string_view text, std::string* unescaped,
                 StructuredRecord* structured);
  void AddPairs(const Format* format, const StructuredRecord& structured,
                Fields* fields);
  ParsedRecord ParseText(std::string_view record, Fields* fields);

  void Use(const Format& format, std::string_view table_header);
  void Try(const Format& format);
  void TakeCaptures(const Format& format, const FormatPattern& pattern,
                    std::string_view line, Fields* fields,
                    ParsedRecord* parsed);
  void TakeMembers(const Format& format, std::string_view text, bool json,
                   Fields* fields, ParsedRecord* parsed);
  void TakeStructuredData(std::string_view text, Fields* fields,
                          ParsedRecord* parsed);
  void AddCapture(const Format& format, const PatternField& field,
                  std::string_view text, Fields* fields);
  void ExtendBody(const FormatPattern& pattern, std::string_view line,
                  std::string_view record, ParsedRecord* parsed);
  std::string_view Unescape(std::string_view text);

  RecordParser& InnerParser();

  TimeContext context_;
  const ElementMark elements_;
  const bool severities_begin_ = false;
  std::vector<const Format*> formats_;  // The source's, best first,
  HeadFilter filter_;                   // and what lines they may read.
  const SelfEvidentPatterns* self_evident_ = nullptr;
  std::unique_ptr<const Format> user_format_;
  Status user_format_status_;
  std::unique_ptr<const TableReader> table_;

  bool unwraps_ = true;  // False for what is inside.
  std::unique_ptr<RecordParser> inner_;
  std::string inner_line_;   // What one line says,
  std::string inner_text_;   // what the lines of a record do, joined,
  std::string inner_plain_;  // and that without escape sequences.
  std::vector<ParsedField> inner_fields_;

  JsonScanner json_;
  PatternMatch match_;
  std::vector<std::string_view> cells_;
  std::vector<JsonMember> members_;  // Of the JSON being read,
  std::vector<LogfmtPair> pairs_;    // or the logfmt.
  // What members_ has of the record.
  enum class Scanned : uint8_t { kNot, kNone, kBroken, kObject };
  Scanned scanned_ = Scanned::kNot;
  std::string unescaped_;         // Quoted values of the record,
  std::string member_values_;     // of pairs at its end,
  std::string message_values_;    // and inside its message.
  std::string parameters_;        // of structured data,
  std::string joined_;            // A body or time that stands in parts.
  std::deque<std::string> made_;  // What fields are called or say that no part
                                  // of the record does.
  Lexer lexer_;                   // For messages.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_RECORD_PARSER_H_
