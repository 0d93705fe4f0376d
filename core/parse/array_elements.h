#ifndef TAFFRAIL_CORE_PARSE_ARRAY_ELEMENTS_H_
#define TAFFRAIL_CORE_PARSE_ARRAY_ELEMENTS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace taffrail {

// By what the elements of a JSON array of records are known wherever in the
// source one looks, without what came before: by how they begin. Of the two
// members at most one is set.
struct ElementMark {
  // What each begins with, behind a bracket or comma: its first key. Elements
  // that begin with other keys have so many heads, each on a line.
  std::string head;
  // Each takes several lines, of which the first is this one.
  std::string line;
  // They are OTLP's log records (otlp_envelopes.h).
  bool otlp = false;

  bool empty() const { return head.empty() && line.empty(); }
  bool operator==(const ElementMark&) const = default;
};

// How the array of records is marked that `beginning`, of a source, starts
// with: by itself, as CloudTrail's "Records", or in OTLP's envelopes. Empty
// when there is none, or its elements cannot be told in its middle: what they
// begin with, something inside them does, too.
ElementMark MarkElements(std::string_view beginning);

// Adds the heads of other elements in `text`, another part of the source.
void AddHeads(std::string_view text, ElementMark* mark);

// Whether `text` begins with one of the heads.
bool StartsWithHead(std::string_view text, std::string_view head);

// Where the first element at or after `from` begins that has one of the heads;
// npos when there is none.
size_t FindElement(std::string_view text, size_t from, std::string_view head);

// One past the JSON object that begins at `at`; npos when it does not end.
size_t EndOfObject(std::string_view text, size_t at);

// Where the first element in `record` begins, npos when there is none.
size_t ElementAt(std::string_view record, const ElementMark& mark);

// The first element in `record`, without the array around it; all of it when
// there is none.
std::string_view ElementOf(std::string_view record, const ElementMark& mark);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_ARRAY_ELEMENTS_H_
