#ifndef TAFFRAIL_CORE_ENGINE_RECORD_WRITER_H_
#define TAFFRAIL_CORE_ENGINE_RECORD_WRITER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/engine/line_reader.h"
#include "core/engine/time_trail.h"
#include "core/proto/shard.pb.h"
#include "core/store/block.h"
#include "core/store/partition.h"
#include "core/template/masker.h"

namespace taffrail {

// What is known of a record whose lines are being gathered.
struct OpenRecord {
  std::optional<int64_t> time_ns;
  uint8_t severity = 0;
  uint32_t service = 0;
  uint32_t leaf = 0;
  uint32_t lines = 0;
  bool has_header = false;
  // What its lines say, they say together.
  bool read_as_whole = false;
  // Goes on from a piece that was cut off.
  bool continued = false;
  std::shared_ptr<const OtlpContext> context;
};

// Turns the bytes of a source into records, and those that begin inside a chunk
// into blocks of a partition. What the parser says of a record's first line is
// its time, severity and service. Owned by a ChunkImporter, which owns the
// transaction.
class RecordWriter {
 public:
  // The references must outlive it.
  RecordWriter(TextCodec& codec, const FormatRegistry& formats,
               const v1::ShardChunk& chunk);

  // The next bytes stand at `offset`, which is before the chunk's end, and if
  // `in_line` maybe not at the start of a line. Before anything was written.
  void StartAt(uint64_t offset, bool in_line);
  Status Take(Partition& partition, std::string_view bytes);
  // A record out of a case file, which stands where the last one ended: what is
  // known of it holds, whatever its bytes say now.
  Status TakeKept(Partition& partition, const v1::KeptRecord& kept,
                  std::string_view bytes);
  // The source has ended, or the chunk's last record has.
  Status Finish(Partition& partition);

  // The last record of the chunk is complete.
  bool done() const { return done_; }
  // Where records begin is known whatever came before the bytes seen.
  bool sure() const { return lines_.sure(); }
  // Inside a long line of which nothing belongs to this chunk.
  bool in_foreign_line() const {
    return lines_.skipping() || (lines_.in_cut_line() && !open_);
  }
  const ChunkCoverage& coverage() const { return coverage_; }

 private:
  void TakeLine(Partition& partition, const SourceLine& line);
  Status Begin(Partition& partition, const SourceLine& line);
  // Takes over what the parser says of the open record.
  Status Describe(Partition& partition, const ParsedRecord& parsed);
  // Gives the columns what the open record's fields say.
  void DescribeFields(Partition& partition, std::string_view record);
  // The number of the template that a message is of.
  uint32_t LeafOf(Partition& partition, std::string_view body);
  // The open record is too long for more: it goes on in another.
  Status Split(Partition& partition);
  Status Append(Partition& partition, const SourceLine& line);
  Status CloseRecord(Partition& partition);
  // All lines of the open record are parsed together when it is closed.
  bool ReadsAsWhole() const { return !open_->continued && open_->lines > 1; }
  Status Flush(Partition& partition);

  TextCodec& codec_;
  const v1::ShardChunk& chunk_;

  LineReader lines_;
  Masker masker_;
  // Of the lines before the chunk.
  TimeTrail trail_;
  BlockBuilder block_;
  bool done_ = false;
  Status status_;

  std::optional<OpenRecord> open_;
  std::optional<int64_t> last_time_ns_;
  std::string last_service_;
  std::optional<uint32_t> last_service_id_;
  std::vector<ParsedField> fields_;  // Of the record that was parsed last.
  ChunkCoverage coverage_;

  // Of the record that is taken, if it is out of a case file.
  const v1::KeptRecord* kept_ = nullptr;
  v1::OutsideFields outside_;
  uint64_t kept_end_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_RECORD_WRITER_H_
