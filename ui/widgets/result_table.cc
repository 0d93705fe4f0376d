#include "ui/widgets/result_table.h"

#include <algorithm>

#include "imgui.h"
#include "ui/widgets/button.h"

namespace taffrail::ui {
namespace {

constexpr float kHeadHeight = 30;
constexpr float kCellPadding = 12;
constexpr float kLeastWidth = 48;
constexpr float kMostWidth = 480;
constexpr float kSortMark = 14;

Rect RowBounds(const Rect& rows, float top) {
  return {rows.x0, rows.y0 + top, rows.x1, rows.y0 + top + kRowHeight};
}

// The next order when a column's head is pressed: numbers begin with the
// greatest, all else with the least; the third time it is as it was.
std::optional<ResultRows::Order> NextOrder(const ResultRows& rows,
                                           size_t column) {
  const bool first = rows.columns()[column].numeric;
  const std::optional<ResultRows::Order> now = rows.order();
  if (!now || now->column != column) return ResultRows::Order{column, first};
  if (now->descending == first) return ResultRows::Order{column, !first};
  return std::nullopt;
}

}  // namespace

std::optional<ResultTable::Pressed> ResultTable::Draw(
    Frame& frame, const Rect& bounds, const ResultTableSpec& spec,
    ResultRows& rows) {
  const Scope scope(frame, spec.id);
  node_ = frame.Id("grid");
  if (id_ != rows.id() || widths_.size() != rows.columns().size()) {
    id_ = rows.id();
    widths_.assign(rows.columns().size(), kLeastWidth);
    scroll_ = ListScroll();
    scroll_x_ = 0;
    current_.reset();
  }
  if (current_ && current_->row >= rows.rows()) current_.reset();
  Rect body = bounds;
  const Rect head = body.CutTop(kHeadHeight);
  scroll_.Layout(rows.rows(), kRowHeight, body.height());
  Rect cells = body;
  if (scroll_.scrollable()) cells.CutRight(kPadding);
  rows.Want(scroll_.first_row(), scroll_.end_row());
  Measure(frame, cells.width(), rows);

  const ImVec2 mouse = ImGui::GetMousePos();
  if (bounds.Contains(mouse.x, mouse.y) && frame.input.wheel_y != 0) {
    if (frame.input.modifiers.shift) {
      scroll_x_ += frame.input.wheel_y;
    } else {
      scroll_.ScrollBy(frame.input.wheel_y);
    }
    frame.input.wheel_y = 0;
  }
  scroll_x_ =
      std::clamp(scroll_x_, 0.0f, std::max(0.0f, total_width_ - cells.width()));

  const bool in_sight = current_ && current_->row >= scroll_.first_row() &&
                        current_->row < scroll_.end_row();
  const Interaction interaction = Interact(
      frame, {.id = node_,
              .role = Role::kGrid,
              .name = spec.name,
              .bounds = cells,
              .focusable = true,
              .rows = rows.rows() + 1,
              .columns = rows.columns().size(),
              .active_descendant = in_sight ? CellId(frame, *current_) : 0});
  std::optional<Cell> hovered;
  if (interaction.hovered) hovered = CellAt(cells, rows, mouse.x, mouse.y);
  std::optional<Pressed> pressed;
  const auto press = [&](const Cell& cell, const Modifiers& modifiers) {
    current_ = cell;
    if (rows.columns()[cell.column].acts) {
      pressed = {cell.row, cell.column, modifiers};
    }
  };
  if (interaction.clicked && hovered) press(*hovered, interaction.modifiers);
  for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
    for (size_t column = 0; column < rows.columns().size(); ++column) {
      const auto click = frame.TakeClick(CellId(frame, {row, column}));
      if (click) press({row, column}, *click);
    }
  }
  if (interaction.focused ||
      (spec.takes_stray_keys && frame.input.focused == 0)) {
    MoveByKeys(frame, rows);
    RevealColumn(cells.width());
    if (current_ && frame.TakeKey("Enter")) press(*current_, {});
    if (current_ && frame.TakeKey("s")) {
      rows.SetOrder(NextOrder(rows, current_->column));
      frame.DrawAgain();
    }
  }

