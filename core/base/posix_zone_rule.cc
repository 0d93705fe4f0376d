#include "core/base/posix_zone_rule.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

constexpr int64_t kSecondsPerDay = 86'400;

// When in a year the clocks change.
struct Change {
  enum class Kind { kWeekday, kJulian, kDayOfYear };

  Kind kind = Kind::kWeekday;
  int month = 0;
  int week = 0;  // 5 is the last of the month.
  int day = 0;   // Of the week (0 is Sunday), or of the year.
  int64_t seconds = 2 * 3600;
};

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  bool ok() const { return !failed_; }
  bool AtEnd() const { return at_ == text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  bool Accept(char c) {
    if (Peek() != c || AtEnd()) return false;
    ++at_;
    return true;
  }
  void Expect(char c) {
    if (!Accept(c)) failed_ = true;
  }

  // `CET`, `<+0330>`
  std::string_view Name() {
    const bool quoted = Accept('<');
    const size_t start = at_;
    while (!AtEnd() && (quoted ? Peek() != '>' : IsLetter(Peek()))) ++at_;
    const std::string_view name = text_.substr(start, at_ - start);
    if (quoted) Expect('>');
    if (name.size() < 3 ||
        name.size() >= sizeof(TimeZone::Period::abbreviation)) {
      failed_ = true;
    }
    return name;
  }

  int Number(int most) {
    if (!IsDigit(Peek())) failed_ = true;
    int value = 0;
    while (IsDigit(Peek()) && value <= most) {
      value = value * 10 + (text_[at_++] - '0');
    }
    if (value > most) failed_ = true;
    return value;
  }

  // `[+-]hh[:mm[:ss]]`
  int64_t Time() {
    const bool negative = Peek() == '-';
    if (negative || Peek() == '+') ++at_;
    int64_t seconds = Number(167) * int64_t{3600};
    if (Accept(':')) seconds += Number(59) * int64_t{60};
    if (Accept(':')) seconds += Number(59);
    return negative ? -seconds : seconds;
  }

  // `M3.5.0/3`, `J60`, `59`
  Change ReadChange() {
    Change change;
    if (Accept('M')) {
      change.month = Number(12);
      Expect('.');
      change.week = Number(5);
      Expect('.');
      change.day = Number(6);
      if (change.month < 1 || change.week < 1) failed_ = true;
    } else if (Accept('J')) {
      change.kind = Change::Kind::kJulian;
      change.day = Number(365);
      if (change.day < 1) failed_ = true;
    } else {
      change.kind = Change::Kind::kDayOfYear;
      change.day = Number(365);
    }
    if (Accept('/')) change.seconds = Time();
    return change;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
  bool failed_ = false;
};

// Days since 1970.
int64_t DayOf(const Change& change, int year) {
  namespace chrono = std::chrono;
  const chrono::year of(year);
  const auto days_of = [](auto date) {
    return int64_t{chrono::sys_days(date).time_since_epoch().count()};
  };
  const int64_t new_year = days_of(of / chrono::January / 1);
  switch (change.kind) {
    case Change::Kind::kJulian:  // 29 February is not counted.
      return new_year + change.day - 1 +
             (of.is_leap() && change.day >= 60 ? 1 : 0);
    case Change::Kind::kDayOfYear:
      return new_year + change.day;
    case Change::Kind::kWeekday:
      break;
  }
  const chrono::month month(static_cast<unsigned>(change.month));
  const chrono::weekday weekday(static_cast<unsigned>(change.day));
  if (change.week == 5) return days_of(of / month / weekday[chrono::last]);
  return days_of(of / month / weekday[static_cast<unsigned>(change.week)]);
}

TimeZone::Period MakePeriod(int64_t start_s, int64_t offset_s,
                            std::string_view name) {
  TimeZone::Period period = {start_s, static_cast<int32_t>(offset_s), {}};
  name.copy(period.abbreviation, sizeof(period.abbreviation) - 1);
  return period;
}

}  // namespace

std::optional<std::vector<TimeZone::Period>> ExpandPosixZoneRule(
    std::string_view rule, int first_year, int last_year) {
  RuleReader in(rule);
  const std::string_view standard = in.Name();
  const int64_t standard_s = -in.Time();  // POSIX counts west of Greenwich.
  if (!in.ok()) return std::nullopt;
  if (in.AtEnd())
    return std::vector{MakePeriod(INT64_MIN, standard_s, standard)};
  const std::string_view summer = in.Name();
  const int64_t summer_s = in.Peek() == ',' ? standard_s + 3600 : -in.Time();
  in.Expect(',');
  const Change to_summer = in.ReadChange();
  in.Expect(',');
  const Change to_standard = in.ReadChange();
  if (!in.ok() || !in.AtEnd()) return std::nullopt;
  std::vector<TimeZone::Period> periods;
  for (int year = first_year; year <= last_year; ++year) {
    periods.push_back(MakePeriod(DayOf(to_summer, year) * kSecondsPerDay +
                                     to_summer.seconds - standard_s,
                                 summer_s, summer));
    periods.push_back(MakePeriod(DayOf(to_standard, year) * kSecondsPerDay +
                                     to_standard.seconds - summer_s,
                                 standard_s, standard));
  }
  std::ranges::sort(periods, {}, &TimeZone::Period::start_s);
  return periods;
}

}  // namespace taffrail
