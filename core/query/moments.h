#ifndef TAFFRAIL_CORE_QUERY_MOMENTS_H_
#define TAFFRAIL_CORE_QUERY_MOMENTS_H_

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/base/varint.h"
#include "core/query/value.h"

namespace taffrail {

// Count, sum, least and greatest of whole numbers: exact.
struct WholeMoments {
  uint64_t count = 0;
  __int128 sum = 0;
  int64_t least = INT64_MAX;
  int64_t greatest = INT64_MIN;

  void Add(int64_t number) {
    ++count;
    sum += number;
    least = std::min(least, number);
    greatest = std::max(greatest, number);
  }
  void Append(std::string* out) const;
  void Merge(VarintReader& reader);
};

// The same of numbers with fractions. The sum's error does not grow with their
// number (Neumaier's summation, 1974).
struct RealMoments {
  uint64_t count = 0;
  double sum = 0;
  double lost = 0;
  double least = HUGE_VAL;
  double greatest = -HUGE_VAL;

  double total() const { return std::isfinite(lost) ? sum + lost : sum; }
  void Add(double number) {
    ++count;
    AddToSum(number);
    least = std::min(least, number);
    greatest = std::max(greatest, number);
  }
  void AddToSum(double number) {
    const double next = sum + number;
    lost += std::abs(sum) >= std::abs(number) ? (sum - next) + number
                                              : (number - next) + sum;
    sum = next;
  }
  void Append(std::string* out) const;
  void Merge(VarintReader& reader);
};

// Of a field that may be of several kinds. Where it is a duration in some
// records, numbers are durations in the unit that its name says.
struct Moments {
  uint64_t records = 0;  // That have the field.
  WholeMoments whole;
  WholeMoments durations;
  RealMoments real;

  uint64_t count() const { return whole.count + durations.count + real.count; }
  Value Sum(int64_t ns_per_unit) const;
  Value Average(int64_t ns_per_unit) const;
  Value Least(int64_t ns_per_unit) const;
  Value Greatest(int64_t ns_per_unit) const;
  void Append(std::string* out) const;
  void Merge(VarintReader& reader);
};

// Rounded, and held within what a duration can be.
Value DurationValue(double ns);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_MOMENTS_H_