  frame.tree.OpenExisting(node_);
  DrawHead(frame, head, rows);
  frame.paint.PushClip(body);
  DrawRows(frame, cells, rows, hovered);
  frame.paint.PopClip();
  AddNodes(frame, cells, rows);
  frame.tree.Close();
  if (in_sight && interaction.focused) {
    Rect cell = RowBounds(cells, scroll_.RowTop(current_->row));
    const Rect column = ColumnBounds(cells, current_->column);
    cell.x0 = column.x0;
    cell.x1 = column.x1;
    DrawFocus(frame, interaction, cell);
  } else {
    DrawFocus(frame, interaction, cells);
  }
  if (scroll_.scrollable()) {
    const Rect track = body.CutRight(kPadding);
    const ListScroll::Thumb thumb = scroll_.ThumbOn(track.height());
    const float moved = bar_.Draw(frame, track, thumb.top, thumb.height);
    if (moved != thumb.top) {
      scroll_.MoveThumbTo(moved, track.height());
      frame.DrawAgain();
    }
  }
  return pressed;
}

// As wide as what is in sight needs; the last column of text takes what is
// left.
void ResultTable::Measure(Frame& frame, float width, const ResultRows& rows) {
  std::optional<size_t> last_text;
  total_width_ = 0;
  for (size_t column = 0; column < widths_.size(); ++column) {
    const ResultColumn& of = rows.columns()[column];
    float wanted = frame.paint.Measure(kBodyText, of.name) + kSortMark;
    for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
      const auto text = rows.Text(row, column, frame.zone);
      if (text)
        wanted = std::max(wanted, frame.paint.Measure(kCodeText, *text));
    }
    widths_[column] = std::clamp(wanted + 2 * kCellPadding, widths_[column],
                                 std::max(widths_[column], kMostWidth));
    total_width_ += widths_[column];
    if (!of.numeric) last_text = column;
  }
  if (last_text && last_text == widths_.size() - 1 && total_width_ < width) {
    widths_[*last_text] += width - total_width_;
    total_width_ = width;
  }
}

Rect ResultTable::ColumnBounds(const Rect& bounds, size_t column) const {
  Rect place = bounds;
  place.x0 -= scroll_x_;
  for (size_t i = 0; i < column; ++i) place.x0 += widths_[i];
  place.x1 = place.x0 + widths_[column];
  return place;
}

void ResultTable::DrawHead(Frame& frame, const Rect& bounds, ResultRows& rows) {
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1,
                             bounds.y1 - frame.paint.hairline(),
                             frame.theme.line);
  frame.tree.Open({.id = frame.Id("head"),
                   .role = Role::kRow,
                   .bounds = bounds,
                   .row_index = 1});
  frame.paint.PushClip(bounds);
  const Scope scope(frame, "head");
  for (size_t column = 0; column < widths_.size(); ++column) {
    const ResultColumn& of = rows.columns()[column];
    const Rect place = ColumnBounds(bounds, column);
    const std::optional<ResultRows::Order> order = rows.order();
    const bool sorted = order && order->column == column;
    const Interaction interaction =
        Interact(frame, {.id = frame.Id(column),
                         .role = Role::kColumnHeader,
                         .name = of.name,
                         .bounds = place,
                         .focusable = true,
                         .column_index = column + 1,
                         .sort = !sorted             ? "none"
                                 : order->descending ? "descending"
                                                     : "ascending"});
    const Color color = sorted || interaction.hovered ? frame.theme.text
                                                      : frame.theme.secondary;
    const float left = place.x0 + kCellPadding;
    const float right = place.x1 - kCellPadding;
    float mark = right - 8;
    if (of.numeric) {
      mark = frame.paint.TextRight(kBodyText, right, place.centre_y(), color,
                                   of.name) -
             kSortMark;
    } else {
      frame.paint.TextElided(kBodyText, left, right, place.centre_y(), color,
                             of.name);
      mark = std::min(right - 8,
                      left + frame.paint.Measure(kBodyText, of.name) + 6);
    }
    if (sorted) {
      ImDrawList& list = frame.paint.list();
      const float y = place.centre_y();
      const float tip = order->descending ? 3.0f : -3.0f;
      list.AddTriangleFilled({mark, y - tip}, {mark + 8, y - tip},
                             {mark + 4, y + tip}, frame.theme.accent);
    }
    DrawFocus(frame, interaction, place.Inset(2, 3));
    if (interaction.clicked) {
      rows.SetOrder(NextOrder(rows, column));
      frame.DrawAgain();
    }
  }
  frame.paint.PopClip();
  frame.tree.Close();
}

