#include "core/engine/row_reader.h"

#include <algorithm>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ansi.h"
#include "core/engine/kept_record.h"
#include "core/engine/messages.h"
#include "core/engine/source_reading.h"
#include "core/engine/stored_fields.h"
#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"
#include "core/parse/role_fields.h"
#include "core/parse/script.h"

namespace taffrail {
namespace {

constexpr size_t kMaxRowBodyBytes = 4096;
constexpr uint32_t kMaxMarks = 64;

// Where the query's words and regular expressions stand in `body`.
void AddMarks(const std::vector<Literal>& literals,
              const std::vector<std::shared_ptr<const Regex>>& regexes,
              std::string_view body, v1::Row* row) {
  const std::string lower = FoldCase(body);
  std::vector<std::pair<uint32_t, uint32_t>> marks;
  for (const Literal& literal : literals) {
    size_t at = FindLiteral(lower, literal, 0);
    while (at != std::string::npos && marks.size() < kMaxMarks) {
      marks.emplace_back(at, literal.lower.size());
      at = FindLiteral(lower, literal, at + literal.lower.size());
    }
  }
  for (const std::shared_ptr<const Regex>& regex : regexes) {
    auto match = regex->Find(body, 0);
    while (match && marks.size() < kMaxMarks) {
      const auto [begin, end] = *match;
      if (end > begin) marks.emplace_back(begin, end - begin);
      match = regex->Find(body, std::max(end, begin + 1));
    }
  }
  std::sort(marks.begin(), marks.end());
  for (auto [start, length] : marks) {
    row->add_marks(start);
    row->add_marks(length);
  }
}

// The next blocks, by falling highest key, with matches at or below `key` (any,
// without one): from below `below` on, down to `floor`, no more than hold
// `count` matches.
std::vector<BlockMatch> NextBlocks(Search& search, std::optional<RowKey> key,
                                   std::optional<RowKey> below,
                                   std::optional<RowKey> floor,
                                   uint32_t count) {
  const std::vector<BlockMatch>& all = search.ByHighestKey();
  auto at = std::partition_point(all.begin(), all.end(),
                                 [&](const BlockMatch& match) {
                                   return below && match.highest >= *below;
                                 });
  std::vector<BlockMatch> next;
  for (uint64_t matches = 0; at != all.end() && matches < count; ++at) {
    if (floor && at->highest < *floor) break;
    if (key && at->lowest > *key) continue;
    next.push_back(*at);
    matches += at->count;
  }
  return next;
}

// The lines of the chunk before the record that starts at `start` in a block.
Status CountLines(BlockReader& block, uint64_t start,
                  v1::RecordDetail* detail) {
  StatusOr<const std::string*> text = block.Text();
  if (!text.ok()) return text.status();
  const auto before = (*text)->begin();
  detail->set_chunk_start(block.head().chunk_start);
  detail->set_line_in_chunk(
      block.head().line_in_chunk +
      static_cast<uint64_t>(
          std::count(before, before + static_cast<ptrdiff_t>(start), '\n')));
  return {};
}

}  // namespace

void RowReader::SetReading(uint32_t source_id,
                           const v1::SourceReading& reading) {
  readings_[source_id] = reading;
  parsers_.erase(source_id);
}

RecordParser& RowReader::ParserOfSource(uint32_t source_id) {
  std::unique_ptr<RecordParser>& parser = parsers_[source_id];
  if (parser == nullptr) {
    parser = ParserOf(formats_, readings_[source_id]);
  }
  return *parser;
}

const std::vector<ParsedField>& RowReader::Fields(uint32_t source_id,
                                                  std::string_view record) {
  const ParsedRecord parsed = ParserOfSource(source_id).ParseWithFields(
      WithoutEscapes(WithoutTerminator(record), &plain_), &fields_);
  AddRoleFields(parsed, &ids_, &fields_);
  return fields_;
}

std::string_view RowReader::Message(uint32_t source_id,
                                    std::string_view record) {
  return ParserOfSource(source_id)
      .Parse(WithoutEscapes(WithoutTerminator(record), &plain_))
      .body;
}

StatusOr<v1::Row> RowReader::MakeRow(BlockReader& block, const RowKey& key,
                                     uint32_t index, v1::RecordDetail* detail) {
  StatusOr<std::string_view> raw = block.Record(index);
  if (!raw.ok()) return raw.status();
  StatusOr<const BlockColumns*> columns = block.Columns();
  if (!columns.ok()) return columns.status();
  RecordParser& parser = ParserOfSource(key.source_id);
  std::string plain;
  std::string_view line = WithoutEscapes(WithoutTerminator(*raw), &plain);
  std::vector<ParsedField> fields;
  ParsedRecord parsed =
      detail ? parser.ParseWithFields(line, &fields) : parser.Parse(line);
  if (detail) {
    std::deque<std::string> texts;
    const v1::SourceReading& reading = readings_[key.source_id];
    const size_t own = fields.size();
    if (reading.kept() || RulesOf(reading).elements.otlp) {
      TAFFRAIL_RETURN_IF_ERROR(
          AddStoredFields(block, index, &texts, &parsed, &fields));
    }
    DescribeRecord(parsed, fields, detail);
    for (size_t i = own; i < fields.size(); ++i) {
      detail->mutable_fields(static_cast<int>(i))->set_outside(true);
    }
    if (reading.kept()) TakeKeptLine(detail);
    TAFFRAIL_RETURN_IF_ERROR(
        CountLines(block, key.offset - block.head().first_offset, detail));
    detail->set_raw(raw->data(), raw->size());
    detail->set_raw_length(raw->size());
    detail->set_time_inferred((*columns)->time_inferred[index]);
  }
  v1::Row row;
  *row.mutable_key() = ToProto(key);
  row.set_severity((*columns)->severities[index]);
  row.set_service(block.partition().service_name((*columns)->services[index]));
  std::string_view body = parsed.body;
  if (!detail) body = body.substr(0, kMaxRowBodyBytes);
  row.set_body(body.data(), body.size());
  return row;
}

Task<StatusOr<std::string>> RowReader::Text(uint32_t source_id, uint64_t offset,
                                            uint32_t max_bytes) {
  std::string text;
  for (uint32_t number = 0; number < pool_.size() && text.empty(); ++number) {
    if (pool_.gone(number)) continue;
    Status status = co_await pool_.Ensure(number);
    if (!status.ok()) co_return status;
    const size_t blocks = pool_.at(number).committed_blocks();
    for (size_t i = 0; i < blocks && text.size() < max_bytes; ++i) {
      const BlockHead head = pool_.at(number).heads()[i];
      // Chunks are stored in any order, the blocks of one in that of the
      // source.
      if (head.source_id != source_id || head.first_offset != offset) continue;
      std::string block;
      status = pool_.at(number).ReadText(head.id, codec_, &block);
      if (!status.ok()) co_return status;
      text += block;
      offset = head.end_offset;
    }
  }
  co_return text;
}

Task<StatusOr<uint64_t>> RowReader::Rank(Search& search, RowKey key) {
  std::vector<const BlockMatch*> undecided;
  uint64_t above = search.CountAbove(key, &undecided);
  std::vector<BlockMatch> matches;
  for (const BlockMatch* match : undecided) matches.push_back(*match);
  std::vector<Found> found;
  Status status = co_await Collect(std::move(matches), &found);
  if (!status.ok()) co_return status;
  above += std::count_if(found.begin(), found.end(),
                         [&](const Found& row) { return row.key > key; });
  co_return above;
}

Task<Status> RowReader::ForEachBlock(
    std::vector<BlockMatch> matches, const bool* cancelled,
    std::function<Status(BlockReader&, const BlockMatch&)> look) {
  for (const BlockMatch& match : matches) {
    Status status = co_await pool_.Ensure(match.partition);
    if (!status.ok()) co_return status;
    Partition& partition = pool_.at(match.partition);
    BlockReader block(partition, partition.heads()[match.block], codec_, *this);
    status = look(block, match);
    if (!status.ok()) co_return status;
    co_await scheduler_.Checkpoint();
    if (cancelled != nullptr && *cancelled) co_return Cancelled();
  }
  co_return Status();
}

Task<Status> RowReader::Collect(std::vector<BlockMatch> matches,
                                std::vector<Found>* found) {
  co_return co_await ForEachBlock(
      std::move(matches), nullptr,
      [&](BlockReader& block, const BlockMatch& match) -> Status {
        auto keys = Search::Keys(match, block);
        if (!keys.ok()) return keys.status();
        for (auto [key, index] : *keys) {
          found->push_back({key, match.partition, match.block, index});
        }
        return {};
      });
}

Task<StatusOr<v1::RowsPage>> RowReader::Rows(Search& search,
                                             std::optional<RowKey> key,
                                             uint32_t count, bool details) {
  std::vector<Literal> literals = MarkedLiterals(search.query());
  const std::vector<std::shared_ptr<const Regex>> regexes =
      MarkedRegexes(search.query());
  // A few blocks at a time, until none is left that reaches up to the lowest
  // of the best `count` rows: one stray time makes a block reach far down, and
  // must not make all others be read.
  std::vector<Found> found;
  Status status;
  std::optional<RowKey> below;
  while (true) {
    std::optional<RowKey> floor;
    if (found.size() == count) floor = found.back().key;
    std::vector<BlockMatch> matches =
        NextBlocks(search, key, below, floor, count);
    if (matches.empty()) break;
    below = matches.back().highest;
    status = co_await Collect(std::move(matches), &found);
    if (!status.ok()) co_return status;
    if (key) {
      std::erase_if(found, [&](const Found& row) { return row.key > *key; });
    }
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return a.key > b.key; });
    if (found.size() > count) found.resize(count);
  }

  v1::RowsPage page;
  for (size_t i = 0; i < found.size(); ++i) {
    details ? page.add_details()->Clear() : page.add_rows()->Clear();
  }
  // Block by block, so that each is decoded once.
  std::vector<size_t> order(found.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::pair(found[a].partition, found[a].block) <
           std::pair(found[b].partition, found[b].block);
  });
  for (size_t i = 0; i < order.size();) {
    const Found& first = found[order[i]];
    status = co_await pool_.Ensure(first.partition);
    if (!status.ok()) co_return status;
    Partition& partition = pool_.at(first.partition);
    BlockReader block(partition, partition.heads()[first.block], codec_, *this);
    for (; i < order.size() && found[order[i]].block == first.block &&
           found[order[i]].partition == first.partition;
         ++i) {
      const Found& at = found[order[i]];
      const int place = static_cast<int>(order[i]);
      v1::RecordDetail* const detail =
          details ? page.mutable_details(place) : nullptr;
      StatusOr<v1::Row> row = MakeRow(block, at.key, at.index, detail);
      if (!row.ok()) co_return row.status();
      if (details) {
        *detail->mutable_row() = *std::move(row);
      } else {
        AddMarks(literals, regexes, row->body(), &*row);
        *page.mutable_rows(place) = *std::move(row);
      }
    }
    co_await scheduler_.Checkpoint();
  }
  co_return page;
}

