#ifndef TAFFRAIL_UI_VIEWS_SOURCE_SETTINGS_VIEW_H_
#define TAFFRAIL_UI_VIEWS_SOURCE_SETTINGS_VIEW_H_

#include "ui/state/source_selection.h"
#include "ui/views/format_chooser.h"
#include "ui/views/preview_view.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

// "Read it as": how the user would have a source read, and what its first
// records would be then.
class SourceSettingsView {
 public:
  // At the top of `column`, which it cuts.
  void Draw(Frame& frame, SourceSelection& selection, Rect& column);
  // Apply and Reset, and why there is nothing to apply.
  void DrawButtons(Frame& frame, SourceSelection& selection, Rect bar);
  // Another source is shown.
  void Close() { chooser_.Close(); }

 private:
  // Whether its text changed.
  bool DrawField(Frame& frame, Rect& column, TextField& field,
                 const TextFieldSpec& spec, std::string_view label,
                 std::string& value);
  void DrawEncoding(Frame& frame, SettingsDraft& draft, Rect& column);
  void DrawDayOrder(Frame& frame, SourceSelection& selection, Rect& column);

  FormatChooser chooser_;
  TextField zone_;
  TextField clock_;
  PreviewView preview_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_SOURCE_SETTINGS_VIEW_H_
