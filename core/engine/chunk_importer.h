#ifndef TAFFRAIL_CORE_ENGINE_CHUNK_IMPORTER_H_
#define TAFFRAIL_CORE_ENGINE_CHUNK_IMPORTER_H_

#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/engine/record_writer.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// Reads the records whose first byte lies in [start, end) of a source and
// writes them into a partition as one transaction. Of a file it begins reading
// somewhat earlier, to know where a record begins, and ends with the last
// record's end; it holds two slices of the file at most. Text that came with
// the chunk is whole records and is taken as it is.
//
// Lives for one chunk, inside one of the shard's tasks.
class ChunkImporter {
 public:
  ChunkImporter(Scheduler& scheduler, HostCalls& calls, TextCodec& codec,
                const FormatRegistry& formats, const v1::ShardChunk& chunk);

  // Asks for the first slice: worth doing while another chunk is written.
  void Prefetch();
  // Writes all of it, or nothing. `cancelled` is looked at every few
  // milliseconds.
  Task<StatusOr<ChunkCoverage>> Run(Partition& partition,
                                    const bool& cancelled);

 private:
  // Begins reading anew, so many bytes before the chunk or at the file's start.
  void StartBefore(uint64_t bytes);
  Task<Status> ReadAll(Partition& partition, const bool& cancelled);
  // Splits bytes that lie where the last ones ended.
  Task<Status> Take(Partition& partition, std::string_view bytes,
                    const bool& cancelled);
  Task<Status> TakeKept(Partition& partition, const bool& cancelled);
  HostCalls::Pending StartNextRead();

  Scheduler& scheduler_;
  HostCalls& calls_;
  const v1::ShardChunk chunk_;

  HostCalls::Pending next_slice_;
  // Up to where the file was asked for, and up to where it is here.
  uint64_t next_read_ = 0;
  uint64_t read_ = 0;
  uint64_t look_behind_ = 0;
  RecordWriter writer_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_CHUNK_IMPORTER_H_
