#include "ui/views/logs_view.h"

#include <algorithm>
#include <string>

#include "core/base/numbers.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kLeastService = 112;
constexpr float kMostService = 172;

// Wide enough for most names; the longest are cut.
float ServiceWidth(const Frame& frame, const v1::SearchProgress& progress) {
  float width = 0;
  for (const v1::ServiceCount& service : progress.services()) {
    width = std::max(width, frame.paint.Measure(kCodeText, service.service()));
  }
  return width == 0 ? 0 : std::clamp(width, kLeastService, kMostService);
}

bool SpansDays(const Frame& frame, const TimeRange& range) {
  return IsoDate(ToCivil(range.from_ns, frame.zone)) !=
         IsoDate(ToCivil(range.to_ns, frame.zone));
}

}  // namespace

void LogsView::Draw(Frame& frame, Model& model, const Rect& bounds) {
  const Scope scope(frame, "logs");
  OpenSearch* results = model.searches().results();
  if (results == nullptr) return;
  FollowSearch(model, *results);
  if (results->matched() == 0 && results->progress().complete()) {
    DrawNoMatches(frame, model, bounds);
  } else {
    DrawList(frame, model, *results, bounds);
  }
}

void LogsView::FollowSearch(Model& model, const OpenSearch& results) {
  const std::optional<RecordKey>& key = model.record().key();
  if (results.id() != search_id_) {
    search_id_ = results.id();
    precision_ = ClockPrecision::kSeconds;
    select_when_here_ = false;
    list_.ScrollToTop();
    current_.reset();
    // What was selected stays so if the new search shows it too.
    if (key) current_ = results.rows().IndexOf(*key);
    if (current_) list_.Reveal(*current_);
  }
  if (!current_) return;
  const RowView* row = results.rows().Find(*current_);
  if (row == nullptr) return;
  if (select_when_here_) {
    select_when_here_ = false;
    model.record().Select(row->key);
  } else if (key && row->key != *key) {
    // The search grew; the record has moved.
    current_ = results.rows().IndexOf(*key);
  }
}

LogColumns LogsView::ColumnsFor(const Frame& frame, const OpenSearch& results) {
  const v1::Histogram& histogram = results.progress().histogram();
  const TimeRange range{
      histogram.t0_ns(),
      histogram.t0_ns() + histogram.width_ns() * histogram.bin_count()};
  for (uint64_t i = list_.first_row(); i < list_.end_row(); ++i) {
    const RowView* row = results.rows().Find(i);
    if (row != nullptr) {
      precision_ = std::max(precision_, PrecisionOf(row->key.time_ns));
    }
  }
  return {.date = histogram.bin_count() > 0 && SpansDays(frame, range),
          .precision = std::min(precision_, ClockPrecision::kMicros),
          .service_width = ServiceWidth(frame, results.progress())};
}

void LogsView::DrawList(Frame& frame, Model& model, OpenSearch& results,
                        const Rect& bounds) {
  const LogColumns columns = ColumnsFor(frame, results);
  const RowPages& rows = results.rows();
  ListBoxSpec spec{.id = "list",
                   .name = "Records, newest first",
                   .rows = results.matched(),
                   .current = current_,
                   .takes_stray_keys = true};
  spec.draw_row = [&](uint64_t index, const Rect& place) {
    if (const RowView* row = rows.Find(index)) {
      DrawLogRow(frame, place, *row, columns);
    } else {
      DrawMissingRow(frame, place, index, columns);
    }
  };
  spec.name_row = [&](uint64_t index) {
    const RowView* row = rows.Find(index);
    return row != nullptr ? LogRowName(frame, *row) : std::string("loading");
  };
  const std::optional<uint64_t> moved = list_.Draw(frame, bounds, spec);
  list_node_ = list_.node();
  results.Want(list_.first_row(), list_.end_row());
  if (!moved) return;
  current_ = moved;
  select_when_here_ = true;
  // The record takes the panel's place.
  model.source().Close();
  FollowSearch(model, results);
  frame.DrawAgain();
}

void LogsView::DrawNoMatches(Frame& frame, Model& model, const Rect& bounds) {
  Searches& searches = model.searches();
  const float middle = bounds.centre_x();
  float y = bounds.y0 + bounds.height() * 0.36f;
  const std::string title = searches.query().empty()
                                ? "No records in this range"
                                : "No record matches";
  frame.paint.TextCentred(kStrongText, middle, y, frame.theme.text, title);
  Announce(frame, bounds, "nothing", title + " " + searches.query());
  y += 28;
  const float width = std::min(
      bounds.width() - 48, frame.paint.Measure(kCodeText, searches.query()));
  frame.paint.TextElided(kCodeText, middle - width / 2, middle + width / 2 + 1,
                         y, frame.theme.secondary, searches.query());
  y += searches.query().empty() ? -4 : 24;
  const auto place = [&](const ButtonSpec& spec) {
    const float half = ButtonWidth(frame, spec) / 2;
    const Rect button{middle - half, y, middle + half, y + kControlHeight};
    y += kControlHeight + 8;
    return Button(frame, button, spec);
  };
  if (!searches.query().empty() && place({.id = "Clear the query"})) {
    searches.SetQuery("", model.now_ms(), 0);
    frame.DrawAgain();
  }
  if (searches.selection() && place({.id = "Search all time"})) {
    searches.SetSelection(std::nullopt, model.now_ms(), 0);
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
