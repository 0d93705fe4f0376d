#include "core/engine/source_sample.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/ansi.h"
#include "core/base/numbers.h"
#include "core/base/utf8.h"
#include "core/engine/day_scan.h"
#include "core/engine/source_reading.h"
#include "core/parse/date_order.h"
#include "core/parse/format_detector.h"
#include "core/parse/header_words.h"
#include "core/parse/line_shape.h"
#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

// Files claim to be of any year; nanoseconds hold 292 around 1970.
constexpr int64_t kNsPerMs = 1000000;
constexpr int64_t kMaxTimeMs = INT64_MAX / kNsPerMs;
// One line in so many without a shape of its own has a header, or the others
// are no parts of its record.
constexpr uint64_t kMaxLooseShare = 50;
// A sample of so many bytes is only the beginning of its source.
constexpr size_t kCutSampleBytes = 64 * 1024;

struct LineCounts {
  uint64_t headers = 0;
  uint64_t loose = 0;
  uint64_t indented = 0;
  uint64_t indented_headers = 0;
  // Lines that state their severity first, and headers that do not.
  uint64_t severities = 0;
  uint64_t other_headers = 0;
};

// `ERROR: text`, `[WARN] text`
bool BeginsWithSeverity(std::string_view line) {
  const std::string_view first = WordAt(line.substr(0, kMaxNameBytes), 0);
  return (first.ends_with(':') || first.ends_with(']')) &&
         SeverityOfWord(first, /*bare=*/false) != kSeverityNone;
}

void CountLines(std::string_view text, bool in_line, RecordParser& parser,
                LineCounts* counts) {
  std::string plain;
  LineSplitter splitter;
  splitter.Feed(text, [&](const RawRecord& raw) {
    if (std::exchange(in_line, raw.cut) || raw.continued) return;
    const std::string_view line =
        WithoutEscapes(WithoutTerminator(raw.bytes), &plain);
    if (IsIndented(line)) {
      ++counts->indented;
      counts->indented_headers += parser.Parse(line).has_header;
    } else if (ShapeOf(line) == LineShape::kPlain) {
      const bool header = parser.Parse(line).has_header;
      ++(header ? counts->headers : counts->loose);
      const bool severity = BeginsWithSeverity(line);
      counts->severities += severity;
      counts->other_headers += header && !severity;
    }
  });
}

LineCounts CountLines(const FormatRegistry& registry,
                      const SourceSample& sample,
                      const v1::SourceReading& reading) {
  LineCounts counts;
  const std::unique_ptr<RecordParser> parser = ParserOf(registry, reading);
  for (size_t i = 0; i < sample.size(); ++i) {
    CountLines(sample[i], i > 0, *parser, &counts);
  }
  return counts;
}

void SetRules(const FormatRegistry& registry, const SourceSample& sample,
              v1::SourceReading* reading) {
  const LineCounts counts = CountLines(registry, sample, *reading);
  reading->set_indented_headers(counts.headers == 0 &&
                                counts.indented_headers * 2 > counts.indented);
  reading->set_loose_lines_stand_alone(counts.headers * kMaxLooseShare <
                                           counts.headers + counts.loose &&
                                       !reading->indented_headers());
}

// "+01:00", "-0330", "Z", "UTC".
std::optional<TimeZone> FixedZone(std::string_view name) {
  if (name == "Z" || name == "UTC") return TimeZone();
  if (name.size() < 3 || (name[0] != '+' && name[0] != '-')) return {};
  std::string digits(name.substr(1));
  std::erase(digits, ':');
  if (digits.size() == 2) digits += "00";
  const std::optional<int32_t> number = ParseInt<int32_t>(digits);
  if (digits.size() != 4 || !number || *number % 100 > 59) return {};
  const int32_t seconds = (*number / 100 * 60 + *number % 100) * 60;
  if (seconds > TimeZone::kMaxOffsetSeconds) return {};
  return TimeZone::Fixed(name[0] == '-' ? -seconds : seconds);
}

StatusOr<std::string> ZoneOf(const v1::SourceSettings& settings) {
  if (settings.zone().empty()) return std::string();
  if (std::optional<TimeZone> fixed = FixedZone(settings.zone())) {
    return fixed->Serialize();
  }
  StatusOr<TimeZone> zone = TimeZone::Deserialize(settings.zone_rules());
  if (settings.zone_rules().empty() || !zone.ok()) {
    return InvalidArgument("This time zone is not known: " + settings.zone());
  }
  return settings.zone_rules();
}

