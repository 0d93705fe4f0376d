#ifndef TAFFRAIL_UI_VIEWS_MAIN_VIEW_H_
#define TAFFRAIL_UI_VIEWS_MAIN_VIEW_H_

#include "ui/state/model.h"
#include "ui/views/export_view.h"
#include "ui/views/format_editor_view.h"
#include "ui/views/header_view.h"
#include "ui/views/inspector_view.h"
#include "ui/views/logs_view.h"
#include "ui/views/patterns_view.h"
#include "ui/views/source_view.h"
#include "ui/views/sources_view.h"
#include "ui/views/sql_view.h"
#include "ui/views/storage_view.h"
#include "ui/views/table_view.h"
#include "ui/views/timeline_view.h"
#include "ui/views/zone_view.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"

namespace taffrail::ui {

// The one screen: query and timeline above, facets at the left, the rows,
// their patterns or SQL in the middle, the inspector at the right, the status
// below.
class MainView {
 public:
  void Draw(Frame& frame, Model& model, Rect screen);

 private:
  void DrawWorkspace(Frame& frame, Model& model, Rect area);
  void DrawMiddle(Frame& frame, Model& model, Rect area, bool has_inspector);
  void DrawTabs(Frame& frame, Model& model, const Rect& strip);
  // What the view that is shown has the focus in.
  uint32_t ResultsNode(Model& model) const;
  void DrawSide(Frame& frame, Model& model, const Rect& bounds);
  void DrawCentre(Frame& frame, Model& model, Rect bounds);
  void TakeShortcuts(Frame& frame, Model& model);

  HeaderView header_;
  TimelineView timeline_;
  LogsView logs_;
  TableView table_;
  PatternsView patterns_;
  SqlView sql_;
  FormatEditorView editor_;
  InspectorView inspector_;
  SourcesView sources_;
  SourceView source_;
  ExportView export_;
  StorageView storage_;
  ZoneView zones_;
  ScrollArea side_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_MAIN_VIEW_H_
