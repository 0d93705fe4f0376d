#include "ui/state/pattern_edits.h"

#include <utility>

namespace taffrail::ui {

void PatternEdits::Merge(const std::vector<std::string>& ids) {
  merged_ = ids;
  v1::RegroupRequest regroup;
  for (const std::string& id : ids) regroup.add_merge(id);
  Send(std::move(regroup), std::to_string(ids.size()) + " patterns are one.");
}

void PatternEdits::Split(const std::string& id, double precision) {
  v1::RegroupRequest regroup;
  regroup.set_split(id);
  regroup.set_precision(precision);
  Send(std::move(regroup), "A pattern was split.");
}

void PatternEdits::Send(v1::RegroupRequest regroup, std::string done) {
  v1::Request request;
  *request.mutable_regroup() = std::move(regroup);
  engine_.Start(std::move(request), [this, done = std::move(done)](
                                        const v1::Response& response) {
    if (response.has_error()) {
      notices_.Add(NoticeKind::kError, response.error().message());
      return;
    }
    const uint64_t undo = response.regrouped().undo();
    if (undo == 0) return;
    v1::RegroupRequest back;
    back.set_undo(undo);
    notices_.Add({.text = done,
                  .action = "Undo",
                  .act = [this, back] { Send(back, ""); },
                  .lapses_in_ms = kUndoMs});
  });
}

}  // namespace taffrail::ui
