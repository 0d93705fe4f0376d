#include <algorithm>
#include <initializer_list>

#include "core/base/numbers.h"
#include "core/parse/field_value.h"
#include "core/parse/format.h"

namespace taffrail {
namespace {

using Kind = JsonValue::Kind;

constexpr int64_t kMaxSeverity = 24;

class FormatReader {
 public:
  explicit FormatReader(std::string_view text) : text_(text) {}

  StatusOr<FormatFile> Read() {
    StatusOr<JsonValue> document = ParseJsonDocument(text_);
    if (!document.ok()) return document.status();
    if (Check(*document, Kind::kObject, "the format")) ReadMembers(*document);
    if (!error_.ok()) return error_;
    return std::move(file_);
  }

 private:
  Format& format() { return file_.format; }

  // Notes the first error only.
  bool Fail(const JsonValue& at, const std::string& message) {
    if (error_.ok()) {
      error_ =
          InvalidArgument(LineAndColumn(text_, at.offset) + ": " + message);
    }
    return false;
  }

  bool Check(const JsonValue& value, Kind kind, std::string_view what) {
    if (value.is(kind)) return true;
    JsonValue wanted;
    wanted.kind = kind;
    return Fail(value, std::string(what) + " is " +
                           std::string(wanted.KindName()) + ", not " +
                           std::string(value.KindName()));
  }

  bool CheckKeys(const JsonValue& object, std::string_view what,
                 std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : object.members) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      std::string all;
      for (std::string_view name : known) {
        all += (all.empty() ? "" : ", ") + std::string(name);
      }
      return Fail(value, std::string(what) + " has no \"" + key +
                             "\"; it may have " + all);
    }
    return true;
  }

  std::string ReadString(const JsonValue& object, std::string_view key) {
    const JsonValue* value = object.Find(key);
    if (!value || !Check(*value, Kind::kString, key)) return {};
    return value->text;
  }

  void ReadMembers(const JsonValue& top) {
    if (!CheckKeys(top, "a format",
                   {"name", "title", "spec", "service", "patterns", "json",
                    "table", "wraps", "alike", "severities", "severity_from",
                    "units", "samples"})) {
      return;
    }
    format().name = ReadString(top, "name");
    format().title = ReadString(top, "title");
    format().spec = ReadString(top, "spec");
    format().service = ReadString(top, "service");
    const bool plain =
        !format().name.empty() &&
        format().name.find_first_not_of(
            "abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    if (!plain) {
      const JsonValue* name = top.Find("name");
      Fail(name ? *name : top,
           "a format needs a \"name\" of small letters, digits and '_'");
    }
    // Before the patterns, which match them.
    if (const JsonValue* value = top.Find("severities")) ReadSeverities(*value);
    int ways = 0;
    if (const JsonValue* value = top.Find("patterns")) {
      ReadPatterns(*value);
      ++ways;
    }
    if (const JsonValue* value = top.Find("json")) {
      ReadDialect(*value);
      ++ways;
    }
    if (const JsonValue* value = top.Find("table")) {
      ReadTable(*value);
      ++ways;
    }
    if (ways != 1) {
      Fail(top, "a format has one of \"patterns\", \"json\" and \"table\"");
    }
    if (const JsonValue* value = top.Find("wraps")) {
      if (Check(*value, Kind::kBool, "wraps")) {
        format().wraps = value->text == "true";
      }
    }
    if (const JsonValue* value = top.Find("alike")) {
      format().alike = ReadStrings(*value);
    }
    if (const JsonValue* value = top.Find("severity_from")) ReadRule(*value);
    if (const JsonValue* value = top.Find("units")) ReadUnits(*value);
    if (const JsonValue* value = top.Find("samples")) ReadSamples(*value);
  }

  void ReadPatterns(const JsonValue& list) {
    if (!Check(list, Kind::kArray, "patterns")) return;
    if (list.items.empty()) Fail(list, "expected at least one pattern");
    for (const JsonValue& item : list.items) {
      if (!Check(item, Kind::kString, "a pattern")) return;
      StatusOr<FormatPattern> pattern =
          FormatPattern::Compile(item.text, format().severities);
      if (!pattern.ok()) {
        Fail(item, "pattern " + std::to_string(format().patterns.size() + 1) +
                       ", " + pattern.status().message());
        return;
      }
      format().patterns.push_back(*std::move(pattern));
    }
  }

