#ifndef TAFFRAIL_UI_WIDGETS_FACET_ROW_H_
#define TAFFRAIL_UI_WIDGETS_FACET_ROW_H_

#include <optional>
#include <string>

#include "ui/text/query_facets.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

struct FacetRowSpec {
  std::string label = {};
  std::string count = {};
  // Of the longest row's, 0–1.
  float share = 0;
  // The square before the label; none if absent.
  std::optional<Color> mark = {};
  FacetState state = FacetState::kNone;
};

enum class FacetAction { kNone, kToggle, kExclude };

// A value of a field with its count and a bar of its share. Pressing it
// filters by it; with Shift or Alt, leaves it out.
FacetAction FacetRow(Frame& frame, const Rect& bounds,
                     const FacetRowSpec& spec);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_FACET_ROW_H_
