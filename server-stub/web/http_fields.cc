#include "server-stub/web/http_fields.h"

#include <strings.h>

#include <algorithm>

#include "core/base/numbers.h"

namespace taffrail {
namespace {

constexpr char kDateFormat[] = "%a, %d %b %Y %H:%M:%S GMT";

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

// Takes what stands before the next `separator` off `text`, trimmed.
std::string_view TakeItem(std::string_view& text, char separator) {
  size_t end = std::min(text.find(separator), text.size());
  std::string_view item = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return Trim(item);
}

bool SameWord(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

// "q=0", "q=0.0", … are the only ways to say no.
bool IsZeroQuality(std::string_view parameter) {
  return parameter.size() >= 3 && SameWord(parameter.substr(0, 2), "q=") &&
         parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
}

// Digits only: ParseInt would also take a sign.
std::optional<uint64_t> ParsePosition(std::string_view text) {
  if (text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  return ParseInt<uint64_t>(text);
}

}  // namespace

bool AcceptsEncoding(std::string_view accept_encoding,
                     std::string_view coding) {
  while (!accept_encoding.empty()) {
    std::string_view item = TakeItem(accept_encoding, ',');
    if (SameWord(TakeItem(item, ';'), coding)) {
      return !IsZeroQuality(Trim(item));
    }
  }
  return false;
}

bool MatchesEtag(std::string_view if_none_match, std::string_view etag) {
  if (Trim(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    std::string_view item = TakeItem(if_none_match, ',');
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag) return true;
  }
  return false;
}

std::string FormatHttpDate(time_t seconds) {
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[64];
  return std::string(text, strftime(text, sizeof(text), kDateFormat, &utc));
}

std::optional<time_t> ParseHttpDate(std::string_view text) {
  std::string copy(Trim(text));
  std::tm utc{};
  const char* end = strptime(copy.c_str(), kDateFormat, &utc);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return timegm(&utc);
}

RangeRequest ParseRange(std::string_view value, uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  constexpr RangeRequest kWhole;
  constexpr RangeRequest kNowhere{RangeRequest::Kind::kUnsatisfiable};
  value = Trim(value);
  if (!value.starts_with(kUnit)) return kWhole;
  value.remove_prefix(kUnit.size());
  size_t dash = value.find('-');
  if (dash == std::string_view::npos) return kWhole;
  std::string_view from = Trim(value.substr(0, dash));
  std::string_view to = Trim(value.substr(dash + 1));

  if (from.empty()) {  // "-n": the last n bytes
    auto count = ParsePosition(to);
    if (!count) return kWhole;
    if (*count == 0 || size == 0) return kNowhere;
    uint64_t first = size - std::min(*count, size);
    return {RangeRequest::Kind::kRange, {first, size - 1}};
  }
  auto first = ParsePosition(from);
  auto last =
      to.empty() ? std::optional<uint64_t>(UINT64_MAX) : ParsePosition(to);
  if (!first || !last || *last < *first) return kWhole;
  if (*first >= size) return kNowhere;
  return {RangeRequest::Kind::kRange, {*first, std::min(*last, size - 1)}};
}

}  // namespace taffrail
