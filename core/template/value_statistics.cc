#include "core/template/value_statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/ascii.h"
#include "core/base/hash.h"
#include "core/parse/byte_lanes.h"

namespace taffrail {
namespace {

// Digits alone, and few enough for a double to tell all of them apart.
bool ParsePlainNumber(const std::string_view& text, double* value) {
  if (text.empty() || text.size() > 15) return false;
  uint64_t number = 0;
  for (char c : text) {
    if (!IsDigit(c)) return false;
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  *value = static_cast<double>(number);
  return true;
}

double UnitScale(TokenKind kind, std::string_view unit) {
  if (kind == TokenKind::kSize) {
    const bool binary = unit.size() > 1 && unit[1] == 'i';
    const double step = binary ? 1024 : 1000;
    if (unit.starts_with("bit")) return 0.125;
    switch (unit.empty() ? '\0' : unit[0]) {
      case 'K':
      case 'k':
        return step;
      case 'M':
        return step * step;
      case 'G':
        return step * step * step;
      case 'T':
        return step * step * step * step;
      default:
        return 1;
    }
  }
  if (kind != TokenKind::kDuration) return 1;
  if (unit.starts_with("ms")) return 1e-3;
  if (unit.starts_with("us") || unit.starts_with("\xC2")) return 1e-6;
  if (unit.starts_with("ns")) return 1e-9;
  if (unit.starts_with("m")) return 60;
  if (unit.starts_with("h")) return 3600;
  if (unit.starts_with("d")) return 86400;
  return 1;
}

}  // namespace

bool ParseQuantity(TokenKind kind, const std::string_view& text,
                   double* value) {
  if (kind == TokenKind::kNumber && ParsePlainNumber(text, value)) return true;
  size_t at = 0;
  const auto peek = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  while (peek(at) == '<' || peek(at) == '>' || peek(at) == '~') ++at;
  const bool negative = peek(at) == '-';
  if (negative || peek(at) == '+') ++at;
  if (!IsDigit(peek(at))) return false;
  double number = 0;
  for (; IsDigit(peek(at)) || (peek(at) == ',' && IsDigit(peek(at + 1)));
       ++at) {
    if (text[at] != ',') number = number * 10 + (text[at] - '0');
  }
  if (peek(at) == '.' && IsDigit(peek(at + 1))) {
    double scale = 0.1;
    for (++at; IsDigit(peek(at)); ++at, scale *= 0.1) {
      number += scale * (text[at] - '0');
    }
    // 1.2.3 is no number.
    if (peek(at) == '.' && IsDigit(peek(at + 1))) return false;
  }
  if ((peek(at) | 0x20) == 'e') {
    size_t digits = at + 1;
    const bool small = peek(digits) == '-';
    if (small || peek(digits) == '+') ++digits;
    int exponent = 0;
    if (IsDigit(peek(digits))) {
      for (at = digits; IsDigit(peek(at)) && exponent < 1000; ++at) {
        exponent = exponent * 10 + (text[at] - '0');
      }
      number *= std::pow(10.0, small ? -exponent : exponent);
    }
  }
  if (kind != TokenKind::kNumber) {
    if (peek(at) == ' ') ++at;
    number *= UnitScale(kind, text.substr(std::min(at, text.size())));
  }
  *value = negative ? -number : number;
  return std::isfinite(number);
}

void ValueStatistics::Add(TokenKind kind, const std::string_view& value,
                          uint64_t hash, uint64_t count) {
  count_ += count;
  kinds_ |= 1u << static_cast<unsigned>(kind);
  uint8_t& slot = registers_[hash % kRegisters];
  // The bits above those that chose the register.
  const auto rank =
      static_cast<uint8_t>(std::countr_zero(hash >> 6 | uint64_t{1} << 57) + 1);
  slot = std::max(slot, rank);
  double number;
  const bool quantity = kind == TokenKind::kNumber ||
                        kind == TokenKind::kDuration ||
                        kind == TokenKind::kSize;
  if (quantity && ParseQuantity(kind, value, &number)) {
    AddNumber(number, count);
  }
  AddTop(value, hash, count);
}

void ValueStatistics::AddNumber(double value, uint64_t count) {
  min_ = numbers_ == 0 ? value : std::min(min_, value);
  max_ = numbers_ == 0 ? value : std::max(max_, value);
  AddSum(value * static_cast<double>(count));
  numbers_ += count;
}

// A sum that has grown beyond all numbers stays where it was.
void ValueStatistics::AddSum(double sum) {
  if (std::isfinite(sum_ + sum)) sum_ += sum;
}

// Space-saving (Metwally et al. 2005), except that a new value displaces the
// rarest only when as many unknown ones have come as that has been seen: values
// that come once cost no copying.
void ValueStatistics::AddTop(const std::string_view& value, uint64_t hash,
                             uint64_t count) {
  // All are looked at: where it is found cannot be foreseen.
  unsigned found = 0;
  for (size_t i = 0; i < kTopValues; ++i) {
    found |= static_cast<unsigned>(hashes_[i] == hash && counts_[i] > 0) << i;
  }
  if (found != 0) {
    counts_[static_cast<size_t>(std::countr_zero(found))] += count;
    return;
  }
  missed_ += static_cast<uint32_t>(std::min<uint64_t>(count, 1u << 16));
  if (missed_ <= rarest_ && rarest_ >= count) return;
  const auto rarest = static_cast<size_t>(
      std::min_element(counts_.begin(), counts_.end()) - counts_.begin());
  rarest_ = counts_[rarest];
  if (missed_ <= rarest_ && rarest_ >= count) return;
  missed_ = 0;
  // Its successor's count may be less.
  rarest_ = std::min(rarest_, count);
  hashes_[rarest] = hash;
  counts_[rarest] = count;
  Value& slot = values_[rarest];
  slot.length = static_cast<uint8_t>(std::min(value.size(), kMaxValueBytes));
  static_assert(kMaxValueBytes >= kLaneBytes);
  MapLanes(value.substr(0, slot.length), slot.bytes.data(),
           [](Lane lane) { return lane; });
}

void ValueStatistics::Merge(const ValueStatistics& other,
                            std::string_view prefix) {
  count_ += other.count_;
  kinds_ |= prefix.empty()
                ? other.kinds_
                : 1u << static_cast<unsigned>(TokenKind::kIdentifier);
  if (other.numbers_ > 0 && prefix.empty()) {
    min_ = numbers_ == 0 ? other.min_ : std::min(min_, other.min_);
    max_ = numbers_ == 0 ? other.max_ : std::max(max_, other.max_);
    AddSum(other.sum_);
    numbers_ += other.numbers_;
  }
  for (size_t i = 0; i < kRegisters; ++i) {
    registers_[i] = std::max(registers_[i], other.registers_[i]);
  }
  for (size_t i = 0; i < kTopValues; ++i) {
    if (other.counts_[i] == 0) continue;
    const std::string_view value = other.values_[i].text();
    if (prefix.empty()) {
      AddTop(value, other.hashes_[i], other.counts_[i]);
    } else {
      const std::string whole = std::string(prefix) + std::string(value);
      AddTop(whole, HashText(whole), other.counts_[i]);
    }
  }
}

uint64_t ValueStatistics::EstimateDistinct() const {
  double sum = 0;
  size_t empty = 0;
  for (uint8_t rank : registers_) {
    sum += std::ldexp(1.0, -static_cast<int>(rank));
    empty += rank == 0;
  }
  const double m = kRegisters;
  double estimate = 0.709 * m * m / sum;
  if (estimate <= 2.5 * m && empty > 0) {
    estimate = m * std::log(m / static_cast<double>(empty));
  }
  // Whatever is known exactly bounds it.
  const auto known = static_cast<uint64_t>(
      kTopValues - std::count(counts_.begin(), counts_.end(), 0));
  const auto rounded = static_cast<uint64_t>(std::llround(estimate));
  if (known < kTopValues) return known;
  return std::clamp<uint64_t>(rounded, known,
                              std::max<uint64_t>(count_, known));
}

ValueSummary ValueStatistics::Summarize() const {
  ValueSummary summary;
  summary.count = count_;
  summary.distinct = EstimateDistinct();
  summary.type =
      std::has_single_bit(kinds_)
          ? TokenKindName(static_cast<TokenKind>(std::countr_zero(kinds_)))
          : "text";
  summary.numbers = numbers_;
  summary.min = min_;
  summary.max = max_;
  if (numbers_ > 0) summary.mean = sum_ / static_cast<double>(numbers_);
  for (size_t i = 0; i < kTopValues; ++i) {
    if (counts_[i] == 0) continue;
    summary.top.emplace_back(values_[i].text(), counts_[i]);
  }
  std::sort(
      summary.top.begin(), summary.top.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
      });
  return summary;
}

void ValueStatistics::AppendTo(std::string* bytes) const {
  PutVarint(bytes, count_);
  PutVarint(bytes, kinds_);
  PutVarint(bytes, missed_);
  PutVarint(bytes, numbers_);
  if (numbers_ > 0) {
    for (double number : {min_, max_, sum_}) {
      PutVarint(bytes, std::bit_cast<uint64_t>(number));
    }
  }
  for (uint8_t rank : registers_) PutVarint(bytes, rank);
  for (size_t i = 0; i < kTopValues; ++i) {
    PutVarint(bytes, counts_[i]);
    if (counts_[i] == 0) continue;
    PutVarint(bytes, hashes_[i]);
    PutVarint(bytes, values_[i].length);
    *bytes += values_[i].text();
  }
}

bool ValueStatistics::ReadFrom(VarintReader& reader) {
  count_ = reader.Varint();
  kinds_ = static_cast<uint32_t>(reader.Varint());
  missed_ = static_cast<uint32_t>(reader.Varint());
  numbers_ = reader.Varint();
  if (kinds_ >> (static_cast<unsigned>(TokenKind::kPunctuation) + 1) != 0) {
    return false;
  }
  if (numbers_ > 0) {
    for (double* number : {&min_, &max_, &sum_}) {
      *number = std::bit_cast<double>(reader.Varint());
      if (!std::isfinite(*number)) return false;
    }
  }
  for (uint8_t& rank : registers_) {
    const uint64_t value = reader.Varint();
    if (value > 64) return false;
    rank = static_cast<uint8_t>(value);
  }
  for (size_t i = 0; i < kTopValues; ++i) {
    counts_[i] = reader.Varint();
    if (counts_[i] == 0) continue;
    hashes_[i] = reader.Varint();
    const uint64_t length = reader.Varint();
    if (length > kMaxValueBytes) return false;
    values_[i].length = static_cast<uint8_t>(length);
    const std::string_view value = reader.Bytes(length);
    std::copy(value.begin(), value.end(), values_[i].bytes.begin());
  }
  return reader.ok();
}

}  // namespace taffrail
