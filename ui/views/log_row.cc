#include "ui/views/log_row.h"

#include <algorithm>
#include <string_view>

#include "ui/widgets/button.h"
#include "ui/widgets/painter.h"

namespace taffrail::ui {
namespace {

constexpr float kStripe = 3;
constexpr float kGap = 10;
constexpr size_t kNameBytes = 240;
constexpr size_t kDateCharacters = 7;

struct Places {
  float time;
  float service;
  float body;
};

Places PlacesOf(const Frame& frame, const Rect& bounds,
                const LogColumns& columns) {
  // A monospaced face: all characters are as wide as this one.
  const float character = frame.paint.Measure(kCodeText, "0");
  size_t characters = 8 + (columns.precision == ClockPrecision::kSeconds
                               ? 0
                               : 4 * static_cast<size_t>(columns.precision));
  if (columns.date) characters += kDateCharacters;
  Places places;
  places.time = bounds.x0 + kStripe + kGap;
  places.service =
      places.time + character * static_cast<float>(characters) + 18;
  places.body = places.service;
  if (columns.service_width > 0) places.body += columns.service_width + kGap;
  return places;
}

// Below INFO and at it, the service is no news.
Color ServiceColor(const Theme& theme, SeverityClass severity) {
  return severity >= kWarn ? SeverityColor(theme, severity) : theme.secondary;
}

void DrawTime(Frame& frame, float x, float middle, int64_t time_ns,
              const LogColumns& columns) {
  const CivilTime time = ToCivil(time_ns, frame.zone);
  const Theme& theme = frame.theme;
  if (columns.date) {
    frame.paint.Text(kCodeText, x, middle, theme.faint, MonthDay(time));
    x += frame.paint.Measure(kCodeText, "0") * kDateCharacters;
  }
  const std::string clock = ClockText(time, columns.precision);
  frame.paint.Text(kCodeText, x, middle, theme.secondary, clock);
}

// A run of text of a message, in its colour and with its mark; where it ends.
float DrawRun(Frame& frame, float x, float centre_y, std::string_view text,
              const TextRun& run) {
  const Theme& theme = frame.theme;
  Color color = theme.text;
  if (run.style == RunStyle::kParameter) color = theme.parameter;
  if (run.style == RunStyle::kControl) color = theme.faint;
  if (run.marked) {
    const float end = x + frame.paint.Measure(kCodeText, text);
    frame.paint.Fill({x, centre_y - 8, end, centre_y + 8}, theme.match_ground,
                     2);
    color = theme.match_text;
  }
  return frame.paint.Text(kCodeText, x, centre_y, color, text);
}

// "▸ 14 lines of stack" after the first line, which gives way to it; where the
// line has to end. Lit if the query matches in there.
float DrawFollowing(Frame& frame, float x0, float right, float middle,
                    const RowView& row) {
  const std::string text = FollowingText(row.following);
  constexpr float kTriangle = 14;
  const float width = kTriangle + frame.paint.Measure(kCodeText, text);
  const float gap = frame.paint.Measure(kCodeText, " ");
  const float line = frame.paint.Measure(kCodeText, row.body.text);
  const float x = std::max(x0, std::min(x0 + line + gap, right - width));
  Color color = frame.theme.faint;
  if (row.following.marked) {
    frame.paint.Fill({x - 2, middle - 8, x + width + 2, middle + 8},
                     frame.theme.match_ground, 2);
    color = frame.theme.match_text;
  }
  DrawTriangle(frame, x, middle, color, /*down=*/false);
  frame.paint.TextElided(kCodeText, x + kTriangle, right, middle, color, text);
  return x - gap;
}

// The first line of the message with its colours and marks, cut where there is
// no more room.
void DrawMessage(Frame& frame, float x, float right, float middle,
                 const RowView& row) {
  if (row.following.count > 0) {
    right = DrawFollowing(frame, x, right, middle, row);
  }
  for (const TextRun& run : row.body.runs) {
    std::string_view text = row.body.text;
    text = text.substr(run.begin, run.end - run.begin);
    const bool last = run.end == row.body.text.size();
    const float ellipsis = frame.paint.Measure(kCodeText, "…");
    const float room = right - x - (last ? 0 : ellipsis);
    if (frame.paint.BytesThatFit(kCodeText, text, room) == text.size()) {
      x = DrawRun(frame, x, middle, text, run);
      continue;
    }
    const size_t fitting =
        frame.paint.BytesThatFit(kCodeText, text, right - x - ellipsis);
    x = DrawRun(frame, x, middle, text.substr(0, fitting), run);
    frame.paint.Text(kCodeText, x, middle, frame.theme.faint, "…");
    return;
  }
}

}  // namespace

void DrawLogRow(Frame& frame, const Rect& bounds, const RowView& row,
                const LogColumns& columns) {
  const SeverityClass severity = ClassOf(row.severity);
  const Places places = PlacesOf(frame, bounds, columns);
  const float middle = bounds.centre_y();
  frame.paint.Fill({bounds.x0, bounds.y0, bounds.x0 + kStripe, bounds.y1},
                   SeverityBarColor(frame.theme, severity));
  DrawTime(frame, places.time, middle, row.key.time_ns, columns);
  if (columns.service_width > 0) {
    frame.paint.TextElided(kCodeText, places.service, places.body - kGap,
                           middle, ServiceColor(frame.theme, severity),
                           row.service);
  }
  DrawMessage(frame, places.body, bounds.x1 - kPadding, middle, row);
}

void DrawMissingRow(Frame& frame, const Rect& bounds, uint64_t index,
                    const LogColumns& columns) {
  const Places places = PlacesOf(frame, bounds, columns);
  const float middle = bounds.centre_y();
  const auto stripe = [&](float x, float width) {
    frame.paint.Fill({x, middle - 4, x + width, middle + 4}, frame.theme.raised,
                     2);
  };
  stripe(places.time, places.service - places.time - 24);
  if (columns.service_width > 0) stripe(places.service, 64);
  // Uneven, as lines are.
  stripe(places.body, 160 + static_cast<float>(index * 97 % 220));
}

std::string LogRowName(const Frame& frame, const RowView& row) {
  const CivilTime time = ToCivil(row.key.time_ns, frame.zone);
  std::string name = ClockText(time, ClockPrecision::kMillis) + " ";
  name += SeverityName(ClassOf(row.severity));
  if (!row.service.empty()) name += " " + row.service;
  name += ": ";
  size_t end = std::min(kNameBytes, row.body.text.size());
  // Not within a character.
  while (end < row.body.text.size() && (row.body.text[end] & 0xC0) == 0x80) {
    --end;
  }
  name += row.body.text.substr(0, end);
  if (row.following.count > 0) name += ", " + FollowingText(row.following);
  return name;
}

}  // namespace taffrail::ui
