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
  if (!elements.head.empty()) {
    text += ",\"element_head\":";
    AppendJsonString(elements.head, &text);
  }
  if (!elements.line.empty()) {
    text += ",\"element_line\":";
    AppendJsonString(elements.line, &text);
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
  if (const JsonValue* head = document->Find("element_head")) {
    source.elements.head = head->text;
  }
  if (const JsonValue* line = document->Find("element_line")) {
    source.elements.line = line->text;
  }
  return source;
}

}  // namespace taffrail
