#include "core/engine/import_target.h"

#include <memory>
#include <string>
#include <utility>

#include "core/base/numbers.h"
#include "core/engine/source_reading.h"

namespace taffrail {

namespace {

// What the source was read with.
std::string SettingsOf(const SourceEntry& entry) {
  v1::SourceReading reading;
  // Serialised by this same program.
  (void)reading.ParseFromString(entry.reading);
  return reading.settings().SerializeAsString();
}

// What the user says of it; what they said before holds until they say
// something else.
std::string HeldSettings(const SourceEntry& wanted, const SourceEntry* same,
                         bool anew) {
  const bool held = same != nullptr && wanted.settings.empty() && !anew;
  return held ? same->settings : wanted.settings;
}

}  // namespace

std::optional<TextEncoding> ChosenEncoding(const SourceTable& sources,
                                           const SourceEntry& wanted,
                                           bool anew) {
  v1::SourceSettings settings;
  // Serialised by this same program.
  (void)settings.ParseFromString(
      HeldSettings(wanted, sources.FindSame(wanted), anew));
  return EncodingOf(settings);
}

StatusOr<ImportTarget> OpenTarget(SourceTable& sources, SourceEntry wanted,
                                  bool anew) {
  const SourceEntry* same = sources.FindSame(wanted);
  ImportTarget target;
  if (same != nullptr) {
    if (same->state == SourceState::kImporting) {
      return AlreadyExists("“" + same->name + "” is being imported");
    }
    wanted.settings = HeldSettings(wanted, same, anew);
    if (!same->reading.empty() && wanted.settings != SettingsOf(*same)) {
      anew = true;
    }
  }
  if (same != nullptr && !anew) {
    if (!same->is_shown()) {
      Status status = sources.SetVisibility(same->id, Visibility::kShown);
      if (!status.ok()) return status;
      target.tell_shards = true;
    }
    target.entry = *same;
    target.complete = same->state == SourceState::kComplete &&
                      sources.Missing(same->id).empty();
    if (!target.complete) {
      Status status = sources.SetState(same->id, SourceState::kImporting, "");
      if (!status.ok()) return status;
    }
    return target;
  }
  if (same != nullptr) {
    target.replaces = same->id;
    target.tell_shards = true;
    Status status = sources.SetVisibility(same->id, Visibility::kGone);
    if (!status.ok()) return status;
  }
  StatusOr<SourceEntry> added = sources.Add(std::move(wanted));
  if (!added.ok()) return added.status();
  target.entry = *std::move(added);
  return target;
}

Task<void> TellShards(const ShardLinks& links, const SourceTable& sources) {
  for (const std::unique_ptr<ShardLink>& link : links) {
    v1::ShardRequest request;
    *request.mutable_sources() = sources.ForShards();
    co_await *link->StartCall(std::move(request));
  }
}

Task<Status> SettleTarget(const ShardLinks& links, SourceTable& sources,
                          const ImportTarget& target, Status outcome) {
  const uint32_t id = target.entry.id;
  if (outcome.ok() && !sources.Missing(id).empty()) {
    outcome = DataLoss(
        "A part of it was lost while it was imported. Drop it again to go on");
  }
  SourceState state = SourceState::kComplete;
  std::string message;
  if (const uint64_t records = sources.SplitRecords(id); records > 0) {
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
  Status noted = sources.SetState(id, state, message);
  const bool nothing =
      !outcome.ok() &&
      sources.Describe(sources.entries().at(id)).records() == 0;
  if (target.replaces != 0 && nothing) {
    if (noted.ok())
      noted = sources.SetVisibility(target.replaces, Visibility::kShown);
    if (noted.ok()) noted = sources.Remove(id);
    co_await TellShards(links, sources);
  }
  co_return outcome.ok() ? noted : outcome;
}

}  // namespace taffrail
