#include "ui/views/source_settings_view.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/text/format_skeleton.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/value_row.h"

namespace taffrail::ui {
namespace {

constexpr float kGap = 4;
constexpr uint64_t kPreviewRows = 8;

// In the order of SourceSettings::DayOrder.
constexpr std::string_view kDayOrders[] = {"Auto", "Day", "Month", "Year"};

// What people meet, by the numbers of SourceSettings::encoding.
constexpr uint32_t kEncodings[] = {0, 1, 3, 5, 7};
constexpr std::string_view kEncodingNames[] = {"Auto", "UTF-8", "UTF-16LE",
                                               "UTF-16BE", "Win-1252"};

// Whether the dates of the records leave open which is the day.
bool DayOrderMatters(const SourceSelection& selection,
                     const v1::Preview* preview) {
  if (selection.source()->settings().day_order() !=
      v1::SourceSettings::DAY_ORDER_DETECTED) {
    return true;
  }
  if (preview == nullptr) return false;
  for (const v1::RecordDetail& record : preview->records()) {
    if (HasAmbiguousDate(std::string_view(record.raw()).substr(0, 100))) {
      return true;
    }
  }
  return false;
}

// A sentence under what it is about, read out at once.
void DrawError(Frame& frame, Rect& column, std::string_view id,
               const std::string& message) {
  const float end =
      DrawParagraph(frame, column, kSmallText, frame.theme.error, message);
  frame.tree.Add({.id = frame.Id(id),
                  .role = Role::kAlert,
                  .name = message,
                  .bounds = {column.x0, column.y0, column.x1, end}});
  column.CutTop(end - column.y0 + kGap);
}

}  // namespace

void SourceSettingsView::Draw(Frame& frame, SourceSelection& selection,
                              Rect& column) {
  const Scope scope(frame, "settings");
  SettingsDraft& draft = selection.draft();
  SectionHead(frame, column, "Read it as", /*first=*/false);
  chooser_.Draw(frame, selection, column);
  const std::string no_zone = draft.ZoneError();
  DrawField(frame, column, zone_,
            {.id = "zone",
             .role = Role::kTextBox,
             .name = "Time zone",
             .placeholder = "UTC",
             .description =
                 "Of times that state none: Europe/Berlin, +01:00. " + no_zone,
             .invalid = !no_zone.empty(),
             .invalid_end = draft.zone.size()},
            "time zone", draft.zone);
  if (!no_zone.empty()) DrawError(frame, column, "zone error", no_zone);
  const std::string wrong = draft.ClockError();
  DrawField(frame, column, clock_,
            {.id = "clock",
             .role = Role::kTextBox,
             .name = "Clock correction",
             .placeholder = "none, or +2h, -90s, 250ms",
             .description = wrong,
             .invalid = !wrong.empty(),
             .invalid_end = draft.clock.size()},
            "clock was off", draft.clock);
  if (!wrong.empty()) DrawError(frame, column, "clock error", wrong);
  DrawDayOrder(frame, selection, column);
  DrawEncoding(frame, draft, column);
  const Rect check = column.CutTop(28);
  if (CheckBox(frame, check, "One record per line", draft.line_per_record)) {
    draft.line_per_record = !draft.line_per_record;
    frame.DrawAgain();
  }
  ButtonSpec define{.id = "define", .quiet = true};
  define.label =
      draft.definition.empty() ? "Define a format…" : "Edit the definition…";
  Rect row = column.CutTop(28);
  // The label lines up with what is above.
  row.x0 -= kPadding;
  if (Button(frame, row.CutLeft(ButtonWidth(frame, define)), define)) {
    selection.Define();
    frame.DrawAgain();
  }
  const std::optional<v1::SourceSettings> settings = draft.ToSettings();
  if (settings) selection.preview().Want(selection.source()->id(), *settings);
  // The editor shows it larger.
  if (selection.defining()) return;
  if (const auto& error = selection.preview().error()) {
    column.CutTop(8);
    DrawError(frame, column, "preview error", error->message());
  }
  preview_.Draw(frame, selection.preview(), column, kPreviewRows,
                /*service=*/false);
}

bool SourceSettingsView::DrawField(Frame& frame, Rect& column, TextField& field,
                                   const TextFieldSpec& spec,
                                   std::string_view label, std::string& value) {
  Rect row = column.CutTop(kControlHeight);
  column.CutTop(kGap);
  const Rect name = row.CutLeft(kValueIndent);
  frame.paint.Text(kBodyText, name.x0, name.centre_y(), frame.theme.secondary,
                   label);
  // Reset and another source change it, too.
  if (field.text() != value) field.SetText(value);
  const bool changed = field.Update(frame, row, spec).changed;
  const ColoredSpan color{field.text().size(), frame.theme.text};
  field.Draw(frame, row, spec, std::span(&color, 1));
  if (!changed) return false;
  value = field.text();
  frame.DrawAgain();
  return true;
}

void SourceSettingsView::DrawEncoding(Frame& frame, SettingsDraft& draft,
                                      Rect& column) {
  Label(frame, column.CutTop(kRowHeight), kBodyText, frame.theme.secondary,
        "encoding");
  const Rect row = column.CutTop(kControlHeight);
  column.CutTop(kGap);
  // Another one than these, set elsewhere, is none of them.
  const auto* current = std::ranges::find(kEncodings, draft.encoding);
  const auto chosen =
      Choices(frame, row, "Encoding", kEncodingNames,
              static_cast<size_t>(current - std::begin(kEncodings)));
  if (!chosen) return;
  draft.encoding = kEncodings[*chosen];
  frame.DrawAgain();
}

void SourceSettingsView::DrawDayOrder(Frame& frame, SourceSelection& selection,
                                      Rect& column) {
  SettingsDraft& draft = selection.draft();
  if (!DayOrderMatters(selection, selection.preview().preview())) return;
  Rect row = column.CutTop(kControlHeight);
  column.CutTop(kGap);
  const Rect name = row.CutLeft(kValueIndent);
  frame.paint.Text(kBodyText, name.x0, name.centre_y(), frame.theme.secondary,
                   "first in 3/4/26");
  const auto chosen = Choices(frame, row, "First in a date", kDayOrders,
                              static_cast<size_t>(draft.day_order));
  if (!chosen) return;
  draft.day_order = static_cast<v1::SourceSettings::DayOrder>(*chosen);
  frame.DrawAgain();
}

void SourceSettingsView::DrawButtons(Frame& frame, SourceSelection& selection,
                                     Rect bar) {
  const std::string reason = selection.WhyNotApply();
  // Beside the panel's edge.
  bar.x0 += frame.paint.hairline();
  frame.paint.Fill(bar, frame.theme.panel);
  frame.paint.HorizontalLine(bar.x0, bar.x1, bar.y0, frame.theme.line);
  Rect row = bar.Inset(kPadding, (bar.height() - kControlHeight) / 2);
  const ButtonSpec apply{.id = "Apply", .primary = true, .disabled = reason};
  const ButtonSpec reset{.id = "Reset"};
  const Rect apply_place = row.CutRight(ButtonWidth(frame, apply));
  row.CutRight(8);
  const Rect reset_place = row.CutRight(ButtonWidth(frame, reset));
  row.CutRight(8);
  Label(frame, row, kSmallText, frame.theme.secondary,
        reason.empty() ? "Reads the file again." : reason);
  if (Button(frame, reset_place, reset)) {
    selection.ResetDraft();
    selection.EndDefining();
    frame.DrawAgain();
  }
  if (Button(frame, apply_place, apply)) {
    selection.Apply();
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
