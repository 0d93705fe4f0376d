#include "core/parse/key_values.h"

#include <algorithm>

#include "core/parse/array_elements.h"
#include "core/parse/json_scanner.h"
#include "core/parse/record_fields.h"

namespace taffrail {

bool IsKeyValues(std::string_view json) {
  for (const std::string_view part : {"[", "{", "\"key\"", ":"}) {
    json.remove_prefix(
        std::min(json.find_first_not_of(" \t\r\n"), json.size()));
    if (!json.starts_with(part)) return false;
    json.remove_prefix(part.size());
  }
  return true;
}

void AddKeyValues(std::string_view json, std::deque<std::string>* made,
                  Fields* fields) {
  constexpr std::string_view kValue = "value.";
  JsonScanner scanner;
  for (size_t at = json.find('{'); at != json.npos; at = json.find('{', at)) {
    const size_t end = EndOfObject(json, at);
    if (end == json.npos) return;
    std::string_view name;
    JsonMember member;
    JsonMember value;
    bool is_int = false;
    scanner.Start(json.substr(at, end - at));
    while (scanner.Next(&member)) {
      const std::string_view key = member.key->path();
      if (key == "key") name = member.value;
      if (!key.starts_with(kValue)) continue;
      value = member;
      // 64-bit numbers are strings in protobuf's JSON.
      is_int = key == "value.intValue";
    }
    at = end;
    if (!scanner.ok() || name.empty()) continue;
    ParsedField* const field = AddField(
        made->emplace_back(name), made->emplace_back(value.value), fields);
    if (!field) continue;
    if (is_int || value.kind == JsonKind::kNumber) SetNumber(field);
    if (value.kind == JsonKind::kBool) GuessKind(field);
  }
}

}  // namespace taffrail