void ResultTable::DrawRows(Frame& frame, const Rect& bounds,
                           const ResultRows& rows,
                           std::optional<Cell> hovered) {
  for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
    const Rect place = RowBounds(bounds, frame.paint.Snap(scroll_.RowTop(row)));
    const bool current = current_ && current_->row == row;
    if (current) {
      frame.paint.Fill(place, frame.theme.selection);
    } else if (hovered && hovered->row == row) {
      frame.paint.Fill(place, WithAlpha(frame.theme.raised, 0.6f));
    }
    for (size_t column = 0; column < widths_.size(); ++column) {
      const ResultColumn& of = rows.columns()[column];
      const Rect cell = ColumnBounds(place, column);
      if (cell.x1 < bounds.x0 || cell.x0 > bounds.x1) continue;
      const auto text = rows.Text(row, column, frame.zone);
      const bool lit = hovered && hovered->row == row &&
                       hovered->column == column && of.acts;
      const Color color = !text ? frame.theme.faint
                          : lit ? frame.theme.accent
                                : frame.theme.text;
      const std::string_view shown = text ? std::string_view(*text) : "…";
      const float left = cell.x0 + kCellPadding;
      const float right = cell.x1 - kCellPadding;
      if (of.numeric) {
        frame.paint.TextRight(kCodeText, right, cell.centre_y(), color, shown);
      } else {
        frame.paint.TextElided(kCodeText, left, right, cell.centre_y(), color,
                               shown);
      }
    }
    frame.paint.HorizontalLine(place.x0, place.x1,
                               place.y1 - frame.paint.hairline(),
                               WithAlpha(frame.theme.line, 0.5f));
  }
}

uint32_t ResultTable::CellId(Frame& frame, const Cell& cell) const {
  const Scope scope(frame, cell.row);
  return frame.Id(cell.column);
}

void ResultTable::AddNodes(Frame& frame, const Rect& bounds,
                           const ResultRows& rows) {
  for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
    const Rect place = RowBounds(bounds, scroll_.RowTop(row));
    frame.tree.Open({.id = frame.Id(row),
                     .role = Role::kRow,
                     .bounds = place,
                     .selected = current_ && current_->row == row,
                     .row_index = row + 2});
    for (size_t column = 0; column < widths_.size(); ++column) {
      frame.tree.Add(
          {.id = CellId(frame, {row, column}),
           .role = Role::kGridCell,
           .name = rows.Text(row, column, frame.zone).value_or("loading"),
           .bounds = ColumnBounds(place, column),
           .column_index = column + 1});
    }
    frame.tree.Close();
  }
}

void ResultTable::MoveByKeys(Frame& frame, const ResultRows& rows) {
  if (rows.rows() == 0 || widths_.empty()) return;
  const uint64_t last = rows.rows() - 1;
  const uint64_t page = scroll_.rows_per_page();
  const auto take = [&](std::string_view a, std::string_view b = {}) {
    return frame.TakeKey(a) || (!b.empty() && frame.TakeKey(b));
  };
  // Held or struck fast, keys come several to a frame.
  for (bool moved = true; moved;) {
    // With nothing current yet, the first key goes to the first row in sight.
    Cell to = current_.value_or(Cell{std::min(last, scroll_.first_row()), 0});
    moved = true;
    if (take("ArrowDown", "j")) {
      to.row = current_ ? std::min(last, to.row + 1) : to.row;
    } else if (take("ArrowUp", "k")) {
      to.row -= current_ && to.row > 0 ? 1 : 0;
    } else if (take("ArrowRight", "l")) {
      to.column = std::min(widths_.size() - 1, to.column + 1);
    } else if (take("ArrowLeft", "h")) {
      to.column -= to.column > 0 ? 1 : 0;
    } else if (take("PageDown")) {
      to.row = std::min(last, to.row + page);
    } else if (take("PageUp")) {
      to.row -= std::min(to.row, page);
    } else if (take("Home", "g")) {
      to.row = 0;
    } else if (take("End", "G")) {
      to.row = last;
    } else {
      moved = false;
    }
    if (!moved) return;
    current_ = to;
    scroll_.Reveal(to.row);
    frame.DrawAgain();
  }
}

void ResultTable::RevealColumn(float width) {
  if (!current_ || total_width_ <= width) return;
  float left = 0;
  for (size_t i = 0; i < current_->column; ++i) left += widths_[i];
  const float right = left + widths_[current_->column];
  scroll_x_ = std::clamp(scroll_x_, std::min(left, right - width), left);
}

std::optional<ResultTable::Cell> ResultTable::CellAt(const Rect& bounds,
                                                     const ResultRows& rows,
                                                     float x, float y) const {
  const float down = y - bounds.y0 - scroll_.RowTop(scroll_.first_row());
  const uint64_t row = scroll_.first_row() +
                       static_cast<uint64_t>(std::max(0.0f, down / kRowHeight));
  if (row >= rows.rows()) return std::nullopt;
  for (size_t column = 0; column < widths_.size(); ++column) {
    const Rect place = ColumnBounds(bounds, column);
    if (x >= place.x0 && x < place.x1) return Cell{row, column};
  }
  return std::nullopt;
}

}  // namespace taffrail::ui
