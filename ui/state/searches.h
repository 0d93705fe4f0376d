#ifndef TAFFRAIL_UI_STATE_SEARCHES_H_
#define TAFFRAIL_UI_STATE_SEARCHES_H_

#include <optional>
#include <string>

#include "ui/state/engine_client.h"
#include "ui/state/open_search.h"
#include "ui/state/time_range.h"

namespace taffrail::ui {

// The query and the brushed range, and the searches they stand for: the
// overview over all time, which the timeline draws, and one within the
// selection, which rows and facets are of while there is one.
class Searches {
 public:
  explicit Searches(EngineClient& engine) : engine_(engine) {}
  Searches(const Searches&) = delete;
  Searches& operator=(const Searches&) = delete;

  // Changes take effect with the Update that comes `delay_ms` later, so that
  // typing and dragging do not start a search for every step.
  void SetQuery(std::string query, double now_ms, double delay_ms);
  void SetSelection(std::optional<TimeRange> selection, double now_ms,
                    double delay_ms);

  // Searches again: records were replaced by as many others, which their
  // number does not tell.
  void Refresh() {
    query_changed_ = true;
    due_ms_ = 0;
  }

  const std::string& query() const { return query_; }
  const std::optional<TimeRange>& selection() const { return selection_; }

  // Starts what is due and shows what is ready. Call once a frame; returns in
  // how many milliseconds to call again, if there is anything to wait for.
  std::optional<double> Update(double now_ms);

  // Null until the first has something to show.
  OpenSearch* overview() const { return overview_.shown(); }
  // What rows, counts and facets are of.
  OpenSearch* results() const;
  // A newer query is being searched than the one whose results are shown.
  bool pending() const { return overview_.pending() || selected_.pending(); }
  const std::optional<v1::Error>& error() const { return overview_.error(); }

 private:
  void Schedule(double now_ms, double delay_ms);

  EngineClient& engine_;
  std::string query_;
  std::optional<TimeRange> selection_;
  SearchSlot overview_;
  SearchSlot selected_;
  bool query_changed_ = true;
  bool selection_changed_ = false;
  double due_ms_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_SEARCHES_H_
