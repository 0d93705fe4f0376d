#include "core/engine/line_reader.h"

#include <cstdlib>

#include "core/base/ansi.h"
#include "core/engine/source_reading.h"
#include "core/parse/civil.h"
#include "core/parse/role_fields.h"

namespace taffrail {
namespace {

// Noon of a day that times of day, and nothing else, are of when days are open.
constexpr int64_t kOpenDayNs =
    DaysFromCivil({2261, 6, 15}) * kNsPerDay + kNsPerDay / 2;

}  // namespace

LineReader::LineReader(const FormatRegistry& formats,
                       const v1::SourceReading& reading)
    : rules_(RulesOf(reading)),
      parser_(ParserOf(formats, reading)),
      lines_(rules_.elements.head),
      days_(reading.days().begin(), reading.days().end()) {}

void LineReader::StartAt(uint64_t offset, bool in_line) {
  lines_.Reset(in_line);
  boundaries_.emplace(rules_);
  offset_ = offset;
  skipping_ = in_line;
  last_cut_ = false;
  next_day_ = 0;
  envelopes_ = OtlpEnvelopes();
  envelopes_.Take(envelopes_before_);
}

void LineReader::ResumeEnvelopes(std::string_view text, uint64_t offset) {
  envelopes_before_ = text;
  envelopes_from_ = offset;
}

void LineReader::FollowEnvelopes(const RawRecord& raw, uint64_t offset) {
  if (offset >= envelopes_from_) {
    envelopes_.TakeRecord(raw, rules_.elements);
  } else if (envelopes_from_ - offset < raw.bytes.size()) {
    envelopes_.Take(raw.bytes.substr(envelopes_from_ - offset));
  }
}

bool LineReader::TakeLine(SourceLine* line) {
  const RawRecord& raw = line->raw;
  offset_ += raw.bytes.size();
  last_cut_ = raw.cut;
  if (rules_.elements.otlp && fields_ != nullptr) {
    FollowEnvelopes(raw, line->offset);
    line->context = envelopes_.context();
  }
  if (skipping_) {
    skipping_ = raw.cut;
    return false;
  }
  if (raw.continued) return true;
  FindDay(line->offset);
  const std::string_view text =
      WithoutEscapes(WithoutTerminator(raw.bytes), &plain_);
  line->begins = raw.inside ? boundaries_->BeginsInside(line->offset)
                            : boundaries_->Begins(text, line->offset, [&] {
                                line->parsed = Parse(text, line->context.get());
                                return line->parsed->has_header;
                              });
  if (line->begins && !line->parsed) {
    line->parsed = Parse(text, line->context.get());
  }
  return true;
}

ParsedRecord LineReader::Parse(std::string_view text,
                               const OtlpContext* context) {
  if (fields_ == nullptr) return parser_->Parse(text);
  ParsedRecord parsed = parser_->ParseWithFields(text, fields_);
  if (context != nullptr) context->AddTo(&parsed, fields_);
  AddRoleFields(parsed, &ids_, fields_);
  return parsed;
}

void LineReader::FindDay(uint64_t offset) {
  if (days_open_) return;
  for (; next_day_ < days_.size() && days_[next_day_].offset() <= offset;
       ++next_day_) {
    parser_->SetNear(days_[next_day_].near_ns());
  }
}

void LineReader::GoOnFrom(int64_t time_ns) {
  if (days_.empty() && !days_open_) parser_->SetNear(time_ns);
}

void LineReader::KeepDaysOpen() {
  days_open_ = true;
  parser_->SetNear(kOpenDayNs);
}

bool LineReader::IsTimeOfDay(int64_t time_ns) {
  // The day's length, and an hour that clocks may be put by.
  constexpr int64_t kReachNs = kNsPerDay / 2 + 3600 * kNsPerSecond;
  return time_ns >= kOpenDayNs - kReachNs && time_ns <= kOpenDayNs + kReachNs;
}

bool LineReader::StatesNoDay(const RawRecord& line) {
  const std::optional<int64_t> near_ns = parser_->near_ns();
  parser_->SetNear(kOpenDayNs);
  const std::optional<int64_t> time_ns = ParseAgain(line).time_ns;
  parser_->SetNear(near_ns);
  return time_ns && IsTimeOfDay(*time_ns);
}

std::optional<ParsedRecord> LineReader::ParseWhole(std::string_view record,
                                                   bool all_lines,
                                                   const OtlpContext* context) {
  const std::string_view text =
      WithoutEscapes(WithoutTerminator(record), &whole_);
  const bool says_more =
      text.starts_with('{') || all_lines || !rules_.elements.empty();
  if (!says_more && fields_ == nullptr) return std::nullopt;
  ParsedRecord parsed = Parse(text, context);
  if (!says_more || !parsed.has_header) return std::nullopt;
  return parsed;
}

ParsedRecord LineReader::ParseAgain(const RawRecord& line) {
  return Parse(WithoutEscapes(WithoutTerminator(line.bytes), &plain_),
               envelopes_.context().get());
}

}  // namespace taffrail
