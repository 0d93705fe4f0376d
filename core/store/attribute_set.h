#ifndef TAFFRAIL_CORE_STORE_ATTRIBUTE_SET_H_
#define TAFFRAIL_CORE_STORE_ATTRIBUTE_SET_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/text_hash.h"
#include "core/parse/field_value.h"

namespace taffrail {

// One attribute of a partition's records.
struct Attribute {
  std::string name;
  FieldKind kind = FieldKind::kString;
  // That have it.
  uint64_t records = 0;
  // Every value there is stands in its record as a query for it would be
  // written, between characters that no word has: the words of a value that is
  // looked for are in the index for each block that has it.
  bool literal = true;
  // The dictionary: texts that came again and again. False: it is in the file
  // only.
  bool values_loaded = true;
  std::deque<std::string> values;
};

// The attributes that the records of a partition have, and the dictionaries of
// their texts. Knows nothing of the file. Owned by a Partition.
class AttributeSet {
 public:
  // More are not kept.
  static constexpr size_t kMaxAttributes = 4096;
  static constexpr size_t kMaxValueBytes = 128;

  const std::vector<Attribute>& all() const { return attributes_; }

  // ---- writing
  // The attribute's number, a new one if need be; none when there are too many.
  // `hint` is what it most likely is.
  std::optional<uint32_t> Number(std::string_view name, FieldKind kind,
                                 std::optional<uint32_t> hint);
  // The text's entry in the dictionary, a new one if it is worth it.
  std::optional<uint32_t> Entry(uint32_t attribute, std::string_view text);
  // The same of one that was worth it elsewhere.
  std::optional<uint32_t> KeepEntry(uint32_t attribute, std::string_view text);
  void CountRecords(uint32_t attribute, uint64_t records) {
    attributes_[attribute].records += records;
  }
  void MarkNotLiteral(uint32_t attribute) {
    attributes_[attribute].literal = false;
  }

  // ---- what is in the file
  void Load(Attribute attribute);
  void LoadValue(uint32_t attribute, std::string_view text);
  // All values in the file are there now.
  void SetValuesLoaded(uint32_t attribute);
  // Gives the memory of the dictionaries back.
  void DropValues();
  // From here on Revert() takes back what was added.
  void Commit();
  void Revert();
  // How many attributes there were at the last Commit(), and of one records
  // and values.
  size_t committed() const { return committed_.size(); }
  uint64_t committed_records(uint32_t attribute) const {
    return attribute < committed_.size() ? committed_[attribute].records : 0;
  }
  size_t committed_values(uint32_t attribute) const {
    return attribute < committed_.size() ? committed_[attribute].values : 0;
  }

 private:
  struct Committed {
    uint64_t records;
    size_t values;
  };
  // What is looked up while writing.
  struct Lookup {
    TextMap<uint32_t> entries;
    uint32_t last_entry = 0;
    uint64_t asked = 0;
    bool closed = false;
  };
  bool Is(uint32_t number, std::string_view name, FieldKind kind) const {
    const Attribute& attribute = attributes_[number];
    return attribute.kind == kind && attribute.name == name;
  }
  void AddValue(uint32_t attribute, std::string_view text);

  std::vector<Attribute> attributes_;
  std::vector<Lookup> lookups_;
  // Numbers of the attributes of a name.
  TextMap<std::vector<uint32_t>> numbers_;
  size_t value_bytes_ = 0;
  std::vector<Committed> committed_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_ATTRIBUTE_SET_H_
