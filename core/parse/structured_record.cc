#include "core/parse/structured_record.h"

#include "core/base/numbers.h"
#include "core/parse/script.h"
#include "core/parse/severity.h"

namespace taffrail {

StructuredRecord::StructuredRecord(const TimeContext& context,
                                   const Format* format)
    : context_(context), format_(format) {
  if (format && format->json) taken_ = format->json->roles;
}

// A dialect's own keys come first; where it has one for a role, the keys that
// others use for it are ordinary members.
KeyMeaning StructuredRecord::MeaningOf(KeyMeaning usual,
                                       const JsonDialect::Key* own) const {
  if (own && own->role != FieldRole::kNone) return {own->role, own->rank};
  if (own && !own->name.empty()) return {};
  const bool taken = (taken_ >> static_cast<int>(usual.role) & 1) != 0;
  return taken ? KeyMeaning{} : usual;
}

void StructuredRecord::Consider(KeyMeaning meaning, std::string_view key,
                                std::string_view value, bool number) {
  if (meaning.role == FieldRole::kNone) return;
  Choice& choice = choices_[static_cast<size_t>(meaning.role)];
  if (meaning.rank >= choice.rank) return;
  if (Accept(meaning.role, key, value, number)) choice = {meaning.rank, value};
}

uint8_t StructuredRecord::SeverityOf(std::string_view key,
                                     std::string_view value) const {
  if (format_) {
    if (const uint8_t known = format_->severities.Find(value)) return known;
  }
  if (value.size() == 1 && value[0] > '9') return SeverityFromLetter(value[0]);
  const std::optional<int64_t> number = ParseInt<int64_t>(value);
  if (!number) return ParseSeverity(value);
  // Only these two keys hold OpenTelemetry's own numbers.
  const bool otel = key.ends_with("umber");
  if (!otel) {
    // A small level is syslog's to some, and to others how much is logged.
    const bool level = FoldCase(key).ends_with("level");
    if (level && *number < 10) return kSeverityNone;
    return SeverityFromLevelNumber(*number);
  }
  return *number >= 1 && *number <= 24 ? static_cast<uint8_t>(*number)
                                       : kSeverityNone;
}

// Whether `value` can play the role; a time, severity or id is kept at once.
bool StructuredRecord::Accept(FieldRole role, std::string_view key,
                              std::string_view value, bool number) {
  const bool decimal = key.starts_with("dd.");
  switch (role) {
    case FieldRole::kTime: {
      const std::optional<int64_t> ns =
          number ? ParseEpoch(value, context_.correction_ns)
                 : ParseWholeTime(value, context_);
      if (ns) time_ns_ = ns;
      return ns.has_value();
    }
    case FieldRole::kSeverity: {
      const uint8_t severity = SeverityOf(key, value);
      if (severity != kSeverityNone) severity_ = severity;
      return severity != kSeverityNone;
    }
    case FieldRole::kService:
    case FieldRole::kHost:
      return !number && !value.empty();
    case FieldRole::kTraceId: {
      const std::optional<TraceId> id = ParseTraceId(value, decimal);
      if (id) ids_.trace = *id;
      return id.has_value();
    }
    case FieldRole::kSpanId:
    case FieldRole::kParentSpanId: {
      const std::optional<uint64_t> id = ParseSpanId(value, decimal);
      if (id) (role == FieldRole::kSpanId ? ids_.span : ids_.parent) = *id;
      return id.has_value();
    }
    case FieldRole::kTraceContext: {
      const std::optional<TraceContext> header = ParseTraceContext(value);
      if (header) header_ = *header;
      return header.has_value();
    }
    default:
      return true;
  }
}

TraceContext StructuredRecord::trace() const {
  TraceContext all = ids_;
  all.Fill(header_);
  return all;
}

std::optional<int64_t> ParseWholeTime(std::string_view text,
                                      const TimeContext& context) {
  const std::optional<Timestamp> time = ParseTimestamp(text, context);
  if (time && time->length == text.size()) return time->ns;
  return ParseEpoch(text, context.correction_ns);
}

}  // namespace taffrail
