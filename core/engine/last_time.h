#ifndef TAFFRAIL_CORE_ENGINE_LAST_TIME_H_
#define TAFFRAIL_CORE_ENGINE_LAST_TIME_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/engine/line_reader.h"
#include "core/engine/time_trail.h"

namespace taffrail {

// How far back before a place in a source its last time is looked for, each
// time further, until one is found.
inline constexpr uint64_t kLastTimeReaches[] = {16 << 10, 128 << 10};

// Finds the time of the last record in a text that has one: the time that
// records without one have where the text goes on, whoever reads on there.
// Owned by an import. Single-threaded.
class LastTime {
 public:
  // The registry must outlive it.
  LastTime(const FormatRegistry& formats, const v1::SourceReading& reading)
      : lines_(formats, reading), trail_(lines_) {}

  // The next bytes stand at `offset`, where a record begins and the last time
  // is `before`.
  void StartAt(uint64_t offset, std::optional<int64_t> before);
  // They may stand anywhere, and nothing is known of what comes before them:
  // until a record is sure to begin, lines are passed over.
  void StartInside(uint64_t offset);
  // The same, so far before `counted` that where records begin is known there,
  // and the last time before that is `before`.
  void StartBefore(uint64_t offset, uint64_t counted,
                   std::optional<int64_t> before);
  void Take(std::string_view bytes);
  // The last record ends with the text; else it may go on.
  void Finish(bool complete);
  // Where the bytes go on that were taken last, unless they were finished; and
  // where the last line with a time began.
  uint64_t end() const { return end_; }
  uint64_t found_at() const { return found_at_; }

  // What was found is the last time, whatever came before the text.
  bool sure() const { return sure_; }
  std::optional<int64_t> time_ns() const { return trail_.last_begun(); }

 private:
  void TakeLine(const SourceLine& line);

  LineReader lines_;
  TimeTrail trail_;
  // Until the place is reached.
  std::optional<uint64_t> counted_;
  std::optional<int64_t> before_;
  bool passing_over_ = false;
  bool sure_ = false;
  uint64_t end_ = 0;
  uint64_t found_at_ = 0;
};

// The last time at the end of `text`, whole records at `offset`, before which
// it was `before`.
std::optional<int64_t> TimeAfter(LastTime& finder, std::string_view text,
                                 uint64_t offset,
                                 std::optional<int64_t> before);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_LAST_TIME_H_
