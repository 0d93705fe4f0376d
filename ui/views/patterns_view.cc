#include "ui/views/patterns_view.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "imgui.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/views/pattern_row.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kHeadHeight = 30;
constexpr float kFootHeight = 48;
constexpr float kGap = 8;

// A column's head, which orders by it.
bool SortHead(Frame& frame, const Rect& bounds, std::string_view label,
              bool right, bool sorted, bool reversed) {
  const Theme& theme = frame.theme;
  std::string name = "Order by " + std::string(label);
  const Interaction interaction = Interact(
      frame, {.id = frame.Id(label),
              .role = Role::kButton,
              .name = std::move(name),
              .description = !sorted    ? ""
                             : reversed ? "ordered so, the other way round"
                                        : "ordered so",
              .bounds = bounds,
              .focusable = true});
  const Color color =
      sorted || interaction.hovered ? theme.text : theme.secondary;
  const float middle = bounds.centre_y();
  constexpr float kTriangle = 12;
  float x = bounds.x0;
  if (right) {
    x = bounds.x1 - frame.paint.Measure(kSmallText, label);
    if (sorted) x -= kTriangle;
  }
  x = frame.paint.Text(kSmallText, x, middle, color, label);
  if (sorted) {
    ImDrawList& list = frame.paint.list();
    const float y = frame.paint.Snap(middle);
    const float up = reversed ? -1 : 1;
    list.AddTriangleFilled({x + 4, y - 2 * up}, {x + 11, y - 2 * up},
                           {x + 7.5f, y + 2.5f * up}, theme.accent);
  }
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  DrawFocus(frame, interaction, bounds.Inset(-4, 3));
  return interaction.clicked;
}

bool SpansDays(const Frame& frame, const v1::Templates& told) {
  if (told.templates().empty()) return false;
  int64_t first = INT64_MAX;
  int64_t last = INT64_MIN;
  for (const v1::Templates::Template& pattern : told.templates()) {
    first = std::min(first, pattern.first_ns());
    last = std::max(last, pattern.last_ns());
  }
  return IsoDate(ToCivil(first, frame.zone)) !=
         IsoDate(ToCivil(last, frame.zone));
}

}  // namespace

void PatternsView::Draw(Frame& frame, Model& model, Rect bounds) {
  const Scope scope(frame, "patterns");
  Patterns& patterns = model.patterns();
  FollowPatterns(model);
  if (patterns.under_way() && patterns.told().share() < 1) {
    Rect edge = bounds;
    ProgressBar(frame, edge.CutTop(3), "Counting patterns",
                static_cast<float>(patterns.told().share()));
  }
  DrawHead(frame, model, bounds.CutTop(kHeadHeight));
  const Rect foot = bounds.CutBottom(kFootHeight);
  if (patterns.rows().empty()) {
    DrawNothing(frame, model, bounds);
  } else {
    DrawTable(frame, model, bounds);
  }
  DrawFoot(frame, model, foot);
}

void PatternsView::FollowPatterns(Model& model) {
  const Patterns& patterns = model.patterns();
  if (patterns.version() == version_) return;
  version_ = patterns.version();
  lines_.clear();
  ids_.clear();
  most_ = 0;
  std::optional<uint64_t> current;
  for (int index : patterns.rows()) {
    const v1::Templates::Template& pattern = patterns.told().templates(index);
    // What the current one was merged into takes its place.
    const auto& merged = model.pattern_edits().merged();
    const auto has = [&](const std::string& id) {
      return std::find(merged.begin(), merged.end(), id) != merged.end();
    };
    const bool took_in =
        pattern.merged() && has(pattern.id()) && has(current_id_);
    if (current_ && (pattern.id() == current_id_ || took_in)) {
      current = lines_.size();
    }
    // What found no room is no pattern.
    ids_.push_back(pattern.leaves() > 0 ? pattern.id() : "");
    lines_.push_back(TemplatePieces(
        pattern.text(),
        {pattern.parameters().begin(), pattern.parameters().end()}));
    most_ = std::max(most_, pattern.count());
  }
  current_ = current;
  if (current) current_id_ = Current(patterns)->id();
  marks_.Keep(ids_);
}

const v1::Templates::Template* PatternsView::Current(
    const Patterns& patterns) const {
  if (!current_ || *current_ >= patterns.rows().size()) return nullptr;
  return &patterns.told().templates(patterns.rows()[*current_]);
}

