#include "ui/views/export_view.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "core/base/numbers.h"
#include "core/base/wall_clock.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kStripHeight = 48;
constexpr float kChoicesWidth = 350;
constexpr float kGap = 12;
constexpr float kNoteWidth = 420;

// In the order of ExportRowsRequest::Format.
constexpr std::string_view kFormats[] = {"As they are", "JSON", "CSV",
                                         "Case file"};
constexpr std::string_view kExtensions[] = {".log", ".ndjson", ".csv",
                                            ".taffrail"};
constexpr size_t kCase = v1::ExportRowsRequest::FORMAT_CASE;

std::string ProgressText(const RowExport& running) {
  if (running.all_rows() == 0) return "Looking for them…";
  return WithThousands(running.rows()) + " of " +
         WithThousands(running.all_rows()) + " · " +
         HumanBytes(static_cast<double>(running.bytes()));
}

}  // namespace

void ExportView::DrawButton(Frame& frame, Model& model, Rect& strip) {
  const OpenSearch* results = model.searches().results();
  const bool any = results != nullptr && results->matched() > 0;
  const ButtonSpec spec{.id = "Export",
                        .name = "Export what was found",
                        .quiet = true,
                        .disabled = any || open_ ? "" : "Nothing was found.",
                        .expanded = open_};
  button_ = frame.Id(spec.id);
  const Rect bounds = strip.CutRight(ButtonWidth(frame, spec));
  if (!Button(frame, bounds, spec)) return;
  open_ = !open_;
  frame.DrawAgain();
}

void ExportView::DrawStrip(Frame& frame, Model& model, Rect& area) {
  if (!open_) return;
  const Rect bounds = area.CutTop(kStripHeight);
  const Container container(frame, "export", Role::kRegion, "Export", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1,
                             bounds.y1 - frame.paint.hairline(),
                             frame.theme.line);
  Rect row = bounds.Inset(kPadding, (kStripHeight - kControlHeight) / 2);
  const Rect close = row.CutRight(2 * kPadding);
  const OpenSearch* results = model.searches().results();
  RowExport& running = model.row_export();
  const Rect choices = row.CutLeft(std::min(kChoicesWidth, row.width()));
  if (const auto chosen = Choices(frame, choices, "Form", kFormats, format_)) {
    format_ = *chosen;
    frame.DrawAgain();
  }
  row.CutLeft(kGap);
  if (running.running()) {
    const ButtonSpec cancel{.id = "Cancel", .name = "Cancel the export"};
    if (Button(frame, row.CutLeft(ButtonWidth(frame, cancel)), cancel)) {
      running.Cancel();
      frame.DrawAgain();
    }
    row.CutLeft(kGap);
    const std::string text = ProgressText(running);
    Label(frame, row, kBodyText, frame.theme.secondary, text);
  } else {
    const uint64_t found = results != nullptr ? results->matched() : 0;
    const ButtonSpec save{.id = "Save",
                          .label = "Save " + Plural(found, "record"),
                          .primary = true,
                          .disabled = found > 0 ? "" : "Nothing was found."};
    bool wanted = Button(frame, row.CutLeft(ButtonWidth(frame, save)), save);
    row.CutLeft(kGap);
    if (format_ == kCase) {
      const Rect note = row.CutLeft(std::min(kNoteWidth, row.width()));
      wanted |= DrawNote(frame, note) && found > 0;
    }
    if (wanted) {
      Save(model);
      frame.DrawAgain();
    }
  }
  const bool closed = CloseButton(frame, close.centre_x(), close.centre_y(),
                                  "close", "Close export");
  if (closed || frame.TakeKey("Escape")) {
    open_ = false;
    frame.host.FocusNode(button_);
    frame.DrawAgain();
  }
}

bool ExportView::DrawNote(Frame& frame, const Rect& bounds) {
  const TextFieldSpec spec{
      .id = "note",
      .role = Role::kTextBox,
      .name = "Note",
      .placeholder = "A note to go with it",
      .description = "Shown with the records where the case file is opened"};
  const bool submitted = note_.Update(frame, bounds, spec).submitted;
  const ColoredSpan color{note_.text().size(), frame.theme.text};
  note_.Draw(frame, bounds, spec, std::span(&color, 1));
  return submitted;
}

void ExportView::Save(Model& model) const {
  const CivilTime now = ToCivil(WallClockNanos(), TimeZone());
  model.row_export().Start(
      model.searches().query(), model.searches().selection(),
      static_cast<RowExport::Format>(format_),
      "taffrail-" + IsoDate(now) + std::string(kExtensions[format_]),
      note_.text());
}

}  // namespace taffrail::ui
