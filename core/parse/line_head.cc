#include "core/parse/line_head.h"

#include <algorithm>
#include <bitset>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

std::bitset<256> Digits() {
  std::bitset<256> digits;
  for (char c = '0'; c <= '9'; ++c) digits.set(static_cast<size_t>(c));
  return digits;
}

}  // namespace

LineHead LineHead::Of(std::string_view record, LineTimes& times) {
  const auto byte_at = [](std::string_view text, size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : kEnd;
  };
  const std::string_view line = times.line();
  const std::optional<Timestamp>& time = times.At(0);
  if (!time) return LineHead(byte_at(record, 0));
  size_t next = time->length;
  while (next < line.size() && IsBlank(line[next])) ++next;
  const size_t digit = IsDigit(line[0]) ? 1 : 0;
  const size_t blanks = next > time->length ? 1 : 0;
  return LineHead(kBytes * (1 + 2 * digit + blanks) + byte_at(line, next));
}

bool LineHead::MayMatch(const FormatPattern& pattern) const {
  const size_t kind = number_ / kBytes;
  const size_t byte = number_ % kBytes;
  if (kind == 0) {
    return byte != kEnd && !pattern.starts_with_time() &&
           pattern.MayStartWith(static_cast<char>(byte));
  }
  if (pattern.starts_with_time()) {
    return pattern.MayFollowTime((kind - 1) % 2 != 0, byte);
  }
  const std::bitset<256> digits = Digits();
  return pattern.MayStartWithAny(kind > 2 ? digits : ~digits);
}

}  // namespace taffrail