void PatternsView::DrawHead(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "head", Role::kGroup, "Order", bounds);
  const PatternColumns columns = PatternColumns::For(bounds);
  Patterns& patterns = model.patterns();
  const auto head = [&](PatternOrder order, std::string_view label, float x0,
                        float x1, bool right = false) {
    if (!SortHead(frame, {x0, bounds.y0, x1, bounds.y1}, label, right,
                  patterns.order() == order, patterns.reversed())) {
      return;
    }
    patterns.SortBy(order);
    list_.ScrollToTop();
    frame.DrawAgain();
  };
  const auto width = [&](std::string_view label) {
    return frame.paint.Measure(kSmallText, label) + 16;
  };
  head(PatternOrder::kCount, "count", columns.count_x1 - width("count"),
       columns.count_x1, /*right=*/true);
  float x = columns.text_x0;
  head(PatternOrder::kText, "template", x, x + width("template"));
  x += width("template") + kGap;
  head(PatternOrder::kSeverity, "severity", x, x + width("severity"));
  if (columns.spark_x1 > columns.spark_x0) {
    Label(frame, {columns.spark_x0, bounds.y0, columns.spark_x1, bounds.y1},
          kSmallText, frame.theme.secondary,
          model.searches().selection() ? "over the selection" : "over time");
  }
  if (columns.last_x0 < bounds.x1 - kPadding) {
    x = columns.last_x0;
    head(PatternOrder::kLast, "last", x, x + width("last"));
    x += width("last") + kGap;
    head(PatternOrder::kFirst, "first", x, x + width("first"));
  }
  frame.paint.HorizontalLine(bounds.x0, bounds.x1,
                             bounds.y1 - frame.paint.hairline(),
                             frame.theme.line);
}

void PatternsView::Choose(Model& model, uint64_t row) {
  current_ = row;
  const v1::Templates::Template* pattern = Current(model.patterns());
  current_id_ = pattern->id();
  // The newest of its records takes the panel's place.
  model.source().Close();
  const v1::RecordKey& key = pattern->example();
  model.record().Select({key.time_ns(), key.source_id(), key.offset()});
}

void PatternsView::DrawTable(Frame& frame, Model& model, const Rect& bounds) {
  Patterns& patterns = model.patterns();
  const bool with_date = SpansDays(frame, patterns.told());
  const auto view = [&](uint64_t row) {
    const v1::Templates::Template& pattern =
        patterns.told().templates(patterns.rows()[row]);
    return PatternView{pattern,
                       lines_[row],
                       patterns.told().records(),
                       most_,
                       with_date,
                       FacetStateOf(model.searches().query(), "template",
                                    patterns.QueryValue(pattern)),
                       marks_.Has(pattern.id())};
  };
  ListBoxSpec spec{.id = "list",
                   .name = "Patterns",
                   .rows = patterns.rows().size(),
                   .row_height = kPatternRowHeight,
                   .current = current_,
                   .takes_stray_keys = true,
                   .check_width = kPatternCheckWidth};
  spec.draw_row = [&](uint64_t row, const Rect& place) {
    DrawPatternRow(frame, place, view(row));
  };
  spec.name_row = [&](uint64_t row) { return PatternName(frame, view(row)); };
  spec.checked = [&](uint64_t row) { return marks_.Has(ids_[row]); };
  const std::optional<uint64_t> moved = list_.Draw(frame, bounds, spec);
  if (moved && list_.extended_from()) {
    marks_.Extend(ids_, *list_.extended_from(), *moved);
  } else if (moved) {
    marks_.EndStroke();
  }
  if (list_.toggled()) {
    marks_.Toggle(ids_[*list_.toggled()]);
    frame.DrawAgain();
  }
  if (moved) {
    Choose(model, *moved);
    frame.DrawAgain();
  }
}

void PatternsView::DrawNothing(Frame& frame, Model& model, const Rect& bounds) {
  const Patterns& patterns = model.patterns();
  const float middle = bounds.centre_x();
  float y = bounds.y0 + bounds.height() * 0.36f;
  if (patterns.error()) {
    Announce(frame, bounds, "error", patterns.error()->message());
    frame.paint.TextCentred(kBodyText, middle, y, frame.theme.error,
                            patterns.error()->message());
    return;
  }
  const OpenSearch* results = model.searches().results();
  const bool counting = results == nullptr || results->matched() > 0 ||
                        !results->progress().complete();
  const std::string title = counting
                                ? "Looking for what messages have in common …"
                                : "No record matches";
  Announce(frame, bounds, "nothing", title);
  frame.paint.TextCentred(counting ? kBodyText : kStrongText, middle, y,
                          counting ? frame.theme.secondary : frame.theme.text,
                          title);
  Searches& searches = model.searches();
  if (counting || searches.query().empty()) return;
  y += 24;
  const ButtonSpec clear{.id = "Clear the query"};
  const float half = ButtonWidth(frame, clear) / 2;
  if (Button(frame, {middle - half, y, middle + half, y + kControlHeight},
             clear)) {
    searches.SetQuery("", model.now_ms(), 0);
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
