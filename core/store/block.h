#ifndef TAFFRAIL_CORE_STORE_BLOCK_H_
#define TAFFRAIL_CORE_STORE_BLOCK_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/parse/severity.h"
#include "core/store/block_attributes.h"
#include "core/store/block_bits.h"

namespace taffrail {

// A block is up to 256 consecutive records of one source: columns and text
// apart, each a blob of its own, headed by a zone that tells without either
// whether a query can match. Bytes: docs/storage-format.md.

inline constexpr size_t kMaxBlockTextBytes = 64 * 1024;

// What is kept in memory of every block.
struct BlockHead {
  int64_t id = 0;
  int64_t t0_ns = 0;
  int64_t t1_ns = 0;
  uint32_t count = 0;
  uint32_t source_id = 0;
  // Of the first record's first byte and one past the last record's last.
  uint64_t first_offset = 0;
  uint64_t end_offset = 0;
  // The chunk the block belongs to, and how many lines of the chunk's records
  // come before the block.
  uint64_t chunk_start = 0;
  uint64_t line_in_chunk = 0;
  std::array<uint16_t, kSeverityClasses> severity_counts = {};
  // (service id in the partition, records), ids ascending.
  std::vector<std::pair<uint32_t, uint16_t>> services;
  // All attributes of its records are columns; else only the text has them.
  bool has_attributes = false;
  // Its records' templates are a column; else only the text has them.
  bool has_templates = false;
};

std::string EncodeZone(const BlockHead& head);
// Fills what the zone holds: all but id, times and count.
Status DecodeZone(std::string_view zone, BlockHead* head);

struct BlockColumns {
  std::vector<int64_t> times_ns;
  std::vector<uint8_t> severities;
  std::vector<uint32_t> services;
  // Raw bytes of each record, terminator included.
  std::vector<uint32_t> lengths;
  std::vector<bool> time_inferred;
};

std::string EncodeColumns(const BlockColumns& columns);
StatusOr<BlockColumns> DecodeColumns(std::string_view bytes, uint32_t count);

// The columns that have few values; the others are passed over.
struct BlockLabels {
  std::vector<uint8_t> severities;
  std::vector<uint32_t> services;
};

StatusOr<BlockLabels> DecodeLabels(std::string_view bytes, uint32_t count);

// zstd with its frame header, so that the raw size is known. One per worker.
class TextCodec {
 public:
  TextCodec();
  ~TextCodec();
  TextCodec(const TextCodec&) = delete;
  TextCodec& operator=(const TextCodec&) = delete;

  // Valid until the next call.
  std::string_view Compress(std::string_view text);
  Status Decompress(std::string_view bytes, std::string* text);

 private:
  struct Contexts;
  Contexts* contexts_;
  std::string buffer_;
};

// Gathers records until a block is full. Owned by a partition's writer.
class BlockBuilder {
 public:
  // What is known of a record besides its bytes.
  struct Record {
    int64_t time_ns;
    bool time_inferred;
    uint8_t severity;
    uint32_t service;
    uint32_t leaf = 0;  // Its number in the partition.
  };

  // Begins a block at `offset` of a source.
  void Begin(uint32_t source_id, uint64_t offset, uint64_t chunk_start,
             uint64_t line_in_chunk);
  bool empty() const { return head_.count == 0; }
  bool Full(size_t next_record_bytes) const {
    return head_.count == kMaxBlockRecords ||
           (head_.count > 0 &&
            text_.size() + next_record_bytes > kMaxBlockTextBytes);
  }
  // A record is its bytes, in as many pieces as they come, and then the rest.
  void Append(std::string_view bytes) { text_.append(bytes); }
  // What the open record says besides, in place of what it said before.
  // `record` is its text so far.
  void Describe(AttributeSet& set, std::span<const ParsedField> fields,
                std::string_view record) {
    attributes_.Describe(set, fields, record);
  }
  void Close(const Record& record);
  // The bytes of the record that is not closed yet.
  std::string_view open_bytes() const {
    return std::string_view(text_).substr(head_.end_offset -
                                          head_.first_offset);
  }

  // What was gathered. `head().id` is the caller's to give.
  const BlockHead& head() const { return head_; }
  const BlockColumns& columns() const { return columns_; }
  const BlockAttributes& attributes() const { return attributes_; }
  // Of each record.
  const std::vector<uint32_t>& leaves() const { return leaves_; }
  const std::string& text() const { return text_; }

 private:
  BlockHead head_;
  BlockColumns columns_;
  BlockAttributes attributes_;
  std::vector<uint32_t> leaves_;
  std::string text_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_BLOCK_H_
