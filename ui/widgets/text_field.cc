#include "ui/widgets/text_field.h"

#include <algorithm>
#include <utility>

#include "imgui.h"

namespace taffrail::ui {
namespace {

constexpr float kSide = 10;

}  // namespace

void TextField::SetText(std::string text) {
  if (text == edit_.text) return;
  edit_ = {};
  edit_.text = std::move(text);
  edit_.anchor = edit_.focus = edit_.text.size();
}

TextField::Result TextField::Update(Frame& frame, const Rect& bounds,
                                    const TextFieldSpec& spec) {
  Result result;
  const uint32_t id = frame.Id(spec.id);
  if (std::optional<TextEdit> edit = frame.TakeEdit(id)) {
    result.changed = edit->text != edit_.text;
    edit_ = *std::move(edit);
    caret_.Touch(frame);
  }
  const Interaction interaction =
      Interact(frame, {.id = id,
                       .role = spec.role,
                       .name = spec.name,
                       .value = edit_.text,
                       .description = spec.description,
                       .bounds = bounds,
                       .focusable = true,
                       .invalid = spec.invalid,
                       .shortcuts = spec.shortcuts,
                       .controls = spec.controls});
  if (interaction.focused && !focused_) caret_.Touch(frame);
  focused_ = interaction.focused;
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (mouse_.Wants(interaction)) {
    const float x = ImGui::GetMousePos().x - (bounds.x0 + kSide) + scroll_;
    mouse_.Update(frame, interaction, edit_,
                  frame.paint.OffsetAt(kCodeText, edit_.text, x));
  }
  result.submitted = focused_ && frame.TakeKey("Enter");
  return result;
}

float TextField::XOf(const Frame& frame, size_t offset) const {
  const std::string_view text = edit_.text;
  return frame.paint.Measure(kCodeText,
                             text.substr(0, std::min(offset, text.size())));
}

void TextField::KeepCaretVisible(const Frame& frame, float width) {
  const float caret = XOf(frame, edit_.focus);
  scroll_ = std::clamp(scroll_, caret - width + 2, caret);
  const float most = XOf(frame, edit_.text.size()) - width + 2;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, most));
}

void TextField::Draw(Frame& frame, const Rect& bounds,
                     const TextFieldSpec& spec,
                     std::span<const ColoredSpan> colors) {
  const Theme& theme = frame.theme;
  Painter& paint = frame.paint;
  const Color border = spec.invalid ? theme.error
                       : focused_   ? theme.accent
                                    : theme.line;
  paint.Box(bounds, theme.ground, border);
  const Rect inner = bounds.Inset(kSide - 2, 2);
  KeepCaretVisible(frame, bounds.width() - 2 * kSide);
  paint.PushClip(inner);
  const float left = paint.Snap(bounds.x0 + kSide - scroll_);
  const float middle = bounds.centre_y();
  const auto stretch = [&](size_t begin, size_t end, float y0, float y1) {
    return Rect{left + XOf(frame, begin), middle + y0, left + XOf(frame, end),
                middle + y1};
  };
  if (focused_ && edit_.anchor != edit_.focus) {
    const auto [begin, end] = std::minmax(edit_.anchor, edit_.focus);
    paint.Fill(stretch(begin, end, -9, 9), WithAlpha(theme.accent, 0.3f));
  }
  if (edit_.text.empty()) {
    paint.Text(kCodeText, left, middle, theme.faint, spec.placeholder);
  }
  float x = left;
  size_t begin = 0;
  for (const ColoredSpan& span : colors) {
    const size_t end = std::min(span.end, edit_.text.size());
    const std::string_view text = edit_.text;
    x = paint.Text(kCodeText, x, middle, span.color,
                   text.substr(begin, end - begin));
    begin = end;
  }
  if (edit_.composition_end > edit_.composition_begin) {
    paint.Fill(stretch(edit_.composition_begin, edit_.composition_end, 8, 9),
               theme.text);
  }
  if (spec.invalid) {
    Rect mark = stretch(spec.invalid_begin, spec.invalid_end, 8, 10);
    mark.x1 = std::max(mark.x1, mark.x0 + 7);
    paint.Fill(mark, theme.error);
  }
  if (focused_) caret_.Draw(frame, left + XOf(frame, edit_.focus), middle);
  paint.PopClip();
}

}  // namespace taffrail::ui
