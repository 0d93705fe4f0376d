#include "core/engine/time_trail.h"

#include <utility>

namespace taffrail {

void TimeTrail::StartFrom(std::optional<int64_t> before) {
  last_ = before;
  time_.reset();
  gathered_ = false;
  if (before) lines_.GoOnFrom(*before);
}

void TimeTrail::SetTime(std::optional<int64_t> time_ns) {
  time_ = time_ns;
  if (time_ns) lines_.GoOnFrom(*time_ns);
}

void TimeTrail::Take(const SourceLine& line) {
  if (line.begins) {
    const std::optional<int64_t> before = last_begun();
    Close();
    // Of which day a time of day is may be known better now.
    const ParsedRecord parsed =
        last_ != before ? lines_.ParseAgain(line.raw) : *line.parsed;
    SetTime(parsed.time_ns);
    all_lines_ = lines_.wrapped() || parsed.needs_all_lines;
    gathered_ = all_lines_ || !parsed.has_header;
    if (gathered_) text_ = line.raw.bytes;
  } else if (gathered_) {
    // There it is split, and the rest says nothing.
    if (text_.size() + line.raw.bytes.size() > kMaxRecordBytes) {
      Close();
    } else {
      text_ += line.raw.bytes;
    }
  }
}

std::optional<int64_t> TimeTrail::Close() {
  if (gathered_ && text_.find('\n') < text_.size() - 1) {
    const auto whole = lines_.ParseWhole(text_, all_lines_, nullptr);
    if (whole) SetTime(whole->time_ns);
  }
  gathered_ = false;
  if (time_) last_ = time_;
  return std::exchange(time_, std::nullopt);
}

}  // namespace taffrail
