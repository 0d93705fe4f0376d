#include "ui/text/query_facets.h"

#include <algorithm>
#include <optional>

#include "ui/text/query_tokens.h"

namespace taffrail::ui {
namespace {

// One operand of the top-level conjunction. A facet item names the values of
// one field; any other item is kept as it was written.
struct Item {
  std::string text;
  std::string field;
  std::vector<std::string> values;
  bool negated = false;
};

bool IsBareWord(std::string_view value) {
  return !value.empty() && value[0] != '-' &&
         std::none_of(value.begin(), value.end(), [](char c) {
           return std::string_view(" \t()\":<>=\\*/|").find(c) !=
                  std::string_view::npos;
         });
}

std::string Quote(std::string_view value) {
  if (IsBareWord(value)) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string Unquote(const QueryToken& token) {
  if (token.kind != QueryTokenKind::kPhrase) return std::string(token.text);
  std::string value;
  for (size_t i = 1; i < token.text.size() && token.text[i] != '"'; ++i) {
    if (token.text[i] == '\\' && i + 1 < token.text.size()) ++i;
    value += token.text[i];
  }
  return value;
}

std::string Render(const Item& item) {
  if (item.field.empty()) return item.text;
  std::string text = item.values.size() > 1 ? "(" : "";
  for (size_t i = 0; i < item.values.size(); ++i) {
    if (i > 0) text += " OR ";
    text += item.field + ":" + Quote(item.values[i]);
  }
  if (item.values.size() > 1) text += ")";
  return item.negated ? "-" + text : text;
}

class Parser {
 public:
  explicit Parser(std::string_view query)
      : query_(query), tokens_(LexQuery(query)) {}

  std::vector<Item> Items() {
    while (at_ < tokens_.size()) {
      // A top-level OR makes the whole text one operand.
      if (Keyword("OR")) return {Whole()};
      if (Keyword("AND")) {
        ++at_;
      } else {
        items_.push_back(Next());
      }
    }
    return std::move(items_);
  }

 private:
  bool Is(QueryTokenKind kind, size_t at) const {
    return at < tokens_.size() && tokens_[at].kind == kind;
  }
  bool Keyword(std::string_view text) const {
    return Is(QueryTokenKind::kKeyword, at_) && tokens_[at_].text == text;
  }
  std::string Slice(size_t first, size_t end) const {
    const char* begin = tokens_[first].text.data();
    const std::string_view last = tokens_[end - 1].text;
    return std::string(begin, last.data() + last.size() - begin);
  }
  Item Whole() const {
    return {"(" + std::string(query_) + ")", "", {}, false};
  }

  Item Next() {
    const size_t first = at_;
    bool negated = false;
    if ((Is(QueryTokenKind::kOperator, at_) && tokens_[at_].text == "-") ||
        Keyword("NOT")) {
      negated = true;
      ++at_;
    }
    std::optional<Item> facet =
        Is(QueryTokenKind::kOpen, at_) ? Group() : Term();
    if (facet) {
      facet->negated = negated;
      return *std::move(facet);
    }
    Skip();
    return {Slice(first, at_), "", {}, false};
  }

  // field:value
  std::optional<Item> Term() {
    const bool is_value = Is(QueryTokenKind::kWord, at_ + 2) ||
                          Is(QueryTokenKind::kPhrase, at_ + 2);
    if (!Is(QueryTokenKind::kField, at_) || !is_value ||
        tokens_[at_ + 1].text != ":") {
      return std::nullopt;
    }
    Item item;
    item.field = tokens_[at_].text;
    item.values = {Unquote(tokens_[at_ + 2])};
    at_ += 3;
    return item;
  }

  // (field:a OR field:b)
  std::optional<Item> Group() {
    const size_t first = at_++;
    Item group;
    while (std::optional<Item> term = Term()) {
      if (!group.field.empty() && group.field != term->field) break;
      group.field = term->field;
      group.values.push_back(term->values[0]);
      if (Is(QueryTokenKind::kClose, at_)) {
        ++at_;
        return group;
      }
      if (!Keyword("OR")) break;
      ++at_;
    }
    at_ = first;
    return std::nullopt;
  }

  // Past one operand that is no facet: a parenthesis, a comparison or a word.
  void Skip() {
    int depth = 0;
    do {
      if (at_ >= tokens_.size()) return;
      if (Is(QueryTokenKind::kOpen, at_)) ++depth;
      if (Is(QueryTokenKind::kClose, at_)) --depth;
      const bool field = Is(QueryTokenKind::kField, at_);
      ++at_;
      if (field) {
        while (Is(QueryTokenKind::kOperator, at_)) ++at_;
        if (Is(QueryTokenKind::kWord, at_) ||
            Is(QueryTokenKind::kPhrase, at_) ||
            Is(QueryTokenKind::kRegex, at_)) {
          ++at_;
        }
      }
    } while (depth > 0);
  }

  std::string_view query_;
  std::vector<QueryToken> tokens_;
  size_t at_ = 0;
  std::vector<Item> items_;
};

// Takes the value out wherever the items name it; whether any did.
bool Remove(std::vector<Item>& items, std::string_view field,
            std::string_view value, bool negated) {
  bool removed = false;
  for (Item& item : items) {
    if (item.field != field || item.negated != negated) continue;
    removed |= std::erase(item.values, value) > 0;
  }
  std::erase_if(items, [](const Item& item) {
    return !item.field.empty() && item.values.empty();
  });
  return removed;
}

}  // namespace

FacetState FacetStateOf(std::string_view query, std::string_view field,
                        std::string_view value) {
  query = query.substr(0, PipelineAt(query));
  for (const Item& item : Parser(query).Items()) {
    if (item.field != field) continue;
    if (std::find(item.values.begin(), item.values.end(), value) ==
        item.values.end()) {
      continue;
    }
    return item.negated ? FacetState::kExcluded : FacetState::kIncluded;
  }
  return FacetState::kNone;
}

std::string ToggleFacet(std::string_view query, std::string_view field,
                        std::string_view value, bool exclude) {
  const std::string_view pipeline = query.substr(PipelineAt(query));
  query.remove_suffix(pipeline.size());
  std::vector<Item> items = Parser(query).Items();
  const bool was_included = Remove(items, field, value, false);
  const bool was_excluded = Remove(items, field, value, true);
  if (exclude ? !was_excluded : !was_included) {
    auto group =
        exclude
            ? items.end()
            : std::find_if(items.begin(), items.end(), [&](const Item& item) {
                return item.field == field && !item.negated;
              });
    if (group == items.end()) {
      group =
          items.insert(items.end(), Item{"", std::string(field), {}, exclude});
    }
    group->values.emplace_back(value);
  }
  std::string text;
  for (const Item& item : items) {
    if (!text.empty()) text += ' ';
    text += Render(item);
  }
  if (!text.empty() && !pipeline.empty()) text += ' ';
  return text.append(pipeline);
}

}  // namespace taffrail::ui
