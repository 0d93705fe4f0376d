#ifndef TAFFRAIL_CORE_PARSE_FORMAT_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/parse/field_role.h"
#include "core/parse/format_pattern.h"
#include "core/parse/json_document.h"

namespace taffrail {

// A key of a JSON line, or columns of a table, and what they are called here.
struct NamedSource {
  std::string name;
  FieldRole role = FieldRole::kNone;
  // JSON: keys of which the first that a line has is taken. Table: columns that
  // are joined by a blank.
  std::vector<std::string> from;
};

// What tells one kind of JSON lines from another, and which keys to trust.
struct JsonDialect {
  struct Required {
    std::string key;
    std::optional<std::string> value;
  };
  std::vector<Required> require;
  std::vector<NamedSource> fields;

  // What one key of a line is for, all at once.
  struct Key {
    std::string key;
    FieldRole role = FieldRole::kNone;
    uint8_t rank = 0;                  // Among the role's keys.
    std::string name;                  // The field it is called; empty if none.
    uint64_t bit = 0;                  // Which of the required ones it is.
    std::optional<std::string> value;  // That it is required to have.
  };
  uint16_t roles = 0;                   // That `fields` has keys for, by bit.
  std::vector<Key> keys;                // By length.
  std::array<uint8_t, 65> starts = {};  // Of each length below 64 in `keys`.

  // Makes these of the above.
  void Index();
  const Key* Find(std::string_view key) const {
    if (key.size() >= 64) return nullptr;
    for (size_t i = starts[key.size()]; i < starts[key.size() + 1]; ++i) {
      if (keys[i].key == key) return &keys[i];
    }
    return nullptr;
  }
};

// Lines of columns that a header line in the file names.
struct TableShape {
  std::string header;   // What the header line starts with.
  char separator = 0;   // 0: the one that fits.
  bool quotes = false;  // A value may stand in double quotes.
  std::string comment;  // Lines that start so are none of the table's.
  std::string unnamed;  // A last column that the header leaves out.
  std::vector<NamedSource> fields;
};

// The severity of a record by a number that it has.
struct SeverityRule {
  struct Range {
    int64_t low;
    int64_t high;
    uint8_t severity;
  };
  std::string field;
  std::vector<Range> ranges;
  uint8_t otherwise = 0;

  uint8_t Of(int64_t value) const;
};

// One log format as its file describes it (docs/formats.md). Immutable once
// read; shared by threads.
struct Format {
  std::string name;
  std::string title;
  std::string spec;
  std::string service;
  // Its bodies are lines of other programs' logs.
  bool wraps = false;
  // Formats that its lines may be taken for when there are few of them.
  std::vector<std::string> alike;
  // Just one of these three is there.
  std::vector<FormatPattern> patterns;
  std::optional<JsonDialect> json;
  std::optional<TableShape> table;
  SeverityMap severities;
  std::optional<SeverityRule> severity_from;
  std::vector<std::pair<std::string, int64_t>> units;  // ns in one.

  // ns in one unit of the field; 0 when it has none.
  int64_t UnitOf(std::string_view field) const;
};

// A line and what must be read from it.
struct FormatSample {
  std::string line;
  std::string header;  // The line that names a table's columns.
  JsonValue expect;
};

struct FormatFile {
  Format format;
  std::vector<FormatSample> samples;
};

// Reads a format file. An error says where and what was expected there. Whether
// the samples hold is for CheckSamples().
StatusOr<FormatFile> ReadFormat(std::string_view json);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_H_
