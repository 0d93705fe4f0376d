#ifndef TAFFRAIL_UI_STATE_QUERY_TABLE_H_
#define TAFFRAIL_UI_STATE_QUERY_TABLE_H_

#include <cstdint>
#include <memory>

#include "ui/state/engine_client.h"
#include "ui/state/open_search.h"
#include "ui/state/open_table.h"

namespace taffrail::ui {

// The table of what is shown, if its query makes one. The one before stays
// until there is something of the next. Owned by Model.
class QueryTable {
 public:
  explicit QueryTable(EngineClient& engine) : engine_(engine) {}
  QueryTable(const QueryTable&) = delete;
  QueryTable& operator=(const QueryTable&) = delete;

  // Follows `results`, which may be null. Call once a frame.
  void Update(const OpenSearch* results);

  // What is shown has a pipeline.
  bool wanted() const { return wanted_; }
  // Null until there is something of it.
  OpenTable* shown() const { return shown_.get(); }

 private:
  EngineClient& engine_;
  bool wanted_ = false;
  std::unique_ptr<OpenTable> shown_;
  std::unique_ptr<OpenTable> pending_;
  // Of the search whose table was asked for last.
  uint64_t search_id_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_QUERY_TABLE_H_
