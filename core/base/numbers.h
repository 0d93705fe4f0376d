#ifndef TAFFRAIL_CORE_BASE_NUMBERS_H_
#define TAFFRAIL_CORE_BASE_NUMBERS_H_

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace taffrail {

// The whole of `text` as a decimal number, or nothing.
template <class Int>
std::optional<Int> ParseInt(std::string_view text) {
  Int value;
  const char* end = text.data() + text.size();
  auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// 1234567 as "1,234,567".
std::string WithThousands(unsigned long long value);

// A size for people: "812 B", "3.4 MB" (powers of 1000).
std::string HumanBytes(double bytes);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_NUMBERS_H_
