#include "core/parse/array_elements.h"

#include <algorithm>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

constexpr size_t kNone = std::string_view::npos;
// Elements of more kinds are no records of a log.
constexpr int kMaxHeads = 64;

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

// Behind the bracket that opens the array of records; whether that is OTLP's.
size_t FindArray(std::string_view text, bool* otlp) {
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
  *otlp = keys.starts_with("\"resourceLogs\"");
  return *otlp ? ArrayOf(text, first, "logRecords") : kNone;
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

// All elements from `at` on that are seen whole begin with the line.
bool HaveLine(std::string_view text, size_t at, std::string_view line) {
  for (;;) {
    const size_t end = EndOfObject(text, at);
    if (end == kNone) return true;
    size_t next = SkipSpace(text, end);
    if (!Is(text, next, ',')) return true;
    const size_t line_end = text.find('\n', next);
    next = SkipSpace(text, next + 1);
    if (next == text.size()) return true;  // The sample ends here.
    if (!text.substr(line_end + 1).starts_with(line)) return false;
    at = next;
  }
}

// Adds the heads of the elements from `at` on. False when one has none, or
// takes several lines.
bool CollectHeads(std::string_view text, size_t at, std::string* heads) {
  while (at != kNone) {
    if (!StartsWithHead(text.substr(at), *heads)) {
      const std::string_view head = HeadAt(text, at);
      // In the sample's last element it may be cut.
      if (head.empty()) return EndOfObject(text, at) == kNone;
      if (head.find('\n') != kNone) return false;
      if (!heads->empty()) *heads += '\n';
      *heads += head;
      if (std::count(heads->begin(), heads->end(), '\n') >= kMaxHeads) {
        return false;
      }
    }
    const size_t end = EndOfObject(text, at);
    if (end == kNone) return true;
    if (text.substr(at, end - at).find('\n') != kNone) return false;
    at = SkipSpace(text, end);
    if (Is(text, at, ',')) at = SkipSpace(text, at + 1);
    // The array has ended, or the sample. There may be another array.
    if (!Is(text, at, '{')) at = FindElement(text, end, *heads);
  }
  return true;
}

// Something inside the elements from `at` on begins as they do.
bool HaveElementsInside(std::string_view text, size_t at,
                        std::string_view heads) {
  while (at != kNone) {
    const size_t end = EndOfObject(text, at);
    if (end == kNone) return false;
    if (FindElement(text.substr(at, end - at), 1, heads) != kNone) return true;
    at = FindElement(text, end, heads);
  }
  return false;
}

}  // namespace

ElementMark MarkElements(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  ElementMark mark;
  const size_t array = FindArray(beginning, &mark.otlp);
  if (array == kNone) return {};
  const size_t first = SkipSpace(beginning, array);
  if (!Is(beginning, first, '{')) return {};
  const std::string_view inside =
      beginning.substr(first + 1, SkipSpace(beginning, first + 1) - first - 1);
  if (inside.find('\n') == kNone) {
    const bool known = CollectHeads(beginning, first, &mark.head) &&
                       !HaveElementsInside(beginning, first, mark.head);
    return known ? mark : ElementMark();
  }
  const size_t line = beginning.rfind('\n', first) + 1;  // npos + 1 is 0.
  const std::string_view blanks = beginning.substr(line, first - line);
  // Without blanks before it, each line shows what it is.
  if (!blanks.empty() && blanks.find_first_not_of(" \t") == kNone) {
    mark.line = beginning.substr(line, first + 1 - line);
  }
  return HaveLine(beginning, first, mark.line) ? mark : ElementMark();
}

void AddHeads(std::string_view text, ElementMark* mark) {
  if (mark->head.empty()) return;
  std::string heads = mark->head;
  const size_t first = FindElement(text, 0, heads);
  if (CollectHeads(text, first, &heads) &&
      !HaveElementsInside(text, first, heads)) {
    mark->head = heads;
  }
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

bool StartsWithHead(std::string_view text, std::string_view head) {
  while (!head.empty()) {
    const size_t length = std::min(head.find('\n'), head.size());
    if (text.starts_with(head.substr(0, length))) return true;
    head.remove_prefix(std::min(length + 1, head.size()));
  }
  return false;
}

size_t FindElement(std::string_view text, size_t from, std::string_view head) {
  const bool several = head.find('\n') != kNone;
  // What all of them begin with.
  const std::string_view sought = several ? head.substr(0, 1) : head;
  for (;; ++from) {
    from = text.find(sought, from);
    if (from == kNone) return kNone;
    size_t before = from;
    while (before > 0 && IsSpace(text[before - 1])) --before;
    if (before > 0 && text[before - 1] != ',' && text[before - 1] != '[') {
      continue;
    }
    if (!several || StartsWithHead(text.substr(from), head)) return from;
  }
}

size_t ElementAt(std::string_view record, const ElementMark& mark) {
  if (!mark.head.empty()) return FindElement(record, 0, mark.head);
  if (record.starts_with(mark.line)) return mark.line.size() - 1;
  const size_t at = record.find('\n' + mark.line);
  return at == kNone ? kNone : at + mark.line.size();
}

std::string_view ElementOf(std::string_view record, const ElementMark& mark) {
  const size_t start = ElementAt(record, mark);
  if (start == kNone) return record;
  const size_t end = EndOfObject(record, start);
  return end == kNone ? record : record.substr(start, end - start);
}

}  // namespace taffrail
