#include "ui/views/table_view.h"

#include <string>

#include "ui/text/number_text.h"
#include "ui/text/query_facets.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kStateHeight = 28;

// "8 rows of 100,000 records · 34 ms", or how far it is.
std::string StateOf(const OpenTable& table) {
  const v1::TableProgress& progress = table.progress();
  std::string text = Plural(progress.rows(), "row") + " of " +
                     Plural(progress.records(), "record");
  text += progress.complete()
              ? " · " + ElapsedText(progress.elapsed_ms())
              : " · " + PercentText(progress.share(), 1) + " done";
  for (const std::string& note : progress.notes()) text += " · " + note;
  return text;
}

}  // namespace

void TableView::Draw(Frame& frame, Model& model, Rect bounds) {
  const Scope scope(frame, "table");
  const Rect strip = bounds.CutTop(kStateHeight);
  const Rect line = strip.Inset(kPadding, 0);
  OpenTable* table = model.table().shown();
  const auto say = [&](std::string text, Color color) {
    frame.paint.TextElided(kSmallText, line.x0, line.x1, line.centre_y(), color,
                           text);
    Announce(frame, line, "state", std::move(text));
  };
  if (table == nullptr) return say("Counting …", frame.theme.secondary);
  if (table->error()) return say(table->error()->message(), frame.theme.error);
  say(StateOf(*table), frame.theme.secondary);
  if (!table->progress().complete()) {
    Rect bar = strip;
    ProgressBar(frame, bar.CutBottom(2), "Made so far",
                static_cast<float>(table->progress().share()));
  }
  const auto pressed = table_.Draw(
      frame, bounds, {.id = "grid", .name = "Result", .takes_stray_keys = true},
      *table);
  if (pressed) Act(frame, model, *table, *pressed);
}

void TableView::Act(Frame& frame, Model& model, const OpenTable& table,
                    const ResultTable::Pressed& pressed) {
  const v1::TableRows::Cell* cell = table.Find(pressed.row, pressed.column);
  if (cell == nullptr || cell->kind() == v1::TableRows::Cell::KIND_NONE) return;
  const auto& column =
      table.progress().columns(static_cast<int>(pressed.column));
  Searches& searches = model.searches();
  if (column.span_ns() > 0) {
    searches.SetSelection(
        TimeRange{cell->number(), cell->number() + column.span_ns()},
        model.now_ms(), 0);
  } else {
    std::string value = cell->text();
    if (cell->kind() == v1::TableRows::Cell::KIND_LEVEL) {
      for (char& c : value) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      }
    }
    searches.SetQuery(
        ToggleFacet(searches.query(), column.field(), value,
                    pressed.modifiers.shift || pressed.modifiers.alt),
        model.now_ms(), 0);
  }
  frame.DrawAgain();
}

}  // namespace taffrail::ui
