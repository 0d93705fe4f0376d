#ifndef TAFFRAIL_CORE_STORE_TEMPLATE_SET_H_
#define TAFFRAIL_CORE_STORE_TEMPLATE_SET_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/template/masker.h"

namespace taffrail {

// The name of what an empty record is an instance of: no template.
inline constexpr LeafId kNoLeaf = UINT64_MAX;

// The leaves that the records of a partition are instances of, under numbers
// from 0 on, and how many records of each source are. The first two numbers
// are for records without a template and for those whose leaf found no room.
// Knows nothing of the file. Owned by a Partition.
class TemplateSet {
 public:
  // More are not kept, the same as in a miner.
  static constexpr size_t kMaxLeaves = 16384;
  static constexpr uint32_t kOther = 0;
  static constexpr uint32_t kNone = 1;

  struct Leaf {
    LeafId id;
    std::string masked;  // EncodeLeaf()
  };
  struct Use {
    uint64_t records = 0;
    // In the source, of the first record.
    uint64_t first_offset = UINT64_MAX;

    void Add(const Use& other);
    bool operator==(const Use&) const = default;
  };
  // By (source, leaf's number).
  using Uses = std::map<std::pair<uint32_t, uint32_t>, Use>;

  TemplateSet();

  // By number.
  const std::deque<Leaf>& leaves() const { return leaves_; }
  // Those that are committed.
  const Uses& uses() const { return uses_; }
  size_t committed() const { return committed_; }

  // ---- writing
  // The number of the leaf of the line `pieces` are of, which `masker` masked
  // last.
  uint32_t Number(const Masker& masker, std::span<const MaskedPiece> pieces);
  // Of a leaf that was encoded before.
  uint32_t Number(LeafId id, std::string_view masked);
  void Count(uint32_t source, uint32_t number, const Use& use) {
    pending_[{source, number}].Add(use);
  }
  // What Commit() will add to uses().
  const Uses& pending() const { return pending_; }

  // ---- what is in the file
  void SetUses(Uses uses) { uses_ = std::move(uses); }
  void Load(LeafId id, std::string_view masked);
  void LoadUse(uint32_t source, uint32_t number, const Use& use) {
    uses_[{source, number}] = use;
  }
  // From here on Revert() takes back what was added.
  void Commit();
  void Revert();

 private:
  void Add(LeafId id, std::string masked);

  std::deque<Leaf> leaves_;
  std::unordered_map<LeafId, uint32_t> numbers_;
  size_t committed_ = 0;
  Uses uses_;
  Uses pending_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TEMPLATE_SET_H_
