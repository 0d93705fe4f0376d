// What stands below the table of patterns.
#include <iterator>
#include <string>

#include "core/base/numbers.h"
#include "ui/text/number_text.h"
#include "ui/text/query_facets.h"
#include "ui/views/patterns_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/slider.h"

namespace taffrail::ui {
namespace {

constexpr float kSliderWidth = 140;
constexpr float kGap = 8;

constexpr const char* kPrecisionNames[] = {
    "few broad patterns", "broad patterns", "the usual patterns",
    "narrow patterns", "every wording"};

}  // namespace

// What can be done with the checked ones or the current one, by buttons and by
// keys, and how fine patterns are.
void PatternsView::DrawFoot(Frame& frame, Model& model, Rect bounds) {
  const Container container(frame, "foot", Role::kGroup, "Pattern", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y0, frame.theme.line);
  Patterns& patterns = model.patterns();
  Rect row = bounds.Inset(kPadding, kGap);
  DrawPrecision(frame, patterns, row);
  const v1::Templates::Template* pattern = Current(patterns);
  if (marks_.size() > 0) {
    DrawChecked(frame, model, row);
  } else if (pattern == nullptr || pattern->id().empty()) {
    DrawTotals(frame, patterns, row);
  } else {
    DrawCurrent(frame, model, row, *pattern);
  }
}

void PatternsView::DrawPrecision(Frame& frame, Patterns& patterns, Rect& row) {
  const Theme& theme = frame.theme;
  const float finer = frame.paint.Measure(kBodyText, "finer");
  const float coarser = frame.paint.Measure(kBodyText, "coarser");
  Rect right = row.CutRight(finer + coarser + kSliderWidth + 2 * kPadding);
  row.CutRight(kPadding);
  frame.paint.TextRight(kBodyText, right.x1, right.centre_y(), theme.secondary,
                        "finer");
  frame.paint.Text(kBodyText, right.x0, right.centre_y(), theme.secondary,
                   "coarser");
  const Rect slider{right.x0 + coarser + kPadding, right.y0,
                    right.x1 - finer - kPadding, right.y1};
  const std::optional<size_t> precision =
      Slider(frame, slider,
             {.id = "Precision",
              .steps = std::size(Patterns::kPrecisions),
              .at = patterns.precision(),
              .value = kPrecisionNames[patterns.precision()]});
  if (precision) {
    patterns.SetPrecision(*precision);
    frame.DrawAgain();
  }
}

void PatternsView::DrawTotals(Frame& frame, const Patterns& patterns,
                              const Rect& row) {
  if (!patterns.has_answer()) return;
  const uint64_t distinct = patterns.told().distinct();
  std::string text = Plural(distinct, "pattern") + " in " +
                     Plural(patterns.told().records(), "record");
  if (distinct > patterns.rows().size()) {
    text += ", the most frequent " + WithThousands(patterns.rows().size());
  }
  Label(frame, row, kBodyText, frame.theme.secondary, std::move(text));
}

void PatternsView::DrawChecked(Frame& frame, Model& model, Rect row) {
  const bool focused = frame.input.focused == list_.node();
  std::string why_not;
  if (marks_.size() < 2) why_not = "Check another pattern to merge them.";
  if (model.patterns().precision() + 1 == std::size(Patterns::kPrecisions)) {
    why_not = "Every wording is shown by itself: show coarser patterns first.";
  }
  const std::string label =
      marks_.size() < 2 ? "Merge" : "Merge " + WithThousands(marks_.size());
  const ButtonSpec merge{
      .id = "merge", .label = label, .shortcuts = "m", .disabled = why_not};
  const bool pressed =
      Button(frame, row.CutLeft(ButtonWidth(frame, merge)), merge);
  row.CutLeft(kGap);
  if ((pressed || (focused && frame.TakeKey("m"))) && why_not.empty()) {
    model.pattern_edits().Merge({marks_.all().begin(), marks_.all().end()});
    marks_.Clear();
    frame.DrawAgain();
    return;
  }
  const ButtonSpec clear{.id = "Uncheck all", .shortcuts = "Escape"};
  const bool cleared =
      Button(frame, row.CutLeft(ButtonWidth(frame, clear)), clear);
  row.CutLeft(kPadding);
  if (cleared || (focused && frame.TakeKey("Escape"))) {
    marks_.Clear();
    frame.DrawAgain();
    return;
  }
  Label(frame, row, kBodyText, frame.theme.secondary,
        why_not.empty() ? Plural(marks_.size(), "pattern") + " checked"
                        : why_not);
}

void PatternsView::DrawCurrent(Frame& frame, Model& model, Rect row,
                               const v1::Templates::Template& pattern) {
  Patterns& patterns = model.patterns();
  Searches& searches = model.searches();
  const std::string value = patterns.QueryValue(pattern);
  const auto toggle = [&](bool exclude) {
    searches.SetQuery(ToggleFacet(searches.query(), "template", value, exclude),
                      model.now_ms(), 0);
    frame.DrawAgain();
  };
  const auto place = [&](const ButtonSpec& spec) {
    const Rect button = row.CutLeft(ButtonWidth(frame, spec));
    row.CutLeft(kGap);
    return Button(frame, button, spec);
  };
  const FacetState state = FacetStateOf(searches.query(), "template", value);
  const bool rows = place({.id = "Show its records", .shortcuts = "Enter"});
  if (rows || list_.activated()) {
    if (state != FacetState::kIncluded) toggle(/*exclude=*/false);
    model.Show(ResultView::kRecords);
    frame.DrawAgain();
    return;
  }
  const std::string_view include =
      state == FacetState::kIncluded ? "Show others too" : "Show only these";
  const bool focused = frame.input.focused == list_.node();
  if (place({.id = include}) || (focused && frame.TakeKey("+"))) {
    toggle(/*exclude=*/false);
  }
  if (place({.id = "Leave out", .shortcuts = "Delete"}) ||
      (focused && (frame.TakeKey("Delete") || frame.TakeKey("-")))) {
    toggle(/*exclude=*/true);
  }
  const std::string why_not = pattern.leaves() > 1 ? ""
                              : pattern.leaves() == 1
                                  ? "All its records have the same wording."
                                  : "These are no pattern.";
  const bool split =
      place({.id = "Split", .shortcuts = "x", .disabled = why_not});
  if ((split || (focused && frame.TakeKey("x"))) && why_not.empty()) {
    model.pattern_edits().Split(pattern.id(),
                                Patterns::kPrecisions[patterns.precision()]);
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
