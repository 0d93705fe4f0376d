#include "ui/state/location.h"

#include <chrono>
#include <cstdio>

#include "core/base/numbers.h"
#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') ||
         std::string_view("-_.~:()*!/").find(c) != std::string_view::npos;
}

std::string Encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (IsPlain(c)) {
      encoded += c;
    } else {
      char code[4];
      std::snprintf(code, sizeof(code), "%%%02X",
                    static_cast<unsigned char>(c));
      encoded += code;
    }
  }
  return encoded;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string Decode(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? HexDigit(text[i + 2]) : -1;
    if (text[i] == '%' && low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

// As much of the fraction as there is, so that it goes back exactly.
std::string FormatTime(int64_t time_ns) {
  const CivilTime time = ToCivil(time_ns, TimeZone());
  std::string text =
      IsoDate(time) + "T" + ClockText(time, ClockPrecision::kSeconds);
  if (time.nanos != 0) {
    char fraction[16];
    std::snprintf(fraction, sizeof(fraction), ".%09d", time.nanos);
    text += fraction;
    while (text.back() == '0') text.pop_back();
  }
  return text + "Z";
}

// YYYY-MM-DDTHH:MM:SS[.fraction]Z
std::optional<int64_t> ParseTime(std::string_view text) {
  if (text.size() < 20 || text.back() != 'Z' || text[10] != 'T') {
    return std::nullopt;
  }
  const auto number = [&](size_t at, size_t length) {
    return ParseInt<int>(text.substr(at, length));
  };
  const auto year = number(0, 4), month = number(5, 2), day = number(8, 2);
  const auto hour = number(11, 2), minute = number(14, 2),
             second = number(17, 2);
  if (!year || !month || !day || !hour || !minute || !second) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{
      std::chrono::year(*year),
      std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < 1700 || *year > 2250) return std::nullopt;
  int64_t nanos = 0;
  if (text[19] == '.') {
    std::string digits(text.substr(20, text.size() - 21));
    digits.resize(9, '0');
    const auto fraction = ParseInt<int64_t>(digits);
    if (!fraction) return std::nullopt;
    nanos = *fraction;
  }
  return std::chrono::sys_days(date).time_since_epoch().count() * kNanosPerDay +
         *hour * kNanosPerHour + *minute * kNanosPerMinute +
         *second * kNanosPerSecond + nanos;
}

}  // namespace

Location ParseLocation(std::string_view fragment) {
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  Location location;
  std::optional<int64_t> from;
  std::optional<int64_t> to;
  while (!fragment.empty()) {
    const std::string_view part = fragment.substr(0, fragment.find('&'));
    fragment.remove_prefix(std::min(fragment.size(), part.size() + 1));
    const size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = part.substr(0, equals);
    const std::string value =
        equals < part.size() ? Decode(part.substr(equals + 1)) : "";
    if (name == "demo") location.demo = true;
    if (name == "q") location.query = value;
    if (name == "from") from = ParseTime(value);
    if (name == "to") to = ParseTime(value);
    if (name == "tz") location.zone = value;
    if (name == "view" && value == "patterns") {
      location.view = ResultView::kPatterns;
    }
    if (name == "view" && value == "sql") location.view = ResultView::kSql;
    if (name == "sql") location.sql = value;
  }
  if (from && to && *from < *to) location.selection = TimeRange{*from, *to};
  return location;
}

std::string FormatLocation(const Location& location) {
  std::string text;
  const auto add = [&](std::string part) {
    if (!text.empty()) text += '&';
    text += part;
  };
  if (location.demo) add("demo");
  if (!location.query.empty()) add("q=" + Encode(location.query));
  if (location.selection) {
    add("from=" + FormatTime(location.selection->from_ns));
    add("to=" + FormatTime(location.selection->to_ns));
  }
  if (!location.zone.empty()) add("tz=" + Encode(location.zone));
  if (location.view == ResultView::kPatterns) add("view=patterns");
  if (location.view == ResultView::kSql) add("view=sql");
  if (!location.sql.empty()) add("sql=" + Encode(location.sql));
  return text;
}

}  // namespace taffrail::ui
