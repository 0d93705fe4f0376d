#include "core/parse/token_shapes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "core/base/ascii.h"
#include "core/parse/byte_lanes.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

bool IsWord(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) || c == '_';
}

size_t Digits(const char* text) { return RunLength(text, DigitMask); }

size_t Blanks(const char* text) {
  size_t n = 0;
  while (text[n] == ' ') ++n;
  return n;
}

// A path's own bytes, and those that join its parts.
LaneMask PathMask(Lane lane) {
  return WordMask(lane) | AnyOfMask(lane, "_.@%+~$-/:=");
}

bool JoinsPath(char c) { return c == '/' || c == ':' || c == '='; }

LaneMask QuotedMask(Lane lane) {
  return WordMask(lane) | AnyOfMask(lane, "_.*:+-");
}

LaneMask UrlMask(Lane lane) {
  return (InRange(lane, '!', 0x7F) | MultibyteMask(lane)) &
         ~AnyOfMask(lane, "\"'<>])}|,;");
}

constexpr uint32_t Packed(const char* name) {
  const auto byte = [name](int i) {
    return uint32_t{static_cast<unsigned char>(name[i])} << (8 * i);
  };
  return byte(0) | byte(1) | byte(2);
}

// Found by trying.
constexpr uint32_t kDateNameFactor = 0xD5F4B3B3;

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr const char* kWeekdays[] = {"Mon", "Tue", "Wed", "Thu",
                                     "Fri", "Sat", "Sun"};

enum class NameOf : uint8_t { kNothing, kMonth, kWeekday };

// Months and weekdays by their first three letters, in the slot of their hash,
// which no two share.
struct DateName {
  uint32_t packed = 0;
  NameOf name = NameOf::kNothing;
};
constexpr size_t DateNameSlot(uint32_t packed) {
  return packed * kDateNameFactor >> 26;
}
constexpr auto kDateNames = [] {
  std::array<DateName, 64> names = {};
  for (const char* name : kMonths) {
    names[DateNameSlot(Packed(name))] = {Packed(name), NameOf::kMonth};
  }
  for (const char* name : kWeekdays) {
    names[DateNameSlot(Packed(name))] = {Packed(name), NameOf::kWeekday};
  }
  return names;
}();
static_assert(std::count_if(kDateNames.begin(), kDateNames.end(),
                            [](const DateName& name) {
                              return name.packed != 0;
                            }) == 19);

NameOf LookUpName(const char* text) {
  const uint32_t packed = Packed(text);
  const DateName& found = kDateNames[DateNameSlot(packed)];
  return found.packed == packed ? found.name : NameOf::kNothing;
}

// A month or weekday, short or in full.
size_t MatchName(const char* text, NameOf wanted) {
  if (LookUpName(text) != wanted) return 0;
  size_t n = 3;
  while (text[n] >= 'a' && text[n] <= 'z') ++n;
  return n <= 9 && !IsWord(text[n]) ? n : 0;
}

size_t MatchMonth(const char* text) { return MatchName(text, NameOf::kMonth); }

size_t MatchWeekday(const char* text) {
  return MatchName(text, NameOf::kWeekday);
}

// Units begin with one of these.
constexpr auto kUnitFirst = [] {
  std::array<bool, 256> first = {};
  for (char c : std::string_view("BKMGTkmunsdhb\xC2")) {
    first[static_cast<unsigned char>(c)] = true;
  }
  return first;
}();

// Blanks, perhaps after a comma; 0 when there are none.
size_t MatchGap(const char* text) {
  const size_t comma = text[0] == ',' ? 1 : 0;
  const size_t blanks = Blanks(text + comma);
  return blanks == 0 ? 0 : comma + blanks;
}

// 1:23, 13:24:07, 13:24:07.418
size_t MatchClock(const char* text) {
  size_t n = Digits(text);
  if (n == 0 || n > 2 || text[n] != ':' || Digits(text + n + 1) != 2) return 0;
  n += 3;
  if (text[n] == ':' && Digits(text + n + 1) == 2) {
    n += 3;
    if ((text[n] == '.' || text[n] == ',') && IsDigit(text[n + 1])) {
      n += 1 + Digits(text + n + 1);
    }
  }
  return IsWord(text[n]) ? 0 : n;
}

// UTC, GMT, EST, CEST
size_t MatchZoneName(const char* text) {
  size_t n = 0;
  while (text[n] >= 'A' && text[n] <= 'Z') ++n;
  if (n < 3 || n > 4 || IsWord(text[n])) return 0;
  return text[n - 1] == 'T' || strncmp(text, "UTC", 3) == 0 ? n : 0;
}

}  // namespace

bool MayBeDateName(const char* text) {
  return LookUpName(text) != NameOf::kNothing;
}

