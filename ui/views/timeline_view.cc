#include "ui/views/timeline_view.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/numbers.h"
#include "core/base/wall_clock.h"
#include "imgui.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/text/time_axis.h"
#include "ui/views/data_range.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kTextWidth = 248;
constexpr float kSide = 16;
constexpr float kRight = 24;
constexpr float kPlotTop = 6;
constexpr float kAxisHeight = 28;
// Room above the highest bar, for the label of the selection.
constexpr float kHeadroom = 16;
constexpr float kTickSpacing = 96;
// A bar of 4 px can be hit and read.
constexpr size_t kMaxBins = 300;
// While the brush is dragged, a search for where it pauses.
constexpr double kDragDelayMs = 60;

void DrawBars(Frame& frame, const Rect& plot, const TimeScale& scale,
              const TimelineBins& bins) {
  uint64_t most = 1;
  for (const SeverityCounts& counts : bins.counts) {
    most = std::max(most, Total(counts));
  }
  const float per_record =
      (plot.height() - kHeadroom) / static_cast<float>(most);
  const float gap = scale.bin_width() >= 3 ? 1 : 0;
  const float pixel = frame.paint.hairline();
  for (uint32_t bin = 0; bin < scale.bins(); ++bin) {
    float y = plot.y1;
    float exact = plot.y1;
    for (int i = 0; i < kSeverityClasses; ++i) {
      const uint64_t count = bins.counts[bin][static_cast<size_t>(i)];
      if (count == 0) continue;
      exact -= static_cast<float>(count) * per_record;
      // However few there are, they are seen.
      const float top = std::min(frame.paint.Snap(exact), y - pixel);
      frame.paint.Fill(
          {scale.BinX(bin), top, scale.BinX(bin + 1) - gap, y},
          SeverityBarColor(frame.theme, static_cast<SeverityClass>(i)));
      y = top;
    }
  }
}

void DrawAxis(Frame& frame, const Rect& plot, const TimeScale& scale) {
  const TimeRange range = scale.range();
  for (const TimeTick& tick :
       TimeTicks(range.from_ns, range.to_ns, plot.width(), kTickSpacing,
                 frame.zone)) {
    const float x = scale.XOf(tick.time_ns);
    frame.paint.VerticalLine(x, plot.y1, plot.y1 + 4, frame.theme.faint);
    const float half = frame.paint.Measure(kAxisText, tick.label) / 2;
    const float left = std::clamp(x - half, plot.x0, plot.x1 - 2 * half);
    frame.paint.Text(kAxisText, left, plot.y1 + 13, frame.theme.secondary,
                     tick.label);
  }
}

std::string MatchText(const Searches& searches, const OpenSearch& results) {
  const v1::SearchProgress& progress = results.progress();
  if (!progress.complete()) {
    const double done = static_cast<double>(progress.scanned());
    return WithThousands(progress.matched()) + " match · searched " +
           PercentText(done, static_cast<double>(progress.total()));
  }
  const std::string elapsed = ElapsedText(progress.elapsed_ms());
  if (searches.query().empty() && !searches.selection()) {
    return "all shown · " + elapsed;
  }
  const double total =
      static_cast<double>(searches.overview()->progress().total());
  return WithThousands(progress.matched()) + " match · " +
         PercentText(static_cast<double>(progress.matched()), total) + " · " +
         elapsed;
}

// While records that were imported are not all in the index.
std::string IndexedText(const v1::SearchProgress& progress) {
  if (progress.unindexed() == 0) return {};
  const auto total = static_cast<double>(progress.total());
  const auto unindexed = static_cast<double>(progress.unindexed());
  return PercentText(total - unindexed, total) + " indexed · all searched";
}

void DrawSummary(Frame& frame, Model& model, const TimelineBins& bins,
                 const Rect& bounds) {
  const Searches& searches = model.searches();
  const OpenSearch* overview = searches.overview();
  if (overview == nullptr) return;
  Rect column = bounds.Inset(kSide, 10);
  const std::string total =
      WithThousands(overview->progress().total()) + " records";
  Label(frame, column.CutTop(20), kStrongText, frame.theme.text, total);
  const std::string match = MatchText(searches, *searches.results());
  const Rect line = column.CutTop(20);
  frame.paint.TextElided(kAxisText, line.x0, line.x1, line.centre_y(),
                         frame.theme.secondary, match);
  Announce(frame, line, "matches", match);
  if (bins.counts.empty()) return;
  const std::string indexed = IndexedText(overview->progress());
  Label(frame, column.CutTop(20), kAxisText, frame.theme.secondary,
        !indexed.empty() ? indexed
                         : "bar = " + DurationText(bins.width_ns) +
                               " · stacked by severity");
}

}  // namespace

