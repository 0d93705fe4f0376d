#ifndef TAFFRAIL_CORE_STORE_PARTITION_COPY_H_
#define TAFFRAIL_CORE_STORE_PARTITION_COPY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/store/block.h"
#include "core/store/partition.h"

namespace taffrail {

// Copies what is worth keeping of a partition into one that is being made:
// texts as they are, all that numbers services, attributes, values and leaves
// renumbered, so that nothing is left of what is not kept. It is one
// transaction of the new partition, which the caller begins and commits, with
// coverage(); the index is made anew after that. In small steps, between which
// neither partition may be closed. Lives for one partition; several may be
// copied into one, one after the other.
class PartitionCopy {
 public:
  // `from` is sealed, and has no more attributes than `to` has room for.
  // Sources of which `keep` is not true are left out.
  PartitionCopy(Partition& from, Partition& to, TextCodec& codec,
                std::function<bool(uint32_t source_id)> keep);

  // True: all is copied.
  StatusOr<bool> Step();
  // Of what is copied.
  const std::vector<ChunkCoverage>& coverage() const { return coverage_; }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  Status Begin();
  Status CopyBlock(const BlockHead& head);
  StatusOr<uint32_t> MapService(uint32_t service);
  Status CopyLeaves(const BlockHead& head, int64_t copy_id,
                    const BlockColumns& columns);
  // A few of the attributes' columns; true when there are no more.
  StatusOr<bool> CopyColumns();
  Status CopyColumn(uint32_t attribute, const BlockHead& head,
                    std::string_view data);
  Status MapValues(uint32_t attribute, AttributeColumn* column);

  Partition& from_;
  Partition& to_;
  TextCodec& codec_;
  std::vector<ChunkCoverage> coverage_;
  std::function<bool(uint32_t)> keep_;
  // By the numbers in `from_`, those in `to_`; kNone where there is none (yet).
  std::vector<uint32_t> blocks_;
  std::vector<uint32_t> services_;
  std::vector<uint32_t> attributes_;
  std::vector<uint32_t> leaves_;
  std::vector<uint32_t> values_;  // Of the attribute `values_of_`.
  uint32_t values_of_ = kNone;
  size_t next_block_ = 0;
  std::optional<Statement> columns_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_PARTITION_COPY_H_
