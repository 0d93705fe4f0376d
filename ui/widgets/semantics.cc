#include "ui/widgets/semantics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace taffrail::ui {
namespace {

const char* RoleName(Role role) {
  switch (role) {
    case Role::kAlert:
      return "alert";
    case Role::kBanner:
      return "banner";
    case Role::kButton:
      return "button";
    case Role::kCheckBox:
      return "checkbox";
    case Role::kColumnHeader:
      return "columnheader";
    case Role::kComplementary:
      return "complementary";
    case Role::kContentInfo:
      return "contentinfo";
    case Role::kGrid:
      return "grid";
    case Role::kGridCell:
      return "gridcell";
    case Role::kGroup:
      return "group";
    case Role::kHeading:
      return "heading";
    case Role::kImage:
      return "img";
    case Role::kListBox:
      return "listbox";
    case Role::kLink:
      return "link";
    case Role::kMain:
      return "main";
    case Role::kOption:
      return "option";
    case Role::kProgressBar:
      return "progressbar";
    case Role::kRadio:
      return "radio";
    case Role::kRadioGroup:
      return "radiogroup";
    case Role::kRegion:
      return "region";
    case Role::kRow:
      return "row";
    case Role::kScrollBar:
      return "scrollbar";
    case Role::kSearchBox:
      return "searchbox";
    case Role::kSlider:
      return "slider";
    case Role::kStatus:
      return "status";
    case Role::kTab:
      return "tab";
    case Role::kTabList:
      return "tablist";
    case Role::kText:
      return "text";
    case Role::kTextBox:
      return "textbox";
  }
  return "group";
}

// Writes one object, leaving out what says nothing.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  void Text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    Key(key);
    out_ += '"';
    for (const char c : value) Character(c);
    out_ += '"';
  }
  void Number(std::string_view key, double value) {
    Key(key);
    char buffer[32];
    std::snprintf(buffer, sizeof(buffer), "%.17g", value);
    out_ += buffer;
  }
  void Flag(std::string_view key, bool value) {
    Key(key);
    out_ += value ? "true" : "false";
  }
  // In whole pixels: the mirror needs no finer, and changes less often.
  void Bounds(const Rect& rect) {
    Key("bounds");
    char buffer[64];
    std::snprintf(buffer, sizeof(buffer), "[%.0f,%.0f,%.0f,%.0f]",
                  std::floor(rect.x0), std::floor(rect.y0),
                  std::ceil(rect.width()), std::ceil(rect.height()));
    out_ += buffer;
  }

 private:
  void Key(std::string_view key) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }
  void Character(char c) {
    if (static_cast<unsigned char>(c) < 0x20) {
      char buffer[8];
      std::snprintf(buffer, sizeof(buffer), "\\u%04x", c);
      out_ += buffer;
      return;
    }
    if (c == '"' || c == '\\') out_ += '\\';
    out_ += c;
  }

  std::string& out_;
};

void Append(uint32_t parent, const Node& node, std::string& out) {
  JsonObject object(out);
  object.Number("id", node.id);
  object.Number("parent", parent);
  object.Text("role", RoleName(node.role));
  object.Text("name", node.name);
  // An empty value is one, for what can be edited.
  const bool editable =
      node.role == Role::kSearchBox || node.role == Role::kTextBox;
  if (editable && node.value.empty()) {
    object.Flag("empty", true);
  }
  object.Text("value", node.value);
  object.Text("description", node.description);
  object.Bounds(node.bounds);
  if (node.focusable) object.Flag("focusable", true);
  if (node.invalid) object.Flag("invalid", true);
  if (node.disabled) object.Flag("disabled", true);
  if (node.multiselectable) object.Flag("multiselectable", true);
  if (node.multiline) object.Flag("multiline", true);
  if (node.expanded) object.Flag("expanded", *node.expanded);
  object.Text("checked", node.checked);
  if (node.selected) object.Flag("selected", *node.selected);
  object.Text("shortcuts", node.shortcuts);
  if (node.span) {
    object.Number("min", node.span->min);
    object.Number("max", node.span->max);
    object.Number("now", node.span->now);
  }
  if (node.set_size > 0) {
    object.Number("position", static_cast<double>(node.set_position));
    object.Number("size", static_cast<double>(node.set_size));
  }
  const auto place = [&](std::string_view key, uint64_t number) {
    if (number > 0) object.Number(key, static_cast<double>(number));
  };
  place("rows", node.rows);
  place("columns", node.columns);
  place("row", node.row_index);
  place("column", node.column_index);
  object.Text("sort", node.sort);
  if (node.active_descendant != 0) {
    object.Number("active", node.active_descendant);
  }
  if (node.controls != 0) object.Number("controls", node.controls);
}

}  // namespace

void SemanticTree::Clear() {
  entries_.clear();
  open_.clear();
}

void SemanticTree::Open(Node node) {
  const uint32_t id = node.id;
  Add(std::move(node));
  open_.push_back(id);
}

void SemanticTree::Close() { open_.pop_back(); }

void SemanticTree::Add(Node node) {
  entries_.push_back({open_.empty() ? 0 : open_.back(), std::move(node)});
}

bool SemanticTree::Contains(uint32_t id) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.node.id == id; });
}

std::string SemanticTree::ToJson() const {
  std::string json = "[";
  for (const Entry& entry : entries_) {
    if (json.size() > 1) json += ',';
    Append(entry.parent, entry.node, json);
  }
  return json + "]";
}

}  // namespace taffrail::ui