void TimelineView::Draw(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "timeline", Role::kRegion, "Timeline",
                            bounds);
  hovered_bin_.reset();
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1,
                             bounds.y1 - frame.paint.hairline(),
                             frame.theme.line);
  const OpenSearch* overview = model.searches().overview();
  bins_ = overview == nullptr ? TimelineBins()
                              : ToTimelineBins(overview->progress().histogram(),
                                               DataRange(model), kMaxBins);
  Rect rest = bounds;
  DrawSummary(frame, model, bins_, rest.CutLeft(kTextWidth));
  rest.CutLeft(kSide);
  rest.CutRight(kRight);
  rest.CutTop(kPlotTop);
  rest.CutBottom(kAxisHeight);
  plot_ = rest;
  frame.paint.HorizontalLine(plot_.x0, plot_.x1, plot_.y1, frame.theme.line);
  if (!bins_.counts.empty()) DrawPlot(frame, model, plot_);
}

void TimelineView::DrawPlot(Frame& frame, Model& model, const Rect& plot) {
  const TimeScale scale(bins_, plot.x0, plot.x1);
  Searches& searches = model.searches();
  const Brush::Result brush =
      brush_.Update(frame, plot, scale, searches.selection());
  if (brush.selection != searches.selection()) {
    searches.SetSelection(brush.selection, model.now_ms(),
                          brush.dragging ? kDragDelayMs : 0);
    frame.DrawAgain();
  }
  if (brush.selection) DrawSelection(frame, plot, scale, *brush.selection);
  DrawBars(frame, plot, scale, bins_);
  DrawAxis(frame, plot, scale);
  if (brush.selection) {
    const std::string label =
        RangeText(brush.selection->from_ns, brush.selection->to_ns,
                  brush.selection->from_ns, frame.zone);
    const float width = frame.paint.Measure(kAxisText, label);
    const float x = std::clamp(scale.XOf(brush.selection->from_ns) + 6, plot.x0,
                               plot.x1 - width);
    frame.paint.Text(kAxisText, x, plot.y0 + 8, frame.theme.accent, label);
  }
  if (brush.hovered && !brush.dragging) {
    hovered_bin_ = scale.BinAt(ImGui::GetMousePos().x);
  }
}

void TimelineView::DrawTooltip(Frame& frame) {
  if (!hovered_bin_) return;
  const int64_t from = bins_.t0_ns + *hovered_bin_ * bins_.width_ns;
  const CivilTime start = ToCivil(from, frame.zone);
  struct Line {
    SeverityClass severity;
    uint64_t count;
  };
  std::vector<Line> lines;
  for (int i = kSeverityClasses - 1; i >= 0; --i) {
    const uint64_t count = bins_.counts[*hovered_bin_][static_cast<size_t>(i)];
    if (count > 0) lines.push_back({static_cast<SeverityClass>(i), count});
  }
  const std::string when =
      ShortDate(start, ToCivil(WallClockNanos(), frame.zone).year) + " " +
      ClockText(start, PrecisionOf(from)) + " + " +
      DurationText(bins_.width_ns);
  const float width =
      std::max(150.0f, frame.paint.Measure(kSmallText, when)) + 20;
  const float height =
      16 + 20 * static_cast<float>(std::max<size_t>(lines.size(), 1) + 1);
  const float mouse = ImGui::GetMousePos().x;
  const float x =
      mouse + 14 + width > plot_.x1 + kRight ? mouse - 14 - width : mouse + 14;
  // Below the axis, so that it hides no bar.
  const float top = plot_.y1 + kAxisHeight + 4;
  const Rect box{x, top, x + width, top + height};
  frame.paint.Box(box, frame.theme.raised, frame.theme.line);
  Rect column = box.Inset(10, 8);
  Rect line = column.CutTop(20);
  frame.paint.Text(kSmallText, line.x0, line.centre_y(), frame.theme.text,
                   when);
  if (lines.empty()) {
    frame.paint.Text(kSmallText, line.x0, line.centre_y() + 20,
                     frame.theme.secondary, "no matches");
  }
  for (const auto& [severity, count] : lines) {
    line = column.CutTop(20);
    const float middle = line.centre_y();
    frame.paint.Fill({line.x0, middle - 4, line.x0 + 8, middle + 4},
                     SeverityColor(frame.theme, severity), 2);
    frame.paint.Text(kSmallText, line.x0 + 14, middle, frame.theme.secondary,
                     SeverityName(severity));
    frame.paint.TextRight(kSmallText, line.x1, middle, frame.theme.text,
                          WithThousands(count));
  }
}

}  // namespace taffrail::ui
