#include "ui/views/inspector_view.h"

#include <algorithm>
#include <utility>

#include "core/base/numbers.h"
#include "ui/text/civil_time.h"
#include "ui/text/display_text.h"
#include "ui/text/line_wrap.h"
#include "ui/views/record_fields.h"
#include "ui/views/record_template.h"
#include "ui/widgets/ansi_colors.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/value_row.h"

namespace taffrail::ui {
namespace {

constexpr float kLineHeight = 20;

std::string TimeText(const TimeZone& zone, int64_t time_ns) {
  const CivilTime time = ToCivil(time_ns, zone);
  std::string clock = ClockText(time, PrecisionOf(time_ns));
  // On its own a number needs no groups, but it has to fit on the line.
  std::erase(clock, ' ');
  return IsoDate(time) + " " + clock;
}

void DrawEmpty(Frame& frame, Rect column) {
  SectionHead(frame, column, "Record", /*first=*/true);
  Paragraph(frame, column, kBodyText, frame.theme.secondary,
            "Select a row to see all that is known of it.\n"
            "↑ ↓ move through the rows, g and G go to the first and the last.");
}

}  // namespace

void InspectorView::Draw(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "inspector", Role::kComplementary,
                            "Inspector", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.VerticalLine(bounds.x0, bounds.y0, bounds.y1, frame.theme.line);
  RecordSelection& record = model.record();
  Rect column = bounds.Inset(kPadding, 0);
  column.y0 = scroll_.Begin(frame, bounds, "Inspector, scrollable") + kPadding;
  if (record.error()) {
    SectionHead(frame, column, "Record", /*first=*/true);
    const float end = Paragraph(frame, column, kBodyText, frame.theme.error,
                                record.error()->message());
    column.CutTop(end - column.y0);
  } else if (const v1::RecordDetail* detail = record.detail()) {
    if (wrapped_version_ != record.version()) {
      scroll_.ScrollToTop();
      WrapRaw(frame, *detail, column.width());
      wrapped_version_ = record.version();
    }
    DrawRecord(frame, *detail, column);
    DrawRecordTemplate(frame, model, *detail, column);
    DrawRaw(frame, *detail, column);
  } else if (!record.key()) {
    DrawEmpty(frame, column);
  }
  scroll_.End(frame, column.y0 + kPadding);
}

void InspectorView::DrawRecord(Frame& frame, const v1::RecordDetail& detail,
                               Rect& column) {
  const Theme& theme = frame.theme;
  SectionHead(frame, column, "Record", /*first=*/true);
  const v1::Row& row = detail.row();
  const SeverityClass severity = ClassOf(row.severity());
  const int64_t time_ns = row.key().time_ns();
  DrawValue(frame, column,
            {"time", TimeText(frame.zone, time_ns), theme.text, kCodeText});
  if (frame.zone.OffsetAt(time_ns / 1'000'000'000) != 0) {
    DrawValue(
        frame, column,
        {"UTC", TimeText(TimeZone(), time_ns), theme.secondary, kCodeText});
  }
  if (detail.time_inferred()) {
    DrawValue(frame, column,
              {"", "not stated; taken from what is around it", theme.faint});
  }
  DrawValue(frame, column,
            {"severity",
             severity == kUnstated ? "not stated" : SeverityName(severity),
             severity >= kWarn       ? SeverityColor(theme, severity)
             : severity == kUnstated ? theme.faint
                                     : theme.text});
  if (!row.service().empty()) {
    DrawValue(frame, column,
              {"service", ToPrintable(row.service(), false), theme.text});
  }
  if (!detail.host().empty()) {
    DrawValue(frame, column, {"host", detail.host(), theme.text});
  }
  std::string source = detail.source_name();
  if (detail.line() > 0) source += " : " + WithThousands(detail.line());
  DrawValue(frame, column, {"source", std::move(source), theme.text});
  if (!detail.format().name().empty()) {
    DrawValue(frame, column,
              {"format", FormatTitle(detail.format()), theme.secondary});
  }
  if (detail.too_deep()) {
    DrawValue(frame, column,
              {"", "nested too deep; what lies below is shown as it stands",
               theme.faint});
  }
  if (detail.damaged()) {
    DrawValue(
        frame, column,
        {"", "damaged JSON; what could be read of it is shown", theme.faint});
  }
  DrawRecordFields(frame, column, detail);
}

void InspectorView::WrapRaw(const Frame& frame, const v1::RecordDetail& detail,
                            float width) {
  raw_ = ToAnsiText(detail.raw());
  raw_lines_.clear();
  const std::string_view text = raw_.text;
  for (size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const size_t length =
        WrapLength(line, frame.paint.BytesThatFit(kCodeText, line, width));
    raw_lines_.push_back({at, at + length});
    at += length;
    if (length == line.size()) ++at;
  }
}

void InspectorView::DrawRawLine(Frame& frame, float x, float middle,
                                const RawLine& line) {
  const Theme& theme = frame.theme;
  const std::string_view text = raw_.text;
  auto run = std::upper_bound(
      raw_.runs.begin(), raw_.runs.end(), line.begin,
      [](size_t at, const AnsiRun& one) { return at < one.end; });
  for (; run != raw_.runs.end() && run->begin < line.end; ++run) {
    const size_t begin = std::max<size_t>(run->begin, line.begin);
    const size_t end = std::min<size_t>(run->end, line.end);
    const std::string_view piece = text.substr(begin, end - begin);
    const AnsiColors colors = ColorsOf(
        run->style, run->control ? theme.faint : theme.text, theme.panel);
    const float right = x + frame.paint.Measure(kCodeText, piece);
    if (colors.ground) {
      frame.paint.Fill({x, middle - 9, right, middle + 9}, *colors.ground);
    }
    if (run->style.underline) {
      frame.paint.HorizontalLine(x, right, middle + 7, colors.text);
    }
    // The face for code has no bold: struck twice, as typewriters did it.
    if (run->style.bold) {
      frame.paint.Text(kCodeText, x + frame.paint.hairline(), middle,
                       colors.text, piece);
    }
    x = frame.paint.Text(kCodeText, x, middle, colors.text, piece);
  }
}

void InspectorView::DrawRaw(Frame& frame, const v1::RecordDetail& detail,
                            Rect& column) {
  column.CutTop(12);
  Rect head = column.CutTop(24);
  const ButtonSpec copy{.id = "Copy", .shortcuts = "Control+C", .quiet = true};
  const Rect button = head.CutRight(ButtonWidth(frame, copy));
  Rect title = head;
  title.CutTop(4);
  SectionHead(frame, title, "Raw", /*first=*/true);
  if (Button(frame, button, copy)) frame.host.WriteClipboard(detail.raw());
  column.CutTop(2);
  const float top = column.y0;
  const ImVec2 clip_min = frame.paint.list().GetClipRectMin();
  const ImVec2 clip_max = frame.paint.list().GetClipRectMax();
  for (size_t i = 0; i < raw_lines_.size(); ++i) {
    const float y = top + kLineHeight * static_cast<float>(i);
    if (y + kLineHeight < clip_min.y || y > clip_max.y) continue;
    DrawRawLine(frame, column.x0, y + kLineHeight / 2, raw_lines_[i]);
  }
  const Rect text =
      column.CutTop(kLineHeight * static_cast<float>(raw_lines_.size()));
  frame.tree.Add({.id = frame.Id("raw text"),
                  .role = Role::kText,
                  .name = raw_.text.substr(0, 20'000),
                  .bounds = text});
  if (detail.raw_length() > detail.raw().size()) {
    Label(frame, column.CutTop(24), kSmallText, frame.theme.faint,
          "cut at " + HumanBytes(static_cast<double>(detail.raw().size())) +
              " of " + HumanBytes(static_cast<double>(detail.raw_length())));
  }
}

}  // namespace taffrail::ui
