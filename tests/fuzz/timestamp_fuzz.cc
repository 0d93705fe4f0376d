#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "core/parse/civil.h"
#include "core/parse/timestamp.h"

// The first eight bytes are the reference.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  taffrail::TimeContext context;
  if (size < sizeof(context.reference_ns)) return 0;
  memcpy(&context.reference_ns, data, sizeof(context.reference_ns));
  const std::string_view text(
      reinterpret_cast<const char*>(data) + sizeof(context.reference_ns),
      size - sizeof(context.reference_ns));
  const std::optional<taffrail::Timestamp> time =
      taffrail::ParseTimestamp(text, context);
  if (time && (time->length == 0 || time->length > text.size())) {
    __builtin_trap();
  }
  const bool inferred =
      time && (time->shape == taffrail::TimeShape::kSyslog ||
               time->shape == taffrail::TimeShape::kMonthDay ||
               time->shape == taffrail::TimeShape::kMonthDot);
  // A second for the fraction, which the inference does not look at.
  if (inferred && time->ns / taffrail::kNsPerSecond >
                      context.reference_ns / taffrail::kNsPerSecond +
                          taffrail::kSecondsPerDay + 1) {
    __builtin_trap();
  }
  (void)taffrail::ParseEpoch(text);
  return 0;
}
