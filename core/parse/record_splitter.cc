#include "core/parse/record_splitter.h"

#include <algorithm>

#include "core/base/ansi.h"

namespace taffrail {

bool RecordBoundaries::StartsElement(std::string_view line) const {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return StartsWithHead(line, rules_.elements.head);
}

// Whatever came before it.
bool RecordBoundaries::BeginsElement(uint64_t offset) {
  after_trace_body_ = false;
  chained_lines_ = foreign_lines_ = 0;
  return BeginsByHeader("{", offset);
}

// Elements of several lines. What is before the first belongs to it.
bool RecordBoundaries::BeginsByMark(std::string_view line, uint64_t offset) {
  const bool element = line == rules_.elements.line;
  const bool first = offset == 0 || (element && in_preamble_);
  in_preamble_ = !element && (offset == 0 || in_preamble_);
  if (element) BeginsElement(offset);
  return first ? offset == 0 : element;
}

bool RecordBoundaries::IsRestOfPartial(const WrappedLine& wrapped) {
  const bool rest = partial_stream_ == wrapped.stream;
  partial_stream_ = wrapped.partial ? wrapped.stream : 0;
  return rest;
}

LineShape RecordBoundaries::ShapeOfWrapped(const WrappedLine& wrapped) {
  if (wrapped.stream != stream_) {
    after_trace_body_ = false;
    chained_lines_ = 0;
  }
  const bool in_trace = GoesOnWithTrace(wrapped.text);
  if (wrapped.stream != stream_) return LineShape::kPlain;
  return in_trace ? LineShape::kContinuation : ShapeOf(wrapped.text);
}

bool RecordBoundaries::GoesOnWithTrace(std::string_view line) {
  const bool goes_on =
      chained_lines_ > 0 || (after_trace_body_ && NamesError(line));
  if (ChainsErrors(line)) {
    chained_lines_ = kChainedLines;
  } else if (chained_lines_ > 0) {
    --chained_lines_;
  }
  after_trace_body_ = IsTraceBody(line);
  if (foreign_lines_ > 0) --foreign_lines_;
  return goes_on;
}

bool RecordBoundaries::BeginsByHeader(std::string_view line, uint64_t offset) {
  sure_ = sure_ || IsKnown(offset);
  header_at_ = plain_at_ = offset;
  header_is_json_ = line.starts_with('{');
  loose_lines_ = 0;
  return true;
}

bool RecordBoundaries::BeginsByShape(LineShape shape, uint64_t offset) {
  bool continues = Near(plain_at_, offset);
  if (shape == LineShape::kTraceHead) {
    trace_at_ = offset;
  } else {
    continues = continues || Near(trace_at_, offset);
  }
  return !continues;
}

bool RecordBoundaries::BeginsLoose(std::string_view line, uint64_t offset) {
  plain_at_ = offset;
  if (rules_.loose_lines_stand_alone) {
    sure_ = sure_ || IsKnown(offset);
    return true;
  }
  if (!Near(header_at_, offset)) return true;
  if (++loose_lines_ > kMaxLooseLines) return true;
  // Pretty-printed objects among JSON lines; after any other line an object is
  // part of what that line says.
  return header_is_json_ && line.starts_with('{');
}

void RecordSplitter::Feed(std::string_view bytes, const Sink& sink) {
  lines_.Feed(bytes, [&](const RawRecord& line) { TakeLine(line, sink); });
}

void RecordSplitter::Finish(const Sink& sink) {
  lines_.Finish([&](const RawRecord& line) { TakeLine(line, sink); });
  if (!record_.empty()) Emit(false, sink);
}

void RecordSplitter::TakeLine(const RawRecord& line, const Sink& sink) {
  const uint64_t offset = offset_;
  offset_ += line.bytes.size();
  bool begins = false;
  if (!line.continued) {
    const std::string_view text =
        WithoutEscapes(WithoutTerminator(line.bytes), &plain_);
    begins = line.inside ? boundaries_.BeginsInside(offset)
                         : boundaries_.Begins(
                               text, offset, [&] { return has_header_(text); });
  }
  if (!record_.empty()) {
    if (begins) {
      Emit(false, sink);
    } else if (record_.size() + line.bytes.size() > kMaxRecordBytes) {
      Emit(true, sink);
    }
  }
  record_.append(line.bytes);
}

void RecordSplitter::Emit(bool cut, const Sink& sink) {
  sink({record_, cut, continued_});
  continued_ = cut;
  record_.clear();
}

}  // namespace taffrail
