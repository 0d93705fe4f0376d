#include "core/engine/case_export.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "core/base/wall_clock.h"
#include "core/engine/kept_record.h"
#include "core/engine/row_export.h"
#include "core/store/case_file.h"

namespace taffrail {
namespace {

constexpr uint64_t kPieceBytes = 1 << 20;

CaseAbout About(const v1::CaseAbout& said) {
  CaseAbout about{
      .title = said.title(), .note = said.note(), .created_ms = WallClockMs()};
  for (const v1::CaseView& view : said.views()) {
    CaseView& out = about.views.emplace_back();
    out.name = view.name();
    out.query = view.query();
    if (view.has_range()) out.range = {view.from_ns(), view.to_ns()};
  }
  return about;
}

// How its records are to be read when they are on their own.
std::string KeptReading(const SourceEntry& entry) {
  v1::SourceReading reading;
  // Serialised by this same program.
  (void)reading.ParseFromString(entry.reading);
  // Their offsets are others; each record has its time.
  reading.clear_days();
  reading.set_kept(true);
  return reading.SerializeAsString();
}

// What is known of the sources that the case is of. No two have one name.
std::vector<CaseSource> Sources(std::map<uint32_t, CaseSource> of,
                                const SourceTable& table) {
  std::vector<CaseSource> sources;
  std::set<std::string> names;
  for (auto& [id, source] : of) {
    source.id = id;
    source.name = "source " + std::to_string(id);
    const auto entry = table.entries().find(id);
    if (entry != table.entries().end()) {
      source.name = SourceTable::NameOf(entry->second);
      source.modified_ms = entry->second.modified_ms;
      source.reading = KeptReading(entry->second);
      source.explanation = entry->second.explanation;
    }
    if (!names.insert(source.name).second) {
      source.name += " (" + std::to_string(id) + ")";
    }
    sources.push_back(std::move(source));
  }
  return sources;
}

Status Add(const v1::RecordDetail& record, CaseWriter& writer,
           std::map<uint32_t, CaseSource>* sources) {
  const v1::Row& row = record.row();
  const std::string fields = FieldsJson(record);
  const std::string outside = OutsideOf(record).SerializeAsString();
  CaseSource& source = (*sources)[row.key().source_id()];
  ++source.records;
  source.bytes += record.raw().size();
  return writer.Add({.source = row.key().source_id(),
                     .position = row.key().offset(),
                     .line = record.line(),
                     .time_ns = row.key().time_ns(),
                     .time_inferred = record.time_inferred(),
                     .severity = static_cast<uint8_t>(row.severity()),
                     .service = row.service(),
                     .fields = fields,
                     .outside = outside,
                     .raw = record.raw()});
}

Task<Status> Write(Scheduler& scheduler, const std::string& path,
                   std::shared_ptr<MergedSearch> search,
                   const SourceTable& table, const v1::CaseAbout& about,
                   const std::function<bool(v1::ExportPiece)>& take) {
  StatusOr<CaseWriter> writer = CaseWriter::Create(path);
  if (!writer.ok()) co_return writer.status();
  std::map<uint32_t, CaseSource> sources;
  v1::ExportPiece piece;
  const auto add = [&](v1::RecordDetail& record) {
    table.SetLine(&record);
    return Add(record, *writer, &sources);
  };
  const auto tell = [&](uint64_t done, uint64_t all) {
    piece.set_rows(done);
    piece.set_all_rows(all);
    return take(piece) ? Status() : Cancelled();
  };
  Status status = co_await ReadMatches(search, table, add, tell);
  if (status.ok()) {
    const auto of = Sources(std::move(sources), table);
    status = writer->Finish(About(about), of);
  }
  if (!status.ok()) co_return status;
  StatusOr<uint64_t> size = writer->Size();
  if (!size.ok()) co_return size.status();
  for (uint64_t at = 0; at < *size;) {
    std::string& bytes = *piece.mutable_bytes();
    bytes.resize(static_cast<size_t>(std::min(kPieceBytes, *size - at)));
    status = writer->Read(at, bytes);
    if (!status.ok()) co_return status;
    at += bytes.size();
    if (!take(piece)) co_return Cancelled();
    co_await scheduler.Checkpoint();
  }
  co_return Status();
}

}  // namespace

Task<Status> ExportCase(HostCalls& calls, Scheduler& scheduler,
                        std::string name, std::shared_ptr<MergedSearch> search,
                        const SourceTable& sources, v1::CaseAbout about,
                        std::function<bool(v1::ExportPiece)> take) {
  Status status = co_await calls.Remove(name);
  if (status.ok()) status = co_await calls.Open(name);
  if (!status.ok()) co_return status;
  status = co_await Write(scheduler, calls.host().Path(name), search, sources,
                          about, take);
  calls.host().CloseFile(name);
  // One that cannot be removed is when the store is next opened.
  (void)(co_await calls.Remove(name)).ok();
  co_return status;
}

}  // namespace taffrail
