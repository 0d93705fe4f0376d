#include "core/engine/source_sample.h"

#include <algorithm>

#include "core/engine/source_reading.h"
#include "core/parse/ansi.h"
#include "core/parse/line_shape.h"
#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

// Files claim to be of any year; nanoseconds hold 292 around 1970.
constexpr int64_t kNsPerMs = 1000000;
constexpr int64_t kMaxTimeMs = INT64_MAX / kNsPerMs;
// One line in so many without a shape of its own has a header, or the others
// are no parts of its record.
constexpr uint64_t kMaxLooseShare = 50;

struct LineCounts {
  uint64_t headers = 0;
  uint64_t loose = 0;
  uint64_t indented = 0;
  uint64_t indented_headers = 0;
};

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
      ++(parser.Parse(line).has_header ? counts->headers : counts->loose);
    }
  });
}

}  // namespace

v1::SourceReading ReadingOf(const SourceSample& sample,
                            const v1::SourceSettings& settings,
                            int64_t modified_ms) {
  v1::SourceReading reading;
  reading.set_fallback_time_ns(
      std::clamp(modified_ms, -kMaxTimeMs, kMaxTimeMs) * kNsPerMs);
  reading.set_zone(settings.zone());
  reading.set_clock_offset_ns(settings.clock_offset_ns());
  reading.set_day_order(settings.day_order());
  reading.set_line_per_record(settings.line_per_record());
  LineCounts counts;
  RecordParser parser(TimesOf(reading));
  for (size_t i = 0; i < sample.size(); ++i) {
    CountLines(sample[i], i > 0, parser, &counts);
  }
  reading.set_indented_headers(counts.headers == 0 &&
                               counts.indented_headers * 2 > counts.indented);
  reading.set_loose_lines_stand_alone(counts.headers * kMaxLooseShare <
                                          counts.headers + counts.loose &&
                                      !reading.indented_headers());
  return reading;
}

}  // namespace taffrail
