#include "ui/widgets/pieces.h"

#include <algorithm>
#include <utility>

#include "ui/text/line_wrap.h"

namespace taffrail::ui {
namespace {

constexpr float kHeadGap = 12;
constexpr float kHeadHeight = 16;
constexpr float kHeadBelow = 4;
constexpr float kLineHeight = 20;
constexpr float kTabGap = 20;
constexpr float kCountGap = 6;

std::string Capitals(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return capitals;
}

// The bytes of `text` that go on the next line.
size_t LineLength(const Painter& paint, const TextStyle& style,
                  std::string_view text, float width) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return WrapLength(line, paint.BytesThatFit(style, line, width));
}

}  // namespace

void SectionHead(Frame& frame, Rect& area, std::string_view text, bool first) {
  if (!first) area.CutTop(kHeadGap);
  const Rect bounds = area.CutTop(kHeadHeight);
  frame.paint.Text(kHeadText, bounds.x0, bounds.centre_y(),
                   frame.theme.secondary, Capitals(text));
  frame.tree.Add({.id = frame.Id(text),
                  .role = Role::kHeading,
                  .name = std::string(text),
                  .bounds = bounds});
  area.CutTop(kHeadBelow);
}

void Label(Frame& frame, const Rect& bounds, const TextStyle& style,
           Color color, std::string text) {
  frame.paint.TextElided(style, bounds.x0, bounds.x1, bounds.centre_y(), color,
                         text);
  frame.tree.Add({.id = frame.NextTextId(),
                  .role = Role::kText,
                  .name = std::move(text),
                  .bounds = bounds});
}

void Announce(Frame& frame, const Rect& bounds, std::string_view id,
              std::string text) {
  frame.tree.Add({.id = frame.Id(id),
                  .role = Role::kStatus,
                  .name = std::move(text),
                  .bounds = bounds});
}

float Paragraph(Frame& frame, const Rect& bounds, const TextStyle& style,
                Color color, std::string_view text) {
  frame.tree.Add({.id = frame.NextTextId(),
                  .role = Role::kText,
                  .name = std::string(text),
                  .bounds = bounds});
  return DrawParagraph(frame, bounds, style, color, text);
}

float DrawParagraph(Frame& frame, const Rect& bounds, const TextStyle& style,
                    Color color, std::string_view text) {
  float y = bounds.y0;
  while (!text.empty()) {
    const size_t length = LineLength(frame.paint, style, text, bounds.width());
    frame.paint.Text(style, bounds.x0, y + kLineHeight / 2, color,
                     text.substr(0, length));
    y += kLineHeight;
    text.remove_prefix(length);
    if (text.starts_with('\n')) text.remove_prefix(1);
  }
  return y;
}

void ProgressBar(Frame& frame, const Rect& bounds, std::string name,
                 float share) {
  frame.tree.Add(
      {.id = frame.Id("progress"),
       .role = Role::kProgressBar,
       .name = std::move(name),
       .bounds = bounds,
       .span = Node::Span{0, 100,
                          static_cast<double>(static_cast<int>(share * 100))}});
  frame.paint.Fill(bounds, frame.theme.line);
  Rect done = bounds;
  done.x1 = done.x0 + bounds.width() * std::clamp(share, 0.0f, 1.0f);
  frame.paint.Fill(done, frame.theme.accent);
}

bool Tab(Frame& frame, Rect& strip, const TabSpec& spec) {
  const Theme& theme = frame.theme;
  const float label = frame.paint.Measure(kBodyText, spec.label);
  const float count = frame.paint.Measure(kAxisText, spec.count);
  const float gap = spec.count.empty() ? 0 : kCountGap;
  Rect bounds = strip.CutLeft(label + gap + count);
  strip.CutLeft(kTabGap);
  std::string name(spec.label);
  if (!spec.count.empty()) name += ", " + spec.count;
  const Interaction interaction = Interact(frame, {.id = frame.Id(spec.label),
                                                   .role = Role::kTab,
                                                   .name = std::move(name),
                                                   .bounds = bounds,
                                                   .focusable = true,
                                                   .selected = spec.selected});
  const bool lit = spec.selected || interaction.hovered;
  frame.paint.Text(kBodyText, bounds.x0, bounds.centre_y(),
                   lit ? theme.text : theme.secondary, spec.label);
  frame.paint.Text(kAxisText, bounds.x0 + label + gap, bounds.centre_y(),
                   theme.faint, spec.count);
  if (spec.selected) {
    frame.paint.Fill({bounds.x0, bounds.y1 - 2, bounds.x1, bounds.y1},
                     theme.accent);
  }
  DrawFocus(frame, interaction, bounds.Inset(-4, 4));
  return interaction.clicked;
}

}  // namespace taffrail::ui
