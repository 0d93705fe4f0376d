#ifndef TAFFRAIL_CORE_ENGINE_CHUNK_IMPORTER_H_
#define TAFFRAIL_CORE_ENGINE_CHUNK_IMPORTER_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/engine/partition_pool.h"
#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"
#include "core/proto/shard.pb.h"
#include "core/store/block.h"

namespace taffrail {

// Reads the records whose first byte lies in [start, end) of a file and writes
// them into a partition as one transaction. Begins reading somewhat earlier, to
// know where a record begins and what time came last, and ends with the last
// record's end. Holds two slices of the file at most.
//
// Lives for one chunk, inside one of the shard's tasks.
class ChunkImporter {
 public:
  ChunkImporter(Scheduler& scheduler, HostCalls& calls, TextCodec& codec,
                const v1::ShardChunk& chunk);

  // Asks for the first slice: worth doing while another chunk is written.
  void Prefetch();
  // Writes all of it, or nothing. `cancelled` is looked at every few
  // milliseconds.
  Task<StatusOr<ChunkCoverage>> Run(Partition& partition,
                                    const bool& cancelled);

 private:
  Task<Status> ReadAll(Partition& partition, const bool& cancelled);
  void TakeRecord(Partition& partition, const RawRecord& raw);
  Status Store(Partition& partition, const RawRecord& raw);
  Status FlushBlock(Partition& partition);
  HostCalls::Pending StartNextRead();

  Scheduler& scheduler_;
  HostCalls& calls_;
  TextCodec& codec_;
  const v1::ShardChunk chunk_;

  HostCalls::Pending next_slice_;
  // Up to where the file was asked for, and up to where it is here.
  uint64_t next_read_;
  uint64_t read_;
  LineSplitter splitter_;
  RecordParser parser_;
  BlockBuilder block_;
  // Where the next record begins.
  uint64_t offset_;
  // Inside a line that began before what was read, or before the chunk.
  bool skipping_;
  bool done_ = false;
  Status status_;
  std::optional<int64_t> last_time_ns_;
  uint8_t last_severity_ = 0;
  std::string last_service_;
  std::optional<uint32_t> last_service_id_;
  ChunkCoverage coverage_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_CHUNK_IMPORTER_H_
