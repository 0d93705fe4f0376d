#include "ui/state/imports.h"

#include <algorithm>
#include <utility>

#include "core/base/status.h"
#include "ui/text/number_text.h"

namespace taffrail::ui {
namespace {

std::string PassedOverText(const std::string& name,
                           const v1::ImportProgress& progress) {
  return Plural(progress.skipped_count(), "file") + " in “" + name + "”" +
         (progress.skipped_count() == 1 ? " was" : " were") +
         " passed over. The panel of each source in it says which and why.";
}

}  // namespace

void Imports::Start(const ImportFile& file, bool quiet) {
  v1::Request request;
  v1::ImportRequest& import = *request.mutable_import();
  import.set_file(file.number);
  import.set_name(file.name);
  import.set_size(file.size);
  import.set_modified_ms(file.modified_ms);
  const uint64_t id = engine_.Start(
      std::move(request), [this, quiet](const v1::Response& response) {
        OnResponse(response, quiet);
      });
  running_.push_back({.request_id = id, .name = file.name, .size = file.size});
}

void Imports::StartAgain(const v1::Source& source,
                         const v1::SourceSettings& settings, Ended ended) {
  v1::Request request;
  request.mutable_reimport()->set_source_id(source.id());
  *request.mutable_reimport()->mutable_settings() = settings;
  const uint64_t id = engine_.Start(
      std::move(request), [this, ended](const v1::Response& response) {
        Follow(response);
        if (!response.done()) return;
        End(response.id());
        ended(response);
      });
  running_.push_back({.request_id = id,
                      .name = source.name(),
                      .size = source.size(),
                      .source_id = source.id(),
                      .again = true});
}

RunningImport* Imports::Follow(const v1::Response& response) {
  const auto run = std::find_if(running_.begin(), running_.end(),
                                [&](const RunningImport& candidate) {
                                  return candidate.request_id == response.id();
                                });
  if (run == running_.end()) return nullptr;
  if (response.has_import()) {
    const v1::ImportProgress& progress = response.import();
    if (progress.source_id() != 0) run->source_id = progress.source_id();
    if (progress.size() != 0) run->size = progress.size();
    // The rate is not that of the time it was held back.
    if (run->paused || progress.paused()) run->rate = {};
    run->paused = progress.paused();
    // One that waits for its turn says nothing else.
    if (progress.size() == 0 && progress.paused()) return &*run;
    run->bytes_done = progress.bytes_done();
    run->rate.Add(progress.bytes_done(), progress.elapsed_ms());
  }
  return &*run;
}

void Imports::End(uint64_t request_id) {
  const auto run = std::find_if(running_.begin(), running_.end(),
                                [&](const RunningImport& candidate) {
                                  return candidate.request_id == request_id;
                                });
  if (run == running_.end()) return;
  ++ended_files_;
  ended_bytes_ += run->size;
  running_.erase(run);
  if (running_.empty()) ended_files_ = ended_bytes_ = 0;
}

void Imports::OnResponse(const v1::Response& response, bool quiet) {
  const RunningImport* run = Follow(response);
  if (run == nullptr) return;
  const v1::ImportProgress& progress = response.import();
  if (progress.already_known() && !quiet) {
    notices_.Add(NoticeKind::kInfo,
                 "Already here, so nothing was read again: " + run->name);
  }
  if (response.has_error() &&
      response.error().code() !=
          static_cast<uint32_t>(StatusCode::kCancelled)) {
    notices_.Add(NoticeKind::kError, response.error().message());
  }
  if (!response.done()) return;
  if (progress.skipped_count() + progress.litter_count() > 0) {
    passed_over_[run->name] = progress;
  }
  // Where nothing else was in it, the error says so.
  const bool told = response.has_error() && progress.sources() == 0;
  if (progress.skipped_count() > 0 && !told) {
    notices_.Add(NoticeKind::kWarning, PassedOverText(run->name, progress));
  }
  End(response.id());
}

const RunningImport* Imports::OfSource(const v1::Source& source) const {
  for (const RunningImport& run : running_) {
    if (run.source_id == source.id()) return &run;
    for (const v1::Source& part : source.parts()) {
      if (run.source_id == part.id()) return &run;
    }
  }
  return nullptr;
}

const v1::ImportProgress* Imports::PassedOver(const v1::Source& source) const {
  for (const auto& [name, progress] : passed_over_) {
    if (source.name().starts_with(name + "/")) return &progress;
  }
  return nullptr;
}

void Imports::CancelAll() {
  // Those that wait first, so that none of them starts meanwhile.
  for (auto run = running_.rbegin(); run != running_.rend(); ++run) {
    engine_.Cancel(run->request_id);
  }
}

void Imports::SetAllPaused(bool paused) {
  for (const RunningImport& run : running_) SetPaused(run.request_id, paused);
}

Imports::Batch Imports::batch() const {
  Batch batch{
      .files = ended_files_ + running_.size(),
      .files_done = ended_files_,
      .size = ended_bytes_,
      .bytes_done = ended_bytes_,
      .paused = std::all_of(running_.begin(), running_.end(),
                            [](const auto& run) { return run.paused; })};
  for (const RunningImport& run : running_) {
    batch.size += run.size;
    batch.bytes_done += run.bytes_done;
  }
  return batch;
}

}  // namespace taffrail::ui
