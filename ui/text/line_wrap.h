#ifndef TAFFRAIL_UI_TEXT_LINE_WRAP_H_
#define TAFFRAIL_UI_TEXT_LINE_WRAP_H_

#include <cstddef>
#include <string_view>

namespace taffrail::ui {

// How many bytes of `text`, which has no line feeds, go on a line that has room
// for the first `fitting`. Breaks after blanks, which may hang over the edge; a
// word is broken only if it alone is longer than that room, then after
// punctuation such as JSON and URLs have, if there is any.
size_t WrapLength(std::string_view text, size_t fitting);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_LINE_WRAP_H_
