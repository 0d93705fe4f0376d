#include "core/engine/query_model.h"

#include <array>
#include <cstdio>
#include <utility>

namespace taffrail {
namespace {

constexpr const char* kLevels[] = {"none", "trace", "debug", "info",
                                   "warn", "error", "fatal"};
constexpr const char* kServices[] = {"api", "api-edge", "Ledger", "db2"};
const std::vector<std::string> kWords = {
    "alpha",    "Alpha", "alphabet", "beta", "BETA",  "gamma",  "42",
    "420",      "naïve", "Über",     "über", "жук",   "ЖУК",    "超时",
    "连接超时", "x-ray", "foo_bar",  "a",    "delta", "failed", "delta-delta"};
constexpr const char* kUsers[] = {"anna", "Berta", "u-17", "zoë", "Anna Karen"};
constexpr int64_t kStatuses[] = {200, 204, 404, 500, -3, 0};
constexpr double kRatios[] = {0.5, 1.25, 2.75, -0.125};

constexpr int64_t kStartNs = 1'795'305'600'000'000'000;  // 2026-11-22.

size_t Below(std::mt19937& random, size_t end) { return random() % end; }
bool OneIn(std::mt19937& random, size_t n) { return random() % n == 0; }
template <class List>
const auto& Pick(std::mt19937& random, const List& list) {
  return list[Below(random, std::size(list))];
}

std::string Words(std::mt19937& random) {
  std::string words;
  for (size_t n = 1 + Below(random, 6); n > 0; --n) {
    if (!words.empty()) words += OneIn(random, 5) ? ", " : " ";
    words += Pick(random, kWords);
  }
  return words;
}

std::string TimeText(int64_t time_ns) {
  const int64_t ms = (time_ns - kStartNs) / 1'000'000;
  char text[64];
  snprintf(text, sizeof(text), "2026-11-22T%02d:%02d:%02d.%03dZ",
           static_cast<int>(ms / 3'600'000), static_cast<int>(ms / 60'000 % 60),
           static_cast<int>(ms / 1000 % 60), static_cast<int>(ms % 1000));
  return text;
}

std::string JsonText(const ModelValue& value) {
  if (auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
  if (auto* whole = std::get_if<int64_t>(&value)) return std::to_string(*whole);
  if (auto* is = std::get_if<bool>(&value)) return *is ? "true" : "false";
  char text[32];
  snprintf(text, sizeof(text), "%g", std::get<double>(value));
  return text;
}

void AddFields(std::mt19937& random, ModelRecord* record) {
  auto& fields = record->fields;
  if (!OneIn(random, 3)) fields["user"] = std::string(Pick(random, kUsers));
  if (!OneIn(random, 3)) fields["status"] = Pick(random, kStatuses);
  if (OneIn(random, 20)) fields["status"] = std::string("n/a");
  if (OneIn(random, 2)) fields["ratio"] = Pick(random, kRatios);
  if (OneIn(random, 3)) fields["ok"] = OneIn(random, 2);
  if (OneIn(random, 2)) {
    fields["req.id"] = static_cast<int64_t>(Below(random, 50));
    fields["req.path"] = "/" + Pick(random, kWords) + "/x";
  }
}

std::string JsonLine(const ModelRecord& record, const std::string& words) {
  std::string line = "{\"time\":\"" + TimeText(record.time_ns) + '"';
  if (record.level != 0) {
    line += std::string(",\"level\":\"") + kLevels[record.level] + '"';
  }
  line += ",\"service\":\"" + record.service + "\",\"msg\":\"" + words + '"';
  std::string nested;
  for (const auto& [name, value] : record.fields) {
    const bool is_nested = name.starts_with("req.");
    std::string& out = is_nested ? nested : line;
    out += (is_nested && nested.empty() ? "\"" : ",\"") +
           name.substr(is_nested ? 4 : 0) + "\":" + JsonText(value);
  }
  if (!nested.empty()) line += ",\"req\":{" + nested + "}";
  return line + "}";
}

bool IsCjk(std::string_view text, size_t at) {
  return at < text.size() && static_cast<uint8_t>(text[at]) >= 0xE4;
}
bool IsWord(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || static_cast<uint8_t>(c) >= 0x80;
}
// A letter or digit stands on either side, so that a word goes on at `at`. The
// vocabulary has no letters beside Chinese ones.
bool GoesOn(const std::string& text, size_t at) {
  if (at == 0 || at >= text.size()) return false;
  if (!IsWord(text[at - 1]) || !IsWord(text[at])) return false;
  const bool chinese_before = at >= 3 && IsCjk(text, at - 3);
  return !chinese_before && !IsCjk(text, at);
}

// ---- queries

std::string AnyCase(std::mt19937& random, std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z' && OneIn(random, 4)) c = static_cast<char>(c - 32);
  }
  return text;
}

// Where letters of more than one byte are not cut.
std::string Part(std::mt19937& random, const std::string& word, bool from_start,
                 bool to_end) {
  const auto boundary = [&](size_t at) {
    while (at > 0 && at < word.size() &&
           (static_cast<uint8_t>(word[at]) & 0xC0) == 0x80) {
      --at;
    }
    return at;
  };
  const size_t begin = from_start ? 0 : boundary(Below(random, word.size()));
  const size_t end =
      to_end ? word.size()
             : boundary(begin + 1 + Below(random, word.size() - begin));
  return word.substr(begin, end > begin ? end - begin : std::string::npos);
}

ModelQuery TextQuery(std::mt19937& random) {
  const std::string word = Pick(random, kWords);
  const size_t form = Below(random, 5);
  const bool starts = form == 0 || form == 1 || form == 4;
  const bool ends = form == 0 || form == 2 || form == 4;
  std::string needle = form == 0 ? word : Part(random, word, starts, ends);
  std::string text = AnyCase(random, needle);
  if (form == 4) {
    needle = word + " " + Pick(random, kWords);
    text = '"' + AnyCase(random, needle) + '"';
  } else if (form != 0) {
    text = (starts ? "" : "*") + text + (ends ? "" : "*");
  }
  return {text, [needle = ModelFold(needle), starts, ends](const auto& record) {
            return ModelHas(ModelFold(record.line), needle, starts, ends);
          }};
}

ModelQuery RegexQuery(std::mt19937& random) {
  const std::string word = Pick(random, kWords);
  const bool folded = OneIn(random, 2);
  if (OneIn(random, 2)) {
    return {"/" + word + "/" + (folded ? "i" : ""),
            [word, folded](const ModelRecord& record) {
              return folded ? ModelFold(record.line).find(ModelFold(word)) !=
                                  std::string::npos
                            : record.line.find(word) != std::string::npos;
            }};
  }
  // A digit, something else, and a digit.
  return {"/[0-9][^0-9][0-9]/", [](const ModelRecord& record) {
            const auto digit = [&](size_t i) {
              return record.line[i] >= '0' && record.line[i] <= '9';
            };
            for (size_t i = 0; i + 2 < record.line.size(); ++i) {
              if (digit(i) && !digit(i + 1) && digit(i + 2) &&
                  static_cast<uint8_t>(record.line[i + 1]) < 0x80) {
                return true;
              }
            }
            return false;
          }};
}

using Compare = bool (*)(double, double);
constexpr std::pair<const char*, Compare> kOrders[] = {
    {">", [](double a, double b) { return a > b; }},
    {">=", [](double a, double b) { return a >= b; }},
    {"<", [](double a, double b) { return a < b; }},
    {"<=", [](double a, double b) { return a <= b; }}};

ModelQuery LevelQuery(std::mt19937& random) {
  const int level = 1 + static_cast<int>(Below(random, 6));
  if (OneIn(random, 2)) {
    return {std::string("level:") + kLevels[level],
            [level](const auto& record) { return record.level == level; }};
  }
  const auto& [sign, compare] = Pick(random, kOrders);
  return {std::string("level") + sign + kLevels[level],
          [level, compare = compare](const ModelRecord& record) {
            return record.level != 0 && compare(record.level, level);
          }};
}

ModelQuery ServiceQuery(std::mt19937& random) {
  const std::string name = Pick(random, kServices);
  const bool prefix = OneIn(random, 2);
  const std::string wanted = prefix ? Part(random, name, true, false) : name;
  return {"service:" + AnyCase(random, wanted) + (prefix ? "*" : ""),
          [lower = ModelFold(wanted), prefix](const ModelRecord& record) {
            const std::string has = ModelFold(record.service);
            return prefix ? has.starts_with(lower) : has == lower;
          }};
}

using OfField = std::function<bool(const ModelValue&)>;

// The field of just that name, else the one whose name ends so.
ModelQuery FieldQuery(const std::string& name, const std::string& rest,
                      OfField matches) {
  return {name + rest, [name, matches](const ModelRecord& record) {
            auto at = record.fields.find(name);
            if (at == record.fields.end()) {
              at = record.fields.find("req." + name);
            }
            return at != record.fields.end() && matches(at->second);
          }};
}

ModelQuery NumberQuery(std::mt19937& random) {
  const bool ratio = OneIn(random, 2);
  const std::string name =
      ratio ? "ratio" : (OneIn(random, 3) ? "id" : "status");
  const double wanted = ratio ? Pick(random, kRatios)
                              : static_cast<double>(Pick(random, kStatuses)) +
                                    (OneIn(random, 4) ? 0.5 : 0);
  char text[32];
  snprintf(text, sizeof(text), "%g", wanted);
  const auto number = [](const ModelValue& value) -> std::optional<double> {
    if (auto* whole = std::get_if<int64_t>(&value)) {
      return static_cast<double>(*whole);
    }
    if (auto* real = std::get_if<double>(&value)) return *real;
    return std::nullopt;
  };
  if (OneIn(random, 3)) {
    return FieldQuery(name, std::string(":") + text,
                      [wanted, number](const ModelValue& value) {
                        return number(value) == wanted;
                      });
  }
  const auto& [sign, compare] = Pick(random, kOrders);
  return FieldQuery(name, std::string(sign) + text,
                    [=, compare = compare](const ModelValue& value) {
                      return number(value) && compare(*number(value), wanted);
                    });
}

ModelQuery TextFieldQuery(std::mt19937& random) {
  const bool user = OneIn(random, 2);
  const std::string name = user               ? "user"
                           : OneIn(random, 2) ? "path"
                                              : "req.path";
  const std::string whole = user ? std::string(Pick(random, kUsers))
                                 : "/" + Pick(random, kWords) + "/x";
  const size_t form = Below(random, 4);
  const bool starts = form == 0 || form == 1;
  const bool ends = form == 0 || form == 2;
  const std::string wanted = Part(random, whole, starts, ends);
  // A quoted text is whole.
  if (form != 0 && wanted.find(' ') != std::string::npos) {
    return FieldQuery(name, ":*", [](const ModelValue&) { return true; });
  }
  const std::string text = AnyCase(random, wanted);
  return FieldQuery(
      name,
      form == 0
          ? ":\"" + text + '"'
          : std::string(":") + (starts ? "" : "*") + text + (ends ? "" : "*"),
      [lower = ModelFold(wanted), starts, ends](const ModelValue& value) {
        auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return false;
        const std::string has = ModelFold(*text);
        if (starts && ends) return has == lower;
        if (starts) return has.starts_with(lower);
        if (ends) return has.ends_with(lower);
        return has.find(lower) != std::string::npos;
      });
}

ModelQuery OtherFieldQuery(std::mt19937& random) {
  switch (Below(random, 3)) {
    case 0:
      return FieldQuery(OneIn(random, 2) ? "ok" : "status", ":*",
                        [](const ModelValue&) { return true; });
    case 1: {
      const bool is = OneIn(random, 2);
      return FieldQuery("ok", is ? ":true" : ":FALSE",
                        [is](const ModelValue& value) {
                          return std::get_if<bool>(&value) != nullptr &&
                                 std::get<bool>(value) == is;
                        });
    }
    default:
      return FieldQuery("status", ":(200 404 \"n/a\")",
                        [](const ModelValue& value) {
                          return value == ModelValue(int64_t{200}) ||
                                 value == ModelValue(int64_t{404}) ||
                                 value == ModelValue(std::string("n/a"));
                        });
  }
}

ModelQuery Leaf(std::mt19937& random) {
  switch (Below(random, 9)) {
    case 0:
      return RegexQuery(random);
    case 1:
      return LevelQuery(random);
    case 2:
      return ServiceQuery(random);
    case 3:
      return NumberQuery(random);
    case 4:
      return TextFieldQuery(random);
    case 5:
      return OtherFieldQuery(random);
    default:
      return TextQuery(random);
  }
}

}  // namespace

std::vector<ModelRecord> ModelLog(const std::string& source, bool json,
                                  int lines, std::mt19937& random) {
  std::vector<ModelRecord> log;
  uint64_t offset = 0;
  int64_t time_ns = kStartNs;
  for (int i = 0; i < lines; ++i) {
    ModelRecord record;
    record.source = source;
    record.offset = offset;
    // Several at one time.
    time_ns += static_cast<int64_t>(Below(random, 3)) * 250'000'000;
    record.time_ns = time_ns;
    record.level =
        static_cast<int>(json ? Below(random, 7) : 1 + Below(random, 6));
    record.service = Pick(random, kServices);
    if (json) {
      AddFields(random, &record);
      record.line = JsonLine(record, Words(random));
    } else {
      std::string level = kLevels[record.level];
      for (char& c : level) c = static_cast<char>(c - 32);
      record.line = TimeText(time_ns) + " " + level + " " + record.service +
                    ": " + Words(random);
    }
    offset += record.line.size() + 1;
    log.push_back(std::move(record));
  }
  return log;
}

std::string ModelFold(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kLetters[] = {
      {"Ü", "ü"}, {"Ж", "ж"}, {"У", "у"}, {"К", "к"}};
  std::string lower;
  for (size_t at = 0; at < text.size();) {
    bool folded = false;
    for (const auto& [upper, small] : kLetters) {
      if (!text.substr(at).starts_with(upper)) continue;
      lower += small;
      at += upper.size();
      folded = true;
      break;
    }
    if (folded) continue;
    const char c = text[at++];
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return lower;
}

bool ModelHas(const std::string& lower, const std::string& needle,
              bool whole_start, bool whole_end) {
  for (size_t at = 0; (at = lower.find(needle, at)) != std::string::npos;
       ++at) {
    const size_t end = at + needle.size();
    if ((!whole_start || !GoesOn(lower, at)) &&
        (!whole_end || !GoesOn(lower, end))) {
      return true;
    }
  }
  return false;
}

ModelQuery RandomQuery(std::mt19937& random, int depth) {
  if (depth == 0 || OneIn(random, 3)) return Leaf(random);
  ModelQuery a = RandomQuery(random, depth - 1);
  const size_t form = Below(random, 4);
  if (form == 0) {
    return {(OneIn(random, 2) ? "-(" : "NOT (") + a.text + ")",
            [a = a.matches](const ModelRecord& record) { return !a(record); }};
  }
  ModelQuery b = RandomQuery(random, depth - 1);
  const char* joint = form == 1 ? " OR " : form == 2 ? " AND " : " ";
  return {"(" + a.text + ")" + joint + "(" + b.text + ")",
          [a = a.matches, b = b.matches,
           any = form == 1](const ModelRecord& record) {
            return any ? a(record) || b(record) : a(record) && b(record);
          }};
}

}  // namespace taffrail
