#include "core/base/tzif.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/posix_zone_rule.h"

namespace taffrail {
namespace {

constexpr size_t kHeaderSize = 44;
constexpr int kLastYear = 2100;
// Before this a transition means "always", and no log is that old.
constexpr int64_t kEarliest = -(int64_t{1} << 40);

struct Counts {
  uint32_t utc, standard, leap, times, types, characters;
};

uint64_t BigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

Counts ReadCounts(std::string_view header) {
  const auto count = [&](size_t i) {
    return static_cast<uint32_t>(BigEndian(header.substr(20 + 4 * i, 4)));
  };
  return {count(0), count(1), count(2), count(3), count(4), count(5)};
}

uint64_t BodySize(const Counts& counts, uint64_t time_size) {
  return counts.times * (time_size + 1) + counts.types * uint64_t{6} +
         counts.characters + counts.leap * (time_size + 4) + counts.standard +
         counts.utc;
}

class TzifReader {
 public:
  TzifReader(std::string_view body, const Counts& counts, size_t time_size)
      : counts_(counts), time_size_(time_size) {
    const auto take = [&](size_t size) {
      const std::string_view taken = body.substr(0, size);
      body.remove_prefix(size);
      return taken;
    };
    times_ = take(counts.times * time_size);
    indexes_ = take(counts.times);
    types_ = take(counts.types * size_t{6});
    characters_ = take(counts.characters);
  }

  // Nothing when a type is missing.
  std::optional<std::vector<TimeZone::Period>> Periods() const {
    std::vector<TimeZone::Period> periods;
    if (!AddPeriod(INT64_MIN, 0, &periods)) return std::nullopt;
    for (uint32_t i = 0; i < counts_.times; ++i) {
      const auto index = static_cast<unsigned char>(indexes_[i]);
      if (!AddPeriod(TimeOf(i), index, &periods)) return std::nullopt;
    }
    return periods;
  }

 private:
  int64_t TimeOf(uint32_t i) const {
    const uint64_t bits = BigEndian(times_.substr(i * time_size_, time_size_));
    return time_size_ == 4 ? static_cast<int32_t>(static_cast<uint32_t>(bits))
                           : static_cast<int64_t>(bits);
  }

  bool AddPeriod(int64_t start_s, uint32_t index,
                 std::vector<TimeZone::Period>* periods) const {
    if (index >= counts_.types) return false;
    const std::string_view type = types_.substr(index * size_t{6}, 6);
    const auto at = static_cast<unsigned char>(type[5]);
    if (at >= characters_.size()) return false;
    std::string_view name = characters_.substr(at);
    name = name.substr(0, name.find('\0'));
    TimeZone::Period period = {start_s,
                               static_cast<int32_t>(static_cast<uint32_t>(
                                   BigEndian(type.substr(0, 4)))),
                               {}};
    name.copy(period.abbreviation, sizeof(period.abbreviation) - 1);
    if (start_s < kEarliest) periods->clear();
    periods->push_back(period);
    return true;
  }

  const Counts counts_;
  const size_t time_size_;
  std::string_view times_, indexes_, types_, characters_;
};

int YearOf(int64_t utc_s) {
  namespace chrono = std::chrono;
  const chrono::sys_days day =
      chrono::floor<chrono::days>(chrono::sys_seconds(chrono::seconds(utc_s)));
  return static_cast<int>(chrono::year_month_day(day).year());
}

// Carries on with the rule after the last transition.
bool AddRule(std::string_view rule, std::vector<TimeZone::Period>* periods) {
  constexpr int kFirstYear = 1970;
  const bool none = periods->size() == 1;
  const int64_t last_s = none ? INT64_MIN : periods->back().start_s;
  const int first_year = none ? kFirstYear : YearOf(last_s);
  auto later = ExpandPosixZoneRule(rule, first_year, kLastYear);
  if (!later) return false;
  for (const TimeZone::Period& period : *later) {
    if (period.start_s > last_s) periods->push_back(period);
  }
  return true;
}

}  // namespace

StatusOr<TimeZone> ParseTzif(std::string_view bytes) {
  if (bytes.size() < kHeaderSize || !bytes.starts_with("TZif")) {
    return DataLoss("This is no time zone file");
  }
  const bool wide = bytes[4] >= '2';
  Counts counts = ReadCounts(bytes);
  size_t time_size = 4;
  if (wide) {
    const uint64_t skipped = kHeaderSize + BodySize(counts, time_size);
    if (bytes.size() < skipped + kHeaderSize) {
      return DataLoss("The time zone file is cut short");
    }
    bytes.remove_prefix(skipped);
    counts = ReadCounts(bytes);
    time_size = 8;
  }
  bytes.remove_prefix(kHeaderSize);
  const uint64_t size = BodySize(counts, time_size);
  if (bytes.size() < size) return DataLoss("The time zone file is cut short");
  if (counts.leap != 0) {
    return InvalidArgument("The time zone file counts leap seconds");
  }
  auto periods = TzifReader(bytes, counts, time_size).Periods();
  if (!periods) return DataLoss("The time zone file names a missing offset");
  std::string_view footer = bytes.substr(size);
  if (footer.size() > 2 && footer.front() == '\n' && footer.back() == '\n' &&
      !AddRule(footer.substr(1, footer.size() - 2), &*periods)) {
    return DataLoss("The time zone file ends with a damaged rule");
  }
  return TimeZone::FromPeriods(std::move(*periods));
}

}  // namespace taffrail
