#include "core/engine/random_query.h"

#include <cstdio>
#include <optional>
#include <utility>

namespace taffrail {
namespace {

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
  const std::string word = Pick(random, kModelWords);
  const size_t form = Below(random, 5);
  const bool starts = form == 0 || form == 1 || form == 4;
  const bool ends = form == 0 || form == 2 || form == 4;
  std::string needle = form == 0 ? word : Part(random, word, starts, ends);
  std::string text = AnyCase(random, needle);
  if (form == 4) {
    needle = word + " " + Pick(random, kModelWords);
    text = '"' + AnyCase(random, needle) + '"';
  } else if (form != 0) {
    text = (starts ? "" : "*") + text + (ends ? "" : "*");
  }
  return {text, [needle = ModelFold(needle), starts, ends](const auto& record) {
            return ModelHas(ModelFold(record.line), needle, starts, ends);
          }};
}

ModelQuery RegexQuery(std::mt19937& random) {
  const std::string word = Pick(random, kModelWords);
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
    return {std::string("level:") + kModelLevels[level],
            [level](const auto& record) { return record.level == level; }};
  }
  const auto& [sign, compare] = Pick(random, kOrders);
  return {std::string("level") + sign + kModelLevels[level],
          [level, compare = compare](const ModelRecord& record) {
            return record.level != 0 && compare(record.level, level);
          }};
}

ModelQuery ServiceQuery(std::mt19937& random) {
  const std::string name = Pick(random, kModelServices);
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
  const double wanted =
      ratio ? Pick(random, kModelRatios)
            : static_cast<double>(Pick(random, kModelStatuses)) +
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
  const std::string whole = user ? std::string(Pick(random, kModelUsers))
                                 : "/" + Pick(random, kModelWords) + "/x";
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
