#include "ui/views/notices_view.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kLineHeight = 20;
constexpr size_t kMaxShown = 3;

Color KindColor(const Theme& theme, NoticeKind kind) {
  switch (kind) {
    case NoticeKind::kInfo:
      return theme.accent;
    case NoticeKind::kWarning:
      return theme.warn;
    case NoticeKind::kError:
      return theme.error;
  }
  return theme.accent;
}

}  // namespace

void DrawNotices(Frame& frame, Notices& notices, Rect& area) {
  const Scope scope(frame, "notices");
  std::optional<uint64_t> dismissed;
  bool acted = false;
  size_t shown = 0;
  for (const Notice& notice : notices.all()) {
    if (++shown > kMaxShown) break;
    const Scope one(frame, notice.id);
    const ButtonSpec action{.id = notice.action, .quiet = true};
    const float action_width =
        notice.action.empty() ? 0 : ButtonWidth(frame, action);
    const float width =
        area.width() - 4 * kPadding - kLineHeight - action_width;
    const float lines =
        std::clamp(std::ceil(frame.paint.Measure(kBodyText, notice.text) /
                             (width * 0.92f)),
                   1.0f, 4.0f);
    Rect bar = area.CutTop(lines * kLineHeight + kPadding);
    frame.paint.Fill(bar, frame.theme.raised);
    frame.paint.HorizontalLine(bar.x0, bar.x1, bar.y1 - frame.paint.hairline(),
                               frame.theme.line);
    frame.paint.Fill(bar.CutLeft(3), KindColor(frame.theme, notice.kind));
    const Rect close = bar.CutRight(kLineHeight + 2 * kPadding);
    const Rect action_place = bar.CutRight(action_width);
    frame.paint.PushClip(bar);
    DrawParagraph(frame, bar.Inset(kPadding, kPadding / 2), kBodyText,
                  frame.theme.text, notice.text);
    frame.paint.PopClip();
    frame.tree.Add({.id = frame.Id("alert"),
                    .role = Role::kAlert,
                    .name = notice.text,
                    .bounds = bar});
    if (action_width > 0 && Button(frame, action_place.Inset(0, 2), action)) {
      acted = true;
      dismissed = notice.id;
    }
    if (CloseButton(frame, close.centre_x(), close.centre_y(), "dismiss",
                    "Dismiss: " + notice.text)) {
      dismissed = notice.id;
    }
  }
  if (!dismissed) return;
  if (acted) {
    notices.Act(*dismissed);
  } else {
    notices.Dismiss(*dismissed);
  }
  frame.DrawAgain();
}

}  // namespace taffrail::ui
