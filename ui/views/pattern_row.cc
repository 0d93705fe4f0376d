#include "ui/views/pattern_row.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "ui/state/patterns.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/widgets/choices.h"

namespace taffrail::ui {
namespace {

constexpr float kStripe = 3;
constexpr float kCheckGap = 8;
constexpr float kCountWidth = 80;
constexpr float kSparkWidth = 148;
constexpr float kLastWidth = 112;
constexpr float kGap = 16;
// Below it the times, and below that the bars give way to the text.
constexpr float kLeastForLast = 760;
constexpr float kLeastForSpark = 560;
constexpr float kChipPadding = 4;
constexpr float kChipHalf = 8;
constexpr float kSparkHeight = 22;
constexpr float kBarHeight = 3;

SeverityClass ClassOf(const v1::Templates::Template& pattern) {
  return static_cast<SeverityClass>(SeverityOf(pattern));
}

std::string TimeText(const Frame& frame, int64_t time_ns, bool with_date) {
  const CivilTime time = ToCivil(time_ns, frame.zone);
  const std::string clock = ClockText(time, ClockPrecision::kSeconds);
  return with_date ? MonthDay(time) + " " + clock : clock;
}

void DrawSparkline(Frame& frame, const Rect& bounds,
                   const v1::Templates::Template& pattern, Color color) {
  const int count = pattern.bins_size();
  if (count == 0) return;
  const uint64_t most =
      *std::max_element(pattern.bins().begin(), pattern.bins().end());
  const float step = bounds.width() / static_cast<float>(count);
  const float pixel = frame.paint.hairline();
  frame.paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y1, frame.theme.line);
  for (int i = 0; i < count; ++i) {
    if (pattern.bins(i) == 0) continue;
    const float share = static_cast<float>(
        static_cast<double>(pattern.bins(i)) / static_cast<double>(most));
    const float x = bounds.x0 + step * static_cast<float>(i);
    // However few there are, they are seen.
    const float height = std::max(bounds.height() * share, 2 * pixel);
    frame.paint.Fill({x, bounds.y1 - height, x + step - pixel, bounds.y1},
                     color);
  }
}

void DrawCount(Frame& frame, const Rect& bounds, float right,
               const PatternView& view) {
  const uint64_t count = view.pattern.count();
  const float middle = bounds.y0 + 16;
  frame.paint.TextRight(kCodeText, right, middle, frame.theme.text,
                        WithThousands(count));
  const float y = bounds.y0 + 30;
  const Rect track{bounds.x0 + kPatternCheckWidth, y, right, y + kBarHeight};
  const float share = view.most == 0
                          ? 0
                          : static_cast<float>(static_cast<double>(count) /
                                               static_cast<double>(view.most));
  frame.paint.Fill(track, WithAlpha(frame.theme.line, 0.6f), 1.5f);
  Rect bar = track;
  bar.x0 = bar.x1 - std::max(2.0f, track.width() * share);
  frame.paint.Fill(bar, frame.theme.accent, 1.5f);
}

// Calls f(severity, "ERROR 3 %") for each that is bad, the worst first.
template <class F>
void ForEachBad(const v1::Templates::Template& pattern, F&& f) {
  for (int i = kFatal; i >= kWarn; --i) {
    if (i >= pattern.severities_size() || pattern.severities(i) == 0) continue;
    const auto severity = static_cast<SeverityClass>(i);
    f(severity, std::string(SeverityName(severity)) + " " +
                    PercentText(static_cast<double>(pattern.severities(i)),
                                static_cast<double>(pattern.count())));
  }
}

// What the user had to do with it.
std::string MadeBy(const v1::Templates::Template& pattern) {
  if (pattern.merged()) return "merged by you";
  return pattern.split() ? "split by you" : "";
}

}  // namespace

PatternColumns PatternColumns::For(const Rect& bounds) {
  PatternColumns columns;
  float right = bounds.x1 - kPadding;
  columns.last_x0 = right;
  if (bounds.width() >= kLeastForLast) {
    columns.last_x0 = right - kLastWidth;
    right = columns.last_x0 - kGap;
  }
  columns.spark_x0 = columns.spark_x1 = right;
  if (bounds.width() >= kLeastForSpark) {
    columns.spark_x0 = right - kSparkWidth;
    right = columns.spark_x0 - kGap;
  }
  columns.count_x1 = bounds.x0 + kPatternCheckWidth + kCountWidth;
  columns.text_x0 = columns.count_x1 + kGap;
  columns.text_x1 = right;
  return columns;
}

