#include "core/base/numbers.h"

#include <cstdio>

namespace taffrail {

std::string WithThousands(unsigned long long value) {
  std::string digits = std::to_string(value);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string HumanBytes(double bytes) {
  static constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < std::size(kUnits)) {
    bytes /= 1000;
    ++unit;
  }
  char text[32];
  const char* format = unit == 0 || bytes >= 99.95 ? "%.0f %s" : "%.1f %s";
  snprintf(text, sizeof(text), format, bytes, kUnits[unit]);
  return text;
}

}  // namespace taffrail
