#ifndef TAFFRAIL_CORE_PARSE_DAY_COUNT_H_
#define TAFFRAIL_CORE_PARSE_DAY_COUNT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace taffrail {

// From `offset` in a source on, a time of day is that nearest to `near_ns`, in
// ns since 1970 on the source's clock.
struct NearMark {
  uint64_t offset;
  int64_t near_ns;

  bool operator==(const NearMark&) const = default;
};

// Finds out of which day each time of day in a source is, so that time goes on:
// a time that lies back by more than `back_ns`, 12 hours at most, is of the
// next day. It is told of the source's times in their order, all in ns of what
// its clock shows. Days are counted from the first time that states one, or
// backwards from a moment that the last time is not after. Single-threaded.
class DayCount {
 public:
  explicit DayCount(int64_t back_ns) : back_ns_(back_ns) {}

  // A record at `offset` states this time of day.
  void SeeTimeOfDay(uint64_t offset, int64_t of_day_ns);
  // A record states this time, its day included.
  void SeeTime(int64_t ns);
  // All has been seen; the last time is none after `latest_ns` if none states a
  // day.
  void Finish(int64_t latest_ns);

  // A few for each day, at most kMostMarks: what is left over is of the last
  // day.
  static constexpr size_t kMostMarks = 20'000;
  const std::vector<NearMark>& marks() const { return marks_; }
  // The first time of day, if no other time was before it.
  std::optional<int64_t> first_ns() const { return first_ns_; }
  // Times of day, and those at least half a day after the one before, which
  // with half a day for `back_ns` would lie before that.
  uint64_t times() const { return times_; }
  uint64_t doubtful_days() const { return doubtful_days_; }

 private:
  // Puts what was counted from no known day to where it is as late as
  // `latest_ns` allows.
  void Anchor(int64_t latest_ns);

  const int64_t back_ns_;
  std::vector<NearMark> marks_;
  std::optional<int64_t> last_ns_;
  std::optional<int64_t> first_ns_;
  bool anchored_ = false;
  uint64_t times_ = 0;
  uint64_t doubtful_days_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_DAY_COUNT_H_
