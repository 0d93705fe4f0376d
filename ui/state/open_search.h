#ifndef TAFFRAIL_UI_STATE_OPEN_SEARCH_H_
#define TAFFRAIL_UI_STATE_OPEN_SEARCH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "ui/state/engine_client.h"
#include "ui/state/row_pages.h"
#include "ui/state/time_range.h"

namespace taffrail::ui {

// One search that is open in the engine, what it has found so far and the rows
// of it that are at hand. Ends the search when destroyed. The client outlives
// it.
class OpenSearch {
 public:
  OpenSearch(EngineClient& engine, std::string query,
             std::optional<TimeRange> range, uint32_t max_bins);
  ~OpenSearch();
  OpenSearch(const OpenSearch&) = delete;
  OpenSearch& operator=(const OpenSearch&) = delete;

  // Names the search; no two have the same.
  uint64_t id() const { return id_; }
  const std::string& query() const { return query_; }
  const v1::SearchProgress& progress() const { return progress_; }
  uint64_t matched() const { return progress_.matched(); }
  // Set when the engine refused or lost the search.
  const std::optional<v1::Error>& error() const { return error_; }

  // There is something to show: an error, that nothing matches, or rows.
  bool ready() const;

  // Asks for what is missing of rows [first, end). Call it when drawing: it
  // keeps few requests under way, so that a fling through the list fetches
  // where it stops and not all that it passes.
  void Want(uint64_t first, uint64_t end);
  const RowPages& rows() const { return rows_; }

 private:
  void RequestPage(uint64_t page);

  EngineClient& engine_;
  const std::string query_;
  uint64_t id_ = 0;
  bool has_progress_ = false;
  v1::SearchProgress progress_;
  std::optional<v1::Error> error_;
  RowPages rows_;
  std::set<uint64_t> requests_;
};

// The search that is shown, and the one that takes its place as soon as it has
// something to show, so that typing does not make the screen flicker.
class SearchSlot {
 public:
  void Start(std::unique_ptr<OpenSearch> search);
  void Clear();
  // Puts the newer search in place if it is ready. Call once a frame.
  void Update();

  OpenSearch* shown() const { return shown_.get(); }
  bool pending() const { return pending_ != nullptr; }
  // Why the newest query cannot be searched; what is shown is an older one's.
  const std::optional<v1::Error>& error() const { return error_; }

 private:
  std::unique_ptr<OpenSearch> shown_;
  std::unique_ptr<OpenSearch> pending_;
  std::optional<v1::Error> error_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_OPEN_SEARCH_H_
