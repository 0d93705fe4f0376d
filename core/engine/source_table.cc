#include "core/engine/source_table.h"

#include <algorithm>
#include <utility>

#include "core/base/wall_clock.h"
#include "core/container/text_encoding.h"

namespace taffrail {

StatusOr<SourceTable> SourceTable::Open(const std::string& catalog_path) {
  StatusOr<Catalog> catalog = Catalog::Open(catalog_path);
  if (!catalog.ok()) return catalog.status();
  StatusOr<std::vector<SourceEntry>> entries = catalog->Sources();
  if (!entries.ok()) return entries.status();
  StatusOr<std::vector<CaseEntry>> cases = catalog->Cases();
  if (!cases.ok()) return cases.status();
  SourceTable table(*std::move(catalog));
  table.cases_ = *std::move(cases);
  for (SourceEntry& entry : *entries) {
    table.entries_.emplace(entry.id, std::move(entry));
  }
  return table;
}

template <class F>
void SourceTable::ForEachChunk(uint32_t source_id, F f) const {
  for (const auto& shard : coverage_) {
    auto chunks = shard.find(source_id);
    if (chunks == shard.end()) continue;
    for (const ChunkCoverage& chunk : chunks->second) f(chunk);
  }
}

void SourceTable::SetCoverage(uint32_t shard,
                              const std::vector<ChunkCoverage>& coverage) {
  if (coverage_.size() <= shard) coverage_.resize(shard + 1);
  coverage_[shard].clear();
  for (const ChunkCoverage& chunk : coverage) {
    coverage_[shard][chunk.source_id].push_back(chunk);
  }
}

void SourceTable::AddCoverage(uint32_t shard, const ChunkCoverage& coverage) {
  if (coverage_.size() <= shard) coverage_.resize(shard + 1);
  // A restarted shard may have told of it when it was opened.
  std::vector<ChunkCoverage>& chunks = coverage_[shard][coverage.source_id];
  for (const ChunkCoverage& known : chunks) {
    if (known.start == coverage.start) return;
  }
  chunks.push_back(coverage);
}

std::map<uint32_t, std::vector<ByteRange>> SourceTable::Superfluous(
    uint32_t source_id) const {
  std::vector<ByteRange> ranges;
  std::vector<uint32_t> shards;
  for (uint32_t shard = 0; shard < coverage_.size(); ++shard) {
    const auto chunks = coverage_[shard].find(source_id);
    if (chunks == coverage_[shard].end()) continue;
    for (const ChunkCoverage& chunk : chunks->second) {
      ranges.push_back({chunk.start, chunk.end});
      shards.push_back(shard);
    }
  }
  std::map<uint32_t, std::vector<ByteRange>> superfluous;
  for (const size_t at : Overlapping(ranges)) {
    superfluous[shards[at]].push_back(ranges[at]);
  }
  return superfluous;
}

Status SourceTable::SettleInterrupted() {
  Status failed;
  for (auto& [id, entry] : entries_) {
    if (entry.is_gone()) continue;
    const SourceState was = entry.state;
    const bool whole = Missing(id).empty();
    const bool lost = was == SourceState::kComplete && !whole;
    const bool found = was == SourceState::kInterrupted && whole;
    if (was != SourceState::kImporting && !lost && !found) continue;
    Status status = SetState(
        id, whole ? SourceState::kComplete : SourceState::kInterrupted,
        lost ? "A part of it is not here any more: a file of the store is "
               "damaged or gone. Drop the log again to read that part anew"
             : "");
    if (!status.ok()) failed = status;
  }
  return failed;
}

const SourceEntry* SourceTable::FindSame(const SourceEntry& wanted) const {
  for (const auto& [id, entry] : entries_) {
    if (!entry.is_gone() && entry.name == wanted.name &&
        entry.file() == wanted.file()) {
      return &entry;
    }
  }
  return nullptr;
}

StatusOr<SourceEntry> SourceTable::Add(SourceEntry entry) {
  entry.imported_ms = WallClockMs();
  TAFFRAIL_RETURN_IF_ERROR(catalog_.Add(&entry));
  entries_[entry.id] = entry;
  return entry;
}

Status SourceTable::SetState(uint32_t source_id, SourceState state,
                             std::string message) {
  SourceEntry& entry = entries_[source_id];
  entry.state = state;
  entry.message = std::move(message);
  return catalog_.Update(entry);
}

Status SourceTable::SetReading(uint32_t source_id, std::string reading,
                               std::string explanation) {
  SourceEntry& entry = entries_[source_id];
  entry.reading = std::move(reading);
  entry.explanation = std::move(explanation);
  return catalog_.Update(entry);
}

Status SourceTable::SetSettings(uint32_t source_id, std::string settings) {
  SourceEntry& entry = entries_[source_id];
  entry.settings = std::move(settings);
  return catalog_.Update(entry);
}

Status SourceTable::SetVisibility(uint32_t source_id, Visibility visibility) {
  SourceEntry& entry = entries_[source_id];
  entry.visibility = visibility;
  return catalog_.Update(entry);
}

Status SourceTable::SetLabel(uint32_t source_id, std::string label) {
  SourceEntry& entry = entries_[source_id];
  entry.label = std::move(label);
  return catalog_.Update(entry);
}

Status SourceTable::ForgetGone() {
  for (auto at = entries_.begin(); at != entries_.end();) {
    uint64_t chunks = 0;
    ForEachChunk(at->first, [&](const ChunkCoverage&) { ++chunks; });
    if (!at->second.is_gone() || chunks > 0) {
      ++at;
      continue;
    }
    TAFFRAIL_RETURN_IF_ERROR(catalog_.Remove(at->first));
    at = entries_.erase(at);
  }
  for (auto at = cases_.begin(); at != cases_.end();) {
    const bool used = std::any_of(
        entries_.begin(), entries_.end(),
        [&](const auto& entry) { return entry.second.file() == at->file; });
    if (!used) TAFFRAIL_RETURN_IF_ERROR(catalog_.RemoveCase(at->file));
    at = used ? at + 1 : cases_.erase(at);
  }
  return {};
}

Status SourceTable::AddCase(const CaseEntry& entry) {
  TAFFRAIL_RETURN_IF_ERROR(catalog_.AddCase(entry));
  std::erase_if(
      cases_, [&](const CaseEntry& known) { return known.file == entry.file; });
  cases_.push_back(entry);
  return {};
}

void SourceTable::AddCases(v1::StoreState* state) const {
  for (const CaseEntry& entry : cases_) {
    v1::Case told;
    for (const auto& [id, source] : entries_) {
      if (source.is_gone() || source.file() != entry.file) continue;
      told.add_source_ids(id);
    }
    if (told.source_ids_size() == 0) continue;
    told.set_file_name(entry.file.name);
    // Serialised by this same program.
    (void)told.mutable_about()->ParseFromString(entry.about);
    *state->add_cases() = std::move(told);
  }
}

void SourceTable::SetLine(v1::RecordDetail* record) const {
  if (record->line() != 0) return;
  record->set_line(LineNumber(record->row().key().source_id(),
                              record->chunk_start(), record->line_in_chunk()));
}

Status SourceTable::SetSize(uint32_t source_id, uint64_t size) {
  SourceEntry& entry = entries_[source_id];
  entry.size = size;
  return catalog_.Update(entry);
}

Status SourceTable::Remove(uint32_t source_id) {
  auto at = entries_.find(source_id);
  if (at == entries_.end()) return {};
  if (at->second.state == SourceState::kImporting) {
    return FailedPrecondition("This source is being imported: cancel that");
  }
  if (Describe(at->second).records() > 0) {
    return FailedPrecondition("This source holds records: it stays");
  }
  entries_.erase(at);
  return catalog_.Remove(source_id);
}

std::vector<ByteRange> SourceTable::Missing(uint32_t source_id) const {
  std::vector<ByteRange> covered;
  ForEachChunk(source_id, [&](const ChunkCoverage& chunk) {
    covered.push_back({chunk.start, chunk.end});
  });
  std::sort(covered.begin(), covered.end(),
            [](auto& a, auto& b) { return a.start < b.start; });
  std::vector<ByteRange> missing;
  uint64_t at = 0;
  uint64_t size = entries_.at(source_id).size;
  for (const ByteRange& range : covered) {
    if (range.start > at) missing.push_back({at, range.start});
    at = std::max(at, range.end);
  }
  if (at < size) missing.push_back({at, size});
  return missing;
}

v1::Source SourceTable::Describe(const SourceEntry& entry) const {
  v1::Source source;
  source.set_id(entry.id);
  source.set_name(NameOf(entry));
  source.set_hidden(!entry.is_shown());
  source.set_state(static_cast<v1::Source::State>(entry.state));
  source.set_size(entry.size == kUnknownSize ? 0 : entry.size);
  source.set_container(entry.container);
  source.set_encoding(
      std::string(EncodingName(static_cast<TextEncoding>(entry.encoding))));
  // Serialised by this same program.
  (void)source.mutable_settings()->ParseFromString(entry.settings);
  v1::Explanation explanation;
  (void)explanation.ParseFromString(entry.explanation);
  *source.mutable_format() = explanation.format();
  source.set_modified_ms(entry.modified_ms);
  source.set_imported_ms(entry.imported_ms);
  source.set_message(entry.message);
  ForEachChunk(entry.id, [&](const ChunkCoverage& chunk) {
    source.set_bytes_done(source.bytes_done() + chunk.end - chunk.start);
    if (chunk.records == 0) return;
    bool first = source.records() == 0;
    source.set_records(source.records() + chunk.records);
    source.set_t0_ns(first ? chunk.t0_ns
                           : std::min(source.t0_ns(), chunk.t0_ns));
    source.set_t1_ns(first ? chunk.t1_ns
                           : std::max(source.t1_ns(), chunk.t1_ns));
  });
  return source;
}

uint64_t SourceTable::SplitRecords(uint32_t source_id) const {
  uint64_t records = 0;
  ForEachChunk(source_id, [&](auto& chunk) { records += chunk.split_records; });
  return records;
}

uint64_t SourceTable::LineNumber(uint32_t source_id, uint64_t chunk_start,
                                 uint64_t lines) const {
  uint64_t covered = 0;
  bool counted = true;
  ForEachChunk(source_id, [&](const ChunkCoverage& chunk) {
    if (chunk.start >= chunk_start) return;
    covered += chunk.end - chunk.start;
    lines += static_cast<uint64_t>(chunk.lines);
    counted = counted && chunk.lines >= 0;
  });
  return covered == chunk_start && counted ? lines + 1 : 0;
}

uint64_t SourceTable::RecordsOf(std::span<const uint32_t> source_ids) const {
  uint64_t records = 0;
  for (const uint32_t id : source_ids) {
    ForEachChunk(id,
                 [&](const ChunkCoverage& chunk) { records += chunk.records; });
  }
  return records;
}

uint64_t SourceTable::records() const {
  uint64_t records = 0;
  for (const auto& [id, entry] : entries_) {
    if (!entry.is_shown()) continue;
    ForEachChunk(id, [&](auto& chunk) { records += chunk.records; });
  }
  return records;
}

std::optional<uint32_t> SourceTable::ShardOf(uint32_t source_id,
                                             uint64_t offset) const {
  for (uint32_t shard = 0; shard < coverage_.size(); ++shard) {
    auto chunks = coverage_[shard].find(source_id);
    if (chunks == coverage_[shard].end()) continue;
    for (const ChunkCoverage& chunk : chunks->second) {
      if (chunk.start <= offset && offset < chunk.end) return shard;
    }
  }
  return std::nullopt;
}

v1::ShardSources SourceTable::ForShards() const {
  v1::ShardSources sources;
  for (const auto& [id, entry] : entries_) {
    if (!entry.is_shown()) sources.add_hidden(id);
    if (entry.is_gone()) continue;
    // Serialised by this same program.
    (void)(*sources.mutable_readings())[id].ParseFromString(entry.reading);
  }
  return sources;
}

}  // namespace taffrail