  std::vector<std::string> ReadStrings(const JsonValue& list) {
    std::vector<std::string> strings;
    if (!Check(list, Kind::kArray, "a list of names")) return strings;
    for (const JsonValue& item : list.items) {
      if (Check(item, Kind::kString, "a name")) strings.push_back(item.text);
    }
    return strings;
  }

  // "name": "key" or "name": ["key", …].
  std::vector<NamedSource> ReadNamed(const JsonValue& object) {
    std::vector<NamedSource> named;
    if (!Check(object, Kind::kObject, "fields")) return named;
    for (const auto& [name, value] : object.members) {
      NamedSource source{name, RoleOfName(name), {}};
      if (value.is(Kind::kString)) {
        source.from.push_back(value.text);
      } else {
        source.from = ReadStrings(value);
      }
      named.push_back(std::move(source));
    }
    return named;
  }

  void ReadDialect(const JsonValue& object) {
    if (!Check(object, Kind::kObject, "json") ||
        !CheckKeys(object, "json", {"require", "fields"})) {
      return;
    }
    JsonDialect& dialect = format().json.emplace();
    const JsonValue* require = object.Find("require");
    if (!require || !require->is(Kind::kArray) || require->items.empty()) {
      Fail(require ? *require : object,
           "json needs \"require\", a list of the keys that every line has");
      return;
    }
    for (const JsonValue& item : require->items) {
      if (!Check(item, Kind::kString, "a required key")) return;
      const size_t equals = item.text.find('=');
      JsonDialect::Required& required = dialect.require.emplace_back();
      required.key = item.text.substr(0, equals);
      if (equals != std::string::npos) {
        required.value = item.text.substr(equals + 1);
      }
    }
    if (const JsonValue* fields = object.Find("fields")) {
      dialect.fields = ReadNamed(*fields);
    }
    constexpr size_t kMaxRequired = 63;
    if (dialect.require.size() > kMaxRequired) {
      Fail(*require, "expected at most 63 required keys");
      return;
    }
    dialect.Index();
  }

  void ReadTable(const JsonValue& object) {
    if (!Check(object, Kind::kObject, "table") ||
        !CheckKeys(object, "table",
                   {"header", "separator", "quotes", "comment", "unnamed",
                    "fields"})) {
      return;
    }
    TableShape& table = format().table.emplace();
    table.header = ReadString(object, "header");
    table.comment = ReadString(object, "comment");
    table.unnamed = ReadString(object, "unnamed");
    const std::string separator = ReadString(object, "separator");
    if (separator.size() == 1) {
      table.separator = separator[0];
    } else if (separator != "auto") {
      Fail(object, "table needs \"separator\", one character or \"auto\"");
    }
    if (const JsonValue* quotes = object.Find("quotes")) {
      if (Check(*quotes, Kind::kBool, "quotes")) {
        table.quotes = quotes->text == "true";
      }
    }
    if (const JsonValue* fields = object.Find("fields")) {
      table.fields = ReadNamed(*fields);
    }
  }

  uint8_t ReadSeverity(const JsonValue& value) {
    const std::optional<int64_t> number = ParseInt<int64_t>(value.text);
    if (!value.is(Kind::kNumber) || !number || *number < 0 ||
        *number > kMaxSeverity) {
      Fail(value, "a severity is a number from 0 to 24 (OpenTelemetry's)");
      return 0;
    }
    return static_cast<uint8_t>(*number);
  }

  void ReadSeverities(const JsonValue& object) {
    if (!Check(object, Kind::kObject, "severities")) return;
    for (const auto& [word, value] : object.members) {
      if (word.empty()) {
        Fail(value, "expected a word");
        return;
      }
      format().severities.Add(word, ReadSeverity(value));
    }
  }

  int64_t ReadInt(const JsonValue& value) {
    const std::optional<int64_t> number = ParseInt<int64_t>(value.text);
    if (!value.is(Kind::kNumber) || !number) {
      Fail(value, "expected a whole number");
    }
    return number.value_or(0);
  }

