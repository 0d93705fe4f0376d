#ifndef TAFFRAIL_CORE_ENGINE_CASE_IMPORT_H_
#define TAFFRAIL_CORE_ENGINE_CASE_IMPORT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/task.h"
#include "core/engine/chunk_sender.h"
#include "core/engine/file_import.h"
#include "core/engine/host_source.h"
#include "core/engine/import_target.h"
#include "core/store/case_file.h"

namespace taffrail {

// SourceEntry::container of what came out of one.
inline constexpr char kCaseContainer[] = "case file";

// A case file on its way in: each of its sources becomes one of the store, of
// the records that are in the case, one after the other. One that was broken
// off goes on where it was. Owned by a FileImport.
class CaseImport {
 public:
  // The references must outlive it.
  CaseImport(const FileImport::Engine& engine, const v1::ImportRequest& request,
             ChunkSender& sender, const std::function<void()>& changed);

  Task<Status> Run();

  void Progress(v1::ImportProgress* progress) const;
  bool already_known() const { return known_ > 0 && sources_.empty(); }

 private:
  Task<Status> Import(const CaseSource& source);
  Task<Status> SendRecords(const CaseSource& source, const SourceEntry& entry);
  Task<Status> Send(v1::ShardChunk* chunk, const std::string& reading);

  const FileImport::Engine& engine_;
  const v1::ImportRequest& request_;
  ChunkSender& sender_;
  const std::function<void()>& changed_;
  HostSource file_;
  std::unique_ptr<CaseReader> case_;
  // Made or gone on with; those that were complete; and text read so far.
  std::vector<uint32_t> sources_;
  size_t known_ = 0;
  uint64_t read_ = 0;
  uint64_t chunks_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_CASE_IMPORT_H_
