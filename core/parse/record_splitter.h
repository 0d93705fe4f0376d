#ifndef TAFFRAIL_CORE_PARSE_RECORD_SPLITTER_H_
#define TAFFRAIL_CORE_PARSE_RECORD_SPLITTER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/parse/array_elements.h"
#include "core/parse/line_shape.h"
#include "core/parse/line_splitter.h"
#include "core/parse/wrapped_line.h"

namespace taffrail {

// No line continues a record that began this many bytes before it, so that
// where records begin can be told anywhere in a file from what lies this far
// before.
inline constexpr uint64_t kRecordReachBytes = kMaxRecordBytes;
// So many lines that look like nothing in particular are taken to belong to
// the record with a header above them.
inline constexpr uint32_t kMaxLooseLines = 64;

// How the lines of a source make records, as far as that differs by source.
struct RecordRules {
  bool line_per_record = false;
  // Indented lines may begin a record: the source's headers are indented.
  bool indented_headers = false;
  // Lines without a header are records of their own: hardly any line has one.
  bool loose_lines_stand_alone = false;
  // The records are elements of an array.
  ElementMark elements = {};

  bool operator==(const RecordRules&) const = default;
};

// Says of each line whether it begins a record. A line with a header does. A
// line that by its shape continues (line_shape.h) does not. Any other belongs
// to the last line with a header, if that is near, and is else a record of its
// own. All that is remembered lies less than kRecordReachBytes back: begun at
// any line start, the answers are right from that many bytes on, and from the
// first line with a header. Single-threaded.
class RecordBoundaries {
 public:
  explicit RecordBoundaries(const RecordRules& rules) : rules_(rules) {}

  // Whether `line` (without terminator and escape sequences), which starts at
  // `offset`, begins a record. `has_header()` is called once if that matters.
  template <class HasHeader>
  bool Begins(std::string_view line, uint64_t offset, HasHeader&& has_header) {
    if (rules_.line_per_record) return true;
    if (!rules_.elements.line.empty()) return BeginsByMark(line, offset);
    if (!rules_.elements.head.empty() && StartsElement(line)) {
      return BeginsElement(offset);
    }
    if (const auto wrapped = UnwrapLine(line, &unwrapped_)) {
      if (IsRestOfPartial(*wrapped)) return false;
      const LineShape shape = ShapeOfWrapped(*wrapped);
      if (shape != LineShape::kPlain) return BeginsByShape(shape, offset);
      stream_ = wrapped->stream;
      return has_header() ? BeginsByHeader(line, offset)
                          : BeginsLoose(line, offset);
    }
    stream_ = partial_stream_ = 0;
    LineShape shape = ShapeOf(line);
    if (GoesOnWithTrace(line)) shape = LineShape::kContinuation;
    if (shape == LineShape::kPlain ||
        (rules_.indented_headers && IsIndented(line))) {
      if (has_header()) return BeginsByHeader(line, offset);
    }
    return shape == LineShape::kPlain ? BeginsLoose(line, offset)
                                      : BeginsByShape(shape, offset);
  }

  // The same for a record that begins inside a line.
  bool BeginsInside(uint64_t offset) { return BeginsElement(offset); }

  // The last line was one that a container runtime wrapped.
  bool wrapped() const { return stream_ != 0; }

  // Answers are right from the last line on, whatever came before those seen.
  bool sure() const { return sure_ || rules_.line_per_record; }

 private:
  using Place = std::optional<uint64_t>;
  static bool Near(const Place& place, uint64_t offset) {
    return place && offset - *place < kRecordReachBytes;
  }
  bool StartsElement(std::string_view line) const;
  bool BeginsElement(uint64_t offset);
  bool BeginsByMark(std::string_view line, uint64_t offset);
  bool BeginsByHeader(std::string_view line, uint64_t offset);
  bool BeginsByShape(LineShape shape, uint64_t offset);
  bool BeginsLoose(std::string_view line, uint64_t offset);
  // Of lines that a container runtime wrapped, what they say themselves counts,
  // if the line before is of the same stream.
  bool IsRestOfPartial(const WrappedLine& wrapped);
  LineShape ShapeOfWrapped(const WrappedLine& wrapped);
  // By the one or two lines before it.
  bool GoesOnWithTrace(std::string_view line);

  const RecordRules rules_;
  Place header_at_;
  bool header_is_json_ = false;
  bool in_preamble_ = false;  // Before the first element, from the start on.
  uint32_t loose_lines_ = 0;  // Since the header.
  Place plain_at_;            // The last line that continued by no shape.
  Place trace_at_;            // The last head of a stack trace.
  bool after_trace_body_ = false;
  // Lines left in which another trace belongs to the one before: the sentence,
  // and an empty line.
  static constexpr int kChainedLines = 2;
  int chained_lines_ = 0;
  char stream_ = 0;          // Of the last line, if that was wrapped,
  char partial_stream_ = 0;  // and of it if it goes on.
  std::string unwrapped_;
  // Lines that what came before those seen may still say something of.
  int foreign_lines_ = kChainedLines + 1;
  bool sure_ = false;
  bool IsKnown(uint64_t offset) const {
    return foreign_lines_ == 0 || offset == 0;
  }
};

// Cuts a stream of bytes into records, of one or more lines each. As with
// LineSplitter, where the fed pieces end does not matter, and joined, the
// records are the stream; one longer than kMaxRecordBytes comes in pieces.
// Copies every record. Single-threaded.
class RecordSplitter {
 public:
  using Sink = std::function<void(const RawRecord&)>;
  // `has_header` is told of lines without terminator and escape sequences.
  RecordSplitter(const RecordRules& rules,
                 std::function<bool(std::string_view)> has_header)
      : lines_(rules.elements.head),
        boundaries_(rules),
        has_header_(std::move(has_header)) {}

  void Feed(std::string_view bytes, const Sink& sink);
  // The source has ended.
  void Finish(const Sink& sink);

 private:
  void TakeLine(const RawRecord& line, const Sink& sink);
  void Emit(bool cut, const Sink& sink);

  LineSplitter lines_;
  RecordBoundaries boundaries_;
  std::function<bool(std::string_view)> has_header_;
  uint64_t offset_ = 0;
  std::string record_;
  bool continued_ = false;
  std::string plain_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_RECORD_SPLITTER_H_
