#ifndef TAFFRAIL_CORE_PARSE_DATE_ORDER_H_
#define TAFFRAIL_CORE_PARSE_DATE_ORDER_H_

#include <string_view>

#include "core/parse/time_context.h"

namespace taffrail {

// Sets month and day from two numbers in either order. Where only one order
// can be, that one is taken; `day_first` decides the rest.
inline void SetMonthAndDay(int first, int second, bool day_first,
                           CivilFields* fields) {
  constexpr int kMonths = 12;
  if (first > kMonths) day_first = true;
  if (second > kMonths) day_first = false;
  fields->month = day_first ? second : first;
  fields->day = day_first ? first : second;
}

// Finds out the order of a source's dates from a sample of them: a number that
// is no month gives it away. Owned by who reads the sample.
class DateOrderVotes {
 public:
  // The text of a time, or anything else, which does not count.
  void See(std::string_view time);

  // What most said; unknown when none or as many said either.
  DateOrder order() const;

 private:
  int month_first_ = 0;
  int day_first_ = 0;
  int year_first_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_DATE_ORDER_H_
