#ifndef TAFFRAIL_UI_WIDGETS_LIST_BOX_H_
#define TAFFRAIL_UI_WIDGETS_LIST_BOX_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ui/state/list_scroll.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"

namespace taffrail::ui {

struct ListBoxSpec {
  std::string_view id = {};
  std::string name = {};
  uint64_t rows = 0;
  float row_height = kRowHeight;
  std::optional<uint64_t> current = {};
  // Takes the keys that are pressed while nothing has the focus.
  bool takes_stray_keys = false;
  // Draws a row within `bounds`, over its ground.
  std::function<void(uint64_t row, const Rect& bounds)> draw_row = {};
  // What a row is called.
  std::function<std::string(uint64_t row)> name_row = {};
  // For a list of which several rows can be checked: which ones are.
  std::function<bool(uint64_t row)> checked = {};
  // So much of a row, from its left, is its check mark, which `draw_row` draws.
  float check_width = 0;
};

// A list of any length of which only the rows in sight are drawn and mirrored.
// It holds the focus as a whole; arrows, paging, Home, End, g and G move the
// current row. Where rows can be checked, Space, a click with Control or one on
// the mark checks one, and moving with Shift checks those on the way.
class ListBox {
 public:
  // The row that became current in this frame.
  std::optional<uint64_t> Draw(Frame& frame, const Rect& bounds,
                               const ListBoxSpec& spec);

  void ScrollToTop() { scroll_ = ListScroll(); }
  void Reveal(uint64_t row) { scroll_.Reveal(row); }
  uint64_t first_row() const { return scroll_.first_row(); }
  uint64_t end_row() const { return scroll_.end_row(); }
  uint32_t node() const { return node_; }
  // In the last frame the current row was double-clicked, or Enter pressed.
  bool activated() const { return activated_; }
  // In the last frame the row was to be checked, or not any more.
  std::optional<uint64_t> toggled() const { return toggled_; }
  // In the last frame the current row moved with Shift, from where.
  std::optional<uint64_t> extended_from() const { return extended_from_; }

 private:
  // Which row a click with such modifiers makes current, and what else it does.
  uint64_t Click(uint64_t row, const Modifiers& modifiers, bool on_mark,
                 const ListBoxSpec& spec);
  std::optional<uint64_t> TakeKeys(Frame& frame, const ListBoxSpec& spec,
                                   std::optional<uint64_t> moved);
  // Takes one key, if `shift` one with Shift; the row it leads to from the
  // current one.
  std::optional<uint64_t> MoveByKey(Frame& frame, uint64_t rows,
                                    std::optional<uint64_t> from, bool shift);
  void DrawRows(Frame& frame, const Rect& bounds, const ListBoxSpec& spec,
                std::optional<uint64_t> hovered);
  void AddOptions(Frame& frame, const Rect& bounds, const ListBoxSpec& spec);
  void DrawScrollBar(Frame& frame, const Rect& bounds);

  uint32_t node_ = 0;
  bool activated_ = false;
  std::optional<uint64_t> toggled_;
  std::optional<uint64_t> extended_from_;
  ListScroll scroll_;
  ScrollBar bar_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_LIST_BOX_H_
