#ifndef TAFFRAIL_UI_VIEWS_FORMAT_CHOOSER_H_
#define TAFFRAIL_UI_VIEWS_FORMAT_CHOOSER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "ui/state/source_selection.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/list_box.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

// The format that a source is to be read as: a button that says it, and under
// it, while open, all there are, found by typing. Moving through them chooses,
// so that the preview follows.
class FormatChooser {
 public:
  // At the top of `column`, which it cuts.
  void Draw(Frame& frame, SourceSelection& selection, Rect& column);
  void Close() { open_ = false; }

 private:
  struct Choice {
    std::string name;
    std::string title;
    bool own = false;  // The definition in the draft.
  };

  void FindChoices(const SourceSelection& selection,
                   const SettingsDraft& draft);
  void DrawButton(Frame& frame, SourceSelection& selection, Rect& column);
  void DrawList(Frame& frame, SourceSelection& selection, Rect& column);
  void Choose(SettingsDraft& draft, const Choice& choice);
  void Leave(Frame& frame);

  bool open_ = false;
  uint32_t button_ = 0;
  TextField filter_;
  ListBox list_;
  std::vector<Choice> choices_;
  // Kept while another format is looked at.
  std::string own_definition_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_FORMAT_CHOOSER_H_
