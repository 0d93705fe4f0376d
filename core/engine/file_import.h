#ifndef TAFFRAIL_CORE_ENGINE_FILE_IMPORT_H_
#define TAFFRAIL_CORE_ENGINE_FILE_IMPORT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/task.h"
#include "core/container/probe.h"
#include "core/engine/chunk_sender.h"
#include "core/engine/host.h"
#include "core/engine/last_time.h"
#include "core/engine/source_table.h"
#include "core/parse/format_registry.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

class CaseImport;
class StreamImport;

// One file on its way in. Finds out what it is; of plain text hands ranges to
// the shards, which read them themselves, all else to a StreamImport. Ends when
// all is stored, something failed or it was cancelled; what is stored by then
// stays. Lives inside the coordinator's task for the request.
class FileImport {
 public:
  struct Engine {
    Scheduler& scheduler;
    HostCalls& calls;
    const ShardLinks& links;
    SourceTable& sources;
    const FormatRegistry& formats;
  };

  // `changed` is called whenever Progress() or the sources are new.
  // `anew`: the name of the source that is to be read although it is there;
  // others in the file are left alone. Empty: those that are not there.
  FileImport(const Engine& engine, const v1::ImportRequest& request,
             std::string anew, std::function<void()> changed);
  ~FileImport();

  Task<Status> Run();
  void Cancel();
  // Held back between two chunks; what is under way is stored.
  void SetPaused(bool paused);

  void Progress(v1::ImportProgress* progress) const;

 private:
  // The source that the file is if it is no archive.
  SourceEntry Wanted() const;
  Task<Status> RunPlain(std::string head);
  Task<Status> RunStream(const Probe& probe);
  Task<Status> RunCase();
  // The text's beginning, and parts inside it.
  Task<StatusOr<std::vector<std::string>>> Sample(std::string head);
  // Reads all of it to find of which days times of day are.
  Task<Status> FindDays(v1::SourceReading* reading);
  Task<Status> SendRanges(const SourceEntry& source);
  // Reads what comes before `start` back to where the last time is found, at
  // most to `known`, before which it was `before`, and into `time_ns`.
  Task<Status> FindLastTime(LastTime& finder, uint64_t known,
                            std::optional<int64_t> before, uint64_t start,
                            std::optional<int64_t>* time_ns);
  // Reads [at, end) for `take(bytes)`.
  Task<Status> ReadFor(uint64_t at, uint64_t end,
                       std::function<void(std::string_view)> take);

  const Engine engine_;
  const v1::ImportRequest request_;
  const std::string anew_;
  std::function<void()> changed_;
  const double started_ms_;
  ChunkSender sender_;
  std::unique_ptr<StreamImport> stream_;
  std::unique_ptr<CaseImport> case_;
  // Of plain text.
  uint32_t source_id_ = 0;
  bool already_known_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_FILE_IMPORT_H_
