#ifndef TAFFRAIL_CORE_CONTAINER_ROTATION_H_
#define TAFFRAIL_CORE_CONTAINER_ROTATION_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace taffrail {

// Where a file stands in a set that is rotated: app.log, app.log.1,
// app.log.2.gz, or app-2026-11-22.log and its like are one log.
struct Rotation {
  // The path of the set: the folder is part of it, so files of two folders are
  // never one set. For a file that is not rotated, its path without endings of
  // compression.
  std::string base;
  // Ascending from the oldest to the newest file, comparable inside a set only.
  // By date where the name has one (then by number), else by the number, which
  // counts back in time; the file without either is the newest.
  int64_t order = 0;
  bool is_rotated = false;

  bool operator==(const Rotation&) const = default;
};

// By the name alone, and cautiously: a number is a rotation only after the
// ending ("app.log.3") or after a date, so node1.log and node2.log are two
// logs.
Rotation RotationOf(std::string_view path);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_ROTATION_H_
