#include "ui/views/header_view.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/wall_clock.h"
#include "ui/text/civil_time.h"
#include "ui/text/query_tokens.h"
#include "ui/views/data_range.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kNameWidth = 228;
// On a narrow screen the query keeps its room and the rest is brief.
constexpr float kNarrow = 1000;
constexpr float kBriefNameWidth = 104;
constexpr float kGap = 12;
// While someone types; Enter does not wait.
constexpr double kTypingDelayMs = 80;

Color TokenColor(const Theme& theme, QueryTokenKind kind) {
  switch (kind) {
    case QueryTokenKind::kField:
      return theme.accent;
    case QueryTokenKind::kOperator:
    case QueryTokenKind::kKeyword:
      return theme.secondary;
    case QueryTokenKind::kPhrase:
    case QueryTokenKind::kRegex:
      return theme.parameter;
    case QueryTokenKind::kWord:
    case QueryTokenKind::kOpen:
    case QueryTokenKind::kClose:
    case QueryTokenKind::kPipe:
      return theme.text;
  }
  return theme.text;
}

std::vector<ColoredSpan> ColorQuery(const Theme& theme,
                                    const std::string& query) {
  std::vector<ColoredSpan> spans;
  bool is_value = false;
  bool in_pipeline = false;
  for (const QueryToken& token : LexQuery(query)) {
    // A word that is searched for stands out from a field's value.
    const bool searched = token.kind == QueryTokenKind::kWord && !is_value;
    if (token.kind == QueryTokenKind::kPipe) in_pipeline = true;
    is_value = in_pipeline ||
               (token.kind == QueryTokenKind::kOperator && token.text != "-");
    const size_t end = static_cast<size_t>(token.text.data() - query.data()) +
                       token.text.size();
    spans.push_back(
        {end, searched ? theme.parameter : TokenColor(theme, token.kind)});
  }
  spans.push_back({query.size(), theme.text});
  return spans;
}

// The log of a ship: a dial with its hand over the line of the sea.
void DrawLogo(Frame& frame, float x, float centre_y) {
  ImDrawList& list = frame.paint.list();
  const Color color = frame.theme.accent;
  const ImVec2 centre(x + 10, centre_y);
  list.AddCircle(centre, 8.5f, color, 0, 1.6f);
  list.AddLine(centre, {x + 15, centre_y - 4.6f}, color, 1.8f);
  list.AddCircleFilled(centre, 1.8f, color);
  list.AddLine({x + 3.5f, centre_y + 3.5f}, {x + 16.5f, centre_y + 3.5f}, color,
               1);
}

Rect CutButton(const Frame& frame, Rect& row, const ButtonSpec& spec) {
  const Rect bounds = row.CutRight(ButtonWidth(frame, spec));
  row.CutRight(kGap);
  return bounds;
}

// The range that is shown, or selected; without a label if there is none.
ButtonSpec RangeButton(const Frame& frame, Model& model, bool brief) {
  const std::optional<TimeRange> all = DataRange(model);
  const std::optional<TimeRange>& selection = model.searches().selection();
  const std::optional<TimeRange> shown = selection ? selection : all;
  ButtonSpec spec{.id = "range"};
  if (!shown) return spec;
  spec.label =
      DurationText(shown->length_ns()) + " · " +
      RangeText(shown->from_ns, shown->to_ns, WallClockNanos(), frame.zone);
  spec.detail = ZoneText(frame.zone.OffsetAt(shown->from_ns / kNanosPerSecond));
  spec.name = "Time range: " + spec.label + " " + spec.detail +
              (selection ? ". Show all time" : "");
  if (brief) {
    spec.label = DurationText(shown->length_ns());
    spec.detail.clear();
  }
  if (selection) spec.detail += " ×";
  return spec;
}

}  // namespace

void HeaderView::Draw(Frame& frame, Model& model, const Rect& bounds,
                      uint32_t results) {
  const Container container(frame, "header", Role::kBanner, "", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1,
                             bounds.y1 - frame.paint.hairline(),
                             frame.theme.line);
  const bool narrow = bounds.width() < kNarrow;
  Rect row = bounds.Inset(kPadding, (kHeaderHeight - kControlHeight) / 2);
  Rect name = row.CutLeft(narrow ? kBriefNameWidth : kNameWidth);
  DrawLogo(frame, name.x0, name.centre_y());
  name.CutLeft(28);
  Label(frame, name, kStrongText, frame.theme.text, "Taffrail");

  const ButtonSpec range = RangeButton(frame, model, narrow);
  ButtonSpec theme{.id = "theme", .label = frame.theme.dark ? "Light" : "Dark"};
  theme.name = theme.label + " theme";
  const ButtonSpec open{.id = "Open file", .shortcuts = "Control+O"};
  const Rect open_bounds = CutButton(frame, row, open);
  const Rect theme_bounds = CutButton(frame, row, theme);
  const bool has_range = !range.label.empty();
  const Rect range_bounds = has_range ? CutButton(frame, row, range) : Rect();
  // Drawn in the order of tabbing, from left to right.
  DrawQuery(frame, model, row, results);
  if (has_range && Button(frame, range_bounds, range)) {
    model.searches().SetSelection(std::nullopt, model.now_ms(), 0);
    frame.DrawAgain();
  }
  if (Button(frame, theme_bounds, theme)) {
    frame.host.KeepTheme(!frame.theme.dark);
  }
  if (Button(frame, open_bounds, open)) frame.host.ChooseFiles();
}

void HeaderView::DrawQuery(Frame& frame, Model& model, const Rect& bounds,
                           uint32_t results) {
  query_bounds_ = bounds;
  Searches& searches = model.searches();
  // Facets and the address change the query too.
  if (searches.query() != query_.text()) query_.SetText(searches.query());
  TextFieldSpec spec{.id = "query",
                     .name = "Query",
                     .placeholder =
                         "Search: words, \"a phrase\", /regex/, "
                         "level>=warn, status>=500, -not",
                     .shortcuts = "/"};
  const std::optional<v1::Error>& error = searches.error();
  if (error) {
    spec.invalid = true;
    spec.description = error->message();
    spec.invalid_begin = error->has_column() ? error->column() : 0;
    spec.invalid_end =
        error->has_column() ? error->column_end() : query_.text().size();
  }
  spec.controls = results;
  const TextField::Result result = query_.Update(frame, bounds, spec);
  if (result.changed) {
    searches.SetQuery(query_.text(), model.now_ms(), kTypingDelayMs);
    frame.DrawAgain();
  }
  if (result.submitted) searches.SetQuery(query_.text(), model.now_ms(), 0);
  query_.Draw(frame, bounds, spec, ColorQuery(frame.theme, query_.text()));
}

void HeaderView::DrawQueryError(Frame& frame, Model& model) {
  const std::optional<v1::Error>& error = model.searches().error();
  if (!error) return;
  const float width =
      frame.paint.Measure(kBodyText, error->message()) + 2 * kPadding;
  Rect box{query_bounds_.x0, query_bounds_.y1 + 4,
           std::min(query_bounds_.x0 + width, query_bounds_.x1),
           query_bounds_.y1 + 4 + 28};
  frame.paint.Box(box, frame.theme.raised, frame.theme.error);
  frame.paint.TextElided(kBodyText, box.x0 + kPadding, box.x1 - kPadding / 2,
                         box.centre_y(), frame.theme.text, error->message());
  frame.tree.Add({.id = frame.Id("query error"),
                  .role = Role::kAlert,
                  .name = error->message(),
                  .bounds = box});
}

}  // namespace taffrail::ui
