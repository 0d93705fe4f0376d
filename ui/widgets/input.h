#ifndef TAFFRAIL_UI_WIDGETS_INPUT_H_
#define TAFFRAIL_UI_WIDGETS_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail::ui {

struct Modifiers {
  bool shift = false;
  bool control = false;  // Or Command, on a Mac.
  bool alt = false;
};

// A key as DOM events name it: "ArrowUp", "Enter", "g", "G", "/".
struct KeyPress {
  std::string key;
  Modifiers modifiers;
};

// The text of a field after the user changed it or its selection. Offsets are
// bytes of `text`, which is UTF-8.
struct TextEdit {
  std::string text;
  size_t anchor = 0;
  size_t focus = 0;
  // What an input method is still composing; empty if it is not.
  size_t composition_begin = 0;
  size_t composition_end = 0;
};

// Something done to a mirror element.
struct NodeEvent {
  enum Kind { kClick, kSetValue, kEdit };
  uint32_t node = 0;
  Kind kind = kClick;
  Modifiers modifiers;
  double value = 0;
  TextEdit edit;
};

// What happened since the last frame, apart from the mouse, which ImGui knows.
struct Input {
  double now_ms = 0;
  // The node that has the DOM's focus, and whether to show that.
  uint32_t focused = 0;
  bool focus_visible = false;
  bool focus_moved = false;
  // Keys pressed while `focused` had the focus, text editing excepted.
  std::vector<KeyPress> keys;
  std::vector<NodeEvent> events;
  // In pixels; down is positive.
  float wheel_y = 0;
  Modifiers modifiers;
  // The browser's judgement, since slow frames would spoil ours. Stays until
  // the presses it is made of have been drawn.
  bool double_clicked = false;

  void ForgetEvents() {
    keys.clear();
    events.clear();
    wheel_y = 0;
    focus_moved = false;
  }
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_INPUT_H_
