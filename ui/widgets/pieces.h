#ifndef TAFFRAIL_UI_WIDGETS_PIECES_H_
#define TAFFRAIL_UI_WIDGETS_PIECES_H_

#include <string>
#include <string_view>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The small things that views are made of and that nobody acts upon. Each
// draws itself and adds its node.

// The head of a section, in capitals, at the top of `area`, which it cuts.
void SectionHead(Frame& frame, Rect& area, std::string_view text, bool first);

// A line of text; what is cut off is still read out.
void Label(Frame& frame, const Rect& bounds, const TextStyle& style,
           Color color, std::string text);

// Text that assistive technology reads as soon as it changes.
void Announce(Frame& frame, const Rect& bounds, std::string_view id,
              std::string text);

// Lines wrapped between words; returns the y below the last. DrawParagraph
// leaves the node to the caller.
float DrawParagraph(Frame& frame, const Rect& bounds, const TextStyle& style,
                    Color color, std::string_view text);
float Paragraph(Frame& frame, const Rect& bounds, const TextStyle& style,
                Color color, std::string_view text);

// A bar of 3 px, filled up to `share`.
void ProgressBar(Frame& frame, const Rect& bounds, std::string name,
                 float share);

struct TabSpec {
  std::string_view label = {};
  std::string count = {};
  bool selected = false;
};

// One tab at the left of `strip`, which it cuts. Whether it was pressed.
bool Tab(Frame& frame, Rect& strip, const TabSpec& spec);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_PIECES_H_
