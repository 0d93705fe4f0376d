#include "core/parse/json_document.h"

#include <algorithm>

#include "core/parse/unescape.h"

namespace taffrail {
namespace {

constexpr int kMaxDepth = 32;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  StatusOr<JsonValue> Read() {
    JsonValue value;
    if (!ReadValue(0, &value)) return error_;
    SkipSpace();
    if (at_ != text_.size()) {
      Fail("nothing more");
      return error_;
    }
    return value;
  }

 private:
  bool Fail(std::string_view expected) {
    if (error_.ok()) {
      error_ = InvalidArgument(LineAndColumn(text_, at_) + ": expected " +
                               std::string(expected));
    }
    return false;
  }

  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void SkipSpace() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
  }

  bool Take(char c) {
    SkipSpace();
    if (Peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  bool ReadValue(int depth, JsonValue* value) {
    if (depth > kMaxDepth) return Fail("fewer brackets in each other");
    SkipSpace();
    value->offset = at_;
    switch (Peek()) {
      case '{':
        value->kind = JsonValue::Kind::kObject;
        return ReadObject(depth, value);
      case '[':
        value->kind = JsonValue::Kind::kArray;
        return ReadArray(depth, value);
      case '"':
        value->kind = JsonValue::Kind::kString;
        return ReadString(&value->text);
      default:
        return ReadWord(value);
    }
  }

  bool ReadWord(JsonValue* value) {
    const size_t end =
        std::min(text_.find_first_of(" \t\r\n,:]}\"", at_), text_.size());
    const std::string_view word = text_.substr(at_, end - at_);
    if (word == "true" || word == "false") {
      value->kind = JsonValue::Kind::kBool;
    } else if (word == "null") {
      value->kind = JsonValue::Kind::kNull;
    } else if (!word.empty() &&
               word.find_first_not_of("+-.0123456789eE") == word.npos) {
      value->kind = JsonValue::Kind::kNumber;
    } else {
      return Fail("a value: a string in quotes, a number, {…} or […]");
    }
    value->text = word;
    at_ = end;
    return true;
  }

  bool ReadString(std::string* out) {
    const size_t start = at_++;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '"') {
        const std::string_view inside =
            text_.substr(start + 1, at_ - start - 1);
        if (!AppendUnescaped(inside, out)) return Fail("a whole \\ escape");
        ++at_;
        return true;
      }
    }
    at_ = start;
    return Fail("a string that ends with a quote");
  }

  bool ReadArray(int depth, JsonValue* value) {
    ++at_;
    if (Take(']')) return true;
    do {
      if (!ReadValue(depth + 1, &value->items.emplace_back())) return false;
    } while (Take(','));
    return Take(']') || Fail("',' or ']'");
  }

  bool ReadObject(int depth, JsonValue* value) {
    ++at_;
    if (Take('}')) return true;
    do {
      SkipSpace();
      if (Peek() != '"') return Fail("a name in quotes");
      auto& [key, member] = value->members.emplace_back();
      if (!ReadString(&key)) return false;
      if (!Take(':')) return Fail("':'");
      if (!ReadValue(depth + 1, &member)) return false;
    } while (Take(','));
    return Take('}') || Fail("',' or '}'");
  }

  const std::string_view text_;
  size_t at_ = 0;
  Status error_;
};

}  // namespace

const JsonValue* JsonValue::Find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::string_view JsonValue::KindName() const {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "true or false";
    case Kind::kNumber:
      return "a number";
    case Kind::kString:
      return "a string";
    case Kind::kArray:
      return "a list";
    case Kind::kObject:
      return "an object";
  }
  return "";
}

StatusOr<JsonValue> ParseJsonDocument(std::string_view text) {
  return Reader(text).Read();
}

std::string LineAndColumn(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const size_t start = before.rfind('\n') + 1;  // npos + 1 is 0.
  return "line " + std::to_string(line) + ", column " +
         std::to_string(before.size() - start + 1);
}

}  // namespace taffrail
