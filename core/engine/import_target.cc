#include "core/engine/import_target.h"

#include <string>
#include <utility>

#include "core/base/numbers.h"

namespace taffrail {

StatusOr<ImportTarget> OpenTarget(SourceTable& sources, SourceEntry wanted) {
  const SourceEntry* same = sources.FindSame(wanted);
  if (same == nullptr) {
    StatusOr<SourceEntry> added = sources.Add(std::move(wanted));
    if (!added.ok()) return added.status();
    return ImportTarget{*std::move(added), false};
  }
  if (same->state == SourceState::kComplete &&
      sources.Missing(same->id).empty()) {
    return ImportTarget{*same, true};
  }
  if (same->state == SourceState::kImporting) {
    return AlreadyExists("“" + same->name + "” is being imported");
  }
  Status status = sources.SetState(same->id, SourceState::kImporting, "");
  if (!status.ok()) return status;
  return ImportTarget{*same, false};
}

Status SettleTarget(SourceTable& sources, uint32_t source_id, Status outcome) {
  if (outcome.ok() && !sources.Missing(source_id).empty()) {
    outcome = DataLoss(
        "A part of it was lost while it was imported. Drop it again to go on");
  }
  SourceState state = SourceState::kComplete;
  std::string message;
  if (const uint64_t records = sources.SplitRecords(source_id); records > 0) {
    message = WithThousands(records) +
              (records == 1 ? " record is" : " records are") +
              " longer than 1 MiB and kept in pieces";
  }
  if (outcome.code() == StatusCode::kCancelled) {
    state = SourceState::kStopped;
  } else if (!outcome.ok()) {
    state = SourceState::kFailed;
    message = outcome.message();
  }
  Status noted = sources.SetState(source_id, state, message);
  return outcome.ok() ? noted : outcome;
}

}  // namespace taffrail
