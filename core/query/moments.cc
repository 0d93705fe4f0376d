#include "core/query/moments.h"

namespace taffrail {
namespace {

void PutReal(std::string* out, double value) {
  PutVarint(out, std::bit_cast<uint64_t>(value));
}
double GetReal(VarintReader& reader) {
  return std::bit_cast<double>(reader.Varint());
}

bool Fits(__int128 sum) { return sum >= INT64_MIN && sum <= INT64_MAX; }

}  // namespace

Value DurationValue(double ns) {
  constexpr double kMost = 9.2e18;
  return {ValueKind::kDuration,
          static_cast<int64_t>(std::round(std::clamp(ns, -kMost, kMost))),
          {}};
}

void WholeMoments::Append(std::string* out) const {
  PutVarint(out, count);
  if (count == 0) return;
  PutVarint(out, static_cast<uint64_t>(sum));
  PutSigned(out, static_cast<int64_t>(sum >> 64));
  PutSigned(out, least);
  PutSigned(out, greatest);
}

void WholeMoments::Merge(VarintReader& reader) {
  const uint64_t more = reader.Varint();
  if (more == 0) return;
  count += more;
  const uint64_t low = reader.Varint();
  sum += (static_cast<__int128>(reader.Signed()) << 64) + low;
  least = std::min(least, reader.Signed());
  greatest = std::max(greatest, reader.Signed());
}

void RealMoments::Append(std::string* out) const {
  PutVarint(out, count);
  if (count == 0) return;
  for (double one : {sum, lost, least, greatest}) PutReal(out, one);
}

void RealMoments::Merge(VarintReader& reader) {
  const uint64_t more = reader.Varint();
  if (more == 0) return;
  count += more;
  AddToSum(GetReal(reader));
  lost += GetReal(reader);
  least = std::min(least, GetReal(reader));
  greatest = std::max(greatest, GetReal(reader));
}

Value Moments::Sum(int64_t ns_per_unit) const {
  const double numbers = static_cast<double>(whole.sum) + real.total();
  if (durations.count > 0) {
    if (whole.count + real.count == 0 && Fits(durations.sum)) {
      return {ValueKind::kDuration, static_cast<int64_t>(durations.sum), {}};
    }
    return DurationValue(static_cast<double>(durations.sum) +
                         numbers * static_cast<double>(ns_per_unit));
  }
  if (count() == 0) return {};
  return real.count == 0 && Fits(whole.sum)
             ? Value::Int(static_cast<int64_t>(whole.sum))
             : Value::Real(numbers);
}

Value Moments::Average(int64_t ns_per_unit) const {
  if (count() == 0) return {};
  const double n = static_cast<double>(count());
  const double numbers = static_cast<double>(whole.sum) + real.total();
  if (durations.count == 0) return Value::Real(numbers / n);
  return DurationValue((static_cast<double>(durations.sum) +
                        numbers * static_cast<double>(ns_per_unit)) /
                       n);
}

namespace {

// The first of those that are there by `before`.
template <class Before>
Value Extreme(const Moments& of, int64_t ns_per_unit, int64_t whole,
              int64_t duration, double real, Before before) {
  const bool as_durations = of.durations.count > 0;
  Value best;
  const auto offer = [&](const Value& value) {
    if (best.none() || before(CompareValues(value, best))) best = value;
  };
  const auto scaled = [&](double number) {
    return DurationValue(number * static_cast<double>(ns_per_unit));
  };
  if (as_durations) offer({ValueKind::kDuration, duration, {}});
  if (of.whole.count > 0) {
    offer(as_durations ? scaled(static_cast<double>(whole))
                       : Value::Int(whole));
  }
  if (of.real.count > 0) {
    offer(as_durations ? scaled(real) : Value::Real(real));
  }
  return best;
}

}  // namespace

Value Moments::Least(int64_t ns_per_unit) const {
  return Extreme(*this, ns_per_unit, whole.least, durations.least, real.least,
                 [](int order) { return order < 0; });
}

Value Moments::Greatest(int64_t ns_per_unit) const {
  return Extreme(*this, ns_per_unit, whole.greatest, durations.greatest,
                 real.greatest, [](int order) { return order > 0; });
}

void Moments::Append(std::string* out) const {
  PutVarint(out, records);
  whole.Append(out);
  durations.Append(out);
  real.Append(out);
}

void Moments::Merge(VarintReader& reader) {
  records += reader.Varint();
  whole.Merge(reader);
  durations.Merge(reader);
  real.Merge(reader);
}

}  // namespace taffrail