  void ReadRule(const JsonValue& object) {
    if (!Check(object, Kind::kObject, "severity_from") ||
        !CheckKeys(object, "severity_from", {"field", "ranges", "else"})) {
      return;
    }
    SeverityRule& rule = format().severity_from.emplace();
    rule.field = ReadString(object, "field");
    const JsonValue* ranges = object.Find("ranges");
    if (rule.field.empty() || !ranges || !ranges->is(Kind::kArray)) {
      Fail(object, "severity_from needs a \"field\" and \"ranges\"");
      return;
    }
    for (const JsonValue& item : ranges->items) {
      if (!item.is(Kind::kArray) || item.items.size() != 3) {
        Fail(item, "a range is [least, most, severity]");
        return;
      }
      rule.ranges.push_back({ReadInt(item.items[0]), ReadInt(item.items[1]),
                             ReadSeverity(item.items[2])});
    }
    if (const JsonValue* otherwise = object.Find("else")) {
      rule.otherwise = ReadSeverity(*otherwise);
    }
  }

  void ReadUnits(const JsonValue& object) {
    if (!Check(object, Kind::kObject, "units")) return;
    for (const auto& [field, value] : object.members) {
      const int64_t ns = NsPerUnit(value.text);
      if (!value.is(Kind::kString) || ns == 0) {
        Fail(value, "a unit is \"ns\", \"us\", \"ms\" or \"s\"");
      }
      format().units.emplace_back(field, ns);
    }
  }

  void ReadSamples(const JsonValue& list) {
    if (!Check(list, Kind::kArray, "samples")) return;
    for (const JsonValue& item : list.items) {
      if (!Check(item, Kind::kObject, "a sample") ||
          !CheckKeys(item, "a sample", {"line", "header", "expect"})) {
        return;
      }
      const JsonValue* expect = item.Find("expect");
      FormatSample sample{
          ReadString(item, "line"), ReadString(item, "header"), {}};
      if (sample.line.empty() || !expect || !expect->is(Kind::kObject)) {
        Fail(item, "a sample needs a \"line\" and what to \"expect\"");
        return;
      }
      if (format().table && sample.header.empty()) {
        Fail(item, "a table's sample needs the \"header\" line before it");
        return;
      }
      CheckKeys(*expect, "expect",
                {"time", "severity", "service", "host", "body", "trace_id",
                 "span_id", "parent_span_id", "fields"});
      sample.expect = *expect;
      file_.samples.push_back(std::move(sample));
    }
  }

  const std::string_view text_;
  FormatFile file_;
  Status error_;
};

}  // namespace

void JsonDialect::Index() {
  const auto at = [this](const std::string& key) -> Key& {
    for (Key& known : keys) {
      if (known.key == key) return known;
    }
    keys.emplace_back().key = key;
    return keys.back();
  };
  uint64_t bit = 1;
  for (const Required& required : require) {
    Key& key = at(required.key);
    key.bit = bit;
    key.value = required.value;
    bit <<= 1;
  }
  for (const NamedSource& field : fields) {
    roles |= static_cast<uint16_t>(1 << static_cast<int>(field.role));
    for (size_t rank = 0; rank < field.from.size(); ++rank) {
      Key& key = at(field.from[rank]);
      if (field.role == FieldRole::kNone) {
        key.name = field.name;
      } else {
        key.role = field.role;
        key.rank = static_cast<uint8_t>(std::min<size_t>(rank, 100));
      }
    }
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return a.key.size() != b.key.size() ? a.key.size() < b.key.size()
                                        : a.key < b.key;
  });
  // More keys than a byte can number would be no dialect.
  if (keys.size() > 255) keys.resize(255);
  for (size_t length = 0; length < starts.size(); ++length) {
    const auto first =
        std::find_if(keys.begin(), keys.end(),
                     [&](const Key& key) { return key.key.size() >= length; });
    starts[length] = static_cast<uint8_t>(first - keys.begin());
  }
}

uint8_t SeverityRule::Of(int64_t value) const {
  for (const Range& range : ranges) {
    if (value >= range.low && value <= range.high) return range.severity;
  }
  return otherwise;
}

int64_t Format::UnitOf(std::string_view field) const {
  for (const auto& [name, ns] : units) {
    if (name == field) return ns;
  }
  return 0;
}

StatusOr<FormatFile> ReadFormat(std::string_view json) {
  return FormatReader(json).Read();
}

}  // namespace taffrail
