#include "core/store/block.h"

#include <zstd.h>

#include <algorithm>

#include "core/base/varint.h"

namespace taffrail {
namespace {

// Fast enough to be hidden behind the index; see docs/benchmarks.md.
constexpr int kCompressionLevel = 1;
// No block's text is larger: its last record may pass kMaxBlockTextBytes, and
// none is larger than this.
constexpr uint64_t kMaxTextBytes = 4 << 20;

// (value, run length) pairs.
template <class Values>
void PutRuns(std::string* out, const Values& values) {
  for (size_t i = 0; i < values.size();) {
    size_t end = i + 1;
    while (end < values.size() && values[end] == values[i]) ++end;
    PutVarint(out, static_cast<uint64_t>(values[i]));
    PutVarint(out, end - i);
    i = end;
  }
}

template <class Values>
bool GetRuns(VarintReader& reader, size_t count, Values* values) {
  values->reserve(count);
  while (values->size() < count) {
    uint64_t value = reader.Varint();
    uint64_t run = reader.Varint();
    if (!reader.ok() || run == 0 || run > count - values->size()) return false;
    values->insert(values->end(), run,
                   static_cast<typename Values::value_type>(value));
  }
  return true;
}

}  // namespace

std::string EncodeZone(const BlockHead& head) {
  std::string out;
  PutVarint(&out, head.source_id);
  PutVarint(&out, head.first_offset);
  PutVarint(&out, head.end_offset - head.first_offset);
  PutVarint(&out, head.first_offset - head.chunk_start);
  PutVarint(&out, head.line_in_chunk);
  for (uint16_t count : head.severity_counts) PutVarint(&out, count);
  PutVarint(&out, head.services.size());
  for (auto [service, count] : head.services) {
    PutVarint(&out, service);
    PutVarint(&out, count);
  }
  PutVarint(&out, head.has_attributes);
  PutVarint(&out, head.has_templates);
  return out;
}

Status DecodeZone(std::string_view zone, BlockHead* head) {
  VarintReader reader(zone);
  head->source_id = static_cast<uint32_t>(reader.Varint());
  head->first_offset = reader.Varint();
  head->end_offset = head->first_offset + reader.Varint();
  head->chunk_start = head->first_offset - reader.Varint();
  head->line_in_chunk = reader.Varint();
  for (uint16_t& count : head->severity_counts) {
    count = static_cast<uint16_t>(reader.Varint());
  }
  size_t services = reader.Varint();
  if (services > kMaxBlockRecords) return DataLoss("A block's zone is damaged");
  head->services.resize(services);
  for (auto& [service, count] : head->services) {
    service = static_cast<uint32_t>(reader.Varint());
    count = static_cast<uint16_t>(reader.Varint());
  }
  // Where the file's version is below 3 it ends here.
  head->has_attributes = reader.ok() && !reader.AtEnd() && reader.Varint() != 0;
  // And here where it is below 4.
  head->has_templates = reader.ok() && !reader.AtEnd() && reader.Varint() != 0;
  return reader.ok() ? Status() : DataLoss("A block's zone is damaged");
}

std::string EncodeColumns(const BlockColumns& columns) {
  std::string out;
  int64_t last = 0;
  int64_t last_delta = 0;
  for (int64_t time : columns.times_ns) {
    // Wrapping arithmetic: any two times encode.
    int64_t delta = static_cast<int64_t>(static_cast<uint64_t>(time) -
                                         static_cast<uint64_t>(last));
    PutSigned(&out, static_cast<int64_t>(static_cast<uint64_t>(delta) -
                                         static_cast<uint64_t>(last_delta)));
    last = time;
    last_delta = delta;
  }
  PutRuns(&out, columns.time_inferred);
  PutRuns(&out, columns.severities);
  PutRuns(&out, columns.services);
  for (uint32_t length : columns.lengths) PutVarint(&out, length);
  return out;
}

StatusOr<BlockColumns> DecodeColumns(std::string_view bytes, uint32_t count) {
  VarintReader reader(bytes);
  BlockColumns columns;
  columns.times_ns.reserve(count);
  uint64_t last = 0;
  uint64_t last_delta = 0;
  for (uint32_t i = 0; i < count; ++i) {
    last_delta += static_cast<uint64_t>(reader.Signed());
    last += last_delta;
    columns.times_ns.push_back(static_cast<int64_t>(last));
  }
  bool sound = GetRuns(reader, count, &columns.time_inferred) &&
               GetRuns(reader, count, &columns.severities) &&
               GetRuns(reader, count, &columns.services);
  columns.lengths.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    columns.lengths.push_back(static_cast<uint32_t>(reader.Varint()));
  }
  if (!sound || !reader.ok() || !reader.AtEnd()) {
    return DataLoss("A block's columns are damaged");
  }
  return columns;
}

