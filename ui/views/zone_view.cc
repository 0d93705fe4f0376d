#include "ui/views/zone_view.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/wall_clock.h"
#include "ui/text/civil_time.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kGap = 8;
constexpr float kFieldWidth = 220;
constexpr size_t kMostFound = 12;

// The offset now, or where the rows are.
std::string OffsetText(Frame& frame, Model& model) {
  const auto& selection = model.searches().selection();
  const int64_t ns = selection ? selection->from_ns : WallClockNanos();
  return ZoneText(frame.zone.OffsetAt(ns / kNanosPerSecond));
}

}  // namespace

void ZoneView::DrawButton(Frame& frame, Model& model, Rect& bar) {
  const Zones& zones = model.zones();
  const std::string offset = OffsetText(frame, model);
  ButtonSpec spec{.id = "zone", .quiet = true};
  spec.label = zones.name();
  if (spec.label != offset) spec.detail = offset;
  spec.name = "Time zone: " + spec.label;
  if (!spec.detail.empty()) spec.name += " " + spec.detail;
  spec.name += open_ ? ". Close" : ". Change";
  button_ = frame.Id(spec.id);
  const Rect bounds = bar.CutRight(ButtonWidth(frame, spec));
  if (!Button(frame, bounds, spec)) return;
  open_ = !open_;
  frame.DrawAgain();
}

void ZoneView::DrawStrip(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "zones", Role::kRegion, "Time zone", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y0, frame.theme.line);
  Rect row = bounds.Inset(kPadding, (kZoneStripHeight - kControlHeight) / 2);
  const Rect title =
      row.CutLeft(frame.paint.Measure(kBodyText, "Times in") + kPadding);
  Label(frame, title, kBodyText, frame.theme.secondary, "Times in");
  const Rect close = row.CutRight(2 * kPadding);
  const bool local_is_utc = model.zones().local_name() == Zones::kUtc;
  const auto choice = [&](std::string name, ButtonSpec spec) {
    const std::string& chosen = model.zones().chosen();
    spec.primary = chosen == name || (chosen.empty() && local_is_utc);
    spec.name =
        "Show times in " + (spec.detail.empty() ? spec.label : spec.detail);
    if (spec.primary) spec.name += ", as they are";
    const Rect button = row.CutLeft(ButtonWidth(frame, spec));
    row.CutLeft(kGap);
    if (Button(frame, button, spec)) Choose(frame, model, std::move(name));
  };
  choice(std::string(Zones::kUtc), {.id = "utc", .label = "UTC"});
  if (!local_is_utc) {
    choice("", {.id = "local",
                .label = "Local",
                .detail = model.zones().local_name()});
  }

  // Escape leads back to the button, and from there closes the strip.
  const TextFieldSpec spec{.id = "place",
                           .name = "Find a time zone",
                           .placeholder = "a place: Berlin, New York",
                           .controls = button_};
  const Rect field = row.CutLeft(std::min(kFieldWidth, row.width()));
  row.CutLeft(kGap);
  const TextField::Result result = field_.Update(frame, field, spec);
  if (result.changed) frame.DrawAgain();
  const std::vector<ColoredSpan> colors = {
      {field_.text().size(), frame.theme.text}};
  field_.Draw(frame, field, spec, colors);
  DrawFound(frame, model, row, result.submitted);
  const bool closed = CloseButton(frame, close.centre_x(), close.centre_y(),
                                  "close", "Close time zones");
  if (closed || frame.TakeKey("Escape")) {
    open_ = false;
    frame.DrawAgain();
  }
}

// The places that are meant, as many as there is room for.
void ZoneView::DrawFound(Frame& frame, Model& model, Rect row,
                         bool take_first) {
  const std::vector<std::string_view> found =
      field_.text().empty() ? std::vector<std::string_view>()
                            : model.zones().Find(field_.text(), kMostFound);
  if (found.empty()) {
    const std::string& chosen = model.zones().chosen();
    const bool named = !chosen.empty() && chosen != Zones::kUtc;
    const std::string text = !field_.text().empty() ? "No such place"
                             : named                ? chosen
                                                    : "";
    frame.paint.TextElided(kBodyText, row.x0, row.x1, row.centre_y(),
                           frame.theme.secondary, text);
    Announce(frame, row, "found", text);
    return;
  }
  std::string chosen;
  for (const std::string_view name : found) {
    const ButtonSpec spec{.id = name,
                          .name = "Show times in " + std::string(name)};
    const float width = ButtonWidth(frame, spec);
    if (width > row.width()) break;
    const bool clicked = Button(frame, row.CutLeft(width), spec);
    row.CutLeft(kGap);
    if (clicked) chosen = name;
  }
  if (take_first) chosen = found.front();
  if (chosen.empty()) return;
  field_.SetText("");
  Choose(frame, model, std::move(chosen));
}

void ZoneView::Choose(Frame& frame, Model& model, std::string name) {
  model.zones().Choose(std::move(name));
  frame.DrawAgain();
}

}  // namespace taffrail::ui
