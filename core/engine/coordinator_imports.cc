// Files on their way in, and the files that sources can be read from again.
#include <utility>

#include "core/engine/case_import.h"
#include "core/engine/coordinator.h"
#include "core/engine/file_import.h"
#include "core/engine/source_sample.h"

namespace taffrail {
namespace {

// Of thousands of files dropped together; each keeps all shards busy.
constexpr size_t kMaxImportsAtOnce = 4;
// Listing the files is no hurry.
constexpr double kMeasureEveryMs = 1000;

}  // namespace

Task<Status> Coordinator::WaitForImports(uint64_t id) {
  UnderWay& request = under_way_[id];
  request.cancel = [this] { import_ended_.Notify(); };
  request.pause = [this, id, &request] {
    TellPaused(id, request.paused);
    import_ended_.Notify();
  };
  if (request.paused) TellPaused(id, true);
  while (!request.cancelled &&
         (request.paused || importing_ - paused_ >= kMaxImportsAtOnce)) {
    co_await import_ended_;
  }
  request.cancel = nullptr;
  request.pause = nullptr;
  co_return request.cancelled ? Cancelled() : Status();
}

void Coordinator::TellPaused(uint64_t id, bool paused) {
  v1::Response response;
  response.set_id(id);
  response.mutable_import()->set_paused(paused);
  Send(response);
}

FileImport::Engine Coordinator::ImportEngine() {
  return {scheduler_, calls_, links_, *sources_, formats_};
}

Task<Status> Coordinator::Import(uint64_t id, v1::ImportRequest request,
                                 std::string anew, Reply* reply) {
  Status status = co_await WaitForImports(id);
  if (status.ok()) {
    ++importing_;
    status = co_await RunImport(id, request, std::move(anew), reply);
    --importing_;
    import_ended_.Notify();
  }
  const FileId file{request.name(), request.size(), request.modified_ms()};
  if (reply->import().sources() > 0) {
    // Kept, to be read anew; in place of what was the same file.
    const uint32_t before = std::exchange(files_[file], request.file());
    if (before != 0 && before != request.file()) {
      calls_.host().ReleaseFile(before);
    }
  } else if (auto held = files_.find(file);
             held == files_.end() || held->second != request.file()) {
    calls_.host().ReleaseFile(request.file());
  }
  // The last one waits for the index of all of them.
  if (importing_ == 0 && status.ok()) {
    co_await FinishIndex();
  } else if (importing_ == 0) {
    scheduler_.Spawn(FinishIndex());
  }
  co_await MeasureStore();
  TellState(true);
  if (importing_ == 0) scheduler_.Spawn(ApplyRetention());
  co_return status;
}

Task<void> Coordinator::FinishIndex() {
  // What could not be indexed is found all the same.
  (void)(co_await AskShards(links_, [](size_t) {
    v1::ShardRequest request;
    request.mutable_index();
    return request;
  })).ok();
}

Task<Status> Coordinator::Reimport(uint64_t id, v1::ReimportRequest request,
                                   Reply* reply) {
  auto at = sources_->entries().find(request.source_id());
  if (at == sources_->entries().end() || at->second.is_gone()) {
    co_return NotFound("This source is not in the store any more");
  }
  const SourceEntry source = at->second;
  if (source.container == kCaseContainer) {
    co_return FailedPrecondition(
        "What is in a case file is read as it was when the case was made");
  }
  Status status = CheckSettings(formats_, request.settings());
  if (!status.ok()) co_return status;
  auto file = files_.find(source.file());
  if (file == files_.end()) {
    status = sources_->SetSettings(source.id,
                                   request.settings().SerializeAsString());
    TellState(true);
    if (!status.ok()) co_return status;
    co_return FailedPrecondition("Drop “" + source.file_name +
                                 "” again: it is then read this way");
  }
  v1::ImportRequest import;
  import.set_file(file->second);
  import.set_name(source.file_name);
  import.set_size(source.file_size);
  import.set_modified_ms(source.modified_ms);
  *import.mutable_settings() = request.settings();
  co_return co_await Import(id, std::move(import), source.name, reply);
}

Task<Status> Coordinator::RunImport(uint64_t id, v1::ImportRequest request,
                                    std::string anew, Reply* reply) {
  double last_ms = 0;
  double last_measured_ms = scheduler_.NowMs();
  FileImport import(ImportEngine(), request, std::move(anew), [&] {
    TellState(false);
    if (scheduler_.NowMs() - last_ms < kTellEveryMs) return;
    last_ms = scheduler_.NowMs();
    if (last_ms - last_measured_ms > kMeasureEveryMs) {
      last_measured_ms = last_ms;
      scheduler_.Spawn(MeasureStore());
    }
    v1::Response progress;
    progress.set_id(id);
    import.Progress(progress.mutable_import());
    Send(progress);
  });
  UnderWay& under_way = under_way_[id];
  under_way.cancel = [&import] { import.Cancel(); };
  under_way.pause = [&] {
    last_ms = 0;  // Told at once.
    import.SetPaused(under_way.paused);
    under_way.paused ? ++paused_ : --paused_;
    // Another may begin meanwhile.
    import_ended_.Notify();
    if (paused_ == importing_) scheduler_.Spawn(FinishIndex());
  };
  if (under_way.cancelled) import.Cancel();
  if (under_way.paused) under_way.pause();
  Status status = co_await import.Run();
  if (under_way.paused) --paused_;
  under_way.cancel = nullptr;
  under_way.pause = nullptr;
  import.Progress(reply->mutable_import());
  co_return status;
}

}  // namespace taffrail
