#include "core/parse/field_role.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/parse/token.h"

namespace taffrail {
namespace {

struct KnownKey {
  std::string_view key;  // In small letters.
  FieldRole role;
};

// Best first within a role: the index is the rank.
constexpr KnownKey kKnownKeys[] = {
    {"time_unix_nano", FieldRole::kTime},
    {"timeunixnano", FieldRole::kTime},
    {"@timestamp", FieldRole::kTime},
    {"timestamp", FieldRole::kTime},
    {"time", FieldRole::kTime},
    {"ts", FieldRole::kTime},
    {"@t", FieldRole::kTime},
    {"t", FieldRole::kTime},
    {"datetime", FieldRole::kTime},
    {"date_time", FieldRole::kTime},
    {"eventtime", FieldRole::kTime},
    {"event_time", FieldRole::kTime},
    {"_time", FieldRole::kTime},
    {"asctime", FieldRole::kTime},
    {"time_iso8601", FieldRole::kTime},
    {"time_local", FieldRole::kTime},
    {"timestamp.seconds", FieldRole::kTime},
    {"time.seconds", FieldRole::kTime},
    {"instant.epochsecond", FieldRole::kTime},
    {"log_time", FieldRole::kTime},
    {"created_at", FieldRole::kTime},
    {"createdat", FieldRole::kTime},
    {"event.created", FieldRole::kTime},
    {"date", FieldRole::kTime},
    {"start_time", FieldRole::kTime},
    {"starttime", FieldRole::kTime},
    {"zeitstempel", FieldRole::kTime},
    {"datum", FieldRole::kTime},
    {"zeit", FieldRole::kTime},
    {"observed_time_unix_nano", FieldRole::kTime},
    {"observedtimeunixnano", FieldRole::kTime},
    {"timestamp.nanos", FieldRole::kSubsecond},
    {"time.nanos", FieldRole::kSubsecond},
    {"instant.nanoofsecond", FieldRole::kSubsecond},
    {"severity_number", FieldRole::kSeverity},
    {"severitynumber", FieldRole::kSeverity},
    {"severity_text", FieldRole::kSeverity},
    {"severitytext", FieldRole::kSeverity},
    {"severity", FieldRole::kSeverity},
    {"level", FieldRole::kSeverity},
    {"log.level", FieldRole::kSeverity},
    {"@level", FieldRole::kSeverity},
    {"lvl", FieldRole::kSeverity},
    {"loglevel", FieldRole::kSeverity},
    {"log_level", FieldRole::kSeverity},
    {"levelname", FieldRole::kSeverity},
    {"level_name", FieldRole::kSeverity},
    {"level.name", FieldRole::kSeverity},
    {"log.severity", FieldRole::kSeverity},
    {"sev", FieldRole::kSeverity},
    {"stufe", FieldRole::kSeverity},
    {"schweregrad", FieldRole::kSeverity},
    {"@l", FieldRole::kSeverity},
    {"severity_label", FieldRole::kSeverity},
    {"log.syslog.severity.name", FieldRole::kSeverity},
    {"log.syslog.severity.code", FieldRole::kSeverity},
    {"syslog.severity", FieldRole::kSeverity},
    {"syslog_severity", FieldRole::kSeverity},
    {"priority", FieldRole::kSeverity},
    {"service.name", FieldRole::kService},
    {"resource.service.name", FieldRole::kService},
    {"resource.attributes.service.name", FieldRole::kService},
    {"attributes.service.name", FieldRole::kService},
    {"service", FieldRole::kService},
    {"service_name", FieldRole::kService},
    {"servicename", FieldRole::kService},
    {"app", FieldRole::kService},
    {"application", FieldRole::kService},
    {"app_name", FieldRole::kService},
    {"component", FieldRole::kService},
    {"logger", FieldRole::kService},
    {"logger_name", FieldRole::kService},
    {"loggername", FieldRole::kService},
    {"log.logger", FieldRole::kService},
    {"@module", FieldRole::kService},
    {"sourcecontext", FieldRole::kService},
    {"properties.sourcecontext", FieldRole::kService},
    {"category", FieldRole::kService},
    {"kubernetes.container_name", FieldRole::kService},
    {"container_name", FieldRole::kService},
    {"name", FieldRole::kService},
    {"dienst", FieldRole::kService},
    {"message", FieldRole::kBody},
    {"msg", FieldRole::kBody},
    {"body", FieldRole::kBody},
    {"body.stringvalue", FieldRole::kBody},
    {"short_message", FieldRole::kBody},
    {"@m", FieldRole::kBody},
    {"@message", FieldRole::kBody},
    {"renderedmessage", FieldRole::kBody},
    {"rendered_message", FieldRole::kBody},
    {"messagetemplate", FieldRole::kBody},
    {"@mt", FieldRole::kBody},
    {"log", FieldRole::kBody},
    {"event", FieldRole::kBody},
    {"text", FieldRole::kBody},
    {"textpayload", FieldRole::kBody},
    {"jsonpayload.message", FieldRole::kBody},
    {"_raw", FieldRole::kBody},
    {"error.message", FieldRole::kBody},
    {"err", FieldRole::kBody},
    {"error", FieldRole::kBody},
    {"meldung", FieldRole::kBody},
    {"nachricht", FieldRole::kBody},
    {"host.name", FieldRole::kHost},
    {"resource.host.name", FieldRole::kHost},
    {"hostname", FieldRole::kHost},
    {"host", FieldRole::kHost},
    {"_hostname", FieldRole::kHost},
    {"host_name", FieldRole::kHost},
    {"host.hostname", FieldRole::kHost},
    {"machinename", FieldRole::kHost},
    {"properties.machinename", FieldRole::kHost},
    {"kubernetes.host", FieldRole::kHost},
    {"trace_id", FieldRole::kTraceId},
    {"traceid", FieldRole::kTraceId},
    {"trace.id", FieldRole::kTraceId},
    {"@tr", FieldRole::kTraceId},
    {"logging.googleapis.com/trace", FieldRole::kTraceId},
    {"dt.trace_id", FieldRole::kTraceId},
    {"dd.trace_id", FieldRole::kTraceId},
    {"x-b3-traceid", FieldRole::kTraceId},
    {"x_b3_traceid", FieldRole::kTraceId},
    {"contextmap.traceid", FieldRole::kTraceId},
    {"mdc.traceid", FieldRole::kTraceId},
    {"mdc.trace_id", FieldRole::kTraceId},
    {"attributes.trace_id", FieldRole::kTraceId},
    {"otel.trace_id", FieldRole::kTraceId},
    {"oteltraceid", FieldRole::kTraceId},
    {"xray_trace_id", FieldRole::kTraceId},
    {"xraytraceid", FieldRole::kTraceId},
    {"trace", FieldRole::kTraceId},
    {"span_id", FieldRole::kSpanId},
    {"spanid", FieldRole::kSpanId},
    {"span.id", FieldRole::kSpanId},
    {"@sp", FieldRole::kSpanId},
    {"logging.googleapis.com/spanid", FieldRole::kSpanId},
    {"dt.span_id", FieldRole::kSpanId},
    {"dd.span_id", FieldRole::kSpanId},
    {"x-b3-spanid", FieldRole::kSpanId},
    {"x_b3_spanid", FieldRole::kSpanId},
    {"contextmap.spanid", FieldRole::kSpanId},
    {"mdc.spanid", FieldRole::kSpanId},
    {"mdc.span_id", FieldRole::kSpanId},
    {"attributes.span_id", FieldRole::kSpanId},
    {"otel.span_id", FieldRole::kSpanId},
    {"otelspanid", FieldRole::kSpanId},
    {"parent_span_id", FieldRole::kParentSpanId},
    {"parentspanid", FieldRole::kParentSpanId},
    {"parent_id", FieldRole::kParentSpanId},
    {"parentid", FieldRole::kParentSpanId},
    {"parent.id", FieldRole::kParentSpanId},
    {"dd.parent_id", FieldRole::kParentSpanId},
    {"x-b3-parentspanid", FieldRole::kParentSpanId},
    {"traceparent", FieldRole::kTraceContext},
    {"uber-trace-id", FieldRole::kTraceContext},
    {"uber_trace_id", FieldRole::kTraceContext},
    {"x-amzn-trace-id", FieldRole::kTraceContext},
    {"b3", FieldRole::kTraceContext},
};
constexpr size_t kLongestKey = 32;

constexpr bool AllFit() {
  for (const KnownKey& known : kKnownKeys) {
    if (known.key.size() > kLongestKey) return false;
  }
  return true;
}
static_assert(AllFit());

static_assert(std::size(kKnownKeys) < 255, "ranks are bytes");

struct RankedKey {
  KnownKey known;
  uint8_t rank;
};

// The known keys by length, so that a key is compared with few.
constexpr auto kByLength = [] {
  std::array<RankedKey, std::size(kKnownKeys)> keys = {};
  for (size_t i = 0; i < keys.size(); ++i) {
    keys[i] = {kKnownKeys[i], static_cast<uint8_t>(i)};
  }
  std::sort(keys.begin(), keys.end(),
            [](const RankedKey& a, const RankedKey& b) {
              return a.known.key.size() < b.known.key.size();
            });
  return keys;
}();

// Where the keys of each length start in kByLength.
constexpr auto kLengthStarts = [] {
  std::array<uint8_t, kLongestKey + 2> starts = {};
  for (size_t length = 0; length < starts.size(); ++length) {
    size_t at = 0;
    while (at < kByLength.size() && kByLength[at].known.key.size() < length) {
      ++at;
    }
    starts[length] = static_cast<uint8_t>(at);
  }
  return starts;
}();

}  // namespace

KeyMeaning MeaningOfKey(std::string_view key) {
  if (key.size() > kLongestKey) return {};
  const size_t start = kLengthStarts[key.size()];
  const size_t end = kLengthStarts[key.size() + 1];
  if (start == end) return {};
  const char last = AsciiLower(key.back());
  for (size_t i = start; i < end; ++i) {
    const KnownKey& known = kByLength[i].known;
    if (known.key.back() == last &&
        std::equal(key.begin(), key.end(), known.key.begin(),
                   [](char a, char b) { return AsciiLower(a) == b; })) {
      return {known.role, kByLength[i].rank};
    }
  }
  return {};
}

}  // namespace taffrail
