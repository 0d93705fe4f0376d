#ifndef TAFFRAIL_CORE_STORE_PARTITION_H_
#define TAFFRAIL_CORE_STORE_PARTITION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/base/text_hash.h"
#include "core/store/attribute_set.h"
#include "core/store/block.h"
#include "core/store/database.h"
#include "core/store/template_column.h"
#include "core/store/template_set.h"
#include "core/store/term_collector.h"
#include "core/store/term_runs.h"
#include "core/store/term_segment.h"

namespace taffrail {

// Text a partition takes before it is sealed and a new one begun.
inline constexpr uint64_t kMaxPartitionTextBytes = 256 << 20;
inline constexpr int64_t kPartitionSchemaVersion = 5;

// Bytes [start, end) of a source that are in a partition. Written in the same
// transaction as their records, so it is always exactly true.
struct ChunkCoverage {
  uint32_t source_id = 0;
  uint64_t start = 0;
  uint64_t end = 0;
  uint64_t records = 0;
  int64_t t0_ns = 0;
  int64_t t1_ns = 0;
  // Records longer than one may be, kept in pieces.
  uint64_t split_records = 0;
  // Line feeds in the records; -1 where an older version did not count them.
  int64_t lines = 0;
};

// Bytes of a partition's file, without what SQLite adds.
struct PartitionBytes {
  uint64_t text = 0;
  // Of all kinds, and the attributes' values.
  uint64_t columns = 0;
};

// One partition: a database file of blocks and their index. Building (written
// by this object, journaled, so that a killed worker loses only the chunk under
// way) or sealed (read only). Heads, services and coverage are in memory while
// the object lives; Close() gives the file up and Reopen() takes it again, so
// that a shard can hold more partitions than it may open files.
// One worker uses it.
class Partition {
 public:
  ~Partition();
  Partition(const Partition&) = delete;
  Partition& operator=(const Partition&) = delete;

  // A new file, ready to be written.
  static StatusOr<std::unique_ptr<Partition>> Create(const std::string& path);
  // One that is there. Rolls back what a killed worker left half done; null
  // when nothing is left after that, since it was killed in Create().
  static StatusOr<std::unique_ptr<Partition>> Open(const std::string& path);

  // ---- writing
  // The id under which blocks refer to a service's name.
  StatusOr<uint32_t> ServiceId(std::string_view service);
  // The attributes to describe records by, between BeginChunk() and
  // CommitChunk().
  AttributeSet& attributes() { return attributes_; }
  // The same of templates.
  TemplateSet& templates() { return templates_; }
  Status BeginChunk();
  Status AddBlock(const BlockBuilder& block, TextCodec& codec);
  // Makes the chunk durable together with its coverage.
  Status CommitChunk(const ChunkCoverage& coverage);
  // The same of several chunks as one.
  Status CommitChunks(std::span<const ChunkCoverage> chunks);
  // Takes back all since BeginChunk().
  Status RollBackChunk();
  // Puts into the index what is not in it yet, and ends the writing.
  Status Seal(TextCodec& codec);
  // Makes chunks another source's, whether sealed or not; those of `from` that
  // are not here are passed over. All or none. Not inside of a chunk.
  Status MoveChunks(uint32_t from, std::span<const uint64_t> starts,
                    uint32_t to);

  // ---- the index: what is committed comes into it later, many chunks at once
  // Blocks up to this one are in the index; MatchBlocks() knows of no others.
  int64_t indexed_blocks() const { return indexed_; }
  // At least so much text is not in the index, or as much as fits in memory.
  bool IndexIsDue(uint64_t text_bytes) const;
  // Goes on putting committed blocks into the index, for some milliseconds.
  // True: all are in. Not inside of a chunk, and while it is_indexing() none
  // may begin. After an error it can be tried again, from where it began.
  StatusOr<bool> IndexStep(TextCodec& codec);
  bool is_indexing() const { return segment_.has_value(); }

  // ---- reading
  // Ids above `after`, ascending, of blocks that match an FTS5 expression.
  StatusOr<std::vector<int64_t>> MatchBlocks(std::string_view expression,
                                             int64_t after);
  Status ReadColumns(const BlockHead& head, BlockColumns* columns);
  Status ReadLabels(const BlockHead& head, BlockLabels* labels);
  Status ReadText(int64_t block_id, TextCodec& codec, std::string* text);
  const AttributeSet& attributes() const { return attributes_; }
  // Of a block that `has_attributes`; empty where none of its records has it.
  Status ReadAttribute(const BlockHead& head, uint32_t attribute,
                       AttributeColumn* column);
  // Fills the attribute's dictionary. It stays until Close().
  Status LoadValues(uint32_t attribute);
  // Blocks whose attributes are only in their text.
  size_t blocks_without_attributes() const { return without_attributes_; }
  const TemplateSet& templates() const { return templates_; }
  // Of a block that `has_templates`.
  Status ReadTemplates(const BlockHead& head, TemplateColumn* column);
  // Every fault found, as sentences.
  StatusOr<std::vector<std::string>> Check(TextCodec& codec);

  Status Reopen() { return Reopen(sealed_); }
  void Close();
  bool is_open() const { return db_.has_value(); }

