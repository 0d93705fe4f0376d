#ifndef TAFFRAIL_UI_WIDGETS_SEMANTICS_H_
#define TAFFRAIL_UI_WIDGETS_SEMANTICS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/rect.h"

namespace taffrail::ui {

// ARIA's roles, as far as we use them.
enum class Role {
  kAlert,
  kBanner,
  kButton,
  kCheckBox,
  kColumnHeader,
  kComplementary,
  kContentInfo,
  kGrid,
  kGridCell,
  kGroup,
  kHeading,
  kImage,
  kListBox,
  kLink,
  kMain,
  kOption,
  kProgressBar,
  kRadio,
  kRadioGroup,
  kRegion,
  kRow,
  kScrollBar,
  kSearchBox,
  kSlider,
  kStatus,
  kTab,
  kTabList,
  kText,
  kTextBox,
};

// What assistive technology and tests know of a widget. `id` is also the
// widget's ImGui id; it is the same in every frame.
struct Node {
  uint32_t id = 0;
  Role role = Role::kGroup;
  std::string name = {};
  std::string value = {};
  std::string description = {};
  Rect bounds = {};
  bool focusable = false;
  bool invalid = false;
  // Pressing it does nothing; `description` says why.
  bool disabled = false;
  // Of a list box: several options can be checked.
  bool multiselectable = false;
  // Of a text box: it has lines.
  bool multiline = false;
  // Of what shows and hides something: whether that is shown.
  std::optional<bool> expanded = {};
  // "true", "false" or "mixed".
  std::string_view checked = {};
  std::optional<bool> selected = {};
  std::string_view shortcuts = {};
  // Sliders and progress bars.
  struct Span {
    double min = 0;
    double max = 0;
    double now = 0;
  };
  std::optional<Span> span = {};
  // Options of a list of which only some are there: position from 1.
  uint64_t set_position = 0;
  uint64_t set_size = 0;
  // Of a grid, of which only some may be there: all rows, its head included,
  // and columns; of a row, a cell or the head of a column: its place from 1.
  uint64_t rows = 0;
  uint64_t columns = 0;
  uint64_t row_index = 0;
  uint64_t column_index = 0;
  // Of the head of a column: "ascending", "descending" or "none".
  std::string_view sort = {};
  // The option of a list box, the cell of a grid that is current.
  uint32_t active_descendant = 0;
  // What a field searches: Escape and ↓ lead there.
  uint32_t controls = 0;
};

// The nodes of one frame, in the order of reading and of tabbing. The page
// turns them into a mirror of DOM elements (ui/platform/mirror.ts).
class SemanticTree {
 public:
  void Clear();
  // Adds a node; those added until Close() are inside it.
  void Open(Node node);
  void Close();
  // Nodes added until Close() are inside one that was added before.
  void OpenExisting(uint32_t id) { open_.push_back(id); }
  void Add(Node node);

  bool Contains(uint32_t id) const;
  // [{"id":1,"parent":0,"role":"banner",…},…], each after its parent. Fields
  // that say nothing are left out.
  std::string ToJson() const;

 private:
  struct Entry {
    uint32_t parent;
    Node node;
  };

  std::vector<Entry> entries_;
  std::vector<uint32_t> open_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_SEMANTICS_H_
