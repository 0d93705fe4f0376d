#include "ui/widgets/list_box.h"

#include <algorithm>

#include "imgui.h"

namespace taffrail::ui {
namespace {

Rect RowBounds(const Rect& list, float top, float height) {
  return {list.x0, list.y0 + top, list.x1, list.y0 + top + height};
}

}  // namespace

std::optional<uint64_t> ListBox::Draw(Frame& frame, const Rect& bounds,
                                      const ListBoxSpec& spec) {
  const Scope scope(frame, spec.id);
  node_ = frame.Id("list");
  scroll_.Layout(spec.rows, spec.row_height, bounds.height());
  const ImVec2 mouse = ImGui::GetMousePos();
  if (scroll_.scrollable() && bounds.Contains(mouse.x, mouse.y)) {
    scroll_.ScrollBy(frame.input.wheel_y);
    frame.input.wheel_y = 0;
  }

  Rect rows = bounds;
  if (scroll_.scrollable()) rows.CutRight(kPadding);
  const uint32_t active = spec.current &&
                                  *spec.current >= scroll_.first_row() &&
                                  *spec.current < scroll_.end_row()
                              ? frame.Id(*spec.current)
                              : 0;
  const Interaction interaction =
      Interact(frame, {.id = node_,
                       .role = Role::kListBox,
                       .name = spec.name,
                       .bounds = rows,
                       .focusable = true,
                       .multiselectable = spec.checked != nullptr,
                       .active_descendant = active});
  std::optional<uint64_t> hovered;
  if (interaction.hovered) {
    const uint64_t row =
        scroll_.first_row() +
        static_cast<uint64_t>(std::max(
            0.0f, (mouse.y - bounds.y0 - scroll_.RowTop(scroll_.first_row())) /
                      spec.row_height));
    if (row < spec.rows) hovered = row;
  }
  toggled_.reset();
  extended_from_.reset();
  std::optional<uint64_t> moved;
  if (interaction.pressed && hovered) {
    moved = Click(*hovered, interaction.modifiers,
                  mouse.x < bounds.x0 + spec.check_width, spec);
  }
  for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
    if (const auto with = frame.TakeClick(frame.Id(row))) {
      moved = Click(row, *with, /*on_mark=*/false, spec);
    }
  }
  const bool takes_keys = interaction.focused ||
                          (spec.takes_stray_keys && frame.input.focused == 0);
  if (takes_keys) moved = TakeKeys(frame, spec, moved);
  if (moved) scroll_.Reveal(*moved);
  // What became current in this frame can be meant, too.
  activated_ = (spec.current || moved) &&
               (interaction.double_clicked ||
                (interaction.focused && frame.TakeKey("Enter")));

  frame.paint.PushClip(bounds);
  DrawRows(frame, bounds, spec, hovered);
  frame.paint.PopClip();
  AddOptions(frame, rows, spec);
  const bool current_in_sight = active != 0;
  DrawFocus(frame, interaction,
            current_in_sight ? RowBounds(bounds, scroll_.RowTop(*spec.current),
                                         spec.row_height)
                             : bounds);
  DrawScrollBar(frame, bounds);
  return moved;
}

uint64_t ListBox::Click(uint64_t row, const Modifiers& modifiers, bool on_mark,
                        const ListBoxSpec& spec) {
  if (!spec.checked) return row;
  if (modifiers.shift) {
    extended_from_ = spec.current.value_or(row);
  } else if (modifiers.control || on_mark) {
    toggled_ = row;
  }
  return row;
}

std::optional<uint64_t> ListBox::TakeKeys(Frame& frame, const ListBoxSpec& spec,
                                          std::optional<uint64_t> moved) {
  // Held or struck fast, keys come several to a frame, or with a click.
  std::optional<uint64_t> current = moved ? moved : spec.current;
  if (spec.checked) {
    while (const auto by_key =
               MoveByKey(frame, spec.rows, current, /*shift=*/true)) {
      if (!extended_from_) extended_from_ = current.value_or(*by_key);
      moved = current = by_key;
    }
  }
  while (const auto by_key =
             MoveByKey(frame, spec.rows, current, /*shift=*/false)) {
    moved = current = by_key;
  }
  if (spec.checked && current && frame.TakeKey(" ")) toggled_ = current;
  return moved;
}

std::optional<uint64_t> ListBox::MoveByKey(Frame& frame, uint64_t rows,
                                           std::optional<uint64_t> from,
                                           bool shift) {
  if (rows == 0) return std::nullopt;
  const uint64_t last = rows - 1;
  const uint64_t page = scroll_.rows_per_page();
  // With nothing current yet, the first key goes to the first row in sight.
  const bool none = !from;
  const uint64_t current = std::min(last, from.value_or(scroll_.first_row()));
  // Letters are other ones with Shift.
  const auto take = [&](std::string_view key, std::string_view letter = "") {
    return shift ? frame.TakeShiftKey(key)
                 : frame.TakeKey(key) ||
                       (!letter.empty() && frame.TakeKey(letter));
  };
  if (take("ArrowDown", "j")) {
    return none ? current : std::min(last, current + 1);
  }
  if (take("ArrowUp", "k")) {
    return none || current == 0 ? current : current - 1;
  }
  if (take("PageDown")) return std::min(last, current + page);
  if (take("PageUp")) return current - std::min(current, page);
  if (take("Home", "g")) return 0;
  if (take("End", "G")) return last;
  return std::nullopt;
}

void ListBox::DrawRows(Frame& frame, const Rect& bounds,
                       const ListBoxSpec& spec,
                       std::optional<uint64_t> hovered) {
  for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
    const Rect place = RowBounds(bounds, frame.paint.Snap(scroll_.RowTop(row)),
                                 spec.row_height);
    if (row == spec.current) {
      frame.paint.Fill(place, frame.theme.selection);
    } else if (spec.checked && spec.checked(row)) {
      frame.paint.Fill(place, frame.theme.raised);
    } else if (row == hovered) {
      frame.paint.Fill(place, WithAlpha(frame.theme.raised, 0.6f));
    }
    spec.draw_row(row, place);
  }
}

void ListBox::AddOptions(Frame& frame, const Rect& bounds,
                         const ListBoxSpec& spec) {
  frame.tree.OpenExisting(node_);
  for (uint64_t row = scroll_.first_row(); row < scroll_.end_row(); ++row) {
    frame.tree.Add(
        {.id = frame.Id(row),
         .role = Role::kOption,
         .name = spec.name_row(row),
         .bounds = RowBounds(bounds, scroll_.RowTop(row), spec.row_height),
         .checked = !spec.checked       ? std::string_view()
                    : spec.checked(row) ? "true"
                                        : "false",
         .selected = row == spec.current,
         .set_position = row + 1,
         .set_size = spec.rows});
  }
  frame.tree.Close();
}

void ListBox::DrawScrollBar(Frame& frame, const Rect& bounds) {
  if (!scroll_.scrollable()) return;
  Rect edge = bounds;
  const Rect track = edge.CutRight(kPadding);
  const ListScroll::Thumb thumb = scroll_.ThumbOn(track.height());
  const float moved = bar_.Draw(frame, track, thumb.top, thumb.height);
  if (moved != thumb.top) {
    scroll_.MoveThumbTo(moved, track.height());
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
