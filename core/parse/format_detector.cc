#include "core/parse/format_detector.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/parse/format_reading.h"
#include "core/parse/json_scanner.h"
#include "core/parse/record_fields.h"
#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"
#include "core/parse/table_reader.h"
#include "core/parse/wrapped_line.h"

namespace taffrail {
namespace {

// Formats that a source is read by; more would make each miss dear.
constexpr size_t kMaxLocked = 12;
constexpr size_t kMaxCandidates = 10;
// A format that says less than this must read so large a share of the sample.
constexpr int kPlainWeight = 34;
constexpr double kLeastShareOfVague = 0.2;
constexpr double kMinTableShare = 0.9;

// The members of a JSON line, read once for all dialects.
struct JsonLine {
  std::vector<std::pair<std::string, std::string>> members;
  bool ok = false;

  const std::string* Find(std::string_view key) const {
    for (const auto& [name, value] : members) {
      if (name == key) return &value;
    }
    return nullptr;
  }
};

class Detector {
 public:
  Detector(const FormatRegistry& registry,
           std::span<const std::string_view> records,
           const TimeContext& context)
      : registry_(registry),
        records_(records.first(std::min(records.size(), kMaxSampleRecords))),
        context_(context) {}

  Detection Detect() {
    ScanLines();
    for (const auto& format : registry_.formats()) {
      FormatReading reading;
      reading.format = format.get();
      reading.name = format->name;
      if (format->json) {
        ReadDialect(*format->json, &reading);
      } else if (format->table) {
        ReadTable(&reading);
      } else {
        ReadPatterns(&reading);
      }
      if (reading.matched.any()) readings_.push_back(std::move(reading));
    }
    for (const FormatReading& reading : readings_) begins_ |= reading.matched;
    for (FormatReading& reading : readings_) Score(&reading);
    ReadPlainly();
    std::sort(readings_.begin(), readings_.end(),
              [](const FormatReading& a, const FormatReading& b) {
                return a.score != b.score ? a.score > b.score : a.name < b.name;
              });
    return Decide();
  }

 private:
  // What all readings want to know of the records.
  void ScanLines() {
    RecordParser parser(context_);
    for (size_t i = 0; i < records_.size(); ++i) {
      const std::string_view record = records_[i];
      JsonLine& line = json_lines_.emplace_back();
      // A record of several wrapped lines is each of them by itself.
      const bool wrapped = UnwrapLine(record, &unwrapped_).has_value();
      if (record.starts_with('{')) {
        ScanJson(wrapped ? FirstLines(record, 1) : record, &line);
      }
      if (parser.Parse(record).has_header) begins_.set(i);
    }
  }

  // What lines show without a format, where no format reads them.
  void ReadPlainly() {
    FormatReading json;
    json.name = kAnyJson;
    FormatReading text;
    text.name = kAnyText;
    RecordParser parser(context_);
    std::vector<ParsedField> fields;
    SampleRecords taken;
    for (const FormatReading& reading : readings_) {
      if (!IsVague(reading)) taken |= reading.matched;
    }
    for (size_t i = 0; i < records_.size(); ++i) {
      if (taken.test(i)) continue;
      const ParsedRecord parsed = parser.ParseWithFields(records_[i], &fields);
      if (!parsed.has_header) continue;
      const bool is_json = json_lines_[i].ok || parsed.damaged;
      FormatReading& reading = is_json ? json : text;
      reading.matched.set(i);
      reading.weight += is_json ? 22 : 12;
      reading.fields += fields.size();
      reading.severities += parsed.severity != 0;
      reading.AddTime(parsed.time_ns);
    }
    Score(&json);
    Score(&text);
    if (json.matched.any()) readings_.push_back(std::move(json));
    // Always there: what nothing else reads is text.
    readings_.push_back(std::move(text));
  }

  void ScanJson(std::string_view record, JsonLine* line) {
    const size_t last = record.find_last_not_of(" \t\r\n");
    if (record[last] == ',') record = record.substr(0, last);
    JsonMember member;
    json_.Start(record);
    while (json_.Next(&member)) {
      line->members.emplace_back(member.key->path(), member.value);
    }
    line->ok = json_.ok();
  }

