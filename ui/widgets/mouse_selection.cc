#include "ui/widgets/mouse_selection.h"

#include <string_view>
#include <utility>

namespace taffrail::ui {
namespace {

bool IsWordByte(char c) {
  return std::string_view(" \n\t(){}[]\",:").find(c) == std::string_view::npos;
}

// The word around a byte of the text: [first, second).
std::pair<size_t, size_t> WordAt(std::string_view text, size_t at) {
  size_t begin = at;
  size_t end = at;
  while (begin > 0 && IsWordByte(text[begin - 1])) --begin;
  while (end < text.size() && IsWordByte(text[end])) ++end;
  return {begin, end};
}

}  // namespace

void MouseSelection::Update(Frame& frame, const Interaction& interaction,
                            const TextEdit& edit, size_t at) {
  if (interaction.double_clicked) {
    const auto [begin, end] = WordAt(edit.text, at);
    frame.host.SelectText(interaction.id, begin, end);
  } else if (interaction.pressed) {
    selecting_ = true;
    anchor_ = frame.input.modifiers.shift ? edit.anchor : at;
    frame.host.SelectText(interaction.id, anchor_, at);
  } else if (selecting_ && at != edit.focus) {
    frame.host.SelectText(interaction.id, anchor_, at);
  }
  // After, since the release may come with the last of the way.
  selecting_ &= interaction.held;
}

}  // namespace taffrail::ui
