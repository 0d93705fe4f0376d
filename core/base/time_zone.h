#ifndef TAFFRAIL_CORE_BASE_TIME_ZONE_H_
#define TAFFRAIL_CORE_BASE_TIME_ZONE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// The rules that the clocks of a place follow: how far they are from UTC, and
// when that changes. A plain value that anyone may copy; UTC unless told. It
// does not know its own name: who chose it does.
class TimeZone {
 public:
  // A stretch of time with one offset. Lasts until the next one starts.
  struct Period {
    int64_t start_s;       // Since 1970, UTC.
    int32_t offset_s;      // Local time minus UTC.
    char abbreviation[8];  // "CET"; empty when there is none. NUL-terminated.

    friend bool operator==(const Period&, const Period&) = default;
  };
  static constexpr int32_t kMaxOffsetSeconds = 26 * 3600;  // As RFC 9636 has.

  constexpr TimeZone() = default;
  static TimeZone Fixed(int32_t offset_s);

  // Starts ascend; that of the first does not matter, it has always been.
  static StatusOr<TimeZone> FromPeriods(std::vector<Period> periods);

  // A compact form for settings and messages; docs/times.md has its bytes.
  std::string Serialize() const;
  static StatusOr<TimeZone> Deserialize(std::string_view bytes);

  // What holds at a moment, in seconds since 1970, UTC.
  const Period& At(int64_t utc_s) const {
    return later_.empty() ? first_ : Find(utc_s);
  }
  int32_t OffsetAt(int64_t utc_s) const { return At(utc_s).offset_s; }

  // The moment at which the clock shows `local_s` (seconds since 1970-01-01
  // 00:00 of that clock). A time that occurs twice is its first occurrence; one
  // that is left out is as far past the gap's end as it is past its start.
  int64_t ToUtc(int64_t local_s) const {
    return later_.empty() ? local_s - first_.offset_s : FindUtc(local_s);
  }

  // The clocks here were ever so far from UTC.
  bool HasOffset(int32_t offset_s) const;

  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  const Period& Find(int64_t utc_s) const;
  int64_t FindUtc(int64_t local_s) const;

  Period first_ = {INT64_MIN, 0, "UTC"};
  std::vector<Period> later_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_TIME_ZONE_H_
