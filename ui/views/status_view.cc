#include "ui/views/status_view.h"

#include <string>

#include "core/base/numbers.h"
#include "ui/text/number_text.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kGap = 24;

std::string ActivityText(Model& model) {
  int importing = 0;
  for (const v1::Source& source : model.store()->sources()) {
    if (source.state() == v1::Source::STATE_IMPORTING) ++importing;
  }
  if (importing > 0) {
    return "importing " + Plural(static_cast<uint64_t>(importing), "file");
  }
  if (model.searches().pending()) return "searching";
  return "";
}

}  // namespace

void DrawStatus(Frame& frame, Model& model, StorageView& storage,
                ZoneView& zones, const Rect& bounds) {
  const Container container(frame, "status", Role::kContentInfo, "", bounds);
  const Theme& theme = frame.theme;
  frame.paint.Fill(bounds, theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y0, theme.line);
  const v1::StoreState* store = model.store();
  if (store == nullptr) return;
  float x = bounds.x0 + kPadding;
  const auto say = [&](const std::string& text, Color color) {
    const float width = frame.paint.Measure(kSmallText, text);
    Label(frame, {x, bounds.y0, x + width + 1, bounds.y1}, kSmallText, color,
          text);
    x += width + kGap;
  };
  if (store->storage() == v1::StoreState::STORAGE_MEMORY) {
    say("● in memory only", theme.warn);
  } else {
    say("● stored, kept", theme.good);
  }
  Rect left{x - kPadding, bounds.y0, bounds.x1, bounds.y1};
  storage.DrawButton(frame, model, left);
  x = left.x0 + kGap - kPadding;
  say(Plural(store->records(), "record") + " in " +
          Plural(static_cast<uint64_t>(store->sources_size()), "source"),
      theme.secondary);
  const std::string activity = ActivityText(model);
  Rect right{x, bounds.y0, bounds.x1, bounds.y1};
  zones.DrawButton(frame, model, right);
  frame.paint.TextRight(kSmallText, right.x1 - kPadding, right.centre_y(),
                        theme.secondary, activity);
  Announce(frame, right, "activity", activity);
}

}  // namespace taffrail::ui
