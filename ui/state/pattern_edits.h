#ifndef TAFFRAIL_UI_STATE_PATTERN_EDITS_H_
#define TAFFRAIL_UI_STATE_PATTERN_EDITS_H_

#include <string>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/notices.h"

namespace taffrail::ui {

// What the user says of patterns: which are one, and which are several. Each
// can be undone for a while. Owned by Model; the rest outlives it.
class PatternEdits {
 public:
  static constexpr double kUndoMs = 20'000;

  PatternEdits(EngineClient& engine, Notices& notices)
      : engine_(engine), notices_(notices) {}
  PatternEdits(const PatternEdits&) = delete;
  PatternEdits& operator=(const PatternEdits&) = delete;

  void Merge(const std::vector<std::string>& ids);
  // Into what it was merged from, else into what it is made of at the
  // precision.
  void Split(const std::string& id, double precision);

  // The ids of those that were merged last; one of them names the result.
  const std::vector<std::string>& merged() const { return merged_; }

 private:
  void Send(v1::RegroupRequest regroup, std::string done);

  EngineClient& engine_;
  Notices& notices_;
  std::vector<std::string> merged_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_PATTERN_EDITS_H_