  const std::string& path() const { return path_; }
  bool sealed() const { return sealed_; }
  bool rolled_back() const { return rolled_back_; }
  // All blocks, ids ascending and contiguous from 1. Those past
  // committed_blocks() belong to the chunk under way and may be taken back.
  const std::vector<BlockHead>& heads() const { return heads_; }
  size_t committed_blocks() const { return committed_heads_; }
  const std::string& service_name(uint32_t id) const { return services_[id]; }
  const std::vector<std::string>& services() const { return services_; }
  const std::vector<ChunkCoverage>& coverage() const { return coverage_; }
  uint64_t text_bytes() const { return text_bytes_; }
  uint64_t records() const { return records_; }
  // Zeros where an older version wrote the file.
  const PartitionBytes& stored() const { return stored_; }
  uint64_t committed_records() const { return committed_records_; }

 private:
  friend class PartitionCopy;
  struct Statements;
  explicit Partition(std::string path);
  // Its schema's version, 0 when the file is empty.
  StatusOr<int64_t> OpenDatabase(bool read_only);
  Status Reopen(bool read_only);
  // What MoveChunks() changes, as it is after it.
  struct Moved {
    std::vector<BlockHead> heads;
    std::vector<ChunkCoverage> coverage;
    TemplateSet::Uses uses;
  };
  Status WriteMoved(const Moved& moved);
  Status Load();
  void MarkCommitted();
  Status SetMeta(std::string_view key, uint64_t value);
  // 0 where there is none.
  StatusOr<uint64_t> Meta(const char* key);
  Status PrepareStatements();
  // Reads a block's columns with `decode`, as what it makes of them.
  template <class T>
  Status ReadColumnsAs(const BlockHead& head,
                       StatusOr<T> (*decode)(std::string_view, uint32_t),
                       T* into);
  // Takes the next block's terms, while there is room for them.
  void CollectTerms(int64_t block_id, std::string_view text);
  void EndTermRun();
  // The blocks above are not there any more.
  void ForgetTermsAfter(int64_t block_id);
  StatusOr<bool> GoOnIndexing(TextCodec& codec);
  Status CommitSegment();
  Status UseSegment();
  // Writes the columns of the blocks that were added.
  Status WriteAttributeColumns();
  Status InsertAttributeColumn(int64_t row, std::string_view data);
  // Adds a block whose columns and text are as they are in the file; `text` is
  // the latter, decompressed. Gives the head its id.
  Status AddEncoded(BlockHead head, std::string_view columns,
                    std::string_view compressed, std::string_view text);
  // What the set has that the file has not.
  Status WriteAttributes();
  Status LoadAttributes();
  Status LoadTemplates();
  // The leaves and the lengths of the records of the block `id`.
  void AddTemplates(const BlockHead& head, int64_t id,
                    std::span<const uint32_t> leaves,
                    std::span<const uint32_t> lengths);
  // The columns of the blocks that were added, and what the set has that the
  // file has not.
  Status WriteTemplates();
  Status WriteUse(const TemplateSet::Uses::key_type& of,
                  const TemplateSet::Use& use);
  // The uses as the blocks themselves have them, were these their heads.
  StatusOr<TemplateSet::Uses> CountTemplates(std::span<const BlockHead> heads);
  void TakeHead(BlockHead head);
  void CheckAttributes(const BlockHead& head, const std::string& where,
                       std::vector<std::string>* problems);
  void CheckTemplates(std::vector<std::string>* problems);
  void CheckIndex(uint64_t terms_sum, std::vector<std::string>* problems);
  // A sum over all that the index says: which terms are in which blocks.
  StatusOr<uint64_t> IndexSum();

  std::string path_;
  bool sealed_ = false;
  bool rolled_back_ = false;
  std::optional<Database> db_;
  std::unique_ptr<Statements> statements_;

  std::vector<BlockHead> heads_;
  // The terms of the blocks from in_file_ to collected_, and the segment that
  // is made of them, inside of a transaction.
  TermRuns runs_;
  TermCollector terms_;
  std::optional<TermSegmentWriter> segment_;
  // Above indexed_ while FTS5 does not know of a segment yet.
  int64_t in_file_ = 0;
  int64_t indexed_ = 0;
  int64_t collected_ = 0;
  uint32_t term_segments_ = 0;
  std::vector<std::string> services_;
  TextMap<uint32_t> service_ids_;
  AttributeSet attributes_;
  size_t without_attributes_ = 0;
  // Columns that are to be written, by the ids of their rows.
  std::vector<std::pair<int64_t, std::string>> attribute_columns_;
  size_t attribute_column_bytes_ = 0;
  TemplateSet templates_;
  // Columns that are to be written, by the ids of their blocks.
  std::vector<std::pair<int64_t, std::string>> template_columns_;
  std::vector<ChunkCoverage> coverage_;
  uint64_t text_bytes_ = 0;
  uint64_t records_ = 0;
  PartitionBytes stored_;

  // As they were when the last chunk was committed.
  size_t committed_heads_ = 0;
  size_t committed_services_ = 0;
  uint64_t committed_text_bytes_ = 0;
  uint64_t committed_records_ = 0;
  PartitionBytes committed_stored_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_PARTITION_H_