DateOrder VoteOnDates(const SourceSample& sample) {
  DateOrderVotes votes;
  for (const std::string& part : sample) {
    LineSplitter splitter;
    splitter.Feed(part, [&](const RawRecord& line) {
      std::string_view text = WithoutTerminator(line.bytes);
      if (text.starts_with('[')) text.remove_prefix(1);
      votes.See(text);
    });
  }
  return votes.order();
}

v1::SourceSettings::DayOrder ToProto(DateOrder order) {
  switch (order) {
    case DateOrder::kDayFirst:
      return v1::SourceSettings::DAY_ORDER_DAY_FIRST;
    case DateOrder::kMonthFirst:
      return v1::SourceSettings::DAY_ORDER_MONTH_FIRST;
    case DateOrder::kYearFirst:
      return v1::SourceSettings::DAY_ORDER_YEAR_FIRST;
    default:
      return v1::SourceSettings::DAY_ORDER_DETECTED;
  }
}

// The line of the sample that names the columns of a table.
std::string TableHeader(const TableShape& table, const SourceSample& sample) {
  std::string header;
  LineSplitter splitter;
  splitter.Feed(sample[0], [&](const RawRecord& line) {
    const std::string_view text = WithoutTerminator(line.bytes);
    if (header.empty() && text.starts_with(table.header)) header = text;
  });
  return header;
}

// What the user chose first, then what was detected.
SourceFormat Choose(const FormatRegistry& registry, const SourceSample& sample,
                    const v1::SourceSettings& settings, SourceFormat detected) {
  if (!settings.format_definition().empty()) {
    detected.user_format = settings.format_definition();
    return detected;
  }
  if (settings.format().empty()) return detected;
  if (settings.format() == kAnyText) {
    return {.formats = {std::string(kAnyText)},
            .table_header = {},
            .user_format = {}};
  }
  const Format* format = registry.Find(settings.format());
  std::erase(detected.formats, settings.format());
  detected.formats.insert(detected.formats.begin(), settings.format());
  detected.table_header.clear();
  if (format != nullptr && format->table) {
    detected.table_header = TableHeader(*format->table, sample);
  }
  return detected;
}

void Explain(const FormatRegistry& registry, const Detection& detection,
             const v1::SourceSettings& settings, v1::Explanation* explanation) {
  for (const FormatCandidate& candidate : detection.candidates) {
    v1::Explanation::Candidate* out = explanation->add_candidates();
    out->mutable_format()->set_name(candidate.name);
    out->mutable_format()->set_title(candidate.title);
    out->mutable_format()->set_spec(candidate.spec);
    out->set_lines(candidate.records);
    out->set_own_lines(candidate.first);
    out->set_score(candidate.score);
    for (const std::string& sentence : candidate.evidence) {
      out->add_evidence(ToValidUtf8(sentence));
    }
  }
  explanation->set_sampled_lines(detection.sampled);
  *explanation->mutable_format() = explanation->candidates(0).format();
  if (!settings.format_definition().empty()) {
    explanation->set_chosen_by_user(true);
    explanation->mutable_format()->Clear();
    StatusOr<FormatFile> own = ReadFormat(settings.format_definition());
    if (own.ok()) *explanation->mutable_format() = InfoOf(own->format);
  } else if (!settings.format().empty()) {
    explanation->set_chosen_by_user(true);
    explanation->mutable_format()->Clear();
    explanation->mutable_format()->set_name(settings.format());
    if (const Format* format = registry.Find(settings.format())) {
      *explanation->mutable_format() = InfoOf(*format);
    }
  }
}

}  // namespace

Status CheckSettings(const FormatRegistry& registry,
                     const v1::SourceSettings& settings) {
  TAFFRAIL_RETURN_IF_ERROR(ZoneOf(settings).status());
  if (settings.encoding() != 0 && !EncodingOf(settings)) {
    return InvalidArgument("There is no encoding of this number: " +
                           std::to_string(settings.encoding()));
  }
  if (!settings.format_definition().empty()) {
    return ReadFormat(settings.format_definition()).status();
  }
  if (!settings.format().empty() && settings.format() != kAnyText &&
      settings.format() != kAnyJson &&
      registry.Find(settings.format()) == nullptr) {
    return InvalidArgument("There is no format of this name: " +
                           settings.format());
  }
  return {};
}

