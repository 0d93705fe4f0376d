#include "core/container/rotation.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

constexpr std::string_view kCompressed[] = {".gz",  ".gzip", ".zst",  ".zstd",
                                            ".bz2", ".xz",   ".lzma", ".zip",
                                            ".Z",   ".lz4"};
constexpr std::string_view kPrevious[] = {".old", ".prev", ".previous"};

// Longer numbers at the end are something else (a process id, a port).
constexpr size_t kRotationDigits = 4;
// After a date even a process id only tells files of one moment apart.
constexpr size_t kNumberDigits = 7;
// Room for them below a moment of 14 digits: 10^14 × 10^4 is less than 2^63.
constexpr int64_t kNumbers = 10000;

bool IsSeparator(char c) { return c == '-' || c == '_' || c == '.'; }

size_t DigitsAt(std::string_view name, size_t at) {
  size_t end = at;
  while (end < name.size() && IsDigit(name[end])) ++end;
  return end - at;
}

int64_t NumberAt(std::string_view name, size_t at, size_t length) {
  int64_t value = 0;
  for (char c : name.substr(at, length)) value = value * 10 + (c - '0');
  return value;
}

// A date in a name: where it stands, what follows it included, and when it is
// as YYYYMMDDhhmmss.
struct Stamp {
  size_t begin = 0;
  size_t end = 0;
  int64_t moment = 0;
  int64_t number = 0;
};

bool IsDate(int64_t year, int64_t month, int64_t day) {
  return year >= 1990 && year < 2100 && month >= 1 && month <= 12 && day >= 1 &&
         day <= 31;
}

// Of "093000", "0930" or "09-30-00" at `at`: hhmmss; moves `at` past it.
std::optional<int64_t> TimeAt(std::string_view name, size_t* at) {
  const size_t digits = DigitsAt(name, *at);
  int64_t hhmmss = 0;
  size_t end = *at + digits;
  if (digits == 6) {
    hhmmss = NumberAt(name, *at, 6);
  } else if (digits == 4) {
    hhmmss = NumberAt(name, *at, 4) * 100;
  } else if (digits == 2 && name.size() >= *at + 8 &&
             IsSeparator(name[*at + 2]) && DigitsAt(name, *at + 3) == 2 &&
             name[*at + 5] == name[*at + 2] && DigitsAt(name, *at + 6) == 2) {
    hhmmss = NumberAt(name, *at, 2) * 10000 + NumberAt(name, *at + 3, 2) * 100 +
             NumberAt(name, *at + 6, 2);
    end = *at + 8;
  } else {
    return std::nullopt;
  }
  if (hhmmss >= 240000 || hhmmss / 100 % 100 >= 60) return std::nullopt;
  *at = end;
  return hhmmss;
}

// The date that begins at `at`, in one piece or with separators.
std::optional<Stamp> DateAt(std::string_view name, size_t at) {
  const size_t digits = DigitsAt(name, at);
  Stamp stamp{.begin = at};
  int64_t day = 0;
  if (digits >= 8 && digits <= 14 && digits % 2 == 0) {
    day = NumberAt(name, at, 8);
    stamp.end = at + digits;
    int64_t time = NumberAt(name, at + 8, digits - 8);
    for (size_t i = digits; i < 14; ++i) time *= 10;
    stamp.moment = day * 1000000 + time;
  } else if (digits == 4 && name.size() >= at + 10 &&
             IsSeparator(name[at + 4]) && name[at + 7] == name[at + 4] &&
             DigitsAt(name, at + 5) == 2 && DigitsAt(name, at + 8) == 2) {
    day = NumberAt(name, at, 4) * 10000 + NumberAt(name, at + 5, 2) * 100 +
          NumberAt(name, at + 8, 2);
    stamp.end = at + 10;
    stamp.moment = day * 1000000;
  }
  if (IsDate(day / 10000, day / 100 % 100, day % 100)) return stamp;
  // Seconds since 1970, as Apache's rotatelogs names files.
  if (digits == 10 && (name[at] == '1' || name[at] == '2')) {
    return Stamp{at, at + 10, NumberAt(name, at, 10), 0};
  }
  return std::nullopt;
}

