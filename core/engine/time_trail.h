#ifndef TAFFRAIL_CORE_ENGINE_TIME_TRAIL_H_
#define TAFFRAIL_CORE_ENGINE_TIME_TRAIL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "core/engine/line_reader.h"

namespace taffrail {

// The time of the last record that has one, by the lines of a source: what a
// record without one has. Lives beside the LineReader that it is told the lines
// of.
class TimeTrail {
 public:
  explicit TimeTrail(LineReader& lines) : lines_(lines) {}

  // Begins anew, where `before` is the last time.
  void StartFrom(std::optional<int64_t> before);
  void Take(const SourceLine& line);
  // The last line was the end of a record, whose time this is.
  std::optional<int64_t> Close();

  // The lines of the open record may say more than its first does.
  bool gathers() const { return gathered_; }
  // Of the records before the open one, if there is one.
  std::optional<int64_t> last() const { return last_; }
  // The open one's included, as far as its first line says it.
  std::optional<int64_t> last_begun() const { return time_ ? time_ : last_; }

 private:
  void SetTime(std::optional<int64_t> time_ns);

  LineReader& lines_;
  std::optional<int64_t> last_;
  // Of the open record.
  std::optional<int64_t> time_;
  std::string text_;  // If its lines may say more than the first.
  bool gathered_ = false;
  bool all_lines_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_TIME_TRAIL_H_
