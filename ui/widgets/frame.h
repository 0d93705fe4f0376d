#ifndef TAFFRAIL_UI_WIDGETS_FRAME_H_
#define TAFFRAIL_UI_WIDGETS_FRAME_H_

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/time_zone.h"
#include "ui/widgets/host.h"
#include "ui/widgets/input.h"
#include "ui/widgets/painter.h"
#include "ui/widgets/semantics.h"
#include "ui/widgets/theme.h"

namespace taffrail::ui {

class ScrollArea;

// All that drawing one frame needs, passed down to views and widgets. Lives
// for the frame; what it refers to outlives it.
class Frame {
 public:
  Frame(Painter& painter, const Theme& theme, const TimeZone& zone,
        SemanticTree& tree, Input& input, Host& host)
      : paint(painter),
        theme(theme),
        zone(zone),
        tree(tree),
        input(input),
        host(host) {}
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  Painter& paint;
  const Theme& theme;
  const TimeZone& zone;
  SemanticTree& tree;
  Input& input;
  Host& host;
  // The area whose contents are being drawn, if any.
  ScrollArea* scroll_area = nullptr;

  // The id of a widget inside the present scope.
  uint32_t Id(std::string_view label) const;
  uint32_t Id(uint64_t number) const;
  // The id of a node that is only read, by its place among such nodes.
  uint32_t NextTextId();

  // Takes a click on the node's mirror element, if there was one.
  std::optional<Modifiers> TakeClick(uint32_t node);
  // Takes the value the node's mirror element was set to.
  std::optional<double> TakeValue(uint32_t node);
  std::optional<TextEdit> TakeEdit(uint32_t node);
  // Takes the key if it was pressed without Control or Alt.
  bool TakeKey(std::string_view key);
  // The same, and with Shift.
  bool TakeShiftKey(std::string_view key);
  bool TakeControlKey(std::string_view key);

  // Asks for another frame after that time, even if nothing happens.
  void WakeIn(double milliseconds);
  // Something changed that was drawn already: draw again at once.
  void DrawAgain() { WakeIn(0); }
  std::optional<double> wake_ms() const { return wake_ms_; }

 private:
  friend class Scope;
  std::vector<uint32_t> scopes_{0};
  std::optional<double> wake_ms_;
  uint64_t texts_ = 0;
};

// Ids taken while it lives are those of its own part of the screen.
class Scope {
 public:
  Scope(Frame& frame, std::string_view label);
  Scope(Frame& frame, uint64_t number);
  ~Scope() { frame_.scopes_.pop_back(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Frame& frame_;
};

// A container in the semantic tree, and the scope of its widgets' ids.
class Container {
 public:
  Container(Frame& frame, std::string_view label, Role role, std::string name,
            const Rect& bounds);
  ~Container() { frame_.tree.Close(); }

 private:
  Frame& frame_;
  Scope scope_;
};

// What the mouse, the keyboard or assistive technology did with a widget.
struct Interaction {
  uint32_t id = 0;
  bool hovered = false;
  bool held = false;
  // The mouse went down on it in this frame.
  bool pressed = false;
  bool clicked = false;
  bool double_clicked = false;
  bool focused = false;
  Modifiers modifiers;
};

// The one way in which a widget becomes one: tells ImGui about the item and
// adds its node. `node` names its id and bounds.
Interaction Interact(Frame& frame, Node node);

// Draws the ring if the widget has the focus and that is to be seen.
void DrawFocus(Frame& frame, const Interaction& interaction,
               const Rect& bounds);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_FRAME_H_