SampleVerdict JudgeSample(const FormatRegistry& registry,
                          const SourceSample& sample,
                          const v1::SourceSettings& settings,
                          int64_t modified_ms) {
  SampleVerdict verdict;
  v1::SourceReading& reading = verdict.reading;
  *reading.mutable_settings() = settings;
  reading.set_fallback_time_ns(
      std::clamp(modified_ms, -kMaxTimeMs, kMaxTimeMs) * kNsPerMs);
  StatusOr<std::string> zone = ZoneOf(settings);
  if (zone.ok()) reading.set_zone(*zone);
  reading.set_clock_offset_ns(settings.clock_offset_ns());
  reading.set_day_order(settings.day_order() ==
                                v1::SourceSettings::DAY_ORDER_DETECTED
                            ? ToProto(VoteOnDates(sample))
                            : settings.day_order());
  reading.set_line_per_record(settings.line_per_record());
  SourceFormat lines;
  lines.elements = MarkElements(sample[0]);
  for (size_t i = 1; i < sample.size(); ++i) {
    AddHeads(sample[i], &lines.elements);
  }
  reading.set_format(lines.Serialize());
  const LineCounts counts = CountLines(registry, sample, reading);
  lines.severities_begin = counts.severities > counts.other_headers;
  reading.set_format(lines.Serialize());
  SetRules(registry, sample, &reading);
  const std::vector<std::string> records =
      RecordsOf(registry, sample, reading, kMaxSampleRecords);
  std::vector<std::string_view> views(records.begin(), records.end());
  if (!lines.elements.empty()) {
    for (auto& view : views) view = ElementOf(view, lines.elements);
  }
  const Detection detection = DetectFormat(registry, views, TimesOf(reading));
  SourceFormat format = Choose(registry, sample, settings, detection.source);
  format.elements = lines.elements;
  format.severities_begin = lines.severities_begin;
  reading.set_format(format.Serialize());
  // Its headers may be none that every line shows.
  SetRules(registry, sample, &reading);
  const std::unique_ptr<RecordParser> parser = ParserOf(registry, reading);
  for (const std::string_view record : views) {
    if (const auto time_ns = parser->Parse(record).time_ns) {
      reading.set_first_time_ns(*time_ns);
      break;
    }
  }
  verdict.times_of_day = StateTimesOfDay(registry, reading, views);
  Explain(registry, detection, settings, &verdict.explanation);
  return verdict;
}

std::vector<std::string> RecordsOf(const FormatRegistry& registry,
                                   const SourceSample& sample,
                                   const v1::SourceReading& reading,
                                   size_t most) {
  const std::unique_ptr<RecordParser> parser = ParserOf(registry, reading);
  std::vector<std::string> records;
  for (size_t i = 0; i < sample.size(); ++i) {
    std::string_view text = sample[i];
    // The others are cut out of the middle; the first one's last line may be
    // cut as well.
    if (i > 0) text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
    const size_t share = i == 0 ? most - most * (sample.size() - 1) / 8
                                : records.size() + most / 8;
    RecordSplitter splitter(RulesOf(reading), [&](std::string_view line) {
      return parser->Parse(line).has_header;
    });
    std::string plain;
    const RecordSplitter::Sink take = [&](const RawRecord& record) {
      if (records.size() >= share) return;
      records.emplace_back(
          WithoutEscapes(WithoutTerminator(record.bytes), &plain));
    };
    // In steps, so as not to split what is not wanted.
    constexpr size_t kStep = 16 * 1024;
    for (; !text.empty() && records.size() < share;
         text.remove_prefix(std::min(kStep, text.size()))) {
      splitter.Feed(text.substr(0, kStep), take);
    }
    // Of a short source this is all of it, its last record whole.
    if (records.empty() || (i == 0 && sample[i].size() < kCutSampleBytes)) {
      splitter.Finish(take);
    }
  }
  return records;
}

}  // namespace taffrail
