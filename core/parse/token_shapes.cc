#include "core/parse/token_shapes.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "core/parse/token.h"

namespace taffrail {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsHex(char c) {
  return IsDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

bool IsWord(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) || c == '_';
}

size_t Digits(const char* text) {
  size_t n = 0;
  while (IsDigit(text[n])) ++n;
  return n;
}

size_t Blanks(const char* text) {
  size_t n = 0;
  while (text[n] == ' ') ++n;
  return n;
}

class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view more) {
    for (int c = 0; c < 256; ++c) {
      has_[c] = IsWordByte(static_cast<unsigned char>(c));
    }
    for (char c : more) has_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool operator()(char c) const {
    return has_[static_cast<unsigned char>(c)];
  }

 private:
  std::array<bool, 256> has_ = {};
};

constexpr ByteSet kPathBytes("_.@%+~$-");
constexpr ByteSet kQuotedBytes("_.*:+-");

constexpr uint32_t Packed(const char* name) {
  return static_cast<uint32_t>(name[0]) | static_cast<uint32_t>(name[1]) << 8 |
         static_cast<uint32_t>(name[2]) << 16;
}

enum class NameOf { kNothing, kMonth, kWeekday };

// By the first three letters.
NameOf LookUpName(const char* text) {
  if (text[0] < 'A' || text[0] > 'W' || text[1] < 'a' || text[2] < 'a') {
    return NameOf::kNothing;
  }
  switch (Packed(text)) {
    case Packed("Jan"):
    case Packed("Feb"):
    case Packed("Mar"):
    case Packed("Apr"):
    case Packed("May"):
    case Packed("Jun"):
    case Packed("Jul"):
    case Packed("Aug"):
    case Packed("Sep"):
    case Packed("Oct"):
    case Packed("Nov"):
    case Packed("Dec"):
      return NameOf::kMonth;
    case Packed("Mon"):
    case Packed("Tue"):
    case Packed("Wed"):
    case Packed("Thu"):
    case Packed("Fri"):
    case Packed("Sat"):
    case Packed("Sun"):
      return NameOf::kWeekday;
    default:
      return NameOf::kNothing;
  }
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
  size_t n = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0 && text[n++] != '.') return 0;
    const size_t digits = Digits(text + n);
    if (digits == 0 || digits > 3) return 0;
    int value = 0;
    for (size_t i = 0; i < digits; ++i) value = value * 10 + text[n + i] - '0';
    if (value > 255) return 0;
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
  if (Digits(text) != 4 || (text[4] != '-' && text[4] != '/') ||
      Digits(text + 5) != 2 || text[7] != text[4] || Digits(text + 8) != 2) {
    return 0;
  }
  size_t n = 10;
  if (text[n] == 'T' || text[n] == ' ') {
    // Zone letters right after the clock make it no clock of its own.
    size_t clock = Digits(text + n + 1) == 2 && text[n + 3] == ':' &&
                           Digits(text + n + 4) == 2
                       ? 6
                       : 0;
    if (clock != 0 && text[n + clock] == ':' &&
        Digits(text + n + clock + 1) == 2) {
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
  struct Unit {
    std::string_view name;
    TokenKind kind;
  };
  constexpr TokenKind kD = TokenKind::kDuration;
  constexpr TokenKind kS = TokenKind::kSize;
  // By length; kFirst[n] is where those of n bytes begin.
  static constexpr Unit kUnits[] = {
      {"B", kS},      {"K", kS},       {"M", kS},       {"G", kS},
      {"s", kD},      {"m", kD},       {"h", kD},       {"d", kD},
      {"kB", kS},     {"KB", kS},      {"MB", kS},      {"GB", kS},
      {"TB", kS},     {"ms", kD},      {"us", kD},      {"ns", kD},
      {"sec", kD},    {"min", kD},     {"day", kD},     {"bit", kS},
      {"KiB", kS},    {"MiB", kS},     {"GiB", kS},     {"TiB", kS},
      {"µs", kD},     {"byte", kS},    {"bits", kS},    {"secs", kD},
      {"msec", kD},   {"mins", kD},    {"hour", kD},    {"days", kD},
      {"bytes", kS},  {"msecs", kD},   {"hours", kD},   {"second", kD},
      {"minute", kD}, {"seconds", kD}, {"minutes", kD},
  };
  static constexpr uint8_t kFirst[] = {0, 0, 8, 16, 25, 32, 35, 37, 39};
  if (!kUnitFirst[static_cast<unsigned char>(*text)]) return 0;
  size_t length = 1;
  while (length < 8 && IsWord(text[length])) ++length;
  if (length == 8) return 0;
  const std::string_view name(text, length);
  for (size_t i = kFirst[length]; i < kFirst[length + 1]; ++i) {
    if (kUnits[i].name == name) {
      *kind = kUnits[i].kind;
      return length;
    }
  }
  return 0;
}

size_t MatchPath(const char* text) {
  size_t n = 1;
  if (!kPathBytes(text[n])) return 0;
  size_t end = n;
  while (true) {
    while (kPathBytes(text[n])) ++n;
    end = n;
    while (text[n] == '/' || text[n] == ':' || text[n] == '=') ++n;
    if (n == end || !kPathBytes(text[n])) break;
  }
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

size_t MatchUrlRest(const char* text) {
  size_t n = 0;
  while (static_cast<unsigned char>(text[n]) > ' ' &&
         !strchr("\"'<>])}|,;", text[n])) {
    ++n;
  }
  return n;
}

size_t MatchQuotedWord(const char* text) {
  size_t n = 1;
  while (n < 66 && kQuotedBytes(text[n])) ++n;
  return n > 1 && n < 66 && text[n] == text[0] ? n + 1 : 0;
}

}  // namespace taffrail
