#include "core/parse/source_format.h"

#include "core/parse/json_document.h"

namespace taffrail {
namespace {

void AppendQuoted(std::string_view text, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  *out += '"';
  for (char c : text) {
    const unsigned byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += c;
    } else if (byte < 0x20) {
      *out += "\\u00";
      *out += kHex[byte >> 4];
      *out += kHex[byte & 15];
    } else {
      *out += c;
    }
  }
  *out += '"';
}

}  // namespace

std::string SourceFormat::Serialize() const {
  std::string text = "{\"formats\":[";
  for (const std::string& name : formats) {
    if (text.back() != '[') text += ',';
    AppendQuoted(name, &text);
  }
  text += ']';
  if (!table_header.empty()) {
    text += ",\"table_header\":";
    AppendQuoted(table_header, &text);
  }
  if (!user_format.empty()) {
    text += ",\"user_format\":";
    AppendQuoted(user_format, &text);
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
