#ifndef TAFFRAIL_UI_TEXT_RECORD_LINES_H_
#define TAFFRAIL_UI_TEXT_RECORD_LINES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace taffrail::ui {

// What a record of many lines has below its first.
struct FollowingLines {
  uint32_t count = 0;
  // The message was cut: there may be more.
  bool more = false;
  // They are the frames of a stack.
  bool stack = false;
  // One of them holds what the query marks.
  bool marked = false;
};

std::string_view FirstLine(std::string_view text);

// `marks` holds start, length, start, length … in bytes of `message`.
FollowingLines LinesAfterFirst(std::string_view message,
                               std::span<const uint32_t> marks);

// "14 lines of stack", "3 more lines", "60+ more lines".
std::string FollowingText(const FollowingLines& lines);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_RECORD_LINES_H_
