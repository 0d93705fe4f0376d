#include "ui/widgets/scroll_area.h"

#include <algorithm>

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kThumbWidth = 6;
constexpr float kLeastThumb = 28;
constexpr float kRevealMargin = 8;
constexpr float kLine = 40;

}  // namespace

float ScrollBar::Draw(Frame& frame, const Rect& track, float top,
                      float height) {
  const Interaction interaction = Interact(frame, {.id = frame.Id("scroll bar"),
                                                   .role = Role::kScrollBar,
                                                   .name = "Scroll",
                                                   .bounds = track});
  const bool lit = interaction.hovered || interaction.held;
  Rect thumb = track;
  thumb.y0 += top;
  thumb.y1 = thumb.y0 + height;
  const Rect drawn{thumb.x1 - kThumbWidth - 3, thumb.y0 + 2, thumb.x1 - 3,
                   thumb.y1 - 2};
  frame.paint.Fill(drawn, WithAlpha(frame.theme.faint, lit ? 0.8f : 0.4f),
                   kThumbWidth / 2);
  const float mouse = ImGui::GetMousePos().y;
  if (interaction.pressed) {
    const bool on_thumb = mouse >= thumb.y0 && mouse < thumb.y1;
    grip_ = on_thumb ? mouse - thumb.y0 : height / 2;
  }
  if (!interaction.held) return top;
  return std::clamp(mouse - grip_ - track.y0, 0.0f, track.height() - height);
}

float ScrollArea::Begin(Frame& frame, const Rect& bounds,
                        std::string_view name) {
  bounds_ = bounds;
  MoveTo(offset_);
  if (!name.empty() && max_offset() > 0) ScrollByKeys(frame, name);
  frame.paint.PushClip(bounds);
  frame.scroll_area = this;
  return frame.paint.Snap(bounds.y0 - offset_);
}

void ScrollArea::End(Frame& frame, float bottom) {
  frame.scroll_area = nullptr;
  frame.paint.PopClip();
  content_height_ = bottom + offset_ - bounds_.y0;
  ScrollByWheel(frame);
  if (max_offset() <= 0) return;
  const float room = bounds_.height();
  const float height = std::max(kLeastThumb, room * room / content_height_);
  const float top = (room - height) * offset_ / max_offset();
  Rect edge = bounds_;
  const float moved = bar_.Draw(frame, edge.CutRight(kPadding), top, height);
  if (moved != top) MoveTo(moved / (room - height) * max_offset());
}

// After the contents, since what scrolls in there goes first.
void ScrollArea::ScrollByWheel(Frame& frame) {
  const ImVec2 mouse = ImGui::GetMousePos();
  const float wheel = frame.input.wheel_y;
  if (wheel == 0 || !bounds_.Contains(mouse.x, mouse.y)) return;
  MoveTo(offset_ + wheel);
  frame.input.wheel_y = 0;
  frame.DrawAgain();
}

void ScrollArea::ScrollByKeys(Frame& frame, std::string_view name) {
  const uint32_t id = frame.Id("scroll area");
  frame.tree.Add({.id = id,
                  .role = Role::kGroup,
                  .name = std::string(name),
                  .bounds = bounds_,
                  .focusable = true});
  if (frame.input.focused != id) return;
  const float page = bounds_.height() - kLine;
  if (frame.TakeKey("ArrowDown")) MoveTo(offset_ + kLine);
  if (frame.TakeKey("ArrowUp")) MoveTo(offset_ - kLine);
  if (frame.TakeKey("PageDown") || frame.TakeKey(" ")) MoveTo(offset_ + page);
  if (frame.TakeKey("PageUp")) MoveTo(offset_ - page);
  if (frame.TakeKey("Home")) MoveTo(0);
  if (frame.TakeKey("End")) MoveTo(max_offset());
  if (frame.input.focus_visible) {
    frame.paint.FocusRing(bounds_, frame.theme.accent);
  }
}

void ScrollArea::Reveal(Frame& frame, const Rect& widget) {
  const float above = bounds_.y0 + kRevealMargin - widget.y0;
  const float below = widget.y1 + kRevealMargin - bounds_.y1;
  if (above <= 0 && below <= 0) return;
  MoveTo(offset_ + (above > 0 ? -above : below));
  frame.DrawAgain();
}

float ScrollArea::max_offset() const {
  return std::max(0.0f, content_height_ - bounds_.height());
}

void ScrollArea::MoveTo(float offset) {
  offset_ = std::clamp(offset, 0.0f, max_offset());
}

}  // namespace taffrail::ui
