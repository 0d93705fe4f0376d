#ifndef TAFFRAIL_UI_VIEWS_PATTERN_ROW_H_
#define TAFFRAIL_UI_VIEWS_PATTERN_ROW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/proto/rpc.pb.h"
#include "ui/text/query_facets.h"
#include "ui/text/template_text.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

inline constexpr float kPatternRowHeight = 44;
// Of a row, from its left: its check mark.
inline constexpr float kPatternCheckWidth = 34;

// Where the columns of the table stand.
struct PatternColumns {
  float count_x1;  // Its right edge.
  float text_x0;
  float text_x1;
  float spark_x0;
  float spark_x1;
  float last_x0;

  static PatternColumns For(const Rect& bounds);
};

// What a row shows.
struct PatternView {
  const v1::Templates::Template& pattern;
  const std::vector<TemplatePiece>& pieces;
  uint64_t records;  // Of all patterns.
  uint64_t most;     // Of the most frequent one.
  bool with_date;    // More than a day is searched.
  FacetState state;
  bool checked;
};

void DrawPatternRow(Frame& frame, const Rect& bounds, const PatternView& view);

// A template on one line with its parameters as chips, cut where there is no
// more room; where it ends.
float DrawTemplate(Frame& frame, float x, float right, float middle,
                   const std::vector<TemplatePiece>& pieces, Color color);

// What a row is called.
std::string PatternName(const Frame& frame, const PatternView& view);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_PATTERN_ROW_H_
