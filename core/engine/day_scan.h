#ifndef TAFFRAIL_CORE_ENGINE_DAY_SCAN_H_
#define TAFFRAIL_CORE_ENGINE_DAY_SCAN_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/line_reader.h"
#include "core/parse/day_count.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// Reads a whole source whose records state times of day, from its beginning,
// before it is imported, and finds of which day each is: parts of it are then
// read alike in any order. Owned by an import. Single-threaded.
class DayScan {
 public:
  // The references must outlive it.
  DayScan(const FormatRegistry& formats, const v1::SourceReading& reading);

  void Take(std::string_view bytes);
  // The source has ended: notes the days in `reading`, the one it was made for.
  void Finish(v1::SourceReading* reading);

 private:
  void TakeLine(const SourceLine& line);

  const TimeContext times_;
  LineReader lines_;
  // Nearly every time goes on from the one before; where that leads to too many
  // days, two clocks are at work.
  DayCount strict_;
  DayCount tolerant_;
};

// Whether some of these records, which `reading` is about, state times of day.
bool StateTimesOfDay(const FormatRegistry& formats,
                     const v1::SourceReading& reading,
                     const std::vector<std::string_view>& records);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_DAY_SCAN_H_
