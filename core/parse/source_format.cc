#include "core/parse/source_format.h"

#include "core/base/json_text.h"
#include "core/parse/json_document.h"

namespace taffrail {
std::string SourceFormat::Serialize() const {
  std::string text = "{\"formats\":[";
  for (const std::string& name : formats) {
    if (text.back() != '[') text += ',';
    AppendJsonString(name, &text);
  }
  text += ']';
  if (!table_header.empty()) {
    text += ",\"table_header\":";
    AppendJsonString(table_header, &text);
  }
  if (!user_format.empty()) {
    text += ",\"user_format\":";
    AppendJsonString(user_format, &text);
  }
  return text + "}";
}

StatusOr<SourceFormat> SourceFormat::Parse(std::string_view text) {
  StatusOr<JsonValue> document = ParseJsonDocument(text);
  if (!document.ok()) return document.status();
  SourceFormat source;
  if (const JsonValue* formats = document->Find("formats")) {
    for (const JsonValue& name : formats->items) {
      source.formats.push_back(name.text);
    }
  }
  if (const JsonValue* header = document->Find("table_header")) {
    source.table_header = header->text;
  }
  if (const JsonValue* user = document->Find("user_format")) {
    source.user_format = user->text;
  }
  return source;
}

}  // namespace taffrail
