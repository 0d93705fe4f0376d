#include "core/engine/last_time.h"

namespace taffrail {

void LastTime::StartAt(uint64_t offset, std::optional<int64_t> before) {
  lines_.StartAt(offset, /*in_line=*/false);
  trail_.StartFrom(before);
  counted_.reset();
  passing_over_ = false;
  sure_ = true;
  end_ = found_at_ = offset;
}

void LastTime::StartInside(uint64_t offset) {
  StartAt(offset, std::nullopt);
  if (offset == 0) return;
  lines_.StartAt(offset, /*in_line=*/true);
  passing_over_ = true;
  sure_ = false;
}

void LastTime::StartBefore(uint64_t offset, uint64_t counted,
                           std::optional<int64_t> before) {
  StartInside(offset);
  counted_ = counted;
  before_ = before;
  sure_ = true;
}

void LastTime::Take(std::string_view bytes) {
  end_ += bytes.size();
  lines_.Feed(bytes, [this](const SourceLine& line) { TakeLine(line); });
}

void LastTime::TakeLine(const SourceLine& line) {
  const bool counts = counted_ && line.offset >= *counted_;
  if (passing_over_) {
    if (!line.begins || !(lines_.sure() || counts)) return;
    passing_over_ = false;
  }
  if (counts) {
    counted_.reset();
    // Of a record that goes on, the lines may still say when it was.
    if (!trail_.gathers()) trail_.StartFrom(before_);
  }
  trail_.Take(line);
  if (line.parsed && line.parsed->time_ns) found_at_ = line.offset;
  // The day of a time of day is that of the time before it.
  if (!sure_ && line.begins && line.parsed->time_ns) {
    sure_ = lines_.knows_days() || !lines_.StatesNoDay(line.raw);
  }
}

void LastTime::Finish(bool complete) {
  lines_.Finish([this](const SourceLine& line) { TakeLine(line); });
  if (complete) trail_.Close();
  end_ = 0;
}

std::optional<int64_t> TimeAfter(LastTime& finder, std::string_view text,
                                 uint64_t offset,
                                 std::optional<int64_t> before) {
  for (const uint64_t reach : kLastTimeReaches) {
    if (reach >= text.size()) break;
    const size_t skipped = text.size() - reach;
    finder.StartInside(offset + skipped);
    finder.Take(text.substr(skipped));
    finder.Finish(/*complete=*/true);
    if (finder.sure()) return finder.time_ns();
  }
  finder.StartAt(offset, before);
  finder.Take(text);
  finder.Finish(/*complete=*/true);
  return finder.time_ns();
}

}  // namespace taffrail
