#include "core/engine/source_reading.h"

#include <string>
#include <utility>

#include "core/base/utf8.h"

namespace taffrail {
namespace {

DateOrder OrderOf(v1::SourceSettings::DayOrder order) {
  switch (order) {
    case v1::SourceSettings::DAY_ORDER_DAY_FIRST:
      return DateOrder::kDayFirst;
    case v1::SourceSettings::DAY_ORDER_MONTH_FIRST:
      return DateOrder::kMonthFirst;
    case v1::SourceSettings::DAY_ORDER_YEAR_FIRST:
      return DateOrder::kYearFirst;
    default:
      return DateOrder::kUnknown;
  }
}

v1::Field::Type TypeOf(FieldKind kind) {
  switch (kind) {
    case FieldKind::kInt:
      return v1::Field::TYPE_INT;
    case FieldKind::kDouble:
      return v1::Field::TYPE_DOUBLE;
    case FieldKind::kBool:
      return v1::Field::TYPE_BOOL;
    case FieldKind::kDuration:
      return v1::Field::TYPE_DURATION;
    default:
      return v1::Field::TYPE_STRING;
  }
}

SourceFormat FormatOf(const v1::SourceReading& reading) {
  if (reading.format().empty()) return {};
  // What this program wrote; another version's is as good as none.
  StatusOr<SourceFormat> known = SourceFormat::Parse(reading.format());
  return known.ok() ? *std::move(known) : SourceFormat();
}

}  // namespace

RecordRules RulesOf(const v1::SourceReading& reading) {
  return {.line_per_record = reading.line_per_record(),
          .indented_headers = reading.indented_headers(),
          .loose_lines_stand_alone = reading.loose_lines_stand_alone(),
          .elements = FormatOf(reading).elements};
}

TimeContext TimesOf(const v1::SourceReading& reading) {
  TimeContext times;
  times.reference_ns = reading.fallback_time_ns();
  times.correction_ns = reading.clock_offset_ns();
  times.date_order = OrderOf(reading.day_order());
  if (!reading.zone().empty()) {
    StatusOr<TimeZone> zone = TimeZone::Deserialize(reading.zone());
    if (zone.ok()) times.zone = *std::move(zone);
  }
  return times;
}

int64_t UntimedNs(const v1::SourceReading& reading) {
  return reading.has_first_time_ns() ? reading.first_time_ns()
                                     : reading.fallback_time_ns();
}

std::optional<TextEncoding> EncodingOf(const v1::SourceSettings& settings) {
  if (settings.encoding() == 0 ||
      settings.encoding() > 1 + static_cast<uint32_t>(kLastTextEncoding)) {
    return std::nullopt;
  }
  return static_cast<TextEncoding>(settings.encoding() - 1);
}

std::unique_ptr<RecordParser> ParserOf(const FormatRegistry& registry,
                                       const v1::SourceReading& reading) {
  return std::make_unique<RecordParser>(registry, FormatOf(reading),
                                        TimesOf(reading));
}

v1::FormatInfo InfoOf(const Format& format) {
  v1::FormatInfo info;
  info.set_name(format.name);
  info.set_title(format.title);
  info.set_spec(format.spec);
  return info;
}

void DescribeRecord(const ParsedRecord& record,
                    const std::vector<ParsedField>& fields,
                    v1::RecordDetail* detail) {
  if (record.format != nullptr) {
    *detail->mutable_format() = InfoOf(*record.format);
  }
  detail->set_too_deep(record.too_deep);
  detail->set_damaged(record.damaged);
  detail->set_host(ToValidUtf8(record.host));
  if (!record.trace.trace.empty()) {
    detail->set_trace_id(ToHex(record.trace.trace));
  }
  if (record.trace.span != 0) detail->set_span_id(ToHex(record.trace.span));
  if (record.trace.parent != 0) {
    detail->set_parent_span_id(ToHex(record.trace.parent));
  }
  for (const ParsedField& field : fields) {
    v1::Field* out = detail->add_fields();
    out->set_name(ToValidUtf8(field.name));
    out->set_type(TypeOf(field.kind));
    out->set_value(field.kind == FieldKind::kDuration
                       ? std::to_string(field.integer)
                       : std::string(field.value));
  }
}

}  // namespace taffrail
