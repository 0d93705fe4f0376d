#include "ui/views/brush.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "imgui.h"
#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

constexpr float kGrip = 5;
constexpr float kDragThreshold = 3;

bool NearEdge(const TimeScale& scale, const Brush::Selection& selection,
              float x) {
  return selection && (std::abs(x - scale.XOf(selection->from_ns)) <= kGrip ||
                       std::abs(x - scale.XOf(selection->to_ns)) <= kGrip);
}

std::string EdgeText(Frame& frame, int64_t time_ns) {
  const CivilTime time = ToCivil(time_ns, frame.zone);
  return IsoDate(time) + " " + ClockText(time, PrecisionOf(time_ns));
}

}  // namespace

Brush::Result Brush::Update(Frame& frame, const Rect& plot,
                            const TimeScale& scale, Selection selection) {
  const Interaction interaction =
      Interact(frame, {.id = frame.Id("plot"),
                       .role = Role::kImage,
                       .name = "Records over time, by severity",
                       .bounds = plot});
  const float x = ImGui::GetMousePos().x;
  if (interaction.pressed) Press(x, scale, selection);
  if (pressing_) {
    // On a slow screen one frame may bring both the way and the release.
    dragging_ |= std::abs(x - pressed_x_) >= kDragThreshold;
    const bool outside = selection && (x < scale.XOf(selection->from_ns) ||
                                       x > scale.XOf(selection->to_ns));
    if (dragging_) {
      selection = RangeTo(scale, scale.BinAt(x));
    } else if (!interaction.held && outside) {
      selection.reset();
    }
    if (!interaction.held) pressing_ = dragging_ = false;
  }
  if (dragging_ || (interaction.hovered && NearEdge(scale, selection, x))) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  }
  selection = UpdateEdges(frame, plot, scale, selection);
  return {selection, interaction.hovered, dragging_};
}

void Brush::Press(float x, const TimeScale& scale, const Selection& selection) {
  pressing_ = true;
  dragging_ = false;
  pressed_x_ = x;
  anchor_begin_ = scale.BinAt(x);
  anchor_end_ = anchor_begin_ + 1;
  if (!NearEdge(scale, selection, x)) return;
  const float from = std::abs(x - scale.XOf(selection->from_ns));
  const float to = std::abs(x - scale.XOf(selection->to_ns));
  anchor_begin_ = anchor_end_ =
      scale.EdgeAt(from < to ? selection->to_ns : selection->from_ns);
}

Brush::Selection Brush::RangeTo(const TimeScale& scale, uint32_t bin) const {
  return TimeRange{scale.BinTime(std::min(anchor_begin_, bin)),
                   scale.BinTime(std::max(anchor_end_, bin + 1))};
}

Brush::Selection Brush::UpdateEdges(Frame& frame, const Rect& plot,
                                    const TimeScale& scale,
                                    const Selection& selection) {
  const TimeRange range = selection.value_or(scale.range());
  uint32_t edges[2] = {scale.EdgeAt(range.from_ns), scale.EdgeAt(range.to_ns)};
  bool moved = false;
  for (int i = 0; i < 2; ++i) {
    const float x = scale.BinX(edges[i]);
    const Rect grip{x - kGrip, plot.y0, x + kGrip, plot.y1};
    const int64_t time = i == 0 ? range.from_ns : range.to_ns;
    const uint32_t id = frame.Id(i == 0 ? "from" : "to");
    frame.tree.Add({.id = id,
                    .role = Role::kSlider,
                    .name = i == 0 ? "Selection from" : "Selection to",
                    .value = EdgeText(frame, time),
                    .bounds = grip,
                    .focusable = true,
                    .span = Node::Span{0, static_cast<double>(scale.bins()),
                                       static_cast<double>(edges[i])}});
    if (frame.input.focused == id && frame.input.focus_visible) {
      frame.paint.FocusRing(grip, frame.theme.accent);
    }
    if (const std::optional<double> value = frame.TakeValue(id)) {
      edges[i] = static_cast<uint32_t>(
          std::clamp(*value, 0.0, static_cast<double>(scale.bins())));
      moved = true;
    }
  }
  if (!moved || edges[0] >= edges[1]) return selection;
  if (edges[0] == 0 && edges[1] == scale.bins()) return std::nullopt;
  return TimeRange{scale.BinTime(edges[0]), scale.BinTime(edges[1])};
}

void DrawSelection(Frame& frame, const Rect& plot, const TimeScale& scale,
                   const TimeRange& selection) {
  const Rect bounds{std::max(plot.x0, scale.XOf(selection.from_ns)), plot.y0,
                    std::min(plot.x1, scale.XOf(selection.to_ns)), plot.y1};
  if (bounds.x1 <= bounds.x0) return;
  Painter& paint = frame.paint;
  const Color accent = frame.theme.accent;
  paint.Fill(bounds, frame.theme.selection);
  paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y0, accent);
  paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y1 - paint.hairline(),
                       accent);
  paint.VerticalLine(bounds.x0, bounds.y0, bounds.y1, accent);
  paint.VerticalLine(bounds.x1 - paint.hairline(), bounds.y0, bounds.y1,
                     accent);
}

}  // namespace taffrail::ui
