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
#include "core/engine/sql_session.h"
#include "core/engine/template_table.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// Answers the client: owns the catalog, gives the shards their files and their
// work, and merges what they answer. Holds no log text itself. What concerns
// the store as a whole is in coordinator_store.cc, what concerns imports in
// coordinator_imports.cc, space in coordinator_space.cc, tables in
// coordinator_tables.cc, SQL in coordinator_sql.cc, and templates in
// coordinator_templates.cc.
class Coordinator : public EnginePart {
 public:
  Coordinator(Scheduler& scheduler, HostCalls& calls,
              const FormatRegistry& formats, const EngineOptions& options);

  void Deliver(uint32_t port, std::string_view bytes) override;

 private:
  using Reply = v1::Response;
  static constexpr double kTellEveryMs = 100;

  // A request from its arrival to its last answer.
  struct UnderWay {
    bool cancelled = false;
    bool outlives_client = false;
    // Of an import.
    bool paused = false;
    // Tell the task that works on it, if that waits for something.
    std::function<void()> cancel;
    std::function<void()> pause;
  };

  Task<void> Answer(v1::Request request);
  // Answers until it is cancelled.
  Task<Status> Watch(uint64_t id);
  Task<Status> Dispatch(const v1::Request& request, Reply* reply);
  Task<Status> OpenStore(v1::OpenRequest request);
  Task<void> OpenShard(uint32_t index);
  Task<Status> WaitUntilOpen();
  void TellPaused(uint64_t id, bool paused);
  // Waits until so few imports are under way that another may begin.
  Task<Status> WaitForImports(uint64_t id);
  FileImport::Engine ImportEngine();
  // Has the shards index what they have not yet.
  Task<void> FinishIndex();
  // Imports a file when its turn comes; `anew` as FileImport has it.
  Task<Status> Import(uint64_t id, v1::ImportRequest request, std::string anew,
                      Reply* reply);
  Task<Status> RunImport(uint64_t id, v1::ImportRequest request,
                         std::string anew, Reply* reply);
  Task<Status> Reimport(uint64_t id, v1::ReimportRequest request, Reply* reply);
  Task<Status> ChangeSources(const v1::ChangeSourcesRequest& change);
  // Gives back the space of what is gone, in the background of all else.
  Task<Status> Reclaim();
  // Leaves only one of what is stored twice. The caller is reclaiming_.
  Task<Status> SettleSuperfluous();
  Task<Status> RewriteWithoutGone();
  // Reclaims what an earlier session has left.
  Task<void> Tidy();
  Task<Status> Usage(v1::StoreUsage* usage);
  Task<Status> SetRetention(v1::SetRetentionRequest request,
                            v1::RetentionEffect* effect);
  // Deletes what the user wants to be deleted by itself.
  Task<void> ApplyRetention();
  Task<StatusOr<std::vector<uint32_t>>> PastRetention(Retention retention);
  // `incarnation` is that of the shard that said what to rewrite.
  Task<Status> Rewrite(ShardLink& link, uint64_t incarnation,
                       const v1::Rewrite& rewrite);
  Status ChangeUnusedFiles(const std::vector<std::string>& add,
                           const std::vector<std::string>& remove);
  // Sources that are deleted for good.
  std::vector<uint32_t> Gone() const;
  Task<Status> CountTemplates(uint64_t id, v1::TemplatesRequest request,
                              Reply* reply);
  Task<Status> Regroup(v1::RegroupRequest request, v1::Regrouped* regrouped);
  // What it asks for, as far as it is about what templates are now.
  Status Edit(const v1::RegroupRequest& request);
  // Of the templates of a query, as they are now.
  Task<StatusOr<MergedSearch::TemplateLeaves>> LeavesOf(
      const std::vector<TemplateIs*>& templates);
  Task<Status> RunSearch(uint64_t id, v1::SearchRequest request, Reply* reply);
  Task<Status> RunTable(uint64_t id, uint64_t search_id);
  Task<Status> RunSql(uint64_t id, v1::SqlRequest request, Reply* reply);
  // What a statement is run on.
  Task<StatusOr<v1::SqlRun>> PrepareSql(const v1::SqlRequest& request);
  // Null if it is not open any more.
  std::shared_ptr<MergedSearch> FindSearch(uint64_t id) const;
  Task<Status> ReadRecord(RowKey key, v1::RecordDetail* detail);
  Task<Status> Check(v1::CheckReport* report);
  Task<void> MeasureStore();
  void SetCoverage(uint32_t shard, const v1::ShardOpened& opened);

  // Sends the state of the store to who watches it, at most every so often
  // unless `now`.
  void TellState(bool now);
  v1::StoreState State() const;
  // To the client that asked.
  void Send(v1::Response response);
  // Ends what it asked for.
  void ForgetClient(uint32_t port);
  void CancelRequest(uint64_t id);
  void PauseRequest(uint64_t id, bool paused);

  Scheduler& scheduler_;
  HostCalls& calls_;
  const FormatRegistry& formats_;
  const EngineOptions options_;

  ShardLinks links_;
  std::optional<SourceTable> sources_;
  TemplateTable templates_{links_};
  // What was said of templates before each of the last times it changed.
  struct Regrouping {
    uint64_t version;
    TemplateEdits before;
  };
  std::vector<Regrouping> regroupings_;
  uint64_t templates_version_ = 0;
  std::vector<std::string> notices_;
  uint32_t rolled_back_journals_ = 0;
  // Some partitions could not be opened.
  bool set_aside_ = false;
  // Sources that were deleted and are still all there.
  std::set<uint32_t> restorable_;
  // Files that the catalog says are not to be used.
  std::set<std::string> unused_files_;
  Retention retention_;
  bool reclaiming_ = false;
  Signal reclaimed_;
  // As the files were last listed.
  uint64_t partitions_ = 0;
  uint64_t stored_bytes_ = 0;

  uint64_t partition_bytes_ = 0;
  bool opening_ = false;
  Status open_status_;
  // Those that were opened at least once.
  std::set<uint32_t> opened_shards_;
  Signal opened_;

  std::vector<uint64_t> watchers_;
  double last_told_ms_ = 0;
  std::map<uint64_t, std::shared_ptr<MergedSearch>> searches_;
  // Those of requests that are open.
  std::map<uint64_t, ServedTable*> tables_;
  // By port.
  std::map<uint32_t, std::shared_ptr<SqlSession>> sql_;
  uint32_t next_sql_port_ = kFirstSqlPort;
  // Files that sources were read from, by the numbers the client gave them.
  std::map<FileId, uint32_t> files_;
  size_t importing_ = 0;
  // Of these, those that are held back.
  size_t paused_ = 0;
  Signal import_ended_;
  std::map<uint64_t, UnderWay> under_way_;
  // Case files that were begun.
  uint32_t cases_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_COORDINATOR_H_
