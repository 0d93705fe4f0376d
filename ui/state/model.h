#ifndef TAFFRAIL_UI_STATE_MODEL_H_
#define TAFFRAIL_UI_STATE_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "ui/state/engine_client.h"
#include "ui/state/field_facets.h"
#include "ui/state/imports.h"
#include "ui/state/location.h"
#include "ui/state/notices.h"
#include "ui/state/pattern_edits.h"
#include "ui/state/patterns.h"
#include "ui/state/query_table.h"
#include "ui/state/record_selection.h"
#include "ui/state/result_view.h"
#include "ui/state/row_export.h"
#include "ui/state/searches.h"
#include "ui/state/source_changes.h"
#include "ui/state/source_selection.h"
#include "ui/state/sql_console.h"
#include "ui/state/storage.h"
#include "ui/state/zones.h"

namespace taffrail::ui {

// All the app knows, and what the user can have it do. Views read it and call
// it; it knows nothing of how they look. Owned by App; main thread only.
class Model {
 public:
  // The file must outlive it.
  Model(EngineClient::Send send, FileSink& file);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // Opens the store, watches it and goes to what the address says.
  void Open(const Location& location);

  // What the worker sent.
  void OnResponse(std::string_view bytes);
  // The engine is gone; nothing but a reload helps.
  void OnFatal(std::string message) { fatal_ = std::move(message); }
  // What was asked was asked of an engine that is gone; there is another one.
  void OnReconnected() { engine_.AskAgain(); }
  // Another tab holds the store and does not answer.
  void OnWaiting(std::string message) { waiting_ = std::move(message); }

  // Call once a frame; in how many milliseconds to call again, if at all.
  std::optional<double> Update(double now_ms);

  // Null until the store is open.
  const v1::StoreState* store() const { return store_ ? &*store_ : nullptr; }
  const std::string& fatal() const { return fatal_; }
  const std::string& waiting() const { return waiting_; }
  // There are no sources, nor are any coming: nothing to search.
  bool empty() const;

  void DismissSource(uint32_t source_id);
  void GoTo(const Location& location);
  Location location() const;

  // What stands in the middle.
  ResultView view() const { return view_; }
  void Show(ResultView view);

  Searches& searches() { return searches_; }
  FieldFacets& fields() { return fields_; }
  QueryTable& table() { return table_; }
  Patterns& patterns() { return patterns_; }
  PatternEdits& pattern_edits() { return pattern_edits_; }
  SqlConsole& sql() { return sql_; }
  Imports& imports() { return imports_; }
  RecordSelection& record() { return record_; }
  // While one is open, its panel stands in the place of the record's.
  SourceSelection& source() { return source_; }
  SourceChanges& source_changes() { return source_changes_; }
  RowExport& row_export() { return row_export_; }
  Notices& notices() { return notices_; }
  Zones& zones() { return zones_; }
  Storage& storage() { return storage_; }
  double now_ms() const { return now_ms_; }

 private:
  void OnStore(const v1::Response& response);
  // The records of a source came or went, or others took their place.
  void OnReplaced(uint32_t source_id);

  EngineClient engine_;
  Notices notices_;
  Imports imports_;
  Searches searches_;
  FieldFacets fields_;
  QueryTable table_;
  Patterns patterns_;
  PatternEdits pattern_edits_;
  SqlConsole sql_;
  ResultView view_ = ResultView::kRecords;
  RecordSelection record_;
  SourceSelection source_;
  SourceChanges source_changes_;
  RowExport row_export_;
  Zones zones_;
  Storage storage_;
  std::optional<v1::StoreState> store_;
  std::string fatal_;
  std::string waiting_;
  bool demo_ = false;
  double now_ms_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_MODEL_H_
