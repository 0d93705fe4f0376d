#include "core/parse/role_fields.h"

namespace taffrail {

void AddRoleFields(const ParsedRecord& record, std::string* ids,
                   std::vector<ParsedField>* fields) {
  const auto add = [&](std::string_view name, std::string_view value) {
    ParsedField& field = fields->emplace_back();
    field.name = name;
    field.value = value;
  };
  if (!record.host.empty()) add(kHostField, record.host);
  const TraceContext& trace = record.trace;
  if (trace.trace.empty() && trace.span == 0 && trace.parent == 0) return;
  ids->clear();
  ids->reserve(64);  // Of all three: the views stay where they are.
  const auto add_id = [&](std::string_view name, const std::string& hex) {
    const size_t start = ids->size();
    *ids += hex;
    add(name, std::string_view(*ids).substr(start));
  };
  if (!trace.trace.empty()) add_id("trace_id", ToHex(trace.trace));
  if (trace.span != 0) add_id("span_id", ToHex(trace.span));
  if (trace.parent != 0) add_id("parent_span_id", ToHex(trace.parent));
}

}  // namespace taffrail
