#ifndef TAFFRAIL_UI_WIDGETS_DISCLOSURE_ROW_H_
#define TAFFRAIL_UI_WIDGETS_DISCLOSURE_ROW_H_

#include <string>
#include <string_view>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

struct DisclosureRowSpec {
  // Unique in its scope.
  std::string_view id = {};
  std::string label = {};
  // What it is called where that is more than the label.
  std::string name = {};
  std::string count = {};
  bool expanded = false;
};

// A row with a count that shows what belongs to it below, or hides it. Whether
// it was pressed.
bool DisclosureRow(Frame& frame, const Rect& bounds,
                   const DisclosureRowSpec& spec);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_DISCLOSURE_ROW_H_