std::optional<Stamp> FindStamp(std::string_view name) {
  for (size_t at = 0; at < name.size();
       at += std::max<size_t>(DigitsAt(name, at), 1)) {
    std::optional<Stamp> stamp = DateAt(name, at);
    if (!stamp) continue;
    if (stamp->end - at <= 10 && stamp->end + 1 < name.size() &&
        (name[stamp->end] == 'T' || IsSeparator(name[stamp->end]))) {
      size_t time_at = stamp->end + 1;
      if (const auto time = TimeAt(name, &time_at)) {
        stamp->moment += *time;
        stamp->end = time_at;
      }
    }
    if (stamp->end + 1 < name.size() && IsSeparator(name[stamp->end])) {
      const size_t digits = DigitsAt(name, stamp->end + 1);
      const size_t end = stamp->end + 1 + digits;
      const bool alone = end == name.size() || IsSeparator(name[end]);
      if (digits > 0 && digits <= kNumberDigits && alone) {
        stamp->number = NumberAt(name, stamp->end + 1, digits);
        stamp->end = end;
      }
    }
    return stamp;
  }
  return std::nullopt;
}

// `name` without the stamp and the separator it came with; "*" where that
// leaves nothing before the ending.
std::string Without(std::string_view name, const Stamp& stamp) {
  std::string_view before = name.substr(0, stamp.begin);
  std::string_view after = name.substr(stamp.end);
  if (!before.empty() && IsSeparator(before.back())) {
    before.remove_suffix(1);
  } else if (before.empty() && !after.empty() && after.front() != '.' &&
             IsSeparator(after.front())) {
    after.remove_prefix(1);
  }
  std::string rest(before);
  if (before.empty() && (after.empty() || after.front() == '.')) rest = "*";
  return rest.append(after);
}

// IIS: u_ex261122.log, by the hour u_ex26112209.log.
std::optional<Stamp> IisStamp(std::string_view name) {
  constexpr std::string_view kPrefix = "u_ex";
  const size_t digits = DigitsAt(name, kPrefix.size());
  if (!name.starts_with(kPrefix) || (digits != 6 && digits != 8) ||
      name.substr(kPrefix.size() + digits) != ".log") {
    return std::nullopt;
  }
  const int64_t number = NumberAt(name, kPrefix.size(), digits);
  const int64_t moment = digits == 6 ? number * 1000000 : number * 10000;
  return Stamp{kPrefix.size(), kPrefix.size() + digits,
               moment + 20 * int64_t{1000000000000}, 0};
}

// Where the number of "app.log.3" begins, past its dot; 0 when there is none.
// Of "10.0.0.1" nothing is a rotation.
size_t RotationNumberAt(std::string_view name) {
  const size_t dot = name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) return 0;
  const size_t digits = DigitsAt(name, dot + 1);
  if (digits == 0 || digits > kRotationDigits ||
      dot + 1 + digits != name.size()) {
    return 0;
  }
  const std::string_view before = name.substr(0, dot);
  const size_t last = before.find_last_of('.');
  const size_t part = last == std::string_view::npos ? 0 : last + 1;
  const bool is_number = DigitsAt(before, part) == before.size() - part;
  return is_number ? 0 : dot + 1;
}

template <class Endings>
bool StripEnding(const Endings& endings, std::string_view* name) {
  for (std::string_view ending : endings) {
    if (name->size() > ending.size() && name->ends_with(ending)) {
      name->remove_suffix(ending.size());
      return true;
    }
  }
  return false;
}

}  // namespace

Rotation RotationOf(std::string_view path) {
  const size_t slash = path.find_last_of('/');
  const size_t folder = slash == std::string_view::npos ? 0 : slash + 1;
  std::string_view name = path.substr(folder);
  StripEnding(kCompressed, &name);

  Rotation rotation{.base = std::string(path.substr(0, folder)),
                    .order = std::numeric_limits<int64_t>::max()};
  std::optional<Stamp> stamp = IisStamp(name);
  if (!stamp) stamp = FindStamp(name);
  if (stamp) {
    rotation.base += Without(name, *stamp);
    rotation.order =
        stamp->moment * kNumbers + std::min(stamp->number, kNumbers - 1);
    rotation.is_rotated = true;
  } else if (const size_t at = RotationNumberAt(name)) {
    rotation.base += name.substr(0, at - 1);
    rotation.order = -NumberAt(name, at, name.size() - at);
    rotation.is_rotated = true;
  } else {
    rotation.is_rotated = StripEnding(kPrevious, &name);
    if (rotation.is_rotated) rotation.order = -1;
    rotation.base += name;
  }
  return rotation;
}

}  // namespace taffrail
