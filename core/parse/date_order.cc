#include "core/parse/date_order.h"

#include <optional>

#include "core/parse/time_reader.h"
#include "core/parse/time_shape.h"

namespace taffrail {

void DateOrderVotes::See(std::string_view time) {
  if (!MayStartTime(time)) return;
  const std::optional<TimeShape> shape = GuessTimeShape(time);
  if (!shape) return;
  const bool no_year =
      *shape == TimeShape::kMonthDay || *shape == TimeShape::kMonthDot;
  const bool short_year = *shape == TimeShape::kNumbersShort;
  if (!no_year && !short_year && *shape != TimeShape::kNumbersYear) return;
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  TimeReader in(time);
  const int first = in.OneOrTwoDigits();
  in.Skip(1);
  const int second = in.OneOrTwoDigits();
  in.Skip(1);
  const int third = short_year ? in.Digits(2) : 0;
  if (!in.ok()) return;
  if (short_year && first > kDays) {
    ++year_first_;
  } else if (second > kMonths) {
    // It is the day, which the year would not stand before.
    ++month_first_;
  } else if (short_year && third > kDays) {
    if (first > kMonths) ++day_first_;
  } else if (!short_year && first > kMonths) {
    ++day_first_;
  }
}

DateOrder DateOrderVotes::order() const {
  if (month_first_ > day_first_ && month_first_ > year_first_) {
    return DateOrder::kMonthFirst;
  }
  if (day_first_ > month_first_ && day_first_ > year_first_) {
    return DateOrder::kDayFirst;
  }
  if (year_first_ > month_first_ && year_first_ > day_first_) {
    return DateOrder::kYearFirst;
  }
  return DateOrder::kUnknown;
}

}  // namespace taffrail
