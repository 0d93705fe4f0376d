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

void AddKeyValues(std::string_view json, Fields* fields) {
  constexpr std::string_view kValue = "value.";
  JsonScanner scanner;
  for (size_t at = json.find('{'); at != json.npos; at = json.find('{', at)) {
    const size_t end = EndOfObject(json, at);
    if (end == json.npos) return;
    std::string_view name;
    JsonMember member;
    JsonMember value;
    scanner.Start(json.substr(at, end - at));
    while (scanner.Next(&member)) {
      if (member.key == "key") name = member.value;
      if (!member.key.starts_with(kValue)) continue;
      // 64-bit numbers are strings in protobuf's JSON.
      if (member.key == "value.intValue") member.kind = JsonKind::kNumber;
      value = member;
    }
    if (scanner.ok() && !name.empty()) AddMember(nullptr, name, value, fields);
    at = end;
  }
}

}  // namespace taffrail
