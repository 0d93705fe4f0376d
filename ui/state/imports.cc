#include "ui/state/imports.h"

#include <algorithm>
#include <utility>

#include "core/base/status.h"

namespace taffrail::ui {

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
  running_.push_back({id, file.name, file.size, 0, 0, {}});
}

void Imports::OnResponse(const v1::Response& response, bool quiet) {
  const auto run = std::find_if(running_.begin(), running_.end(),
                                [&](const RunningImport& candidate) {
                                  return candidate.request_id == response.id();
                                });
  if (run == running_.end()) return;
  if (response.has_import()) {
    const v1::ImportProgress& progress = response.import();
    run->source_id = progress.source_id();
    run->bytes_done = progress.bytes_done();
    run->rate.Add(progress.bytes_done(), progress.elapsed_ms());
    if (progress.already_known() && !quiet) {
      notices_.Add(NoticeKind::kInfo,
                   "Already here, so nothing was read again: " + run->name);
    }
  }
  if (response.has_error() &&
      response.error().code() !=
          static_cast<uint32_t>(StatusCode::kCancelled)) {
    notices_.Add(NoticeKind::kError, response.error().message());
  }
  if (!response.done()) return;
  ++ended_files_;
  ended_bytes_ += run->size;
  running_.erase(run);
  if (running_.empty()) ended_files_ = ended_bytes_ = 0;
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

void Imports::CancelAll() {
  // Those that wait first, so that none of them starts meanwhile.
  for (auto run = running_.rbegin(); run != running_.rend(); ++run) {
    engine_.Cancel(run->request_id);
  }
}

Imports::Batch Imports::batch() const {
  Batch batch{.files = ended_files_ + running_.size(),
              .files_done = ended_files_,
              .size = ended_bytes_,
              .bytes_done = ended_bytes_};
  for (const RunningImport& run : running_) {
    batch.size += run.size;
    batch.bytes_done += run.bytes_done;
  }
  return batch;
}

}  // namespace taffrail::ui