bool IsAllHex(std::string_view text) {
  for (char c : text) {
    if (!IsHex(c)) return false;
  }
  return !text.empty();
}

size_t MatchUuid(const char* text) {
  static constexpr int kGroups[] = {8, 4, 4, 4, 12};
  size_t n = 0;
  for (int group : kGroups) {
    if (n > 0 && text[n++] != '-') return 0;
    for (int i = 0; i < group; ++i) {
      if (!IsHex(text[n++])) return 0;
    }
  }
  return IsWord(text[n]) ? 0 : n;
}

size_t MatchIpv4(const char* text) {
  const uint32_t all_digits = ToBits(DigitMask(LoadLane(text)));
  size_t n = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0 && text[n++] != '.') return 0;
    const auto digits = static_cast<size_t>(std::countr_one(all_digits >> n));
    if (digits == 0 || digits > 3) return 0;
    if (digits == 3) {
      const int value =
          (text[n] - '0') * 100 + (text[n + 1] - '0') * 10 + text[n + 2] - '0';
      if (value > 255) return 0;
    }
    n += digits;
  }
  if (text[n] == '.' && IsDigit(text[n + 1])) return 0;
  if (text[n] == ':' && IsDigit(text[n + 1])) n += 1 + Digits(text + n + 1);
  if (text[n] == '/' && IsDigit(text[n + 1])) n += 1 + Digits(text + n + 1);
  return IsWord(text[n]) ? 0 : n;
}

size_t MatchColonHex(const char* text, TokenKind* kind) {
  size_t n = 0;
  int groups = 0;
  int colons = 0;
  int gaps = 0;  // "::"
  bool pairs = true;
  bool digit = false;
  while (true) {
    size_t group = 0;
    while (group < 5 && IsHex(text[n + group])) {
      digit |= IsDigit(text[n + group]);
      ++group;
    }
    if (group > 4) return 0;
    pairs &= group == 1 || group == 2;
    groups += group > 0;
    n += group;
    if (text[n] != ':') break;
    const bool gap = text[n + 1] == ':';
    if (!gap && !IsHex(text[n + 1])) break;
    gaps += gap;
    ++colons;
    ++n;
    // The second colon of a gap ends the address or goes on with a group.
    if (gap) {
      ++n;
      if (!IsHex(text[n])) break;
    }
  }
  if (IsWord(text[n]) || text[n] == ':' || !digit) return 0;
  if (gaps == 0 && pairs && (groups == 6 || groups == 8)) {
    *kind = TokenKind::kMac;
    return n;
  }
  const bool whole = gaps == 1 ? groups < 8 : gaps == 0 && groups == 8;
  if (!whole || colons == 0) return 0;
  *kind = TokenKind::kIp;
  return n;
}

size_t MatchWordyDate(const char* text) {
  size_t n = 0;
  if (const size_t weekday = MatchWeekday(text)) {
    const size_t gap = MatchGap(text + weekday);
    if (gap == 0) return 0;
    n = weekday + gap;
  }
  // Month and day in either order.
  const size_t month = MatchMonth(text + n);
  const size_t digits = Digits(text + n + (month ? month + 1 : 0));
  if (month) {
    n += month;
    const size_t blanks = Blanks(text + n);
    const size_t day = Digits(text + n + blanks);
    if (blanks == 0 || day == 0 || day > 2) return 0;
    n += blanks + day;
  } else {
    if (digits == 0 || digits > 2) return 0;
    const size_t blanks = Blanks(text + n + digits);
    const size_t name = MatchMonth(text + n + digits + blanks);
    if (blanks == 0 || name == 0) return 0;
    n += digits + blanks + name;
  }
  if (IsWord(text[n])) return 0;
  const auto take = [&](size_t (*match)(const char*)) {
    const size_t gap = MatchGap(text + n);
    const size_t more = gap == 0 ? 0 : match(text + n + gap);
    if (more != 0) n += gap + more;
  };
  const auto year = +[](const char* at) -> size_t {
    return Digits(at) == 4 && !IsWord(at[4]) && at[4] != ':' ? 4 : 0;
  };
  take(year);
  take(MatchClock);
  take(MatchZoneName);
  take(year);
  return n;
}

