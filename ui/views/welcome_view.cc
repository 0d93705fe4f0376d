#include "ui/views/welcome_view.h"

#include <string_view>

#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kBoxWidth = 560;
constexpr float kBoxHeight = 248;
constexpr float kGap = 12;
constexpr TextStyle kTitle{TextStyle::kSemibold, 20, 0};
// Opening takes a blink; saying so would only flicker.
constexpr double kPatienceMs = 500;

void Centred(Frame& frame, const TextStyle& style, float x, float y,
             Color color, std::string_view text) {
  frame.paint.TextCentred(style, x, y, color, text);
  const float half = frame.paint.Measure(style, text) / 2;
  frame.tree.Add({.id = frame.NextTextId(),
                  .role = Role::kText,
                  .name = std::string(text),
                  .bounds = {x - half, y - 10, x + half, y + 10}});
}

// The outline of a place to drop things on.
void DashedBox(Frame& frame, const Rect& box) {
  constexpr float kDash = 6;
  constexpr float kPeriod = 10;
  const Color color = frame.theme.line;
  Painter& paint = frame.paint;
  for (float x = box.x0; x < box.x1; x += kPeriod) {
    const float end = std::min(x + kDash, box.x1);
    paint.HorizontalLine(x, end, box.y0, color);
    paint.HorizontalLine(x, end, box.y1, color);
  }
  for (float y = box.y0; y < box.y1; y += kPeriod) {
    const float end = std::min(y + kDash, box.y1);
    paint.VerticalLine(box.x0, y, end, color);
    paint.VerticalLine(box.x1, y, end, color);
  }
}

}  // namespace

void DrawWelcome(Frame& frame, Model&, const Rect& bounds) {
  const Container container(frame, "welcome", Role::kMain, "Welcome", bounds);
  const Theme& theme = frame.theme;
  const float x = bounds.centre_x();
  const float top = bounds.y0 + (bounds.height() - kBoxHeight) * 0.42f;
  const Rect box{x - kBoxWidth / 2, top, x + kBoxWidth / 2, top + kBoxHeight};
  DashedBox(frame, box);
  Centred(frame, kTitle, x, top + 48, theme.text, "Drop a log file anywhere");
  Centred(frame, kBodyText, x, top + 84, theme.secondary,
          "Taffrail searches, charts and explains logs, here in the browser.");
  Centred(frame, kBodyText, x, top + 104, theme.secondary,
          "Logs of any kind, also in .gz, .zst, .bz2, .xz, .zip or .tar, and "
          "folders.");

  const ButtonSpec open{.id = "open", .label = "Open file", .primary = true};
  const ButtonSpec folder{.id = "folder", .label = "Open folder"};
  const ButtonSpec demo{.id = "Try the demo"};
  const float open_width = ButtonWidth(frame, open);
  const float demo_width = ButtonWidth(frame, demo);
  const float folder_width = ButtonWidth(frame, folder);
  const float width = open_width + folder_width + demo_width + 2 * kGap;
  Rect row{x - width / 2, top + 136, x, top + 136 + kControlHeight};
  if (Button(frame, row.CutLeft(open_width), open)) frame.host.ChooseFiles();
  row.CutLeft(kGap);
  if (Button(frame, row.CutLeft(folder_width), folder)) {
    frame.host.ChooseFolder();
  }
  row.CutLeft(kGap);
  if (Button(frame, row.CutLeft(demo_width), demo)) frame.host.ImportDemo();
  Centred(
      frame, kSmallText, x, top + 204, theme.faint,
      "Nothing leaves this machine. What you open stays here, also offline.");
}

void DrawUnavailable(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "unavailable", Role::kMain, "", bounds);
  const float x = bounds.centre_x();
  const float y = bounds.y0 + bounds.height() * 0.4f;
  if (model.fatal().empty() && model.waiting().empty()) {
    if (frame.input.now_ms < kPatienceMs) {
      frame.WakeIn(kPatienceMs - frame.input.now_ms);
    } else {
      Centred(frame, kBodyText, x, y, frame.theme.secondary,
              "Opening the store…");
    }
    return;
  }
  const bool fatal = !model.fatal().empty();
  Centred(frame, kTitle, x, y, frame.theme.text,
          fatal ? "Taffrail has stopped" : "Waiting");
  const std::string& message = fatal ? model.fatal() : model.waiting();
  const Rect column{x - kBoxWidth / 2, y + 24, x + kBoxWidth / 2, bounds.y1};
  const float end =
      Paragraph(frame, column, kBodyText, frame.theme.secondary, message);
  Announce(frame, column, "why", message);
  if (!fatal) return;
  const ButtonSpec reload{.id = "Reload", .primary = true};
  const float half = ButtonWidth(frame, reload) / 2;
  if (Button(frame, {x - half, end + 20, x + half, end + 20 + kControlHeight},
             reload)) {
    frame.host.Reload();
  }
}

}  // namespace taffrail::ui