float DrawTemplate(Frame& frame, float x, float right, float middle,
                   const std::vector<TemplatePiece>& pieces, Color color) {
  Painter& paint = frame.paint;
  const float ellipsis = paint.Measure(kCodeText, "…");
  for (size_t i = 0; i < pieces.size(); ++i) {
    const TemplatePiece& piece = pieces[i];
    const float padding = piece.parameter ? kChipPadding : 0;
    const float width = paint.Measure(kCodeText, piece.text) + 2 * padding;
    const float room = right - x - (i + 1 < pieces.size() ? ellipsis : 0);
    if (width > room) {
      if (!piece.parameter) {
        const size_t fitting = paint.BytesThatFit(
            kCodeText, piece.text, std::max(0.0f, right - x - ellipsis));
        x = paint.Text(kCodeText, x, middle, color,
                       std::string_view(piece.text).substr(0, fitting));
      }
      return paint.Text(kCodeText, x, middle, frame.theme.faint, "…");
    }
    if (piece.parameter) {
      paint.Fill(
          {x, middle - kChipHalf, x + width, middle + kChipHalf},
          WithAlpha(frame.theme.parameter, frame.theme.dark ? 0.14f : 0.12f),
          3);
      paint.Text(kCodeText, x + padding, middle, frame.theme.parameter,
                 piece.text);
      x += width;
    } else {
      x = paint.Text(kCodeText, x, middle, color, piece.text);
    }
  }
  return x;
}

void DrawPatternRow(Frame& frame, const Rect& bounds, const PatternView& view) {
  const Theme& theme = frame.theme;
  const v1::Templates::Template& pattern = view.pattern;
  const PatternColumns columns = PatternColumns::For(bounds);
  const SeverityClass severity = ClassOf(pattern);
  frame.paint.Fill({bounds.x0, bounds.y0, bounds.x0 + kStripe, bounds.y1},
                   SeverityBarColor(theme, severity));
  frame.paint.HorizontalLine(bounds.x0, bounds.x1,
                             bounds.y1 - frame.paint.hairline(),
                             WithAlpha(theme.line, 0.6f));
  if (pattern.leaves() > 0) {
    DrawCheckMark(frame,
                  {bounds.x0 + kStripe + kCheckGap, bounds.y0,
                   bounds.x0 + kPatternCheckWidth, bounds.y1},
                  view.checked, /*hovered=*/false);
  }
  DrawCount(frame, bounds, columns.count_x1, view);

  const float first = bounds.y0 + 15;
  const float second = bounds.y0 + 31;
  if (view.pieces.empty()) {
    frame.paint.TextElided(
        kBodyText, columns.text_x0, columns.text_x1, first, theme.secondary,
        pattern.id().empty() ? "empty records" : "no message");
  } else {
    DrawTemplate(frame, columns.text_x0, columns.text_x1, first, view.pieces,
                 theme.text);
  }
  float x = columns.text_x0;
  if (view.state != FacetState::kNone) {
    x = frame.paint.Text(
        kSmallText, x, second, theme.accent,
        view.state == FacetState::kIncluded ? "shown only" : "left out");
    x = frame.paint.Text(kSmallText, x, second, theme.faint, " · ");
  }
  x = frame.paint.Text(kSmallText, x, second, theme.secondary,
                       PercentText(static_cast<double>(pattern.count()),
                                   static_cast<double>(view.records)));
  if (const std::string made = MadeBy(pattern); !made.empty()) {
    x = frame.paint.Text(kSmallText, x, second, theme.faint, " · ");
    x = frame.paint.TextElided(kSmallText, x, columns.text_x1, second,
                               theme.accent, made);
  }
  ForEachBad(pattern, [&](SeverityClass bad, const std::string& text) {
    x = frame.paint.Text(kSmallText, x, second, theme.faint, " · ");
    x = frame.paint.TextElided(kSmallText, x, columns.text_x1, second,
                               SeverityColor(theme, bad), text);
  });

  if (columns.spark_x1 > columns.spark_x0) {
    const float bottom = frame.paint.Snap(bounds.centre_y() + kSparkHeight / 2);
    DrawSparkline(
        frame,
        {columns.spark_x0, bottom - kSparkHeight, columns.spark_x1, bottom},
        pattern, SeverityBarColor(theme, severity));
  }
  if (columns.last_x0 < bounds.x1 - kPadding) {
    frame.paint.Text(kCodeText, columns.last_x0, first, theme.secondary,
                     TimeText(frame, pattern.last_ns(), view.with_date));
    frame.paint.Text(
        kSmallText, columns.last_x0, second, theme.faint,
        "since " + TimeText(frame, pattern.first_ns(), view.with_date));
  }
}

std::string PatternName(const Frame& frame, const PatternView& view) {
  std::string name = WithThousands(view.pattern.count()) + " × ";
  name += view.pieces.empty() ? "no message" : TemplateLine(view.pieces);
  name += ", " + PercentText(static_cast<double>(view.pattern.count()),
                             static_cast<double>(view.records));
  if (const std::string made = MadeBy(view.pattern); !made.empty()) {
    name += ", " + made;
  }
  ForEachBad(view.pattern, [&](SeverityClass, const std::string& text) {
    name += ", " + text;
  });
  name += ", last " + TimeText(frame, view.pattern.last_ns(), view.with_date);
  return name;
}

}  // namespace taffrail::ui
