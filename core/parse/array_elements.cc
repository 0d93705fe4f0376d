#include "core/parse/array_elements.h"

#include <algorithm>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

constexpr size_t kNone = std::string_view::npos;

size_t SkipSpace(std::string_view text, size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

bool Is(std::string_view text, size_t at, char c) {
  return at < text.size() && text[at] == c;
}

// Behind the bracket that opens the array which member `key` of an object is,
// whose key starts at or after `at`.
size_t ArrayOf(std::string_view text, size_t at, std::string_view key) {
  const std::string quoted = '"' + std::string(key) + '"';
  at = text.find(quoted, at);
  if (at == kNone) return kNone;
  at = SkipSpace(text, at + quoted.size());
  if (!Is(text, at, ':')) return kNone;
  at = SkipSpace(text, at + 1);
  return Is(text, at, '[') ? at + 1 : kNone;
}

// Behind the bracket that opens the array of records.
size_t FindArray(std::string_view text) {
  const size_t start = SkipSpace(text, 0);
  if (Is(text, start, '[')) return start + 1;
  if (!Is(text, start, '{')) return kNone;
  const size_t first = SkipSpace(text, start + 1);
  const std::string_view keys = text.substr(std::min(first, text.size()));
  for (const std::string_view key : {"\"Records\"", "\"records\""}) {
    if (keys.starts_with(key)) {
      return ArrayOf(text, first, key.substr(1, key.size() - 2));
    }
  }
  if (keys.starts_with("\"resourceLogs\"")) {
    return ArrayOf(text, first, "logRecords");
  }
  return kNone;
}

// The element at `at` up to the colon behind its first key.
std::string_view HeadAt(std::string_view text, size_t at) {
  const size_t key = SkipSpace(text, at + 1);
  if (!Is(text, key, '"')) return {};
  const size_t end = text.find_first_of("\"\\\n", key + 1);
  if (end == kNone || text[end] != '"' || end == key + 1) return {};
  const size_t colon = SkipSpace(text, end + 1);
  return Is(text, colon, ':') ? text.substr(at, colon + 1 - at)
                              : std::string_view();
}

// All elements that are seen whole begin alike, and nothing inside them does.
bool AreAlike(std::string_view text, size_t at, const ElementMark& mark) {
  for (;;) {
    const size_t end = EndOfObject(text, at);
    if (end == kNone) return true;
    const std::string_view element = text.substr(at, end - at);
    if (mark.line.empty() && (element.find('\n') != kNone ||
                              FindElement(element, 1, mark.head) != kNone)) {
      return false;
    }
    size_t next = SkipSpace(text, end);
    if (!Is(text, next, ',')) return true;
    const size_t line = text.find('\n', next);
    next = SkipSpace(text, next + 1);
    // The sample ends here.
    if (next + mark.head.size() > text.size()) return true;
    if (mark.line.empty() ? !text.substr(next).starts_with(mark.head)
                          : !text.substr(line + 1).starts_with(mark.line)) {
      return false;
    }
    at = next;
  }
}

}  // namespace

ElementMark MarkElements(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const size_t array = FindArray(beginning);
  if (array == kNone) return {};
  const size_t first = SkipSpace(beginning, array);
  if (!Is(beginning, first, '{')) return {};
  ElementMark mark;
  const std::string_view inside =
      beginning.substr(first + 1, SkipSpace(beginning, first + 1) - first - 1);
  if (inside.find('\n') == kNone) {
    mark.head = HeadAt(beginning, first);
  } else {
    const size_t line = beginning.rfind('\n', first) + 1;  // npos + 1 is 0.
    const std::string_view blanks = beginning.substr(line, first - line);
    // Without blanks before it, each line shows what it is.
    if (!blanks.empty() && blanks.find_first_not_of(" \t") == kNone) {
      mark.line = beginning.substr(line, first + 1 - line);
    }
  }
  return !mark.empty() && AreAlike(beginning, first, mark) ? mark
                                                           : ElementMark();
}

size_t EndOfObject(std::string_view text, size_t at) {
  size_t depth = 0;
  while ((at = text.find_first_of("{}\"", at)) != kNone) {
    const char c = text[at++];
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) return at;
    if (c != '"') continue;
    while ((at = text.find_first_of("\"\\", at)) != kNone && text[at] == '\\') {
      at += 2;
    }
    if (at == kNone) return kNone;
    ++at;
  }
  return kNone;
}

size_t FindElement(std::string_view text, size_t from, std::string_view head) {
  for (;; ++from) {
    from = text.find(head, from);
    if (from == kNone) return kNone;
    size_t before = from;
    while (before > 0 && IsSpace(text[before - 1])) --before;
    if (before == 0 || text[before - 1] == ',' || text[before - 1] == '[') {
      return from;
    }
  }
}

std::string_view ElementOf(std::string_view record, const ElementMark& mark) {
  size_t start = kNone;
  if (!mark.head.empty()) {
    start = FindElement(record, 0, mark.head);
  } else if (record.starts_with(mark.line)) {
    start = mark.line.size() - 1;
  } else if (const size_t at = record.find('\n' + mark.line); at != kNone) {
    start = at + mark.line.size();
  }
  if (start == kNone) return record;
  const size_t end = EndOfObject(record, start);
  return end == kNone ? record : record.substr(start, end - start);
}

}  // namespace taffrail
