#include "ui/widgets/text_area.h"

#include <algorithm>
#include <utility>

#include "imgui.h"

namespace taffrail::ui {
namespace {

// As public/styles.css places the textarea's text.
constexpr float kLineHeight = 20;
constexpr float kTop = 8;
constexpr float kLeft = 48;
constexpr float kRight = 10;
constexpr float kNumberGap = 12;
constexpr float kLeastThumb = 28;

}  // namespace

void TextArea::SetText(std::string text) {
  if (text == edit_.text) return;
  edit_ = {};
  edit_.text = std::move(text);
  scroll_x_ = scroll_y_ = 0;
  SplitLines();
}

void TextArea::SplitLines() {
  lines_.clear();
  size_t begin = 0;
  for (size_t at = 0; at < edit_.text.size(); ++at) {
    if (edit_.text[at] != '\n') continue;
    lines_.push_back({begin, at});
    begin = at + 1;
  }
  lines_.push_back({begin, edit_.text.size()});
}

size_t TextArea::LineOf(size_t offset) const {
  const auto after = std::upper_bound(
      lines_.begin(), lines_.end(), offset,
      [](size_t value, const Line& line) { return value < line.begin; });
  return static_cast<size_t>(after - lines_.begin()) - 1;
}

float TextArea::Top(const Rect& bounds, size_t line) const {
  return bounds.y0 + kTop - scroll_y_ + kLineHeight * static_cast<float>(line);
}

float TextArea::XOf(const Frame& frame, size_t offset) const {
  const size_t begin = lines_[LineOf(offset)].begin;
  return frame.paint.Measure(
      kCodeText, std::string_view(edit_.text).substr(begin, offset - begin));
}

size_t TextArea::OffsetAt(const Frame& frame, const Rect& bounds) const {
  const ImVec2 mouse = ImGui::GetMousePos();
  const float y = mouse.y - bounds.y0 - kTop + scroll_y_;
  const size_t line = std::min(
      lines_.size() - 1, static_cast<size_t>(std::max(0.0f, y / kLineHeight)));
  const auto [begin, end] = lines_[line];
  return begin + frame.paint.OffsetAt(
                     kCodeText,
                     std::string_view(edit_.text).substr(begin, end - begin),
                     mouse.x - bounds.x0 - kLeft + scroll_x_);
}

bool TextArea::Update(Frame& frame, const Rect& bounds,
                      const TextAreaSpec& spec) {
  node_ = frame.Id(spec.id);
  bool changed = false;
  if (std::optional<TextEdit> edit = frame.TakeEdit(node_)) {
    changed = edit->text != edit_.text;
    reveal_ |= changed || edit->focus != edit_.focus;
    edit_ = *std::move(edit);
    if (changed) SplitLines();
    caret_.Touch(frame);
  }
  Rect text = bounds;
  text.CutRight(kPadding);
  const Interaction interaction =
      Interact(frame, {.id = node_,
                       .role = Role::kTextBox,
                       .name = spec.name,
                       .value = edit_.text,
                       .description = spec.description,
                       .bounds = text,
                       .focusable = true,
                       .invalid = spec.invalid_at.has_value(),
                       .multiline = true});
  if (interaction.focused && !focused_) caret_.Touch(frame);
  focused_ = interaction.focused;
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  ScrollByWheel(frame, bounds);
  if (mouse_.Wants(interaction)) {
    mouse_.Update(frame, interaction, edit_, OffsetAt(frame, bounds));
  }
  if (std::exchange(reveal_, false)) RevealCaret(frame, bounds);
  return changed;
}

void TextArea::ScrollByWheel(Frame& frame, const Rect& bounds) {
  const ImVec2 mouse = ImGui::GetMousePos();
  const float content =
      2 * kTop + kLineHeight * static_cast<float>(lines_.size());
  const float most = std::max(0.0f, content - bounds.height());
  if (most > 0 && bounds.Contains(mouse.x, mouse.y)) {
    scroll_y_ += std::exchange(frame.input.wheel_y, 0.0f);
  }
  scroll_y_ = std::clamp(scroll_y_, 0.0f, most);
}

void TextArea::RevealCaret(const Frame& frame, const Rect& bounds) {
  const float caret = XOf(frame, edit_.focus);
  const float width = bounds.width() - kLeft - kRight - kPadding;
  scroll_x_ = std::max(0.0f, std::clamp(scroll_x_, caret - width + 2, caret));
  const float line = kLineHeight * static_cast<float>(LineOf(edit_.focus));
  const float height = bounds.height() - 2 * kTop;
  scroll_y_ = std::clamp(scroll_y_, line + kLineHeight - height, line);
  scroll_y_ = std::max(0.0f, scroll_y_);
}

void TextArea::Draw(Frame& frame, const Rect& bounds, const TextAreaSpec& spec,
                    std::span<const ColoredSpan> colors) {
  const Theme& theme = frame.theme;
  const Color border = spec.invalid_at ? theme.error
                       : focused_      ? theme.accent
                                       : theme.line;
  frame.paint.Box(bounds, theme.ground, border);
  frame.paint.PushClip(bounds.Inset(2, 2));
  const auto first =
      static_cast<size_t>(std::max(0.0f, (scroll_y_ - kTop) / kLineHeight));
  const auto seen = static_cast<size_t>(bounds.height() / kLineHeight) + 2;
  const size_t end = std::min(lines_.size(), first + seen);
  for (size_t line = first; line < end; ++line) {
    frame.paint.TextRight(kCodeText, bounds.x0 + kLeft - kNumberGap,
                          Top(bounds, line) + kLineHeight / 2, theme.faint,
                          std::to_string(line + 1));
  }
  frame.paint.PopClip();
  Rect text = bounds.Inset(2, 2);
  text.x0 = bounds.x0 + kLeft - 2;
  text.CutRight(kPadding);
  frame.paint.PushClip(text);
  DrawMarks(frame, bounds, spec);
  for (size_t line = first; line < end; ++line) {
    DrawLine(frame, bounds, line, colors);
  }
  if (focused_) {
    caret_.Draw(frame, bounds.x0 + kLeft - scroll_x_ + XOf(frame, edit_.focus),
                Top(bounds, LineOf(edit_.focus)) + kLineHeight / 2);
  }
  frame.paint.PopClip();
  DrawScrollBar(frame, bounds);
}

void TextArea::DrawLine(Frame& frame, const Rect& bounds, size_t line,
                        std::span<const ColoredSpan> colors) {
  const auto [begin, end] = lines_[line];
  const std::string_view text = edit_.text;
  const float middle = Top(bounds, line) + kLineHeight / 2;
  float x = frame.paint.Snap(bounds.x0 + kLeft - scroll_x_);
  size_t at = begin;
  auto span = std::upper_bound(
      colors.begin(), colors.end(), begin,
      [](size_t value, const ColoredSpan& one) { return value < one.end; });
  for (; at < end && span != colors.end(); ++span) {
    const size_t stop = std::min(end, span->end);
    x = frame.paint.Text(kCodeText, x, middle, span->color,
                         text.substr(at, stop - at));
    at = stop;
  }
  frame.paint.Text(kCodeText, x, middle, frame.theme.text,
                   text.substr(at, end - at));
}

void TextArea::FillStretch(Frame& frame, const Rect& bounds, size_t begin,
                           size_t end, float y0, float y1, Color color) {
  const float left = frame.paint.Snap(bounds.x0 + kLeft - scroll_x_);
  for (size_t line = LineOf(begin); line <= LineOf(end); ++line) {
    const size_t from = std::max(begin, lines_[line].begin);
    const size_t to = std::min(end, lines_[line].end);
    const float middle = Top(bounds, line) + kLineHeight / 2;
    // A line feed, or the end of the text, is as wide as a character.
    const float least = end > lines_[line].end || begin == end ? 7 : 0;
    const float x0 = left + XOf(frame, from);
    frame.paint.Fill({x0, middle + y0,
                      std::max(left + XOf(frame, to), x0 + least), middle + y1},
                     color);
  }
}

void TextArea::DrawMarks(Frame& frame, const Rect& bounds,
                         const TextAreaSpec& spec) {
  const Theme& theme = frame.theme;
  if (focused_ && edit_.anchor != edit_.focus) {
    const auto [begin, end] = std::minmax(edit_.anchor, edit_.focus);
    FillStretch(frame, bounds, begin, end, -9, 9,
                WithAlpha(theme.accent, 0.3f));
  }
  if (edit_.composition_end > edit_.composition_begin) {
    FillStretch(frame, bounds, edit_.composition_begin, edit_.composition_end,
                8, 9, theme.text);
  }
  if (spec.invalid_at) {
    const size_t at = std::min(*spec.invalid_at, edit_.text.size());
    const size_t end = std::max(WordAt(edit_.text, at).second, at);
    FillStretch(frame, bounds, at, end, 8, 10, theme.error);
  }
}

void TextArea::DrawScrollBar(Frame& frame, const Rect& bounds) {
  const float content =
      2 * kTop + kLineHeight * static_cast<float>(lines_.size());
  const float most = content - bounds.height();
  if (most <= 0) return;
  const Scope scope(frame, "text area");
  Rect edge = bounds.Inset(1, 1);
  const Rect track = edge.CutRight(kPadding);
  const float height =
      std::max(kLeastThumb, track.height() * bounds.height() / content);
  const float room = track.height() - height;
  const float top = room * std::clamp(scroll_y_ / most, 0.0f, 1.0f);
  const float moved = bar_.Draw(frame, track, top, height);
  if (moved == top) return;
  scroll_y_ = moved / room * most;
  frame.DrawAgain();
}

}  // namespace taffrail::ui
