#include "ui/widgets/frame.h"

#include <algorithm>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/widgets/scroll_area.h"

namespace taffrail::ui {
namespace {

template <class Predicate>
std::optional<NodeEvent> TakeEvent(Input& input, const Predicate& matches) {
  const auto found =
      std::find_if(input.events.begin(), input.events.end(), matches);
  if (found == input.events.end()) return std::nullopt;
  NodeEvent event = std::move(*found);
  input.events.erase(found);
  return event;
}

bool TakeKeyIf(Input& input, std::string_view key, bool control,
               bool needs_shift = false) {
  const auto found = std::find_if(
      input.keys.begin(), input.keys.end(), [&](const KeyPress& press) {
        return press.key == key && press.modifiers.control == control &&
               !press.modifiers.alt && (press.modifiers.shift || !needs_shift);
      });
  if (found == input.keys.end()) return false;
  input.keys.erase(found);
  return true;
}

}  // namespace

uint32_t Frame::Id(std::string_view label) const {
  return ImHashStr(label.data(), label.size(), scopes_.back());
}

uint32_t Frame::Id(uint64_t number) const {
  return ImHashData(&number, sizeof(number), scopes_.back());
}

uint32_t Frame::NextTextId() {
  const uint64_t number = ++texts_;
  return ImHashData(&number, sizeof(number));
}

std::optional<Modifiers> Frame::TakeClick(uint32_t node) {
  const auto event = TakeEvent(input, [&](const NodeEvent& candidate) {
    return candidate.node == node && candidate.kind == NodeEvent::kClick;
  });
  if (!event) return std::nullopt;
  return event->modifiers;
}

std::optional<double> Frame::TakeValue(uint32_t node) {
  const auto event = TakeEvent(input, [&](const NodeEvent& candidate) {
    return candidate.node == node && candidate.kind == NodeEvent::kSetValue;
  });
  if (!event) return std::nullopt;
  return event->value;
}

std::optional<TextEdit> Frame::TakeEdit(uint32_t node) {
  std::optional<TextEdit> last;
  while (auto event = TakeEvent(input, [&](const NodeEvent& candidate) {
           return candidate.node == node && candidate.kind == NodeEvent::kEdit;
         })) {
    last = std::move(event->edit);
  }
  return last;
}

bool Frame::TakeKey(std::string_view key) {
  return TakeKeyIf(input, key, /*control=*/false);
}

bool Frame::TakeShiftKey(std::string_view key) {
  return TakeKeyIf(input, key, /*control=*/false, /*needs_shift=*/true);
}

bool Frame::TakeControlKey(std::string_view key) {
  return TakeKeyIf(input, key, /*control=*/true);
}

void Frame::WakeIn(double milliseconds) {
  wake_ms_ = std::min(wake_ms_.value_or(milliseconds), milliseconds);
}

Scope::Scope(Frame& frame, std::string_view label) : frame_(frame) {
  frame_.scopes_.push_back(frame_.Id(label));
}

Scope::Scope(Frame& frame, uint64_t number) : frame_(frame) {
  frame_.scopes_.push_back(frame_.Id(number));
}

Container::Container(Frame& frame, std::string_view label, Role role,
                     std::string name, const Rect& bounds)
    : frame_(frame), scope_(frame, label) {
  frame_.tree.Open({.id = frame_.Id("container"),
                    .role = role,
                    .name = std::move(name),
                    .bounds = bounds});
}

Interaction Interact(Frame& frame, Node node) {
  Interaction result;
  result.id = node.id;
  const Rect bounds = node.bounds;
  frame.tree.Add(std::move(node));

  const ImRect box(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
  if (ImGui::ItemAdd(box, result.id)) {
    result.clicked =
        ImGui::ButtonBehavior(box, result.id, &result.hovered, &result.held);
    result.pressed = result.held && ImGui::IsMouseClicked(0);
    result.double_clicked = result.hovered && frame.input.double_clicked;
    result.modifiers = frame.input.modifiers;
  }
  if (const std::optional<Modifiers> click = frame.TakeClick(result.id)) {
    result.clicked = true;
    result.modifiers = *click;
  }
  result.focused = frame.input.focused == result.id;
  if (result.focused && frame.input.focus_moved &&
      frame.scroll_area != nullptr) {
    frame.scroll_area->Reveal(frame, bounds);
  }
  return result;
}

void DrawFocus(Frame& frame, const Interaction& interaction,
               const Rect& bounds) {
  if (!interaction.focused || !frame.input.focus_visible) return;
  frame.paint.FocusRing(bounds, frame.theme.accent);
}

}  // namespace taffrail::ui
