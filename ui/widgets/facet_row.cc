#include "ui/widgets/facet_row.h"

#include <algorithm>
#include <string_view>

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kMarkSize = 10;
constexpr float kMarkGap = 8;
constexpr float kBarOverhang = 4;

std::string_view CheckedText(FacetState state) {
  switch (state) {
    case FacetState::kNone:
      return "false";
    case FacetState::kIncluded:
      return "true";
    case FacetState::kExcluded:
      return "mixed";
  }
  return "false";
}

void DrawState(Frame& frame, const Rect& bar, FacetState state) {
  if (state == FacetState::kNone) return;
  const Color color = state == FacetState::kIncluded ? frame.theme.accent
                                                     : frame.theme.secondary;
  // A bar at the edge says it without colour.
  frame.paint.Fill({bar.x0 - 4, bar.y0, bar.x0 - 2, bar.y1}, color);
}

}  // namespace

FacetAction FacetRow(Frame& frame, const Rect& bounds,
                     const FacetRowSpec& spec) {
  const Theme& theme = frame.theme;
  const bool excluded = spec.state == FacetState::kExcluded;
  const Interaction interaction = Interact(
      frame,
      {.id = frame.Id(spec.label),
       .role = Role::kCheckBox,
       .name = spec.label + ", " + spec.count,
       .description = excluded ? "left out" : "Shift+Enter leaves it out",
       .bounds = bounds,
       .focusable = true,
       .checked = CheckedText(spec.state)});
  Rect bar = bounds.Inset(-kBarOverhang, 2);
  if (interaction.hovered) {
    frame.paint.Fill(bar, theme.raised, 3);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  DrawState(frame, bar, spec.state);
  const float width = bar.width() * spec.share;
  bar.x1 = bar.x0 + std::max(2.0f, width);
  frame.paint.Fill(bar, theme.selection, width > 6 ? 3 : 1);

  const float middle = bounds.centre_y();
  float x = bounds.x0;
  if (spec.mark) {
    frame.paint.Fill(
        {x, middle - kMarkSize / 2, x + kMarkSize, middle + kMarkSize / 2},
        *spec.mark, 2);
    x += kMarkSize + kMarkGap;
  }
  const float count_x = frame.paint.TextRight(kBodyText, bounds.x1, middle,
                                              theme.secondary, spec.count);
  const Color color = excluded ? theme.faint : theme.text;
  const float end = frame.paint.TextElided(kBodyText, x, count_x - kMarkGap,
                                           middle, color, spec.label);
  if (excluded) frame.paint.HorizontalLine(x, end, middle, theme.faint);
  DrawFocus(frame, interaction, bounds.Inset(-kBarOverhang, 1));

  const bool wants_exclusion = interaction.focused && frame.TakeKey("Delete");
  if (wants_exclusion) return FacetAction::kExclude;
  if (!interaction.clicked) return FacetAction::kNone;
  const bool alternative =
      interaction.modifiers.shift || interaction.modifiers.alt;
  return alternative ? FacetAction::kExclude : FacetAction::kToggle;
}

}  // namespace taffrail::ui
