#ifndef TAFFRAIL_UI_VIEWS_SOURCE_VIEW_H_
#define TAFFRAIL_UI_VIEWS_SOURCE_VIEW_H_

#include <cstdint>

#include "ui/state/model.h"
#include "ui/views/source_settings_view.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

// Explains the selected source: what it is, why it is read as it is, and how
// it could be read instead. Stands in the place of the record's inspector.
class SourceView {
 public:
  // `row` is the source's node in the list, where the focus goes back to.
  void Draw(Frame& frame, Model& model, const Rect& bounds, uint32_t row);

 private:
  void DrawHead(Frame& frame, Model& model, Rect& column, uint32_t row);
  void DrawName(Frame& frame, SourceChanges& changes, const v1::Source& source,
                Rect& column);
  void DrawActions(Frame& frame, SourceChanges& changes,
                   const v1::Source& source, Rect& column);
  void DrawFacts(Frame& frame, const v1::Source& source, Rect& column);
  void DrawWhy(Frame& frame, const SourceSelection& selection, Rect& column);
  void DrawParts(Frame& frame, const v1::Source& source, Rect& column);
  void DrawPassedOver(Frame& frame, const v1::ImportProgress* import,
                      Rect& column);
  void Close(Frame& frame, Model& model, uint32_t row);

  ScrollArea scroll_;
  uint32_t source_id_ = 0;
  bool why_ = false;
  // The user is giving it another name.
  bool naming_ = false;
  TextField name_;
  SourceSettingsView settings_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_SOURCE_VIEW_H_
