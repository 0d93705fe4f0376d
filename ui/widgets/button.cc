#include "ui/widgets/button.h"

#include <utility>

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kDetailGap = 6;
constexpr float kCloseSize = 20;

std::string_view Label(const ButtonSpec& spec) {
  return spec.label.empty() ? spec.id : std::string_view(spec.label);
}

std::string AccessibleName(const ButtonSpec& spec) {
  if (!spec.name.empty()) return spec.name;
  std::string name(Label(spec));
  if (!spec.detail.empty()) name += " " + spec.detail;
  return name;
}

}  // namespace

float ButtonWidth(const Frame& frame, const ButtonSpec& spec) {
  float width = 2 * kPadding + frame.paint.Measure(kBodyText, Label(spec));
  if (!spec.detail.empty()) {
    width += kDetailGap + frame.paint.Measure(kBodyText, spec.detail);
  }
  return width;
}

bool Button(Frame& frame, const Rect& bounds, const ButtonSpec& spec) {
  const Interaction interaction =
      Interact(frame, {.id = frame.Id(spec.id),
                       .role = Role::kButton,
                       .name = AccessibleName(spec),
                       .bounds = bounds,
                       .focusable = true,
                       .shortcuts = spec.shortcuts});
  const Theme& theme = frame.theme;
  const bool lit = interaction.hovered || interaction.held;
  Color label = theme.text;
  if (spec.primary) {
    const Color fill = lit ? WithAlpha(theme.accent, 0.85f) : theme.accent;
    frame.paint.Fill(bounds, fill, kRadius);
    label = theme.dark ? theme.ground : theme.panel;
  } else if (!spec.quiet) {
    frame.paint.Box(bounds, lit ? theme.raised : theme.panel, theme.line);
  } else {
    if (lit) frame.paint.Fill(bounds, theme.raised, kRadius);
    label = theme.accent;
  }
  const float width = ButtonWidth(frame, spec) - 2 * kPadding;
  const float x = frame.paint.Text(kBodyText, bounds.centre_x() - width / 2,
                                   bounds.centre_y(), label, Label(spec));
  frame.paint.Text(kBodyText, x + kDetailGap, bounds.centre_y(),
                   theme.secondary, spec.detail);
  DrawFocus(frame, interaction, bounds);
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return interaction.clicked;
}

bool CloseButton(Frame& frame, float centre_x, float centre_y,
                 std::string_view id, std::string name) {
  const float half = kCloseSize / 2;
  const Rect bounds{centre_x - half, centre_y - half, centre_x + half,
                    centre_y + half};
  const Interaction interaction = Interact(frame, {.id = frame.Id(id),
                                                   .role = Role::kButton,
                                                   .name = std::move(name),
                                                   .bounds = bounds,
                                                   .focusable = true});
  const bool lit = interaction.hovered || interaction.held;
  if (lit) frame.paint.Fill(bounds, frame.theme.raised, kRadius);
  const Color color = lit ? frame.theme.text : frame.theme.secondary;
  frame.paint.TextCentred(kBodyText, centre_x, centre_y, color, "×");
  DrawFocus(frame, interaction, bounds);
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return interaction.clicked;
}

}  // namespace taffrail::ui
