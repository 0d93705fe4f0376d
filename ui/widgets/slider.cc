#include "ui/widgets/slider.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kKnob = 6;
constexpr float kTrack = 1.5f;
constexpr float kStop = 2;

}  // namespace

std::optional<size_t> Slider(Frame& frame, const Rect& bounds,
                             const SliderSpec& spec) {
  const Theme& theme = frame.theme;
  const auto last = static_cast<float>(spec.steps - 1);
  const Interaction interaction =
      Interact(frame, {.id = frame.Id(spec.id),
                       .role = Role::kSlider,
                       .name = std::string(spec.id),
                       .value = spec.value,
                       .bounds = bounds,
                       .focusable = true,
                       .span = Node::Span{0, static_cast<double>(last),
                                          static_cast<double>(spec.at)}});
  const float left = bounds.x0 + kKnob;
  const float width = bounds.width() - 2 * kKnob;
  std::optional<size_t> chosen;
  const auto choose = [&](double step) {
    chosen = static_cast<size_t>(
        std::clamp(std::round(step), 0.0, static_cast<double>(last)));
  };
  if (interaction.held) {
    choose((ImGui::GetMousePos().x - left) / width * last);
  }
  if (const auto value = frame.TakeValue(interaction.id)) choose(*value);

  const float middle = frame.paint.Snap(bounds.centre_y());
  const size_t at = chosen.value_or(spec.at);
  const float x = left + width * static_cast<float>(at) / last;
  frame.paint.Fill({left, middle - kTrack, left + width, middle + kTrack},
                   theme.line, kTrack);
  frame.paint.Fill({left, middle - kTrack, x, middle + kTrack}, theme.accent,
                   kTrack);
  ImDrawList& list = frame.paint.list();
  for (size_t i = 0; i < spec.steps; ++i) {
    const float stop = left + width * static_cast<float>(i) / last;
    list.AddCircleFilled({stop, middle}, kStop,
                         i <= at ? theme.accent : theme.faint);
  }
  const bool lit = interaction.hovered || interaction.held;
  if (lit) {
    list.AddCircleFilled({x, middle}, kKnob + 4, WithAlpha(theme.accent, 0.2f));
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  list.AddCircleFilled({x, middle}, kKnob, theme.accent);
  DrawFocus(frame, interaction, bounds);
  if (chosen == spec.at) chosen.reset();
  return chosen;
}

}  // namespace taffrail::ui
