#ifndef TAFFRAIL_CORE_PARSE_CIVIL_H_
#define TAFFRAIL_CORE_PARSE_CIVIL_H_

#include <cstdint>

// The proleptic Gregorian calendar, after Howard Hinnant's "chrono-Compatible
// Low-Level Date Algorithms": years that start in March, in eras of 400.
namespace taffrail {

inline constexpr int64_t kNsPerSecond = 1'000'000'000;
inline constexpr int64_t kSecondsPerDay = 86'400;
inline constexpr int64_t kNsPerDay = kSecondsPerDay * kNsPerSecond;

struct CivilDay {
  int year;
  int month;  // 1-12
  int day;    // 1-31
};

// Days since 1970-01-01.
inline constexpr int64_t DaysFromCivil(CivilDay civil) {
  const int64_t year = civil.month <= 2 ? civil.year - 1 : civil.year;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
  const int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

inline constexpr CivilDay CivilFromDays(int64_t days) {
  days += 719'468;
  const int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const int64_t day_of_era = days - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1'460 +
                               day_of_era / 36'524 - day_of_era / 146'096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;
  const int64_t year = year_of_era + era * 400;
  return {static_cast<int>(month >= 10 ? year + 1 : year),
          static_cast<int>(month < 10 ? month + 3 : month - 9),
          static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1)};
}

inline constexpr int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_CIVIL_H_
