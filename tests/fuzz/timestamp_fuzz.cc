#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "core/parse/civil.h"
#include "core/parse/date_order.h"
#include "core/parse/timestamp.h"

namespace {

using taffrail::TimeShape;
using taffrail::Timestamp;

void Check(bool holds) {
  if (!holds) __builtin_trap();
}

void CheckBounds(const std::optional<Timestamp>& time, std::string_view text) {
  if (!time) return;
  Check(time->length > 0 && time->length <= text.size());
  Check(static_cast<int>(time->shape) < taffrail::kTimeShapes);
}

}  // namespace

// The first eight bytes are the reference, the next eight the correction; then
// comes a byte that chooses the zone and the order of dates.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  taffrail::TimeContext context;
  constexpr size_t kSettings = 17;
  if (size < kSettings) return 0;
  memcpy(&context.reference_ns, data, 8);
  memcpy(&context.correction_ns, data + 8, 8);
  const uint8_t choice = data[16];
  context.date_order = static_cast<taffrail::DateOrder>(choice & 3);
  if ((choice & 4) != 0) context.correction_ns = 0;
  if ((choice & 8) != 0) context.near_ns = context.reference_ns;
  if ((choice & 16) != 0) context.zone = taffrail::TimeZone::Fixed(-12'600);
  const std::string_view text(reinterpret_cast<const char*>(data) + kSettings,
                              size - kSettings);

  const std::optional<Timestamp> time = taffrail::ParseTimestamp(text, context);
  CheckBounds(time, text);
  for (int i = 0; i < taffrail::kTimeShapes; ++i) {
    const TimeShape shape = static_cast<TimeShape>(i);
    const auto as = taffrail::ParseTimestampAs(shape, text, context);
    CheckBounds(as, text);
    if (as) Check(as->shape == shape);
    if (time && time->shape == shape) {
      Check(as && as->ns == time->ns && as->length == time->length);
    }
  }
  const bool inferred = time && (time->shape == TimeShape::kMonthDay ||
                                 time->shape == TimeShape::kMonthDot);
  // A second for the fraction, which the inference does not look at.
  if (inferred && context.correction_ns == 0) {
    Check(time->ns / taffrail::kNsPerSecond <=
          context.reference_ns / taffrail::kNsPerSecond +
              taffrail::kSecondsPerDay + 1);
  }
  (void)taffrail::ParseEpoch(text);
  taffrail::DateOrderVotes votes;
  votes.See(text);
  if (const auto zone = taffrail::TimeZone::Deserialize(text); zone.ok()) {
    const auto again = taffrail::TimeZone::Deserialize(zone->Serialize());
    Check(again.ok() && *again == *zone);
  }
  return 0;
}
