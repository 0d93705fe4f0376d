#include "tests/bench/support/json_records.h"

#include <simdjson.h>

#include <chrono>

#include "core/base/numbers.h"

namespace taffrail {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// The decimal number at [begin, begin + size) of `text`.
int64_t NumberAt(std::string_view text, size_t begin, size_t size) {
  return ParseInt<int64_t>(text.substr(begin, size)).value_or(0);
}

// 2026-11-22T20:38:10.123456789Z, with any number of decimals.
int64_t TimeOf(std::string_view text) {
  using namespace std::chrono;
  std::string decimals(text.substr(20, text.size() - 21));
  decimals.resize(9, '0');
  const sys_days date = year(static_cast<int>(NumberAt(text, 0, 4))) /
                        month(static_cast<unsigned>(NumberAt(text, 5, 2))) /
                        day(static_cast<unsigned>(NumberAt(text, 8, 2)));
  const auto time = date.time_since_epoch() + hours(NumberAt(text, 11, 2)) +
                    minutes(NumberAt(text, 14, 2)) +
                    seconds(NumberAt(text, 17, 2)) +
                    nanoseconds(NumberAt(decimals, 0, 9));
  return duration_cast<nanoseconds>(time).count();
}

uint32_t SeverityOf(std::string_view text) {
  if (text == "INFO" || text == "info") return 9;
  if (text == "WARN" || text == "Warning") return 13;
  if (text == "debug") return 5;
  return text == "ERROR" || text == "error" ? 17 : 13;
}

}  // namespace

bool JsonRecords::TakeMember(std::string_view name, std::string_view text,
                             WireRecord* record) {
  if (name == "timestamp" || name == "@timestamp" || name == "ts" ||
      name == "@t" || name == "time") {
    record->time_ns = TimeOf(text);
  } else if (name == "severity" || name == "log.level" || name == "level" ||
             name == "@l") {
    record->severity = SeverityOf(text);
    if (text != "INFO" && text != "WARN" && text != "ERROR") {
      record->severity_text = Own(text);
    }
  } else if (name == "body" || name == "message" || name == "msg" ||
             name == "log" || name == "@m") {
    record->body = Own(text);
  } else if (name == "service.name" || name == "service") {
    record->service = Own(text);
  } else if (name == "trace_id" || name == "trace.id" || name == "span_id" ||
             name == "span.id" || name == "parent_span_id") {
    std::string bytes;
    (void)PackedText(text, &bytes);
    const std::string_view id = Own(bytes);
    (name[0] == 't'   ? record->trace_id
     : name[0] == 's' ? record->span_id
                      : record->parent_span_id) = id;
  } else {
    return false;
  }
  return true;
}

template <class Element>
void JsonRecords::Flatten(const std::string& name, Element value,
                          WireRecord* record) {
  if (value.type() == element_type::OBJECT) {
    for (auto field : value.get_object().value_unsafe()) {
      const std::string key(field.key);
      Flatten(name.empty() ? key : name + "." + key, field.value, record);
    }
    return;
  }
  ++fields_;
  WireValue typed;
  switch (value.type()) {
    case element_type::STRING: {
      const std::string_view text = value.get_string().value_unsafe();
      if (TakeMember(name, text, record)) return;
      std::string bytes;
      typed = PackedText(text, &bytes);
      typed.text = Own(typed.text);
      break;
    }
    case element_type::INT64:
    case element_type::UINT64: {
      const int64_t number = value.get_int64().value_unsafe();
      if (name == "time" && number > 1000000000000) {
        record->time_ns = number * 1000000;
        return;
      }
      if (name == "level") {
        record->severity = 9;
        record->severity_text = Own("30");
        return;
      }
      typed = IntegerValue(number);
      break;
    }
    case element_type::DOUBLE:
      typed = DoubleValue(value.get_double().value_unsafe());
      break;
    case element_type::BOOL:
      typed = BoolValue(value.get_bool().value_unsafe());
      break;
    case element_type::NULL_VALUE:
      break;
    default:
      typed = TextValue(Own(simdjson::minify(value)), WireKind::kJson);
  }
  record->attributes.push_back({Own(name), typed});
}

bool JsonRecords::Add(std::string_view line) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(line.data(), line.size()).get(root) != simdjson::SUCCESS) {
    return false;
  }
  records_.emplace_back();
  Flatten(std::string(), root, &records_.back());
  return true;
}

}  // namespace taffrail
