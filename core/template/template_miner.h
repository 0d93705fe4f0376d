#ifndef TAFFRAIL_CORE_TEMPLATE_TEMPLATE_MINER_H_
#define TAFFRAIL_CORE_TEMPLATE_TEMPLATE_MINER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/template/grouping.h"
#include "core/template/masker.h"
#include "core/template/pattern.h"
#include "core/template/value_statistics.h"

namespace taffrail {

// The leaf that is longest in the template. So every template id is a leaf id,
// and an old one can always be resolved to the template its leaf is in now.
using TemplateId = LeafId;

// From 0, few broad templates, to 1, the leaves.
inline constexpr double kDefaultPrecision = 0.5;

struct MinerOptions {
  // Leaves kept; beyond it the ones longest unseen make room, and their lines
  // count as kOtherLeaf.
  size_t max_leaves = 16384;
  // New leaves that are placed among the known templates, until all are
  // grouped anew.
  size_t placing_budget = 64;
  bool value_statistics = true;
};

struct Template {
  TemplateId id = 0;
  std::string text;  // Parameters are <*>.
  uint64_t count = 0;
  uint64_t leaves = 0;
  // Of each <*> of the text, what its value was where the oldest leaf was first
  // seen; empty where that is not known.
  std::vector<TokenKind> kinds;
  std::vector<ValueSummary> parameters;  // In the order of the text's <*>.
  // The user made it: of several, or out of a larger one.
  bool merged = false;
  bool split = false;
};

// What a user said of templates: leaves under the same pin are together and
// apart from others, linked ones are in one template.
struct TemplateEdits {
  std::map<LeafId, uint64_t> pins;
  std::vector<std::pair<LeafId, LeafId>> links;
  bool operator==(const TemplateEdits&) const = default;
};

// What a template's parameter was in one message.
struct ParameterValue {
  uint32_t begin;
  uint32_t end;  // In bytes of the message.
  TokenKind kind;
};

// Finds what the messages of a log have in common: each is an instance of a
// template, words with parameters between. Add() is for every row and only
// masks the line and counts its leaf; templates are made from leaves when asked
// for. Memory is bounded by the options and no line is lost: the counts of
// Templates() add up to lines(). What the user merged or split stays so,
// whatever comes later. Single-threaded.
class TemplateMiner {
 public:
  explicit TemplateMiner(MinerOptions options = {});
  TemplateMiner(const TemplateMiner&) = delete;
  TemplateMiner& operator=(const TemplateMiner&) = delete;

  LeafId Add(std::string_view message);
  // The same for `count` lines of a leaf that another process masked, as
  // EncodeLeaf() wrote it, without statistics of values; one that has no room
  // is counted as kOtherLeaf. False: the bytes make no sense.
  bool AddLines(LeafId id, std::string_view leaf, uint64_t count);
  uint64_t lines() const { return lines_; }
  size_t leaves() const { return leaves_.size(); }

  // Groups all leaves anew. The queries below do so themselves when more new
  // ones came than the budget allows; this makes them exact.
  void Mine();

  // Most frequent first. `precision` picks the level of the tree of merges.
  std::vector<Template> Templates(double precision = kDefaultPrecision);
  // One of them by its id, or by any leaf's or former template's.
  StatusOr<Template> Find(TemplateId id, double precision = kDefaultPrecision);
  // The template that a leaf, or a former template, is part of; kOtherLeaf
  // when it is not known (any more).
  TemplateId TemplateOf(LeafId leaf, double precision = kDefaultPrecision);
  // The leaves a template stands for, oldest first.
  std::vector<LeafId> LeavesOf(TemplateId id,
                               double precision = kDefaultPrecision);

  // The values of the message's parameters in the template it is in, in the
  // order of the text's <*>. Nothing for one whose leaf is not known.
  std::vector<ParameterValue> Parameters(std::string_view message,
                                         double precision = kDefaultPrecision);

  // From now on these are one template at every precision below that of
  // leaves. Two or more ids, all known.
  Status Merge(std::span<const TemplateId> ids);
  // What Merge() made of several is those again. Any other: from now on the
  // templates `id` was made from at `precision` are apart at every precision,
  // and what fits none of them is elsewhere.
  Status Split(TemplateId id, double precision = kDefaultPrecision);
  // The same for some leaves of a template, which become one of their own.
  Status Split(std::span<const LeafId> leaves);

  // What the above came to, and the same for another miner. Of leaves that are
  // not known it means nothing until they come.
  TemplateEdits edits() const { return {pins_, links_}; }
  void SetEdits(TemplateEdits edits);

  // The whole state as bytes (miner_state.cc has their form).
  std::string Serialize() const;
  static StatusOr<std::unique_ptr<TemplateMiner>> Deserialize(
      std::string_view bytes, MinerOptions options = {});

 private:
  struct Leaf {
    LeafId id = 0;
    uint64_t count = 0;
    uint64_t last_line = 0;
    Pattern pattern;
    std::vector<TokenKind> kinds;  // Of the pieces that are parameters.
    std::vector<ValueStatistics> parameters;
  };
  // A node of one level of the tree.
  struct Group {
    std::vector<uint32_t> leaves;  // Indices, oldest first.
    Pattern pattern;
  };
  struct Level {
    std::vector<uint32_t> group_of;
    std::vector<Group> groups;
  };
  uint32_t AddLeaf(LeafId id, std::span<const MaskedPiece> pieces);
  void AddValues(Leaf& leaf, std::span<const MaskedPiece> pieces);
  // Where the leaf's index is, or where it would go.
  uint32_t& Slot(LeafId id);
  const Leaf* FindLeaf(LeafId id);
  // Gives the newest leaf its slot.
  void TakeSlot();
  void RebuildSlots();
  void EvictLeaves();

  // Brings levels_ up to date, grouping anew only when needed.
  void Refresh();
  void PlaceLeaf(uint32_t leaf);
  void Pin(std::span<const LeafId> leaves);
  void GroupPinned(std::vector<uint64_t>* pin_of);
  void ApplyLinks(Level& level);
  static size_t LevelAt(double precision);
  // Brought up to date; null when the leaf is not known.
  const Group* GroupOf(LeafId leaf, double precision);
  Template Describe(const Group& group);
  // Whether a link holds leaves of the group together.
  bool IsLinked(const Group& group, const std::pair<LeafId, LeafId>& link);
  // Cuts all such; whether there were any.
  bool Unlink(const Group& group);
  std::vector<TokenKind> KindsOf(const Group& group) const;
  void AddParameters(const Leaf& leaf, const Pattern& pattern,
                     std::vector<ValueStatistics>* parameters) const;
  bool ReadLeaf(VarintReader& reader);

  const MinerOptions options_;
  Masker masker_;
  uint64_t lines_ = 0;
  uint64_t other_lines_ = 0;
  std::unique_ptr<WordTable> words_ = std::make_unique<WordTable>();
  std::vector<Leaf> leaves_;  // Oldest first.
  // Open addressing: leaf index + 1, 0 for a free slot.
  std::vector<uint32_t> slots_;

  // What the user decided. Pinned leaves are grouped by their pin, and so are
  // others that fit its template; linked leaves are in one template.
  std::map<LeafId, uint64_t> pins_;
  uint64_t next_pin_ = 1;
  std::vector<std::pair<LeafId, LeafId>> links_;

  std::vector<Level> levels_;  // Leaves, then those of GroupLeaves().
  size_t grouped_leaves_ = 0;  // The first so many are in levels_.
  size_t mined_leaves_ = 0;    // The first so many were grouped together.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_TEMPLATE_MINER_H_
