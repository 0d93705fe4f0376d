#include "ui/text/number_text.h"

#include <cstdio>

#include "core/base/numbers.h"

namespace taffrail::ui {
namespace {

std::string Format(const char* format, double value) {
  char buffer[48];
  std::snprintf(buffer, sizeof(buffer), format, value);
  return buffer;
}

}  // namespace

std::string ShortCount(uint64_t count) {
  if (count < 100'000) return WithThousands(count);
  const double value = static_cast<double>(count);
  if (count < 1'000'000) return Format("%.0f k", value / 1e3);
  if (count < 100'000'000) return Format("%.1f M", value / 1e6);
  if (count < 1'000'000'000) return Format("%.0f M", value / 1e6);
  return Format("%.1f G", value / 1e9);
}

std::string Plural(uint64_t count, std::string_view noun) {
  std::string text = WithThousands(count) + " ";
  text += noun;
  if (count != 1) text += 's';
  return text;
}

std::string PercentText(double part, double whole) {
  if (whole <= 0 || part <= 0) return "0 %";
  const double percent = 100 * part / whole;
  if (percent < 0.1) return "<0.1 %";
  // Neither all nor nothing until it is.
  if (percent < 10) return Format("%.1f %%", percent);
  if (part < whole && percent > 99.5) return Format("%.0f %%", 99.0);
  return Format("%.0f %%", percent);
}

std::string ElapsedText(double milliseconds) {
  if (milliseconds < 1) return Format("%.1f ms", milliseconds);
  if (milliseconds < 1000) return Format("%.0f ms", milliseconds);
  return Format("%.1f s", milliseconds / 1000);
}

}  // namespace taffrail::ui