  void ReadDialect(const JsonDialect& dialect, FormatReading* reading) {
    constexpr int kWeightOfKey = 8;
    for (size_t i = 0; i < records_.size(); ++i) {
      const JsonLine& line = json_lines_[i];
      if (line.members.empty()) continue;
      int weight = 20;
      const bool all = std::all_of(
          dialect.require.begin(), dialect.require.end(), [&](const auto& key) {
            const std::string* const value = line.Find(key.key);
            weight += key.value ? 2 * kWeightOfKey : kWeightOfKey;
            return value && (!key.value || *key.value == *value);
          });
      if (!all) continue;
      for (const NamedSource& field : dialect.fields) {
        for (const std::string& key : field.from) {
          const std::string* const value = line.Find(key);
          if (!value) continue;
          weight += 2;
          ++reading->fields;
          reading->severities += field.role == FieldRole::kSeverity;
          if (field.role == FieldRole::kTime) {
            reading->AddTime(ParseWholeTime(*value, context_));
          }
          break;
        }
      }
      reading->matched.set(i);
      reading->weight += weight;
    }
  }

  // The header line in a record, empty when there is none. A marked one may
  // stand below a line that was taken to begin the record: IIS writes a date
  // above its own.
  static std::string_view HeaderIn(const TableShape& shape,
                                   std::string_view record) {
    for (;;) {
      const std::string_view line = FirstLines(record, 1);
      if (TableReader::IsHeader(shape, line)) return line;
      const size_t end = record.find('\n');
      if (shape.header.empty() || end == record.npos) return {};
      record.remove_prefix(end + 1);
    }
  }

  void ReadTable(FormatReading* reading) {
    const TableShape& shape = *reading->format->table;
    // A header that nothing marks can only be the first line.
    const size_t lines = shape.header.empty() ? 1 : records_.size();
    size_t header = 0;
    std::string_view header_line;
    while (header < std::min(lines, records_.size()) &&
           (header_line = HeaderIn(shape, records_[header])).empty()) {
      ++header;
    }
    if (header_line.empty()) return;
    reading->table_header = header_line;
    const TableReader table(*reading->format, reading->table_header);
    int weight = shape.header.empty() ? 14 : 60;
    for (const TableReader::Column& column : table.columns()) {
      weight += column.role != FieldRole::kNone ? 4 : 1;
    }
    RecordParser parser(registry_,
                        {{reading->format->name}, reading->table_header, {}},
                        context_);
    std::vector<ParsedField> fields;
    size_t rows = 0;
    size_t others = 0;
    SampleRecords matched;
    for (size_t i = 0; i < records_.size(); ++i) {
      if (table.IsComment(records_[i]) || i == header) {
        matched.set(i);
        continue;
      }
      ParsedRecord parsed = parser.ParseWithFields(records_[i], &fields);
      // Before its table is known a row of several lines is as many records.
      std::string row(parsed.needs_all_lines ? records_[i] : "");
      const size_t first = i;
      while (parsed.needs_all_lines && i + 1 < records_.size() &&
             i - first < kMaxLooseLines) {
        row.append("\n").append(records_[++i]);
        parsed = parser.ParseWithFields(row, &fields);
      }
      if (parsed.format != reading->format || parsed.needs_all_lines) {
        ++others;
        continue;
      }
      ++rows;
      for (size_t line = first; line <= i; ++line) matched.set(line);
      reading->fields += fields.size();
      reading->severities += parsed.severity != 0;
      reading->AddTime(parsed.time_ns);
    }
    const bool enough = static_cast<double>(rows) >=
                        kMinTableShare * static_cast<double>(rows + others);
    if (rows == 0 || (shape.header.empty() && !enough)) return;
    reading->matched = matched;
    reading->weight = weight * static_cast<int64_t>(matched.count());
  }

  void ReadPatterns(FormatReading* reading) {
    PatternMatch match;
    for (size_t i = 0; i < records_.size(); ++i) {
      for (const FormatPattern& pattern : reading->format->patterns) {
        LineTimes times(FirstLines(records_[i], pattern.lines()), context_);
        if (!pattern.Match(times, reading->format->severities, &match)) {
          continue;
        }
        TakeMatch(*reading->format, pattern, match, i, reading);
        break;
      }
    }
  }