size_t MatchNumericDate(const char* text) {
  // Of all that is looked at but fractions and zones.
  const uint32_t all_digits = ToBits(DigitMask(LoadLane(text))) |
                              ToBits(DigitMask(LoadLane(text + kLaneBytes)))
                                  << kLaneBytes;
  const auto digits = [&](size_t at) {
    return std::countr_one(all_digits >> at);
  };
  if (digits(0) != 4 || (text[4] != '-' && text[4] != '/') || digits(5) != 2 ||
      text[7] != text[4] || digits(8) != 2) {
    return 0;
  }
  size_t n = 10;
  if (text[n] == 'T' || text[n] == ' ') {
    // Zone letters right after the clock make it no clock of its own.
    size_t clock =
        digits(11) == 2 && text[13] == ':' && digits(14) == 2 ? 6 : 0;
    if (clock != 0 && text[16] == ':' && digits(17) == 2) {
      clock += 3;
      const char* fraction = text + n + clock;
      if ((*fraction == '.' || *fraction == ',') && IsDigit(fraction[1])) {
        clock += 1 + Digits(fraction + 1);
      }
    }
    if (clock != 0) {
      n += clock;
      if (text[n] == 'Z') {
        ++n;
      } else if ((text[n] == '+' || text[n] == '-') &&
                 Digits(text + n + 1) >= 2) {
        n += 1 + Digits(text + n + 1);
        if (text[n] == ':' && Digits(text + n + 1) == 2) n += 3;
      }
    }
  }
  return IsWord(text[n]) ? 0 : n;
}

size_t MatchUnit(const char* text, TokenKind* kind) {
  const auto packed = [](std::string_view name) constexpr {
    uint64_t bytes = 0;
    for (size_t i = 0; i < name.size(); ++i) {
      bytes |= uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
    }
    return bytes;
  };
  struct Unit {
    uint64_t name;
    TokenKind kind;
  };
  constexpr TokenKind kD = TokenKind::kDuration;
  constexpr TokenKind kS = TokenKind::kSize;
  // By length; kFirst[n] is where those of n bytes begin.
  static constexpr Unit kUnits[] = {
      {packed("B"), kS},      {packed("K"), kS},       {packed("M"), kS},
      {packed("G"), kS},      {packed("s"), kD},       {packed("m"), kD},
      {packed("h"), kD},      {packed("d"), kD},       {packed("kB"), kS},
      {packed("KB"), kS},     {packed("MB"), kS},      {packed("GB"), kS},
      {packed("TB"), kS},     {packed("ms"), kD},      {packed("us"), kD},
      {packed("ns"), kD},     {packed("sec"), kD},     {packed("min"), kD},
      {packed("day"), kD},    {packed("bit"), kS},     {packed("KiB"), kS},
      {packed("MiB"), kS},    {packed("GiB"), kS},     {packed("TiB"), kS},
      {packed("µs"), kD},     {packed("byte"), kS},    {packed("bits"), kS},
      {packed("secs"), kD},   {packed("msec"), kD},    {packed("mins"), kD},
      {packed("hour"), kD},   {packed("days"), kD},    {packed("bytes"), kS},
      {packed("msecs"), kD},  {packed("hours"), kD},   {packed("second"), kD},
      {packed("minute"), kD}, {packed("seconds"), kD}, {packed("minutes"), kD},
  };
  static constexpr uint8_t kFirst[] = {0, 0, 8, 16, 25, 32, 35, 37, 39};
  if (!kUnitFirst[static_cast<unsigned char>(*text)]) return 0;
  const size_t length = RunLength(
      text, [](Lane lane) { return WordMask(lane) | AnyOfMask(lane, "_"); });
  if (length >= 8) return 0;
  uint64_t name;
  memcpy(&name, text, sizeof(name));
  name &= (uint64_t{1} << (8 * length)) - 1;
  for (size_t i = kFirst[length]; i < kFirst[length + 1]; ++i) {
    if (kUnits[i].name == name) {
      *kind = kUnits[i].kind;
      return length;
    }
  }
  return 0;
}

size_t MatchPath(const char* text) {
  size_t end = 1 + RunLength(text + 1, PathMask);
  if (end == 1 || JoinsPath(text[1])) return 0;
  while (JoinsPath(text[end - 1])) --end;
  if (text[end] == '/') ++end;
  if (text[end] == '?') end += MatchUrlRest(text + end);
  // A sentence's full stop.
  while (end > 2 && text[end - 1] == '.') --end;
  return end;
}

size_t MatchWindowsPath(const char* text) {
  if (text[1] != ':' || text[2] != '\\') return 0;
  size_t n = 3;
  while (static_cast<unsigned char>(text[n]) > ' ' &&
         !strchr("\"',;<>|", text[n])) {
    ++n;
  }
  return n;
}

size_t MatchUrlRest(const char* text) { return RunLength(text, UrlMask); }

size_t MatchQuotedWord(const char* text) {
  const size_t size = RunLength(text + 1, QuotedMask);
  return size > 0 && size < 65 && text[1 + size] == text[0] ? size + 2 : 0;
}

size_t HexRun(const char* text) {
  return RunLength(text, [](Lane lane) {
    return DigitMask(lane) | InRange(lane | 0x20, 'a', 'f');
  });
}

}  // namespace taffrail
