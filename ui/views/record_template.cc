#include "ui/views/record_template.h"

#include <string>

#include "ui/text/query_facets.h"
#include "ui/text/template_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kButtonHeight = 28;

}  // namespace

void DrawRecordTemplate(Frame& frame, Model& model,
                        const v1::RecordDetail& detail, Rect& column) {
  const std::string& id = detail.template_id();
  if (id.empty()) return;
  const Scope scope(frame, "template");
  SectionHead(frame, column, "Template", /*first=*/false);
  const std::string line = TemplateLine(TemplatePieces(
      detail.template_text(), {detail.template_parameters().begin(),
                               detail.template_parameters().end()}));
  const float end = Paragraph(frame, column, kCodeText, frame.theme.parameter,
                              line.empty() ? "no message" : line);
  column.CutTop(end - column.y0 + 2);
  Searches& searches = model.searches();
  const FacetState state = FacetStateOf(searches.query(), "template", id);
  Rect row = column.CutTop(kButtonHeight);
  row.x0 -= kPadding;  // The label, not the button's edge, is in line.
  const auto place = [&](std::string_view label, bool exclude) {
    const ButtonSpec spec{.id = label, .quiet = true};
    if (!Button(frame, row.CutLeft(ButtonWidth(frame, spec)), spec)) return;
    searches.SetQuery(ToggleFacet(searches.query(), "template", id, exclude),
                      model.now_ms(), 0);
    frame.DrawAgain();
  };
  place(state == FacetState::kIncluded ? "Show others too" : "Show only these",
        /*exclude=*/false);
  place(state == FacetState::kExcluded ? "Show again" : "Leave out",
        /*exclude=*/true);
}

}  // namespace taffrail::ui