  void TakeMatch(const Format& format, const FormatPattern& pattern,
                 const PatternMatch& match, size_t record,
                 FormatReading* reading) {
    if (pattern.only_pairs()) {
      RecordParser parser(context_);
      const ParsedRecord parsed = parser.Parse(records_[record]);
      // Words that happen to start with a pair.
      if (!parsed.has_header || parsed.body.data() == records_[record].data()) {
        return;
      }
      reading->weight += 40;  // Only with a time, severity or message.
      reading->AddTime(parsed.time_ns);
      reading->severities += parsed.severity != 0;
    }
    reading->matched.set(record);
    reading->weight += pattern.specificity();
    for (size_t i = 0; i < match.count; ++i) {
      const PatternCapture& capture = match.captures[i];
      const PatternField& field = pattern.fields()[capture.field];
      if (field.name.empty() || capture.begin == capture.end) continue;
      ++reading->fields;
      ++reading->weight;
      if (field.role == FieldRole::kTime) reading->AddTime(capture.value);
      reading->severities += field.role == FieldRole::kSeverity;
    }
    reading->severities += format.severity_from.has_value();
  }

  double Share(const FormatReading& reading) const {
    return static_cast<double>(reading.count()) /
           static_cast<double>(std::max<size_t>(1, begins_.count()));
  }

  void Score(FormatReading* reading) {
    const double weight = reading->MeanWeight();
    const double timed =
        static_cast<double>(reading->times) /
        static_cast<double>(std::max<size_t>(1, reading->count()));
    reading->score = Share(*reading) * (0.4 + 0.6 * weight / (weight + 60)) *
                     (0.85 + 0.15 * std::min(1.0, timed)) *
                     (0.9 + 0.1 * reading->Order());
  }

  // A match that could be an accident counts only where there are many.
  bool IsVague(const FormatReading& reading) const {
    return reading.MeanWeight() < kPlainWeight &&
           Share(reading) < kLeastShareOfVague;
  }

  Detection Decide() {
    Detection detection;
    detection.sampled = records_.size();
    SampleRecords open = begins_;
    if (open.none()) open.set();
    for (const FormatReading& reading : readings_) {
      FormatCandidate candidate = Describe(reading);
      candidate.first = (reading.matched & open).count();
      // The two readings without a format come last whatever their rank.
      const bool useful =
          reading.format && candidate.first > 0 && !IsVague(reading);
      if (useful && detection.source.formats.size() < kMaxLocked) {
        Lock(reading, &detection.source);
        open &= ~reading.matched;
      }
      const bool reads = candidate.records > 0 || detection.candidates.empty();
      if (reads && detection.candidates.size() < kMaxCandidates) {
        detection.candidates.push_back(std::move(candidate));
      }
    }
    if (readings_[0].format && readings_[0].format->wraps) {
      LookInside(&detection);
    }
    return detection;
  }

  // The formats of the lines inside those of a format that wraps lines.
  void LookInside(Detection* detection) {
    std::vector<std::string> lines;
    for (const std::string_view record : records_) {
      const auto wrapped = UnwrapLine(FirstLines(record, 1), &unwrapped_);
      if (wrapped) lines.emplace_back(wrapped->text);
    }
    if (lines.empty()) return;
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    Detection inside = Detector(registry_, views, context_).Detect();
    for (const std::string& name : inside.source.formats) {
      const Format* format = registry_.Find(name);
      if (format->wraps || format->table) continue;
      detection->source.formats.push_back(name);
      detection->candidates[0].evidence.push_back(
          "Lines inside its own are read as " + format->title + ".");
    }
  }

  static void Lock(const FormatReading& reading, SourceFormat* source) {
    if (reading.format->table) {
      if (!source->table_header.empty()) return;
      source->table_header = reading.table_header;
    }
    source->formats.emplace_back(reading.name);
  }

  FormatCandidate Describe(const FormatReading& reading) const {
    FormatCandidate candidate;
    candidate.name = reading.name;
    if (reading.format) {
      candidate.title = reading.format->title;
      candidate.spec = reading.format->spec;
    } else {
      candidate.title =
          reading.name == kAnyJson ? "JSON lines" : "Text with a time";
    }
    candidate.records = reading.count();
    candidate.share = Share(reading);
    candidate.score = reading.score;
    candidate.evidence = EvidenceOf(reading, begins_, records_);
    return candidate;
  }

  const FormatRegistry& registry_;
  const std::span<const std::string_view> records_;
  const TimeContext& context_;
  JsonScanner json_;
  std::string unwrapped_;
  std::vector<JsonLine> json_lines_;
  std::vector<FormatReading> readings_;
  // SampleRecords that some reading understands; the others are continuations.
  SampleRecords begins_;
};

}  // namespace

Detection DetectFormat(const FormatRegistry& registry,
                       std::span<const std::string_view> records,
                       const TimeContext& context) {
  return Detector(registry, records, context).Detect();
}

}  // namespace taffrail
