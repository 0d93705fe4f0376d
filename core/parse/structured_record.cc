#include "core/parse/structured_record.h"

#include "core/base/numbers.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

std::optional<int64_t> TimeOf(std::string_view value, bool number,
                              const TimeContext& context) {
  if (!number) {
    if (const std::optional<Timestamp> time = ParseTimestamp(value, context);
        time && time->length == value.size()) {
      return time->ns;
    }
  }
  return ParseEpoch(value, context.correction_ns);
}

uint8_t SeverityOf(std::string_view key, std::string_view value) {
  if (value.size() == 1 && value[0] > '9') return SeverityFromLetter(value[0]);
  const std::optional<int64_t> number = ParseInt<int64_t>(value);
  if (!number) return ParseSeverity(value);
  // Only these two keys hold OpenTelemetry's own numbers.
  const bool otel = key.ends_with("umber");
  if (!otel) return SeverityFromLevelNumber(*number);
  return *number >= 1 && *number <= 24 ? static_cast<uint8_t>(*number)
                                       : kSeverityNone;
}

}  // namespace

void StructuredRecord::Add(std::string_view key, std::string_view value,
                           bool number) {
  const KeyMeaning meaning = MeaningOfKey(key);
  if (meaning.role == FieldRole::kNone) return;
  Choice& choice = choices_[static_cast<size_t>(meaning.role)];
  if (meaning.rank >= choice.rank) return;
  if (Accept(meaning.role, key, value, number)) choice = {meaning.rank, value};
}

// Whether `value` can play the role; a time or severity is kept at once.
bool StructuredRecord::Accept(FieldRole role, std::string_view key,
                              std::string_view value, bool number) {
  switch (role) {
    case FieldRole::kTime: {
      const std::optional<int64_t> ns = TimeOf(value, number, context_);
      if (ns) time_ns_ = ns;
      return ns.has_value();
    }
    case FieldRole::kSeverity: {
      const uint8_t severity = SeverityOf(key, value);
      if (severity != kSeverityNone) severity_ = severity;
      return severity != kSeverityNone;
    }
    case FieldRole::kService:
      return !number && !value.empty();
    default:
      return true;
  }
}

std::optional<std::string_view> StructuredRecord::value(FieldRole role) const {
  const Choice& choice = choices_[static_cast<size_t>(role)];
  if (choice.rank == kNoRank) return std::nullopt;
  return choice.value;
}

bool StructuredRecord::Chose(std::string_view key,
                             std::string_view value) const {
  const KeyMeaning meaning = MeaningOfKey(key);
  const Choice& choice = choices_[static_cast<size_t>(meaning.role)];
  return meaning.role != FieldRole::kNone && choice.rank == meaning.rank &&
         choice.value.data() == value.data();
}

}  // namespace taffrail
