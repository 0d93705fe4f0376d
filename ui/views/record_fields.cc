#include "ui/views/record_fields.h"

#include <string>
#include <string_view>

#include "ui/text/field_text.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/value_row.h"

namespace taffrail::ui {
namespace {

// As many as stand on a line of the inspector.
constexpr size_t kIdCharacters = 21;

void DrawId(Frame& frame, Rect& column, std::string_view name,
            const std::string& id) {
  if (id.empty()) return;
  DrawValue(
      frame, column,
      {name, ShortId(id, kIdCharacters), frame.theme.accent, kCodeText, id});
}

}  // namespace

void DrawRecordFields(Frame& frame, Rect& column,
                      const v1::RecordDetail& detail) {
  const bool has_ids = !detail.trace_id().empty() || !detail.span_id().empty();
  if (detail.fields().empty() && !has_ids) return;
  SectionHead(frame, column, "Fields", /*first=*/false);
  for (const v1::Field& field : detail.fields()) {
    DrawValue(
        frame, column,
        {field.name(), FieldText(field), frame.theme.parameter, kCodeText});
  }
  DrawId(frame, column, "trace_id", detail.trace_id());
  DrawId(frame, column, "span_id", detail.span_id());
  DrawId(frame, column, "parent_span_id", detail.parent_span_id());
}

}  // namespace taffrail::ui
