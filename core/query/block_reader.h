#ifndef TAFFRAIL_CORE_QUERY_BLOCK_READER_H_
#define TAFFRAIL_CORE_QUERY_BLOCK_READER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/field_value.h"
#include "core/store/block.h"
#include "core/store/partition.h"

namespace taffrail {

// Reads records' fields from their text: what is not in columns.
class FieldParser {
 public:
  virtual ~FieldParser() = default;
  // Those of a record as it stands in its source, its host and ids among them.
  // Valid until the next call.
  virtual const std::vector<ParsedField>& Fields(uint32_t source_id,
                                                 std::string_view record) = 0;
  // Its message without the header. Valid until the next call.
  virtual std::string_view Message(uint32_t source_id,
                                   std::string_view record) = 0;
};

// The leaves that a block's records are instances of.
struct BlockLeaves {
  std::vector<LeafId> ids;  // Those there are.
  // Of each, EncodeLeaf(); empty if they are in the partition's list.
  std::vector<std::string> masked;
  std::vector<int64_t> indices;  // Of each record, into the above.
};

// A block being looked at. Reads columns and text when first asked for, each
// once. The partition must be open. Lives for one evaluation.
class BlockReader {
 public:
  BlockReader(Partition& partition, const BlockHead& head, TextCodec& codec,
              FieldParser& parser)
      : partition_(partition), head_(head), codec_(codec), parser_(parser) {}

  const BlockHead& head() const { return head_; }
  Partition& partition() { return partition_; }
  StatusOr<const BlockColumns*> Columns();
  // Severities and services without the other columns.
  StatusOr<const BlockLabels*> Labels();
  StatusOr<const std::string*> Text();
  // Where record i ends in the text.
  StatusOr<const std::vector<uint32_t>*> Ends();

  // The raw bytes of record i.
  StatusOr<std::string_view> Record(uint32_t i);
  // Of a block that `has_attributes`.
  StatusOr<const AttributeColumn*> Attribute(uint32_t attribute);
  // Calls f(record, entry, text) for each text of a column, ascending: an entry
  // of the dictionary, or -1 and the text, which is valid during the call.
  template <class F>
  Status ForEachText(const AttributeColumn& column, F&& f);
  // What the parser makes of record i; valid until the next call.
  StatusOr<const std::vector<ParsedField>*> Fields(uint32_t i);

  StatusOr<std::string_view> Message(uint32_t i);
  // Out of the column, or out of the text if there is none.
  StatusOr<const BlockLeaves*> Leaves();

  // What is searched: FoldCase() of the text without escape sequences.
  struct Searchable {
    std::string lower;
    std::vector<uint32_t> ends;
  };
  StatusOr<const Searchable*> SearchableText();

 private:
  // Makes leaves out of the text.
  Status MaskRecords(BlockLeaves* leaves);

  Partition& partition_;
  const BlockHead& head_;
  TextCodec& codec_;
  FieldParser& parser_;
  std::optional<BlockColumns> columns_;
  std::optional<BlockLabels> labels_;
  std::optional<std::string> text_;
  std::optional<std::vector<uint32_t>> ends_;
  std::optional<Searchable> searchable_;
  std::map<uint32_t, AttributeColumn> attributes_;
  std::optional<BlockLeaves> leaves_;
};

template <class F>
Status BlockReader::ForEachText(const AttributeColumn& column, F&& f) {
  size_t at = 0;
  size_t place = 0;
  size_t made = 0;
  Status status;
  column.present.ForEach([&](uint32_t i) {
    const int64_t number = column.numbers[at++];
    if (number == AttributeColumn::kMade) {
      f(i, -1, std::string_view(column.made[made++]));
    } else if (number == AttributeColumn::kInRecord) {
      const auto [start, size] = column.places[place++];
      if (!status.ok()) return;
      StatusOr<std::string_view> record = Record(i);
      if (!record.ok() || start > record->size() ||
          size > record->size() - start) {
        status = record.ok() ? DataLoss("An attribute lies outside its record")
                             : record.status();
        return;
      }
      f(i, -1, record->substr(start, size));
    } else {
      f(i, number - AttributeColumn::kFirstEntry, std::string_view());
    }
  });
  return status;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_BLOCK_READER_H_
