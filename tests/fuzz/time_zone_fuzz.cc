#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/posix_zone_rule.h"
#include "core/base/time_zone.h"
#include "core/base/tzif.h"

namespace {

using taffrail::TimeZone;

void CheckZone(const TimeZone& zone) {
  const auto again = TimeZone::Deserialize(zone.Serialize());
  if (!again.ok() || *again != zone) __builtin_trap();
  for (int64_t utc_s = -4'000'000'000; utc_s < 5'000'000'000;
       utc_s += 97'654'321) {
    const int32_t offset_s = zone.OffsetAt(utc_s);
    if (std::abs(offset_s) > TimeZone::kMaxOffsetSeconds) __builtin_trap();
    // A local time that occurs twice is its first occurrence, and one that was
    // read off a clock has occurred.
    const int64_t back_s = zone.ToUtc(utc_s + offset_s);
    if (back_s > utc_s || back_s + zone.OffsetAt(back_s) != utc_s + offset_s) {
      __builtin_trap();
    }
  }
}

}  // namespace

// Any bytes as a zone file, and as the rule of one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto zone = taffrail::ParseTzif(bytes); zone.ok()) CheckZone(*zone);
  if (const auto zone = TimeZone::Deserialize(bytes); zone.ok()) {
    CheckZone(*zone);
  }
  const auto periods = taffrail::ExpandPosixZoneRule(bytes, 1990, 2040);
  if (periods) {
    const auto zone = TimeZone::FromPeriods(*periods);
    if (zone.ok()) CheckZone(*zone);
  }
  return 0;
}