StatusOr<BlockLabels> DecodeLabels(std::string_view bytes, uint32_t count) {
  VarintReader reader(bytes);
  BlockLabels labels;
  std::vector<bool> time_inferred;
  reader.Skip(count);
  const bool sound = GetRuns(reader, count, &time_inferred) &&
                     GetRuns(reader, count, &labels.severities) &&
                     GetRuns(reader, count, &labels.services);
  if (!sound || !reader.ok()) return DataLoss("A block's columns are damaged");
  return labels;
}

struct TextCodec::Contexts {
  ZSTD_CCtx* compress = ZSTD_createCCtx();
  ZSTD_DCtx* decompress = ZSTD_createDCtx();
};

TextCodec::TextCodec() : contexts_(new Contexts) {}

TextCodec::~TextCodec() {
  ZSTD_freeCCtx(contexts_->compress);
  ZSTD_freeDCtx(contexts_->decompress);
  delete contexts_;
}

std::string_view TextCodec::Compress(std::string_view text) {
  buffer_.resize(std::max(buffer_.size(), ZSTD_compressBound(text.size())));
  // Cannot fail: the buffer is as large as the bound.
  size_t size =
      ZSTD_compressCCtx(contexts_->compress, buffer_.data(), buffer_.size(),
                        text.data(), text.size(), kCompressionLevel);
  return {buffer_.data(), size};
}

Status TextCodec::Decompress(std::string_view bytes, std::string* text) {
  unsigned long long size =
      ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  // Also refuses ZSTD_CONTENTSIZE_ERROR and _UNKNOWN, the two largest values.
  if (size > kMaxTextBytes) return DataLoss("A block's text is damaged");
  text->resize(size);
  size_t read = ZSTD_decompressDCtx(contexts_->decompress, text->data(), size,
                                    bytes.data(), bytes.size());
  return read == size ? Status() : DataLoss("A block's text is damaged");
}

void BlockBuilder::Begin(uint32_t source_id, uint64_t offset,
                         uint64_t chunk_start, uint64_t line_in_chunk) {
  head_ = {};
  head_.source_id = source_id;
  head_.first_offset = offset;
  head_.end_offset = offset;
  head_.chunk_start = chunk_start;
  head_.line_in_chunk = line_in_chunk;
  columns_.times_ns.clear();
  columns_.severities.clear();
  columns_.services.clear();
  columns_.lengths.clear();
  columns_.time_inferred.clear();
  attributes_.Clear();
  leaves_.clear();
  text_.clear();
}

void BlockBuilder::Close(const Record& record) {
  const uint32_t length = static_cast<uint32_t>(open_bytes().size());
  attributes_.Close(head_.count);
  head_.has_attributes = attributes_.complete();
  head_.has_templates = true;
  leaves_.push_back(record.leaf);
  bool first = head_.count++ == 0;
  head_.t0_ns = first ? record.time_ns : std::min(head_.t0_ns, record.time_ns);
  head_.t1_ns = first ? record.time_ns : std::max(head_.t1_ns, record.time_ns);
  head_.end_offset += length;
  ++head_.severity_counts[SeverityClass(record.severity)];
  auto at = std::lower_bound(head_.services.begin(), head_.services.end(),
                             std::pair(record.service, uint16_t{0}));
  if (at == head_.services.end() || at->first != record.service) {
    at = head_.services.insert(at, {record.service, 0});
  }
  ++at->second;
  columns_.times_ns.push_back(record.time_ns);
  columns_.time_inferred.push_back(record.time_inferred);
  columns_.severities.push_back(record.severity);
  columns_.services.push_back(record.service);
  columns_.lengths.push_back(length);
}

}  // namespace taffrail