Task<StatusOr<v1::ShardRecord>> RowReader::Record(RowKey key) {
  v1::ShardRecord record;
  for (uint32_t number = 0; number < pool_.size(); ++number) {
    if (pool_.gone(number)) continue;
    // Those past the committed ones may be gone after the wait below.
    std::span heads(pool_.at(number).heads().data(),
                    pool_.at(number).committed_blocks());
    auto at = std::find_if(heads.begin(), heads.end(), [&](const auto& head) {
      return head.source_id == key.source_id &&
             head.first_offset <= key.offset && key.offset < head.end_offset;
    });
    if (at == heads.end()) continue;
    size_t block_index = at - heads.begin();
    Status status = co_await pool_.Ensure(number);
    if (!status.ok()) co_return status;
    Partition& partition = pool_.at(number);
    const BlockHead& head = partition.heads()[block_index];
    BlockReader block(partition, head, codec_, *this);
    StatusOr<const BlockColumns*> columns = block.Columns();
    if (!columns.ok()) co_return columns.status();
    uint64_t offset = head.first_offset;
    uint32_t index = 0;
    while (index < head.count && offset < key.offset) {
      offset += (*columns)->lengths[index++];
    }
    if (index == head.count || offset != key.offset) break;

    v1::RecordDetail* detail = record.mutable_detail();
    RowKey actual{(*columns)->times_ns[index], key.source_id, key.offset};
    StatusOr<v1::Row> row = MakeRow(block, actual, index, detail);
    if (!row.ok()) co_return row.status();
    record.set_found(true);
    *detail->mutable_row() = *std::move(row);
    status = AddLeaf(block, index, &record);
    if (!status.ok()) co_return status;
    break;
  }
  co_return record;
}

}  // namespace taffrail
