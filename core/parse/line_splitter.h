#ifndef TAFFRAIL_CORE_PARSE_LINE_SPLITTER_H_
#define TAFFRAIL_CORE_PARSE_LINE_SPLITTER_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "core/parse/array_elements.h"

namespace taffrail {

// The longest record. A longer line becomes several.
inline constexpr size_t kMaxRecordBytes = size_t{1} << 20;

// One record as it stands in the source.
struct RawRecord {
  // With its terminator (LF; a CR before it is part of the bytes), which only
  // a cut piece and the last record of a source may lack.
  std::string_view bytes;
  // The line was longer than kMaxRecordBytes and goes on in the next record.
  bool cut = false;
  // Goes on from the record before, which was cut.
  bool continued = false;
  // Begins inside a line, as an element of an array.
  bool inside = false;
};

// `bytes` of a record without LF or CRLF at its end.
inline std::string_view WithoutTerminator(std::string_view bytes) {
  if (bytes.ends_with('\n')) {
    bytes.remove_suffix(1);
    if (bytes.ends_with('\r')) bytes.remove_suffix(1);
  }
  return bytes;
}

// Cuts a stream of bytes into records, one per line. The bytes may be fed in
// pieces of any size, and the records do not depend on where the pieces end;
// joined, the records are the stream. Holds at most one record, and copies
// only a line that does not lie whole inside a piece. Single-threaded.
//
// With the head of an array's elements (array_elements.h) each of them is a
// record, too: what is before the first of a line belongs to that one, and what
// is behind one belongs to it. All that is fed is copied then.
//
// A sink is called as sink(const RawRecord&); its bytes are valid during the
// call only.
class LineSplitter {
 public:
  LineSplitter() = default;
  explicit LineSplitter(std::string_view element_head)
      : element_head_(element_head) {}
  LineSplitter(const LineSplitter&) = delete;
  LineSplitter& operator=(const LineSplitter&) = delete;

  // Forgets what was fed. What follows may start inside a line.
  void Reset(bool in_line = false) {
    pending_.clear();
    look_again_at_ = 0;
    continued_ = false;
    inside_ = in_line;
  }

  template <class Sink>
  void Feed(std::string_view bytes, Sink&& sink) {
    if (!element_head_.empty()) return FeedElements(bytes, sink);
    if (!pending_.empty()) bytes.remove_prefix(FillPending(bytes, sink));
    if (!pending_.empty()) return;
    while (!bytes.empty()) {
      const size_t line = LineLength(bytes);
      const size_t length = line != 0 ? line : bytes.size();
      if (length > kMaxRecordBytes) {
        const size_t piece = CutLength(bytes);
        Emit(bytes.substr(0, piece), true, sink);
        bytes.remove_prefix(piece);
      } else if (line != 0) {
        Emit(bytes.substr(0, line), false, sink);
        bytes.remove_prefix(line);
      } else {
        pending_.assign(bytes);
        return;
      }
    }
  }

  // The source has ended: what is left is its last record.
  template <class Sink>
  void Finish(Sink&& sink) {
    if (!element_head_.empty()) TakeElements(sink);
    if (!pending_.empty()) Emit(pending_, false, sink);
    Reset();
  }

 private:
  // The bytes up to and including the first LF, 0 when there is none. Looks no
  // further than it must to know that the line is too long.
  static size_t LineLength(std::string_view bytes) {
    const size_t window = std::min(bytes.size(), kMaxRecordBytes + 1);
    const void* lf = memchr(bytes.data(), '\n', window);
    return lf ? static_cast<size_t>(static_cast<const char*>(lf) -
                                    bytes.data()) +
                    1
              : 0;
  }

  // Where to cut bytes longer than kMaxRecordBytes: there, or a few bytes
  // before so as not to halve a UTF-8 character.
  static size_t CutLength(std::string_view bytes) {
    size_t cut = kMaxRecordBytes;
    while (cut > kMaxRecordBytes - 3 && IsContinuation(bytes[cut])) --cut;
    return IsContinuation(bytes[cut]) ? kMaxRecordBytes : cut;
  }

  static bool IsContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
  }

  template <class Sink>
  void Emit(std::string_view bytes, bool cut, Sink& sink) {
    const RawRecord record{bytes, cut, continued_, inside_ && !continued_};
    continued_ = cut;
    inside_ = !element_head_.empty() && !bytes.ends_with('\n');
    sink(record);
  }

  // What was looked at in vain is looked at again only when there is half as
  // much more of it, so that small pieces cost no more than large ones.
  template <class Sink>
  void FeedElements(std::string_view bytes, Sink& sink) {
    pending_.append(bytes);
    if (pending_.size() < look_again_at_) return;
    TakeElements(sink);
    look_again_at_ = pending_.size() + pending_.size() / 2;
  }

  template <class Sink>
  void TakeElements(Sink& sink) {
    size_t start = 0;
    size_t line_end = 0;  // Behind the next LF; 0 if none was found
    size_t no_lf = 0;     // before here.
    for (;;) {
      const std::string_view left = std::string_view(pending_).substr(start);
      const size_t window = std::min(left.size(), kMaxRecordBytes + 1);
      if (line_end <= start) {
        no_lf = std::max(no_lf, start);
        const size_t line =
            LineLength(left.substr(0, window).substr(no_lf - start));
        line_end = line != 0 ? no_lf + line : 0;
        if (line == 0) no_lf = start + window;
      }
      size_t length =
          ElementLength(left.substr(0, line_end ? line_end - start : window),
                        line_end ? line_end - start : 0);
      const bool cut = length == 0 && left.size() > kMaxRecordBytes;
      if (cut) length = CutLength(left);
      if (length == 0) break;
      Emit(left.substr(0, length), cut, sink);
      start += length;
    }
    pending_.erase(0, start);
  }

  // The bytes up to where the next element in `text` begins, else `line`.
  size_t ElementLength(std::string_view text, size_t line) const {
    size_t element = 0;
    if (!inside_) element = FindElement(text, 0, element_head_);
    if (element != text.npos) {
      element = FindElement(text, element + 1, element_head_);
    }
    return element != text.npos ? element : line;
  }

  // Moves bytes into pending_ until it is a record, which it emits. Returns
  // how many it took.
  template <class Sink>
  size_t FillPending(std::string_view bytes, Sink& sink) {
    size_t taken = 0;
    while (taken < bytes.size() && !pending_.empty()) {
      // One byte over the limit is what shows that the line is too long.
      const std::string_view room =
          bytes.substr(taken, kMaxRecordBytes + 1 - pending_.size());
      const size_t line = LineLength(room);
      const std::string_view part = room.substr(0, line ? line : room.size());
      pending_.append(part);
      taken += part.size();
      if (pending_.size() > kMaxRecordBytes) {
        const size_t piece = CutLength(pending_);
        Emit(std::string_view(pending_).substr(0, piece), true, sink);
        pending_.erase(0, piece);
        // A lone LF can be what was over the limit.
        if (!pending_.ends_with('\n')) continue;
      } else if (line == 0) {
        continue;
      }
      Emit(pending_, false, sink);
      pending_.clear();
    }
    return taken;
  }

  std::string pending_;     // The start of a line whose end is still to come.
  bool continued_ = false;  // The last record was cut.
  bool inside_ = false;     // The next one begins inside a line.
  std::string element_head_;
  size_t look_again_at_ = 0;  // Bytes in pending_.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LINE_SPLITTER_H_
