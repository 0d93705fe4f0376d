#ifndef TAFFRAIL_CORE_PARSE_STRUCTURED_RECORD_H_
#define TAFFRAIL_CORE_PARSE_STRUCTURED_RECORD_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/parse/field_role.h"
#include "core/parse/format.h"
#include "core/parse/json_keys.h"
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

  // Considers one pair. `number` says that the value was written as a number.
  void Add(std::string_view key, std::string_view value, bool number) {
    Consider(MeaningOf(MeaningOfKey(key), nullptr), key, value, number);
  }
  // The same for a key that was looked up before; `own` is the dialect's use
  // of it, null if it has none. False when it cannot play any role.
  bool Add(const JsonKey& key, const JsonDialect::Key* own,
           std::string_view value, bool number) {
    const KeyMeaning meaning = MeaningOf(key.usual(), own);
    if (meaning.role == FieldRole::kNone) return false;
    Consider(meaning, key.path(), value, number);
    return true;
  }

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
      if (choice.value.data() != value.data()) continue;
      return &choice != &choices_[static_cast<size_t>(FieldRole::kSubsecond)] ||
             HasSubsecond();
    }
    return false;
  }

  std::optional<int64_t> time_ns() const {
    return HasSubsecond() ? *time_ns_ + subsecond_ns_ : time_ns_;
  }
  uint8_t severity() const { return severity_; }
  TraceContext trace() const;

 private:
  KeyMeaning MeaningOf(KeyMeaning usual, const JsonDialect::Key* own) const;
  void Consider(KeyMeaning meaning, std::string_view key,
                std::string_view value, bool number);
  bool Accept(FieldRole role, std::string_view key, std::string_view value,
              bool number);
  // The time is seconds, and what is missing of it was beside them.
  bool HasSubsecond() const {
    return !subsecond_of_.empty() && time_ns_ && subsecond_of_ == seconds_of_;
  }
  uint8_t SeverityOf(std::string_view key, std::string_view value) const;

  static constexpr uint8_t kNoRank = 255;
  struct Choice {
    uint8_t rank = kNoRank;
    std::string_view value;
  };

  const TimeContext& context_;
  const Format* const format_;
  uint16_t taken_ = 0;  // The roles of the dialect's own keys, by bit.
  std::array<Choice, kFieldRoles> choices_;
  std::optional<int64_t> time_ns_;
  // "instant" of {"instant":{"epochSecond":…,"nanoOfSecond":…}}, each by its
  // own key.
  std::string_view seconds_of_;
  std::string_view subsecond_of_;
  int64_t subsecond_ns_ = 0;
  uint8_t severity_ = 0;
  TraceContext ids_;     // Each from its own key.
  TraceContext header_;  // From one that holds several.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_STRUCTURED_RECORD_H_
