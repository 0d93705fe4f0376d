#ifndef TAFFRAIL_CORE_ENGINE_LINE_READER_H_
#define TAFFRAIL_CORE_ENGINE_LINE_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/line_splitter.h"
#include "core/parse/otlp_envelopes.h"
#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// A line of a source, a piece of one that is too long, or an element of an
// array on it.
struct SourceLine {
  const RawRecord& raw;
  uint64_t offset;
  bool begins;  // A record.
  // What its parser says, if it was asked: it was where the line begins one.
  std::optional<ParsedRecord> parsed;
  // Of the element of OTLP's on it, if fields are read; else null.
  std::shared_ptr<const OtlpContext> context;
};

// Cuts the bytes of a source into lines and says of each whether it begins a
// record and what it says; each is parsed once. A time of day is of the day
// that the source's reading has for its place, else of the one that brings it
// nearest to the time before. Single-threaded.
class LineReader {
 public:
  // The registry must outlive it.
  LineReader(const FormatRegistry& formats, const v1::SourceReading& reading);

  // The next bytes stand at `offset`, and if `in_line` maybe not at the start
  // of a line.
  void StartAt(uint64_t offset, bool in_line);

  // sink(const SourceLine&), whose views are good until the next call.
  template <class Sink>
  void Feed(std::string_view bytes, Sink&& sink) {
    lines_.Feed(bytes, [&](const RawRecord& raw) { Read(raw, sink); });
  }
  template <class Sink>
  void Finish(Sink&& sink) {
    lines_.Finish([&](const RawRecord& raw) { Read(raw, sink); });
  }

  // From now on `fields`, which must outlive this, holds what the line or
  // record that was parsed last names.
  void ReadFields(std::vector<ParsedField>* fields) { fields_ = fields; }
  // What OTLP's envelopes before `offset` say (OtlpEnvelopes::Resume()); those
  // that are read before it are passed over. Before StartAt().
  void ResumeEnvelopes(std::string_view text, uint64_t offset);

  // What all the lines of a record say, if that may be more than the first
  // does: pretty-printed JSON is an object only with all of them; with
  // `all_lines` whatever it is. The fields are those of all lines in any case.
  std::optional<ParsedRecord> ParseWhole(std::string_view record,
                                         bool all_lines,
                                         const OtlpContext* context);
  ParsedRecord ParseAgain(const RawRecord& line);

  // What the last message was cut into, if it was.
  Lexer& lexer() { return parser_->lexer(); }

  // A record's time, which times of day that follow are near to.
  void GoOnFrom(int64_t time_ns);
  // Times of day are of a day that no log is of (see IsTimeOfDay()) from now
  // on.
  void KeepDaysOpen();
  // Of a time read with open days: it states no day.
  static bool IsTimeOfDay(int64_t time_ns);
  // The same of a line whose time was read in another way.
  bool StatesNoDay(const RawRecord& line);
  // The reading says which days times of day are of.
  bool knows_days() const { return !days_.empty(); }

  // Where records begin is known whatever came before the bytes seen.
  bool sure() const { return boundaries_->sure(); }
  // The last line was one that a container runtime wrapped.
  bool wrapped() const { return boundaries_->wrapped(); }
  // Inside a line that began before what was read.
  bool skipping() const { return skipping_; }
  // The last piece of a line was not its end.
  bool in_cut_line() const { return last_cut_; }

 private:
  template <class Sink>
  void Read(const RawRecord& raw, Sink& sink) {
    SourceLine line = {raw, offset_, false, std::nullopt, nullptr};
    if (TakeLine(&line)) sink(line);
  }
  // False: it is a part of one whose beginning is not there.
  bool TakeLine(SourceLine* line);
  void FindDay(uint64_t offset);
  void FollowEnvelopes(const RawRecord& raw, uint64_t offset);
  ParsedRecord Parse(std::string_view text, const OtlpContext* context);

  const RecordRules rules_;
  const std::unique_ptr<RecordParser> parser_;
  LineSplitter lines_;
  std::optional<RecordBoundaries> boundaries_;
  uint64_t offset_ = 0;
  bool skipping_ = false;
  bool last_cut_ = false;
  bool days_open_ = false;
  const std::vector<v1::DayMark> days_;
  size_t next_day_ = 0;
  std::string plain_;
  std::string whole_;
  std::vector<ParsedField>* fields_ = nullptr;
  std::string ids_;  // Among the fields.
  std::string envelopes_before_;
  uint64_t envelopes_from_ = 0;
  OtlpEnvelopes envelopes_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_LINE_READER_H_
