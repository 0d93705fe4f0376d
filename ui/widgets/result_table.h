#ifndef TAFFRAIL_UI_WIDGETS_RESULT_TABLE_H_
#define TAFFRAIL_UI_WIDGETS_RESULT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/state/list_scroll.h"
#include "ui/state/result_rows.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"

namespace taffrail::ui {

struct ResultTableSpec {
  std::string_view id = {};
  std::string name = {};
  // Takes the keys that are pressed while nothing has the focus.
  bool takes_stray_keys = false;
};

// Rows and columns of any number, of which only those in sight are drawn and
// mirrored, as a grid. It holds the focus as a whole; arrows, paging, Home,
// End, g and G move the current cell, Enter acts on it, s orders by its column.
// The heads of columns are buttons that order. Kept by its view between frames.
class ResultTable {
 public:
  struct Pressed {
    uint64_t row = 0;
    size_t column = 0;
    Modifiers modifiers;
  };

  // The cell that was pressed in this frame, in a column that acts.
  std::optional<Pressed> Draw(Frame& frame, const Rect& bounds,
                              const ResultTableSpec& spec, ResultRows& rows);
  // The grid's node, for handing it the focus.
  uint32_t node() const { return node_; }

 private:
  struct Cell {
    uint64_t row = 0;
    size_t column = 0;
  };

  void Measure(Frame& frame, float width, const ResultRows& rows);
  void DrawHead(Frame& frame, const Rect& bounds, ResultRows& rows);
  void DrawRows(Frame& frame, const Rect& bounds, const ResultRows& rows,
                std::optional<Cell> hovered);
  void AddNodes(Frame& frame, const Rect& bounds, const ResultRows& rows);
  void MoveByKeys(Frame& frame, const ResultRows& rows);
  std::optional<Cell> CellAt(const Rect& bounds, const ResultRows& rows,
                             float x, float y) const;
  Rect ColumnBounds(const Rect& bounds, size_t column) const;
  void RevealColumn(float width);
  uint32_t CellId(Frame& frame, const Cell& cell) const;

  uint32_t node_ = 0;
  // What the rest is of.
  uint64_t id_ = 0;
  ListScroll scroll_;
  ScrollBar bar_;
  // Grown as wider cells come, so that columns do not jump about.
  std::vector<float> widths_;
  float total_width_ = 0;
  float scroll_x_ = 0;
  std::optional<Cell> current_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_RESULT_TABLE_H_
