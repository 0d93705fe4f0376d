#ifndef TAFFRAIL_CORE_PARSE_SOURCE_FORMAT_H_
#define TAFFRAIL_CORE_PARSE_SOURCE_FORMAT_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// How a source's lines are to be read: what detection found, or what the user
// chose. A value: whoever parses a part of the source, and whenever, gets the
// same one, so that all parts are read alike. Empty, lines are read by what
// every one of them shows.
struct SourceFormat {
  // Names of formats, the one to try first in front.
  std::vector<std::string> formats;
  // The line that names a table's columns, when formats[0] is a table.
  std::string table_header;
  // The text of a format file that the user wrote; tried before `formats`.
  std::string user_format;

  // As one line of JSON, and back. An error when it is none.
  std::string Serialize() const;
  static StatusOr<SourceFormat> Parse(std::string_view text);

  friend bool operator==(const SourceFormat&, const SourceFormat&) = default;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_SOURCE_FORMAT_H_
