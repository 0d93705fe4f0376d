#include "ui/widgets/disclosure_row.h"

#include "imgui.h"
#include "ui/widgets/button.h"

namespace taffrail::ui {
namespace {

constexpr float kLabelX = 16;
constexpr float kOverhang = 4;
constexpr float kGap = 8;

}  // namespace

bool DisclosureRow(Frame& frame, const Rect& bounds,
                   const DisclosureRowSpec& spec) {
  const Theme& theme = frame.theme;
  const Interaction interaction = Interact(frame, {.id = frame.Id(spec.id),
                                                   .role = Role::kButton,
                                                   .name = spec.name,
                                                   .bounds = bounds,
                                                   .focusable = true,
                                                   .expanded = spec.expanded});
  if (interaction.hovered) {
    frame.paint.Fill(bounds.Inset(-kOverhang, 2), theme.raised, 3);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  const float middle = bounds.centre_y();
  DrawTriangle(frame, bounds.x0, middle, theme.secondary, spec.expanded);
  const float count_x = frame.paint.TextRight(kBodyText, bounds.x1, middle,
                                              theme.secondary, spec.count);
  frame.paint.TextElided(kBodyText, bounds.x0 + kLabelX, count_x - kGap, middle,
                         theme.text, spec.label);
  DrawFocus(frame, interaction, bounds.Inset(-kOverhang, 1));
  return interaction.clicked;
}

}  // namespace taffrail::ui
