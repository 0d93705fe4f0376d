#ifndef TAFFRAIL_CORE_PARSE_SOURCE_FORMAT_H_
#define TAFFRAIL_CORE_PARSE_SOURCE_FORMAT_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/array_elements.h"

namespace taffrail {

// The names of the two readings that are no format's: JSON objects of no known
// dialect, and text by what it shows.
inline constexpr std::string_view kAnyJson = "json";
inline constexpr std::string_view kAnyText = "text";

// How a source's lines are to be read: what detection found, or what the user
// chose. A value: whoever parses a part of the source, and whenever, gets the
// same one, so that all parts are read alike. Empty, lines are read by what
// every one of them shows.
struct SourceFormat {
  // Names of formats, the one to try first in front. kAnyText among them means
  // that no others are tried.
  std::vector<std::string> formats;
  // The line that names a table's columns, when formats[0] is a table.
  std::string table_header;
  // The text of a format file that the user wrote; tried before `formats`.
  std::string user_format;
  // Its records are the elements of an array.
  ElementMark elements = {};
  // A line of text that states a severity first, as in `ERROR: text`, begins a
  // record without a time, too.
  bool severities_begin = false;

  // As bytes, and back. An error when they are none of these.
  std::string Serialize() const;
  static StatusOr<SourceFormat> Parse(std::string_view bytes);

  friend bool operator==(const SourceFormat&, const SourceFormat&) = default;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_SOURCE_FORMAT_H_
