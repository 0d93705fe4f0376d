// The part of RecordParser that reads lines inside other lines.
#include <cstdlib>

#include "core/base/ansi.h"
#include "core/parse/civil.h"
#include "core/parse/line_splitter.h"
#include "core/parse/logfmt.h"
#include "core/parse/record_fields.h"
#include "core/parse/record_parser.h"
#include "core/parse/severity.h"
#include "core/parse/time_text.h"
#include "core/parse/wrapped_line.h"

namespace taffrail {
namespace {

// A line is collected so soon after it was written. Further off, one of its
// times is of another zone, was held up, or is no header's.
constexpr int64_t kMostLagNs = 300 * kNsPerSecond;
constexpr int64_t kMostZoneNs = int64_t{14} * 3600 * kNsPerSecond + kMostLagNs;

std::string_view TakeLine(std::string_view* lines) {
  const size_t end = lines->find('\n');
  const size_t length = end == lines->npos ? lines->size() : end + 1;
  const std::string_view line = WithoutTerminator(lines->substr(0, length));
  lines->remove_prefix(length);
  return line;
}

// Says by itself that what looks like its time is one.
bool IsStructured(const ParsedRecord& record, std::string_view text) {
  return record.format || text.starts_with('{') ||
         (record.has_header && LogfmtScanner::LooksLikeLogfmt(text));
}

// In every zone the same text is the same time.
bool StatesZone(std::string_view time, TimeContext context) {
  context.zone = TimeZone::Fixed(0);
  const std::optional<int64_t> here = ParseWholeTime(time, context);
  context.zone = TimeZone::Fixed(3600);
  return here && here == ParseWholeTime(time, context);
}

}  // namespace

// The parser of what is inside: the same, but for what wraps.
RecordParser& RecordParser::InnerParser() {
  if (inner_) return *inner_;
  inner_ = std::make_unique<RecordParser>(context_);
  inner_->self_evident_ = self_evident_;
  inner_->unwraps_ = false;
  for (const Format* format : formats_) {
    if (!format->wraps && !format->table) inner_->Try(*format);
  }
  return *inner_;
}

bool RecordParser::ParseWrapped(const Format& format, std::string_view record,
                                Fields* fields, ParsedRecord* parsed) {
  std::string_view others = record;
  const std::string_view first = TakeLine(&others);
  LineTimes times(FirstLines(first, 1), context_);
  if (!ParseAs(format, times, first, fields, parsed)) return false;
  // The whole line stands for a body that it has none of.
  if (parsed->body.empty() || parsed->body.data() == first.data()) return true;
  if (!format.json || !others.empty()) JoinWrapped(first, others, parsed);
  ReadInside(fields, parsed);
  return true;
}

// Makes the body what the first line and the others say, without what is around
// it. Patterns take no notice of blanks, by which lines of a trace are known.
void RecordParser::JoinWrapped(std::string_view first, std::string_view others,
                               ParsedRecord* parsed) {
  std::optional<WrappedLine> wrapped = UnwrapLine(first, &inner_line_);
  inner_text_.assign(wrapped ? wrapped->text : parsed->body);
  while (!others.empty()) {
    if (!wrapped || !wrapped->partial) inner_text_ += '\n';
    const std::string_view line = TakeLine(&others);
    wrapped = UnwrapLine(line, &inner_line_);
    inner_text_ += wrapped ? wrapped->text : line;
  }
  parsed->body = inner_text_;
}

// Takes over what the body of `parsed` says of itself.
void RecordParser::ReadInside(Fields* fields, ParsedRecord* parsed) {
  RecordParser& parser = InnerParser();
  const std::string_view text = WithoutEscapes(parsed->body, &inner_plain_);
  parser.context_.near_ns = parsed->time_ns ? parsed->time_ns : near_ns();
  if (parsed->time_ns) parser.context_.reference_ns = *parsed->time_ns;
  ParsedRecord inside = fields ? parser.ParseWithFields(text, &inner_fields_)
                               : parser.Parse(text);
  if (inside.time_ns && !parsed->time_ns) {
    parsed->time_ns = inside.time_ns;
  } else if (inside.time_ns) {
    const int64_t collected_ns = *parsed->time_ns;
    const int64_t lag_ns = std::llabs(collected_ns - *inside.time_ns);
    bool trusted = lag_ns <= kMostLagNs;
    if (lag_ns > kMostZoneNs) {
      trusted = IsStructured(inside, text);
    } else if (!trusted) {
      trusted = StatesZone(inside.time_text, parser.context_);
    }
    if (trusted) {
      parsed->time_ns = inside.time_ns;
      if (fields) {
        fields->Add("observed_time",
                    made_.emplace_back(TimeText(collected_ns)));
      }
    }
  }
  if (inside.severity != kSeverityNone) parsed->severity = inside.severity;
  if (!inside.service.empty()) parsed->service = inside.service;
  if (!inside.host.empty()) parsed->host = inside.host;
  parsed->body = inside.body;
  parsed->too_deep |= inside.too_deep;
  parsed->damaged |= inside.damaged;
  inside.trace.Fill(parsed->trace);
  parsed->trace = inside.trace;
  if (!fields) return;
  for (const ParsedField& field : inner_fields_) {
    ParsedField& added = fields->Add(field.name, field.value);
    added.kind = field.kind;
    added.integer = field.integer;
    added.real = field.real;
  }
}

}  // namespace taffrail
