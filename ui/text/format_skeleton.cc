#include "ui/text/format_skeleton.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ui/text/record_lines.h"

namespace taffrail::ui {
namespace {

constexpr std::array<std::string_view, 16> kSeverityWords = {
    "trace",   "debug", "info",  "information", "notice",   "warn",
    "warning", "error", "err",   "severe",      "critical", "crit",
    "alert",   "emerg", "fatal", "panic"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

// A word of letters within a line: whole words only.
struct Word {
  size_t begin = 0;
  size_t end = 0;
};

std::optional<Word> FindSeverity(std::string_view head, size_t from) {
  for (size_t at = from; at < head.size(); ++at) {
    if (!IsLetter(head[at])) continue;
    size_t end = at;
    while (end < head.size() && IsLetter(head[end])) ++end;
    const std::string word = Lowered(head.substr(at, end - at));
    if (std::find(kSeverityWords.begin(), kSeverityWords.end(), word) !=
        kSeverityWords.end()) {
      return Word{at, end};
    }
    at = end;
  }
  return std::nullopt;
}

// Whether letters can belong to a time: names of months and days, zones.
bool IsTimeWord(std::string_view word) {
  static constexpr std::string_view kWords =
      " jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri "
      "sat sun utc gmt cet cest t z am pm ";
  return kWords.find(" " + Lowered(word) + " ") != std::string_view::npos;
}

// The stretch of the line that looks like its time: from the first digit or
// name of a month or day, over all that times consist of.
std::optional<Word> FindTime(std::string_view line, size_t limit) {
  std::optional<Word> time;
  bool digits = false;
  for (size_t at = 0; at < limit;) {
    size_t end = at + 1;
    bool fits = false;
    if (IsLetter(line[at])) {
      while (end < limit && IsLetter(line[end])) ++end;
      fits = IsTimeWord(line.substr(at, end - at));
    } else if (IsDigit(line[at])) {
      while (end < limit && IsDigit(line[end])) ++end;
      fits = digits = true;
    } else if (time) {
      const char c = line[at];
      if (std::string_view("-/:.,+ ").find(c) == std::string_view::npos) break;
      // Only as glue: a time does not end with it.
      at = end;
      continue;
    }
    if (fits) {
      if (!time) time = Word{at, end};
      time->end = end;
    } else if (time) {
      break;
    }
    at = end;
  }
  if (!digits) return std::nullopt;
  return time;
}

std::string Literal(std::string_view text) {
  std::string literal;
  bool blank = false;
  for (const char c : text) {
    // A blank in a pattern stands for any number of them.
    const bool is_blank = c == ' ' || c == '\t';
    if (is_blank && blank) continue;
    blank = is_blank;
    if (c == '{' || c == '}') literal += c;
    literal += is_blank ? ' ' : c;
  }
  return literal;
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < 0x20) continue;
    quoted += c;
  }
  return quoted + '"';
}

// "bundle.tar.gz/App-Server.log.1" as "app_server".
std::string NameOf(std::string_view source_name) {
  const size_t slash = source_name.rfind('/');
  if (slash != std::string_view::npos) source_name.remove_prefix(slash + 1);
  std::string name;
  for (const char c : source_name.substr(0, source_name.find('.'))) {
    if (IsLetter(c) || IsDigit(c)) {
      name += Lower(c);
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name.empty() ? "my_format" : name;
}

bool IsJson(const v1::RecordDetail* record) {
  return record != nullptr && record->raw().starts_with('{');
}

constexpr std::string_view kJsonShape =
    "  \"json\": {\n"
    "    \"require\": [],\n"
    "    \"fields\": {\n"
    "      \"time\": \"time\",\n"
    "      \"severity\": \"level\",\n"
    "      \"service\": \"service\",\n"
    "      \"body\": \"message\"\n"
    "    }\n"
    "  }\n";

}  // namespace

std::string PatternOf(const v1::RecordDetail& record) {
  const std::string_view line = FirstLine(record.raw());
  const std::string_view body = FirstLine(record.row().body());
  size_t head_end = body.empty() ? std::string_view::npos : line.rfind(body);
  const bool has_body = head_end != std::string_view::npos;
  if (!has_body) head_end = line.size();
  struct Place {
    Word word;
    std::string_view field;
  };
  std::vector<Place> places;
  size_t after_time = 0;
  if (const auto time = FindTime(line, head_end)) {
    places.push_back({*time, "{time}"});
    after_time = time->end;
  }
  const std::string_view head = line.substr(0, head_end);
  if (const auto severity = FindSeverity(head, after_time)) {
    places.push_back({*severity, "{severity}"});
  }
  const std::string& service = record.row().service();
  const size_t at =
      service.empty() ? std::string_view::npos : head.find(service, after_time);
  if (at != std::string_view::npos) {
    places.push_back({{at, at + service.size()}, "{service:name}"});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.word.begin < b.word.begin;
  });
  std::string pattern;
  size_t done = 0;
  for (const Place& place : places) {
    if (place.word.begin < done) continue;
    pattern += Literal(line.substr(done, place.word.begin - done));
    pattern += place.field;
    done = place.word.end;
  }
  if (has_body) {
    pattern += Literal(head.substr(done)) + "{body}";
  } else {
    pattern += pattern.empty() ? "{body}" : " {body}";
  }
  return pattern;
}

std::string FormatSkeleton(std::string_view source_name,
                           const v1::RecordDetail* record) {
  const std::string name = NameOf(source_name);
  std::string text = "{\n  \"name\": \"" + name + "\",\n  \"title\": " +
                     Quoted("Lines of " + std::string(source_name)) + ",\n";
  if (IsJson(record)) {
    text += kJsonShape;
  } else {
    const std::string pattern =
        record != nullptr ? PatternOf(*record)
                          : "{time} {severity} {service:name}: {body}";
    text += "  \"patterns\": [\n    " + Quoted(pattern) + "\n  ]\n";
  }
  return text + "}\n";
}

bool HasAmbiguousDate(std::string_view text) {
  const auto digits = [&](size_t at) {
    size_t end = at;
    while (end < text.size() && IsDigit(text[end])) ++end;
    return end - at;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t first = digits(at);
    if (first == 0) {
      ++at;
      continue;
    }
    const size_t begin = at;
    const size_t mark = at + first;
    at = mark;
    if (first > 2 || mark >= text.size()) continue;
    const char separator = text[mark];
    if (separator != '/' && separator != '.' && separator != '-') continue;
    const size_t second = digits(mark + 1);
    if (second == 0 || second > 2) continue;
    const size_t next = mark + 1 + second;
    if (next >= text.size() || text[next] != separator) continue;
    const size_t year = digits(next + 1);
    const size_t end = next + 1 + year;
    // 10.2.31.7 is an address.
    const bool more = (end < text.size() && text[end] == separator) ||
                      (begin > 0 && text[begin - 1] == separator);
    if ((year == 2 || year == 4) && !more) return true;
  }
  return false;
}

}  // namespace taffrail::ui
