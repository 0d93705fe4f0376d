#ifndef TAFFRAIL_CORE_BASE_WALL_CLOCK_H_
#define TAFFRAIL_CORE_BASE_WALL_CLOCK_H_

#include <chrono>
#include <cstdint>

namespace taffrail {

// What time it is, ns since 1970.
inline int64_t WallClockNanos() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// The same in ms.
inline int64_t WallClockMs() { return WallClockNanos() / 1'000'000; }

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_WALL_CLOCK_H_
