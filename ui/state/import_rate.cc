#include "ui/state/import_rate.h"

#include <cmath>

namespace taffrail::ui {
namespace {

constexpr double kMemoryMs = 4000;
// Before that much was seen, a rate would only mislead.
constexpr double kLeastMs = 300;

}  // namespace

void ImportRate::Add(uint64_t bytes_done, double elapsed_ms) {
  const double passed = elapsed_ms - elapsed_ms_;
  if (passed <= 0 || bytes_done < bytes_) return;
  const double kept = std::exp(-passed / kMemoryMs);
  weighted_bytes_ =
      weighted_bytes_ * kept + static_cast<double>(bytes_done - bytes_);
  weighted_ms_ = weighted_ms_ * kept + passed;
  bytes_ = bytes_done;
  elapsed_ms_ = elapsed_ms;
}

double ImportRate::bytes_per_second() const {
  return weighted_ms_ < kLeastMs ? 0 : weighted_bytes_ / weighted_ms_ * 1000;
}

}  // namespace taffrail::ui
