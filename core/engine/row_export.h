#ifndef TAFFRAIL_CORE_ENGINE_ROW_EXPORT_H_
#define TAFFRAIL_CORE_ENGINE_ROW_EXPORT_H_

#include <functional>
#include <memory>
#include <string>

#include "core/base/task.h"
#include "core/engine/merged_search.h"
#include "core/engine/source_table.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// The columns of ExportRowsRequest::FORMAT_CSV, with their line feed.
inline constexpr char kExportCsvHeader[] =
    "time,level,service,host,source,trace_id,message,fields\n";

// One record of a file that is exported, with its line feed.
std::string FormatExported(const v1::RecordDetail& record,
                           v1::ExportRowsRequest::Format format);

// Reads the matches of a search, oldest first: those there are now, however
// many come meanwhile. `take` gets them one after the other, `tell` after each
// few how many of how many were read; the first that fails ends it.
Task<Status> ReadMatches(
    std::shared_ptr<MergedSearch> search, const SourceTable& sources,
    std::function<Status(v1::RecordDetail&)> take,
    std::function<Status(uint64_t done, uint64_t all)> tell);

// `fields` as an object of JSON, empty if there are none.
std::string FieldsJson(const v1::RecordDetail& record);

// Tells the matches of a search. `take` gets them piece by piece and returns
// whether to go on.
Task<Status> ExportRows(std::shared_ptr<MergedSearch> search,
                        const SourceTable& sources,
                        v1::ExportRowsRequest::Format format,
                        std::function<bool(v1::ExportPiece)> take);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_ROW_EXPORT_H_
