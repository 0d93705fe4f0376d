#include "ui/views/preview_view.h"

#include <algorithm>

#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/views/log_row.h"
#include "ui/views/record_fields.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/value_row.h"

namespace taffrail::ui {
namespace {

std::string MatchedText(const v1::Preview& preview) {
  if (preview.format().name().empty()) return "no format reads them";
  return std::to_string(preview.matched()) + " of " +
         Plural(static_cast<uint64_t>(preview.records_size()), "record") +
         " read";
}

// What its row has no room for.
void DrawSelected(Frame& frame, Rect& column, const v1::RecordDetail& record) {
  const Theme& theme = frame.theme;
  const int64_t time_ns = record.row().key().time_ns();
  const CivilTime time = ToCivil(time_ns, frame.zone);
  column.CutTop(8);
  DrawValue(
      frame, column,
      {"time",
       record.time_inferred()
           ? std::string("not stated")
           : IsoDate(time) + " " + ClockText(time, ClockPrecision::kMillis),
       record.time_inferred() ? theme.faint : theme.text, kCodeText});
  const SeverityClass severity = ClassOf(record.row().severity());
  DrawValue(frame, column,
            {"severity",
             severity == kUnstated ? "not stated" : SeverityName(severity),
             severity >= kWarn       ? SeverityColor(theme, severity)
             : severity == kUnstated ? theme.faint
                                     : theme.text});
  if (!record.row().service().empty()) {
    DrawValue(
        frame, column,
        {"service", ToPrintable(record.row().service(), false), theme.text});
  }
  if (!record.host().empty()) {
    DrawValue(frame, column, {"host", record.host(), theme.text});
  }
  DrawRecordFields(frame, column, record);
}

}  // namespace

void PreviewView::Draw(Frame& frame, const LivePreview& preview, Rect& column,
                       uint64_t rows, bool service) {
  const Scope scope(frame, "preview");
  DrawHead(frame, preview, column);
  if (preview.preview() == nullptr) return;
  const auto& records = preview.preview()->records();
  if (version_ != preview.version()) {
    version_ = preview.version();
    rows_.clear();
    for (const v1::RecordDetail& record : records) {
      rows_.push_back(ToRowView(record.row()));
    }
  }
  if (rows_.empty()) return;
  current_ = std::min<uint64_t>(current_, rows_.size() - 1);
  DrawRows(frame, column, rows, service);
  DrawSelected(frame, column, records[static_cast<int>(current_)]);
}

void PreviewView::DrawHead(Frame& frame, const LivePreview& preview,
                           Rect& column) {
  const Theme& theme = frame.theme;
  Rect head = column;
  head.CutTop(12);
  SectionHead(frame, column, "Preview", /*first=*/false);
  const v1::Preview* shown = preview.preview();
  if (preview.error()) return;
  if (shown == nullptr) {
    Label(frame, column.CutTop(kRowHeight), kBodyText, theme.secondary,
          "Reading the first records…");
    return;
  }
  const std::string text = shown->records().empty()
                               ? "There are no records to show."
                               : MatchedText(*shown);
  const bool all =
      shown->matched() == static_cast<uint32_t>(shown->records_size());
  frame.paint.TextRight(kSmallText, head.x1, head.y0 + 8,
                        all ? theme.good : theme.warn, text);
  Announce(frame, {head.x0, head.y0, head.x1, head.y0 + 16}, "matched", text);
}

void PreviewView::DrawRows(Frame& frame, Rect& column, uint64_t rows,
                           bool service) {
  const uint64_t seen = std::min<uint64_t>(rows, rows_.size());
  const Rect box = column.CutTop(kRowHeight * static_cast<float>(seen) + 2);
  frame.paint.Box(box, frame.theme.ground, frame.theme.line);
  LogColumns columns{
      .precision = service ? ClockPrecision::kMillis : ClockPrecision::kSeconds,
      .service_width = service ? 112.0f : 0};
  ListBoxSpec spec{.id = "records",
                   .name = "First records",
                   .rows = rows_.size(),
                   .current = current_};
  spec.draw_row = [&](uint64_t row, const Rect& place) {
    DrawLogRow(frame, place, rows_[row], columns);
  };
  spec.name_row = [&](uint64_t row) { return LogRowName(frame, rows_[row]); };
  if (const auto moved = list_.Draw(frame, box.Inset(1, 1), spec)) {
    current_ = *moved;
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
