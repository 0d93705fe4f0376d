#include "core/parse/structured_record.h"

#include <string>

#include "core/base/numbers.h"
#include "core/parse/civil.h"
#include "core/parse/script.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

// "instant" of "instant.epochSecond".
std::string_view ObjectOf(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == path.npos ? std::string_view() : path.substr(0, dot);
}

}  // namespace

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
    // A bare priority as often says what a thing is worth.
    const std::string folded = FoldCase(key);
    if (folded == "priority") return kSeverityNone;
    const bool level = folded.ends_with("level") || folded == "lvl";
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
      if (ns) {
        time_ns_ = ns;
        seconds_of_ = ObjectOf(key);
      }
      return ns.has_value();
    }
    case FieldRole::kSubsecond: {
      const std::optional<int64_t> ns = ParseInt<int64_t>(value);
      if (!ns || *ns < 0 || *ns >= kNsPerSecond) return false;
      subsecond_ns_ = *ns;
      subsecond_of_ = ObjectOf(key);
      return true;
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
    case FieldRole::kBody:
      // An empty message is one, an empty error is none.
      return !value.empty() || !FoldCase(key).starts_with("err");
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
