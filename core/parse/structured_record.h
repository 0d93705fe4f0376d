#ifndef TAFFRAIL_CORE_PARSE_STRUCTURED_RECORD_H_
#define TAFFRAIL_CORE_PARSE_STRUCTURED_RECORD_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/parse/field_role.h"
#include "core/parse/format.h"
#include "core/parse/timestamp.h"
#include "core/parse/trace_id.h"

namespace taffrail {

// The whole of `text` as a time of any shape, or since 1970.
std::optional<int64_t> ParseWholeTime(std::string_view text,
                                      const TimeContext& context);

// Picks time, severity, service, host, message and trace ids out of a
// structured line's keys as they come by. Holds views only: the values must
// outlive it.
class StructuredRecord {
 public:
  // `format`, which may be null, is a dialect of JSON: its keys come before
  // those that everybody uses, and its severities too.
  StructuredRecord(const TimeContext& context, const Format* format);

  // Considers one pair. `number` says that the value was written as a number;
  // `own` is the dialect's use of the key, null if it has none.
  void Add(std::string_view key, std::string_view value, bool number,
           const JsonDialect::Key* own = nullptr);

  // Has no key play the role.
  void Block(FieldRole role) {
    choices_[static_cast<size_t>(role)] = {.rank = 0, .value = {}};
  }

  // The value that won the role; empty when no key of the line has it.
  std::string_view value(FieldRole role) const {
    return choices_[static_cast<size_t>(role)].value;
  }
  // The value won a role. Told by where it stands, which no other shares.
  bool Chose(std::string_view value) const {
    for (const Choice& choice : choices_) {
      if (choice.value.data() == value.data()) return true;
    }
    return false;
  }

  std::optional<int64_t> time_ns() const { return time_ns_; }
  uint8_t severity() const { return severity_; }
  TraceContext trace() const;

 private:
  KeyMeaning MeaningOf(std::string_view key, const JsonDialect::Key* own) const;
  bool Accept(FieldRole role, std::string_view key, std::string_view value,
              bool number);
  uint8_t SeverityOf(std::string_view key, std::string_view value) const;

  static constexpr uint8_t kNoRank = 255;
  struct Choice {
    uint8_t rank = kNoRank;
    std::string_view value;
  };

  const TimeContext& context_;
  const Format* const format_;
  std::array<bool, kFieldRoles> taken_ = {};  // By the dialect's own keys.
  std::array<Choice, kFieldRoles> choices_;
  std::optional<int64_t> time_ns_;
  uint8_t severity_ = 0;
  TraceContext ids_;     // Each from its own key.
  TraceContext header_;  // From one that holds several.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_STRUCTURED_RECORD_H_
