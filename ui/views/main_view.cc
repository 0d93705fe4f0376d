#include "ui/views/main_view.h"

#include <algorithm>
#include <optional>

#include "core/base/numbers.h"
#include "imgui.h"
#include "ui/views/facets_view.h"
#include "ui/views/notices_view.h"
#include "ui/views/status_view.h"
#include "ui/views/welcome_view.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

// On a narrow screen the sides give way to the rows, the inspector first.
constexpr float kLeastCentre = 360;

}  // namespace

void MainView::Draw(Frame& frame, Model& model, Rect screen) {
  frame.paint.Fill(screen, frame.theme.ground);
  header_.Draw(frame, model, screen.CutTop(kHeaderHeight), ResultsNode(model));
  const Rect status = screen.CutBottom(kStatusHeight);
  const Rect zones = screen.CutBottom(zones_.open() ? kZoneStripHeight : 0);
  const bool storage_open = model.store() != nullptr && model.storage().open();
  const Rect storage = screen.CutBottom(
      storage_open ? std::min(kStoragePanelHeight, screen.height() / 2) : 0);
  const bool available = model.store() != nullptr && model.fatal().empty() &&
                         model.waiting().empty();
  if (!available) {
    DrawUnavailable(frame, model, screen);
  } else if (model.empty()) {
    DrawNotices(frame, model.notices(), screen);
    DrawWelcome(frame, model, screen);
  } else {
    DrawWorkspace(frame, model, screen);
  }
  DrawStatus(frame, model, storage_, zones_, status);
  // After their buttons, so that Tab leads from those into them.
  if (storage_open) storage_.DrawPanel(frame, model, storage);
  if (zones.height() > 0) zones_.DrawStrip(frame, model, zones);
  TakeShortcuts(frame, model);
  frame.paint.ToForeground(*ImGui::GetForegroundDrawList());
  header_.DrawQueryError(frame, model);
  if (available && !model.empty()) timeline_.DrawTooltip(frame);
}

void MainView::DrawWorkspace(Frame& frame, Model& model, Rect area) {
  timeline_.Draw(frame, model, area.CutTop(kTimelineHeight));
  const bool side = area.width() >= kLeastCentre + kFacetsWidth;
  const bool inspector =
      area.width() >= kLeastCentre + kFacetsWidth + kInspectorWidth;
  if (side) DrawSide(frame, model, area.CutLeft(kFacetsWidth));
  DrawMiddle(frame, model, area, inspector);
}

// The rows, or the editor in their place, and what is selected at the right;
// without room for that, an open source stands in the place of the rows.
void MainView::DrawMiddle(Frame& frame, Model& model, Rect area,
                          bool has_inspector) {
  const bool source = model.source().source() != nullptr;
  const bool defining = model.source().defining();
  // A statement's rows are no records to inspect.
  has_inspector = has_inspector && (source || model.view() != ResultView::kSql);
  const Rect right = has_inspector ? area.CutRight(kInspectorWidth) : Rect();
  if (!defining) editor_.Leave();
  if (defining) {
    editor_.Draw(frame, model.source(), area);
  } else if (has_inspector || !source) {
    DrawCentre(frame, model, area);
  }
  if (model.source().source() == nullptr) {
    if (has_inspector) inspector_.Draw(frame, model, right);
  } else if (has_inspector || !defining) {
    source_.Draw(frame, model, has_inspector ? right : area,
                 sources_.selected_node());
  }
}

void MainView::DrawSide(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "side", Role::kComplementary,
                            "Sources and facets", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  const float edge = bounds.x1 - frame.paint.hairline();
  frame.paint.VerticalLine(edge, bounds.y0, bounds.y1, frame.theme.line);
  Rect column = bounds.Inset(kPadding, 0);
  column.y0 = side_.Begin(frame, bounds) + 10;
  sources_.Draw(frame, model, column);
  DrawFacets(frame, model, column);
  side_.End(frame, column.y0 + 10);
}

uint32_t MainView::ResultsNode(Model& model) const {
  switch (model.view()) {
    case ResultView::kPatterns:
      return patterns_.list_node();
    case ResultView::kSql:
      return sql_.node();
    case ResultView::kRecords:
      return model.table().wanted() ? table_.node() : logs_.list_node();
  }
  return 0;
}

void MainView::DrawTabs(Frame& frame, Model& model, const Rect& strip) {
  const Container tabs(frame, "tabs", Role::kTabList, "Views", strip);
  Rect row = strip.Inset(kPadding, 0);
  const auto tab = [&](ResultView view, std::string_view label,
                       std::string count) {
    const TabSpec spec{.label = label,
                       .count = std::move(count),
                       .selected = model.view() == view};
    if (!Tab(frame, row, spec)) return;
    model.Show(view);
    frame.DrawAgain();
  };
  const OpenSearch* results = model.searches().results();
  if (model.table().wanted()) {
    const OpenTable* table = model.table().shown();
    tab(ResultView::kRecords, "Table",
        table != nullptr ? WithThousands(table->rows()) : "");
  } else {
    tab(ResultView::kRecords, "Logs",
        results != nullptr ? WithThousands(results->matched()) : "");
  }
  const Patterns& patterns = model.patterns();
  tab(ResultView::kPatterns, "Patterns",
      patterns.open() && patterns.has_answer()
          ? WithThousands(patterns.told().distinct())
          : "");
  tab(ResultView::kSql, "SQL", "");
}

void MainView::DrawCentre(Frame& frame, Model& model, Rect bounds) {
  const Container container(frame, "centre", Role::kMain, "Results", bounds);
  const Rect strip = bounds.CutTop(kTabsHeight);
  frame.paint.Fill(strip, frame.theme.panel);
  frame.paint.HorizontalLine(
      strip.x0, strip.x1, strip.y1 - frame.paint.hairline(), frame.theme.line);
  DrawTabs(frame, model, strip);
  Rect end = strip.Inset(kPadding / 2, 4);
  const bool sql = model.view() == ResultView::kSql;
  // A statement's rows are saved by a button of their own.
  if (!sql) {
    export_.DrawButton(frame, model, end);
    export_.DrawStrip(frame, model, bounds);
  }
  DrawNotices(frame, model.notices(), bounds);
  if (!sql) sql_.Leave();
  switch (model.view()) {
    case ResultView::kPatterns:
      return patterns_.Draw(frame, model, bounds);
    case ResultView::kSql:
      return sql_.Draw(frame, model, bounds);
    case ResultView::kRecords:
      break;
  }
  if (model.table().wanted()) {
    table_.Draw(frame, model, bounds);
  } else {
    logs_.Draw(frame, model, bounds);
  }
}

void MainView::TakeShortcuts(Frame& frame, Model& model) {
  if (frame.TakeControlKey("o")) frame.host.ChooseFiles();
  // With Shift.
  if (frame.TakeControlKey("O")) frame.host.ChooseFolder();
  if (frame.TakeControlKey("c")) {
    const v1::RecordDetail* detail = model.record().detail();
    if (detail != nullptr) frame.host.WriteClipboard(detail->raw());
  }
  if (frame.TakeKey("Escape") && model.searches().selection()) {
    model.searches().SetSelection(std::nullopt, model.now_ms(), 0);
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
