#ifndef TAFFRAIL_CORE_ENGINE_COORDINATOR_H_
#define TAFFRAIL_CORE_ENGINE_COORDINATOR_H_

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/task.h"
#include "core/engine/chunk_sender.h"
#include "core/engine/engine.h"
#include "core/engine/file_import.h"
#include "core/engine/host.h"
#include "core/engine/merged_search.h"
#include "core/engine/merged_table.h"
#include "core/engine/shard_link.h"
#include "core/engine/source_table.h"
#include "core/engine/template_table.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// Answers the client: owns the catalog, gives the shards their files and their
// work, and merges what they answer. Holds no log text itself. What concerns
// the store as a whole is in coordinator_store.cc, what concerns imports in
// coordinator_imports.cc, what concerns tables in coordinator_tables.cc, and
// templates in coordinator_templates.cc.
class Coordinator : public EnginePart {
 public:
  Coordinator(Scheduler& scheduler, HostCalls& calls,
              const FormatRegistry& formats, const EngineOptions& options);

  void Deliver(uint32_t port, std::string_view bytes) override;

 private:
  using Reply = v1::Response;
  static constexpr double kTellEveryMs = 100;

  struct FileId {
    std::string name;
    uint64_t size;
    int64_t modified_ms;
    auto operator<=>(const FileId&) const = default;
  };

  // A request from its arrival to its last answer.
  struct UnderWay {
    bool cancelled = false;
    // Tells the task that works on it, if that waits for something.
    std::function<void()> cancel;
  };

  Task<void> Answer(v1::Request request);
  // Answers until it is cancelled.
  Task<Status> Watch(uint64_t id);
  Task<Status> Dispatch(const v1::Request& request, Reply* reply);
  Task<Status> OpenStore();
  Task<void> OpenShard(uint32_t index);
  Task<Status> WaitUntilOpen();
  // Waits until so few imports are under way that another may begin.
  Task<Status> WaitForImports(uint64_t id);
  FileImport::Engine ImportEngine();
  // Imports a file when its turn comes; `anew` as FileImport has it.
  Task<Status> Import(uint64_t id, v1::ImportRequest request, std::string anew,
                      Reply* reply);
  Task<Status> RunImport(uint64_t id, v1::ImportRequest request,
                         std::string anew, Reply* reply);
  Task<Status> Reimport(uint64_t id, v1::ReimportRequest request, Reply* reply);
  Task<Status> ChangeSources(const v1::ChangeSourcesRequest& change);
  Task<Status> Reclaim();
  Task<Status> CountTemplates(uint64_t id, v1::TemplatesRequest request,
                              Reply* reply);
  Task<Status> Regroup(v1::RegroupRequest request);
  // Of the templates of a query, as they are now.
  Task<StatusOr<MergedSearch::TemplateLeaves>> LeavesOf(
      const std::vector<TemplateIs*>& templates);
  Task<Status> RunSearch(uint64_t id, v1::SearchRequest request, Reply* reply);
  Task<Status> RunTable(uint64_t id, uint64_t search_id);
  // Null if it is not open any more.
  std::shared_ptr<MergedSearch> FindSearch(uint64_t id) const;
  Task<Status> ReadRecord(RowKey key, v1::RecordDetail* detail);
  Task<Status> Check(v1::CheckReport* report);
  Task<void> MeasureStore();

  // Sends the state of the store to who watches it, at most every so often
  // unless `now`.
  void TellState(bool now);
  v1::StoreState State() const;
  void Send(const v1::Response& response);

  Scheduler& scheduler_;
  HostCalls& calls_;
  const FormatRegistry& formats_;
  const EngineOptions options_;

  ShardLinks links_;
  std::optional<SourceTable> sources_;
  TemplateTable templates_{links_};
  std::vector<std::string> notices_;
  uint32_t rolled_back_journals_ = 0;
  // Some partitions could not be opened.
  bool set_aside_ = false;
  // Sources that were deleted and are still all there.
  std::set<uint32_t> restorable_;
  // As the files were last listed.
  uint64_t partitions_ = 0;
  uint64_t stored_bytes_ = 0;

  bool opening_ = false;
  Status open_status_;
  // Those that were opened at least once.
  std::set<uint32_t> opened_shards_;
  Signal opened_;

  std::vector<uint64_t> watchers_;
  double last_told_ms_ = 0;
  std::map<uint64_t, std::shared_ptr<MergedSearch>> searches_;
  std::map<uint64_t, std::shared_ptr<MergedTable>> tables_;
  // Files that sources were read from, by the numbers the client gave them.
  std::map<FileId, uint32_t> files_;
  size_t importing_ = 0;
  Signal import_ended_;
  std::map<uint64_t, UnderWay> under_way_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_COORDINATOR_H_
