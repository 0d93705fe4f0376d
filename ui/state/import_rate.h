#ifndef TAFFRAIL_UI_STATE_IMPORT_RATE_H_
#define TAFFRAIL_UI_STATE_IMPORT_RATE_H_

#include <cstdint>

namespace taffrail::ui {

// How fast an import goes, smoothed so that the figure can be read: reports
// older than a few seconds count little.
class ImportRate {
 public:
  void Add(uint64_t bytes_done, double elapsed_ms);
  // 0 until it can be said.
  double bytes_per_second() const;

 private:
  uint64_t bytes_ = 0;
  double elapsed_ms_ = 0;
  double weighted_bytes_ = 0;
  double weighted_ms_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_IMPORT_RATE_H_
