#include "ui/widgets/button.h"

#include <utility>

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kDetailGap = 6;
constexpr float kCloseSize = 20;
constexpr float kTriangle = 8;

std::string_view Label(const ButtonSpec& spec) {
  return spec.label.empty() ? spec.id : std::string_view(spec.label);
}

std::string AccessibleName(const ButtonSpec& spec) {
  if (!spec.name.empty()) return spec.name;
  std::string name(Label(spec));
  if (!spec.detail.empty()) name += " " + spec.detail;
  return name;
}

// Returns the colour of what stands on it.
Color DrawGround(Frame& frame, const Rect& bounds, const ButtonSpec& spec,
                 bool lit) {
  const Theme& theme = frame.theme;
  if (!spec.disabled.empty()) {
    if (!spec.quiet) frame.paint.Box(bounds, theme.panel, theme.line);
    return theme.faint;
  }
  if (spec.primary) {
    frame.paint.Fill(
        bounds, lit ? WithAlpha(theme.accent, 0.85f) : theme.accent, kRadius);
    return theme.dark ? theme.ground : theme.panel;
  }
  if (spec.quiet) {
    if (lit) frame.paint.Fill(bounds, theme.raised, kRadius);
    return theme.accent;
  }
  frame.paint.Box(bounds, lit ? theme.raised : theme.panel, theme.line);
  return theme.text;
}

// A square with a sign in it.
struct SmallButton {
  Interaction interaction;
  Color ink;
};

SmallButton DrawSmallButton(Frame& frame, float centre_x, float centre_y,
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
  DrawFocus(frame, interaction, bounds);
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return {interaction, lit ? frame.theme.text : frame.theme.secondary};
}

}  // namespace

void DrawTriangle(Frame& frame, float x, float centre_y, Color color,
                  bool down) {
  ImDrawList& list = frame.paint.list();
  const float middle = frame.paint.Snap(centre_y);
  if (down) {
    list.AddTriangleFilled({x, middle - 2}, {x + kTriangle, middle - 2},
                           {x + kTriangle / 2, middle + 3}, color);
  } else {
    list.AddTriangleFilled({x + 1, middle - 4}, {x + 6, middle},
                           {x + 1, middle + 4}, color);
  }
}

float ButtonWidth(const Frame& frame, const ButtonSpec& spec) {
  float width = 2 * kPadding + frame.paint.Measure(kBodyText, Label(spec));
  if (!spec.detail.empty()) {
    width += kDetailGap + frame.paint.Measure(kBodyText, spec.detail);
  }
  if (spec.expanded) width += kTriangle + kDetailGap;
  return width;
}

bool Button(Frame& frame, const Rect& bounds, const ButtonSpec& spec) {
  const bool enabled = spec.disabled.empty();
  const Interaction interaction =
      Interact(frame, {.id = frame.Id(spec.id),
                       .role = spec.link ? Role::kLink : Role::kButton,
                       .name = AccessibleName(spec),
                       .description = spec.disabled,
                       .bounds = bounds,
                       .focusable = true,
                       .disabled = !enabled,
                       .expanded = spec.expanded,
                       .shortcuts = spec.shortcuts});
  const Theme& theme = frame.theme;
  const bool lit = enabled && (interaction.hovered || interaction.held);
  const Color label = DrawGround(frame, bounds, spec, lit);
  float x = bounds.centre_x() - ButtonWidth(frame, spec) / 2 + kPadding;
  if (spec.expanded) {
    DrawTriangle(frame, x, bounds.centre_y(), label, *spec.expanded);
    x += kTriangle + kDetailGap;
  }
  x = frame.paint.Text(kBodyText, x, bounds.centre_y(), label, Label(spec));
  frame.paint.Text(kBodyText, x + kDetailGap, bounds.centre_y(),
                   theme.secondary, spec.detail);
  DrawFocus(frame, interaction, bounds);
  if (interaction.hovered && enabled) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  return interaction.clicked && enabled;
}

bool CloseButton(Frame& frame, float centre_x, float centre_y,
                 std::string_view id, std::string name) {
  const SmallButton button =
      DrawSmallButton(frame, centre_x, centre_y, id, std::move(name));
  frame.paint.TextCentred(kBodyText, centre_x, centre_y, button.ink, "×");
  return button.interaction.clicked;
}

bool PauseButton(Frame& frame, float centre_x, float centre_y, bool paused,
                 std::string name) {
  const SmallButton button =
      DrawSmallButton(frame, centre_x, centre_y, "pause", std::move(name));
  if (paused) {
    DrawTriangle(frame, centre_x - 4, centre_y, button.ink, /*down=*/false);
  } else {
    for (const float x : {centre_x - 3, centre_x + 1}) {
      frame.paint.Fill({x, centre_y - 4, x + 2, centre_y + 4}, button.ink);
    }
  }
  return button.interaction.clicked;
}

}  // namespace taffrail::ui
