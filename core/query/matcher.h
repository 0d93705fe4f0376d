#ifndef TAFFRAIL_CORE_QUERY_MATCHER_H_
#define TAFFRAIL_CORE_QUERY_MATCHER_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/query/query.h"
#include "core/store/block.h"
#include "core/store/partition.h"

namespace taffrail {

// One bit per record of a block.
class BlockBits {
 public:
  static BlockBits All(uint32_t count);

  bool Test(uint32_t i) const { return words_[i / 64] >> (i % 64) & 1; }
  void Set(uint32_t i) { words_[i / 64] |= uint64_t{1} << (i % 64); }
  uint32_t Count() const;

  BlockBits& operator&=(const BlockBits& other);
  BlockBits& operator|=(const BlockBits& other);
  // All of `all` that are not set here.
  BlockBits AndNot(const BlockBits& all) const;

 private:
  std::array<uint64_t, kMaxBlockRecords / 64> words_ = {};
};

// A block being looked at. Reads columns and text when first asked for, each
// once. The partition must be open. Lives for one evaluation.
class BlockReader {
 public:
  BlockReader(Partition& partition, const BlockHead& head, TextCodec& codec)
      : partition_(partition), head_(head), codec_(codec) {}

  const BlockHead& head() const { return head_; }
  const Partition& partition() const { return partition_; }
  StatusOr<const BlockColumns*> Columns();
  StatusOr<const std::string*> Text();
  // Where record i ends in the text.
  StatusOr<const std::vector<uint32_t>*> Ends();

  // What is searched: FoldCase() of the text without escape sequences.
  struct Searchable {
    std::string lower;
    std::vector<uint32_t> ends;
  };
  StatusOr<const Searchable*> SearchableText();

 private:
  Partition& partition_;
  const BlockHead& head_;
  TextCodec& codec_;
  std::optional<BlockColumns> columns_;
  std::optional<std::string> text_;
  std::optional<std::vector<uint32_t>> ends_;
  std::optional<Searchable> searchable_;
};

// What a block's head alone says of a query.
enum class Verdict { kNone, kSome, kAll };

Verdict Judge(const QueryNode& node, const BlockHead& head,
              const Partition& partition);

// The records of the block that match.
StatusOr<BlockBits> Evaluate(const QueryNode& node, BlockReader& block);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_MATCHER_H_
