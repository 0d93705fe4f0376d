#ifndef TAFFRAIL_CORE_ENGINE_CASE_EXPORT_H_
#define TAFFRAIL_CORE_ENGINE_CASE_EXPORT_H_

#include <functional>
#include <memory>
#include <string>

#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/engine/merged_search.h"
#include "core/engine/source_table.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// Tells the matches of a search as a case file: those there are now. It is made
// in the file `name` of the store, which is removed then, however it ends.
// `take` gets the bytes piece by piece and returns whether to go on.
Task<Status> ExportCase(HostCalls& calls, Scheduler& scheduler,
                        std::string name, std::shared_ptr<MergedSearch> search,
                        const SourceTable& sources, v1::CaseAbout about,
                        std::function<bool(v1::ExportPiece)> take);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_CASE_EXPORT_H_
