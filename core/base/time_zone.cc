#include "core/base/time_zone.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/varint.h"

namespace taffrail {
namespace {

// Far more than any place has had.
constexpr uint64_t kMaxPeriods = 4096;

bool HasPlainAbbreviation(const TimeZone::Period& period) {
  const auto* begin = std::begin(period.abbreviation);
  const auto* end = std::end(period.abbreviation);
  const auto* text_end = std::find(begin, end, '\0');
  return text_end != end &&
         std::all_of(begin, text_end,
                     [](char c) { return c > ' ' && c < '\x7f'; }) &&
         std::all_of(text_end, end, [](char c) { return c == '\0'; });
}

void PutPeriod(std::string* out, const TimeZone::Period& period) {
  const std::string_view abbreviation = period.abbreviation;
  PutSigned(out, period.offset_s);
  PutVarint(out, abbreviation.size());
  out->append(abbreviation);
}

}  // namespace

TimeZone TimeZone::Fixed(int32_t offset_s) {
  TimeZone zone;
  if (offset_s != 0) zone.first_ = {INT64_MIN, offset_s, ""};
  return zone;
}

StatusOr<TimeZone> TimeZone::FromPeriods(std::vector<Period> periods) {
  if (periods.empty()) return InvalidArgument("A time zone needs an offset");
  if (periods.size() > kMaxPeriods) {
    return InvalidArgument("Too many changes for a time zone: " +
                           std::to_string(periods.size()));
  }
  periods[0].start_s = INT64_MIN;
  for (size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].offset_s < -kMaxOffsetSeconds ||
        periods[i].offset_s > kMaxOffsetSeconds) {
      return InvalidArgument("No clock is so far from UTC, in seconds: " +
                             std::to_string(periods[i].offset_s));
    }
    if (!HasPlainAbbreviation(periods[i])) {
      return DataLoss("The abbreviation of a time zone is damaged");
    }
    if (i > 0 && periods[i].start_s <= periods[i - 1].start_s) {
      return InvalidArgument("The changes of a time zone are out of order");
    }
  }
  TimeZone zone;
  zone.first_ = periods[0];
  zone.later_.assign(periods.begin() + 1, periods.end());
  return zone;
}

std::string TimeZone::Serialize() const {
  std::string out;
  PutVarint(&out, later_.size() + 1);
  PutPeriod(&out, first_);
  uint64_t last_s = 0;
  for (const Period& period : later_) {
    // Unsigned, since a zone file may have a change at any time.
    const auto start_s = static_cast<uint64_t>(period.start_s);
    PutSigned(&out, static_cast<int64_t>(start_s - last_s));
    PutPeriod(&out, period);
    last_s = start_s;
  }
  return out;
}

StatusOr<TimeZone> TimeZone::Deserialize(std::string_view bytes) {
  VarintReader in(bytes);
  const uint64_t count = in.Varint();
  if (!in.ok() || count == 0 || count > kMaxPeriods) {
    return DataLoss("This is no time zone");
  }
  std::vector<Period> periods(count);
  uint64_t start_s = 0;
  for (uint64_t i = 0; i < count; ++i) {
    // Unsigned, since damaged bytes may hold any difference.
    if (i > 0) start_s += static_cast<uint64_t>(in.Signed());
    periods[i].start_s = static_cast<int64_t>(start_s);
    const int64_t offset_s = in.Signed();
    if (offset_s < -kMaxOffsetSeconds || offset_s > kMaxOffsetSeconds) {
      return DataLoss("The offset of a time zone is damaged");
    }
    periods[i].offset_s = static_cast<int32_t>(offset_s);
    const uint64_t size = in.Varint();
    if (size >= sizeof(Period::abbreviation)) {
      return DataLoss("The abbreviation of a time zone is damaged");
    }
    for (uint64_t c = 0; c < size; ++c) {
      periods[i].abbreviation[c] = static_cast<char>(in.Varint());
    }
  }
  if (!in.ok()) return DataLoss("This is no time zone");
  if (!in.AtEnd()) return DataLoss("Something follows the time zone");
  return FromPeriods(std::move(periods));
}

const TimeZone::Period& TimeZone::Find(int64_t utc_s) const {
  const auto after = std::upper_bound(
      later_.begin(), later_.end(), utc_s,
      [](int64_t time, const Period& period) { return time < period.start_s; });
  return after == later_.begin() ? first_ : *(after - 1);
}

int64_t TimeZone::FindUtc(int64_t local_s) const {
  // Of the periods in order, the first that does not end before the clock shows
  // this. If it starts only later, the time lies in the gap before it.
  const Period* before = &Find(local_s - kMaxOffsetSeconds);
  auto next = std::upper_bound(
      later_.begin(), later_.end(), local_s - kMaxOffsetSeconds,
      [](int64_t time, const Period& period) { return time < period.start_s; });
  for (; next != later_.end(); ++next) {
    if (local_s - before->offset_s < next->start_s) break;
    if (local_s - next->offset_s < next->start_s) break;
    before = &*next;
  }
  return local_s - before->offset_s;
}

bool TimeZone::HasOffset(int32_t offset_s) const {
  return first_.offset_s == offset_s ||
         std::ranges::any_of(later_, [&](const Period& period) {
           return period.offset_s == offset_s;
         });
}

}  // namespace taffrail
