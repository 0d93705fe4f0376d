#include "ui/widgets/choices.h"

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kBoxSize = 16;
constexpr float kGap = 8;

void DrawTick(Frame& frame, const Rect& box) {
  ImDrawList& list = frame.paint.list();
  const Color color = frame.theme.dark ? frame.theme.ground : frame.theme.panel;
  const ImVec2 points[] = {{box.x0 + 3.5f, box.centre_y()},
                           {box.x0 + 6.5f, box.centre_y() + 3},
                           {box.x0 + 12, box.centre_y() - 3.5f}};
  list.AddPolyline(points, 3, color, 0, 1.8f);
}

}  // namespace

void DrawCheckMark(Frame& frame, const Rect& bounds, bool checked,
                   bool hovered) {
  const Theme& theme = frame.theme;
  const float top = frame.paint.Snap(bounds.centre_y() - kBoxSize / 2);
  const Rect box{bounds.x0, top, bounds.x0 + kBoxSize, top + kBoxSize};
  if (checked) {
    frame.paint.Fill(box, theme.accent, 3);
    DrawTick(frame, box);
  } else {
    frame.paint.Box(box, theme.ground, hovered ? theme.secondary : theme.line,
                    3);
  }
}

bool CheckBox(Frame& frame, const Rect& bounds, std::string_view label,
              bool checked) {
  const Interaction interaction =
      Interact(frame, {.id = frame.Id(label),
                       .role = Role::kCheckBox,
                       .name = std::string(label),
                       .bounds = bounds,
                       .focusable = true,
                       .checked = checked ? "true" : "false"});
  DrawCheckMark(frame, bounds, checked, interaction.hovered);
  frame.paint.TextElided(kBodyText, bounds.x0 + kBoxSize + kGap, bounds.x1,
                         bounds.centre_y(), frame.theme.text, label);
  DrawFocus(frame, interaction, bounds.Inset(-4, 2));
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return interaction.clicked;
}

std::optional<size_t> Choices(Frame& frame, const Rect& bounds,
                              const std::string& name,
                              std::span<const std::string_view> labels,
                              size_t chosen) {
  const Container container(frame, name, Role::kRadioGroup, name, bounds);
  const Theme& theme = frame.theme;
  frame.paint.Box(bounds, theme.ground, theme.line);
  std::optional<size_t> result;
  Rect rest = bounds;
  const float width = bounds.width() / static_cast<float>(labels.size());
  for (size_t i = 0; i < labels.size(); ++i) {
    const Rect place = rest.CutLeft(width);
    const Interaction interaction =
        Interact(frame, {.id = frame.Id(labels[i]),
                         .role = Role::kRadio,
                         .name = std::string(labels[i]),
                         .bounds = place,
                         .focusable = true,
                         .checked = i == chosen ? "true" : "false"});
    if (i == chosen) {
      frame.paint.Box(place, theme.ground, theme.accent);
      frame.paint.Fill(place.Inset(1, 1), theme.selection, kRadius - 1);
    } else if (interaction.hovered) {
      frame.paint.Fill(place.Inset(1, 1), theme.raised, kRadius - 1);
    }
    const bool lit = i == chosen || interaction.hovered;
    frame.paint.TextCentred(kBodyText, place.centre_x(), place.centre_y(),
                            lit ? theme.text : theme.secondary, labels[i]);
    DrawFocus(frame, interaction, place);
    if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (interaction.clicked) result = i;
    if (!interaction.focused) continue;
    if (frame.TakeKey("ArrowRight") && i + 1 < labels.size()) {
      result = i + 1;
      frame.host.FocusNode(frame.Id(labels[i + 1]));
    }
    if (frame.TakeKey("ArrowLeft") && i > 0) {
      result = i - 1;
      frame.host.FocusNode(frame.Id(labels[i - 1]));
    }
  }
  return result == chosen ? std::nullopt : result;
}

}  // namespace taffrail::ui
