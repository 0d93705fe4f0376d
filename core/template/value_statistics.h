#ifndef TAFFRAIL_CORE_TEMPLATE_VALUE_STATISTICS_H_
#define TAFFRAIL_CORE_TEMPLATE_VALUE_STATISTICS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/varint.h"
#include "core/parse/lexer.h"

namespace taffrail {

// What is known of a parameter, for people.
struct ValueSummary {
  uint64_t count = 0;
  uint64_t distinct = 0;  // An estimate, within some 10 %.
  // word, number, ip, …; "text" when values of several kinds were seen.
  std::string_view type;
  // Of the values that are numbers, durations (seconds) or sizes (bytes); none
  // when `numbers` is 0.
  uint64_t numbers = 0;
  double min = 0;
  double max = 0;
  double mean = 0;
  // The most frequent values with at least how often they came, most frequent
  // first. Of parameters with very many values it may miss some.
  std::vector<std::pair<std::string, uint64_t>> top;
};

// Statistics of one parameter's values in bounded memory, updated with every
// line. Owned by a miner.
class ValueStatistics {
 public:
  static constexpr size_t kTopValues = 6;
  static constexpr size_t kMaxValueBytes = 48;  // Longer ones are cut.

  // `hash` is the value's. By reference, as a view that is copied in memory
  // costs as much as all the rest.
  void Add(TokenKind kind, const std::string_view& value, uint64_t hash,
           uint64_t count = 1);
  // With a prefix: `other` is about what stands after it.
  void Merge(const ValueStatistics& other, std::string_view prefix = {});
  ValueSummary Summarize() const;

  void AppendTo(std::string* bytes) const;
  // `bytes` is what `reader` reads; false when they make no sense.
  bool ReadFrom(VarintReader& reader);

 private:
  // HyperLogLog with 64 registers (Flajolet et al. 2007), linear counting
  // below some 150.
  static constexpr size_t kRegisters = 64;

  struct Value {
    uint8_t length = 0;
    std::array<char, kMaxValueBytes> bytes = {};

    std::string_view text() const { return {bytes.data(), length}; }
  };

  void AddNumber(double value, uint64_t count);
  void AddSum(double sum);
  void AddTop(const std::string_view& value, uint64_t hash, uint64_t count);
  uint64_t EstimateDistinct() const;

  uint64_t count_ = 0;
  uint64_t numbers_ = 0;
  double min_ = 0;
  double max_ = 0;
  double sum_ = 0;
  uint32_t kinds_ = 0;  // Bit k: TokenKind k was seen.
  // How many values that are in no slot came since one was replaced.
  uint32_t missed_ = 0;
  // No slot's count is below it.
  uint64_t rarest_ = 0;
  std::array<uint8_t, kRegisters> registers_ = {};
  // The top values' slots; one with a count of 0 is free.
  std::array<uint64_t, kTopValues> hashes_ = {};
  std::array<uint64_t, kTopValues> counts_ = {};
  std::array<Value, kTopValues> values_;
};

// The number that `text` begins with, in seconds or bytes when `kind` says it
// has such a unit; false when it begins with none.
bool ParseQuantity(TokenKind kind, const std::string_view& text, double* value);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_VALUE_STATISTICS_H_
