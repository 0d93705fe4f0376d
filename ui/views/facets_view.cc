#include "ui/views/facets_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/base/field_name.h"
#include "core/base/numbers.h"
#include "ui/text/display_text.h"
#include "ui/text/number_text.h"
#include "ui/text/query_facets.h"
#include "ui/widgets/button.h"
#include "ui/widgets/disclosure_row.h"
#include "ui/widgets/facet_row.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr int kMaxServices = 40;
// Names of fields before all are asked for.
constexpr int kFewNames = 12;
constexpr float kIndent = 16;

using SeverityCounts = std::array<uint64_t, kSeverityClasses>;

SeverityCounts CountSeverities(const v1::Histogram& histogram) {
  SeverityCounts counts = {};
  for (int i = 0; i < histogram.counts_size(); ++i) {
    counts[static_cast<size_t>(i % kSeverityClasses)] += histogram.counts(i);
  }
  return counts;
}

// The name the query language has for it.
std::string LevelName(SeverityClass severity) {
  std::string name = SeverityName(severity);
  for (char& c : name) c = static_cast<char>(c - 'A' + 'a');
  return name;
}

float Share(uint64_t count, uint64_t most) {
  return most == 0 ? 0
                   : static_cast<float>(static_cast<double>(count) /
                                        static_cast<double>(most));
}

void Apply(Frame& frame, Model& model, FacetAction action,
           std::string_view field, std::string_view value) {
  if (action == FacetAction::kNone) return;
  Searches& searches = model.searches();
  searches.SetQuery(ToggleFacet(searches.query(), field, value,
                                action == FacetAction::kExclude),
                    model.now_ms(), 0);
  frame.DrawAgain();
}

void DrawSeverities(Frame& frame, Model& model, Rect& column,
                    const SeverityCounts& counts) {
  const Scope scope(frame, "severity");
  SectionHead(frame, column, "Severity", /*first=*/false);
  const uint64_t most = *std::max_element(counts.begin(), counts.end());
  for (int i = kFatal; i >= kUnstated; --i) {
    const auto severity = static_cast<SeverityClass>(i);
    const uint64_t count = counts[static_cast<size_t>(i)];
    const bool usual = severity >= kDebug;
    if (count == 0 && !usual) continue;
    const Rect row = column.CutTop(kRowHeight);
    if (severity == kUnstated) {
      // The query language has no name for it, so it only counts.
      Label(frame, row, kBodyText, frame.theme.secondary, "no level");
      frame.paint.TextRight(kBodyText, row.x1, row.centre_y(),
                            frame.theme.secondary, WithThousands(count));
      continue;
    }
    const std::string level = LevelName(severity);
    const FacetAction action = FacetRow(
        frame, row,
        {.label = SeverityName(severity),
         .count = WithThousands(count),
         .share = Share(count, most),
         .mark = SeverityColor(frame.theme, severity),
         .state = FacetStateOf(model.searches().query(), "level", level)});
    Apply(frame, model, action, "level", level);
  }
}

void DrawServices(Frame& frame, Model& model, Rect& column,
                  const v1::SearchProgress& progress) {
  const Scope scope(frame, "service");
  const auto& services = progress.services();
  const bool none = services.empty() ||
                    (services.size() == 1 && services[0].service().empty());
  if (none) return;
  SectionHead(frame, column, "Service", /*first=*/false);
  const uint64_t most = services[0].count();
  const int shown = std::min(kMaxServices, services.size());
  for (int i = 0; i < shown; ++i) {
    const std::string& service = services[i].service();
    const Rect row = column.CutTop(kRowHeight);
    if (service.empty()) {
      Label(frame, row, kBodyText, frame.theme.secondary, "no service");
      frame.paint.TextRight(kBodyText, row.x1, row.centre_y(),
                            frame.theme.secondary,
                            WithThousands(services[i].count()));
      continue;
    }
    const FacetAction action = FacetRow(
        frame, row,
        {.label = ToPrintable(service, /*keep_lines=*/false),
         .count = WithThousands(services[i].count()),
         .share = Share(services[i].count(), most),
         .state = FacetStateOf(model.searches().query(), "service", service)});
    Apply(frame, model, action, "service", service);
  }
  if (shown < services.size()) {
    Label(frame, column.CutTop(kRowHeight), kSmallText, frame.theme.faint,
          "and " + Plural(static_cast<uint64_t>(services.size() - shown),
                          "more service"));
  }
}

void DrawValues(Frame& frame, Model& model, Rect& column,
                const std::string& name) {
  const v1::Facets::Facet* facet = model.fields().Find(name);
  const auto note = [&](std::string text) {
    Rect row = column.CutTop(kRowHeight);
    row.x0 += kIndent;
    Label(frame, row, kSmallText, frame.theme.faint, std::move(text));
  };
  if (facet == nullptr) return note("counting …");
  if (facet->values().empty()) return note("in none of these records");
  const uint64_t most = facet->values(0).count();
  for (const v1::Facets::Value& value : facet->values()) {
    Rect row = column.CutTop(kRowHeight);
    row.x0 += kIndent;
    const std::string label = ToPrintable(value.text(), /*keep_lines=*/false);
    const FacetAction action = FacetRow(
        frame, row,
        {.label = label.empty() ? "(empty)" : label,
         .count = WithThousands(value.count()),
         .share = Share(value.count(), most),
         .state = FacetStateOf(model.searches().query(), name, value.text())});
    Apply(frame, model, action, name, value.text());
  }
  const uint64_t more =
      facet->distinct() - static_cast<uint64_t>(facet->values_size());
  if (more > 0) {
    note("and " + std::string(facet->cut() ? "over " : "") +
         Plural(more, "more value"));
  }
}

void DrawFields(Frame& frame, Model& model, Rect& column) {
  const Scope scope(frame, "fields");
  FieldFacets& fields = model.fields();
  const auto& names = fields.facets().names();
  if (names.empty()) return;
  SectionHead(frame, column, "Fields", /*first=*/false);
  int listed = 0;
  for (const v1::Facets::Name& field : names) {
    const std::string& name = field.name();
    const bool open = fields.IsOpen(name);
    if (!IsFieldName(name)) continue;
    if (++listed > kFewNames && !fields.all_names() && !open) continue;
    const Scope in_field(frame, name);
    const Rect row = column.CutTop(kRowHeight);
    if (DisclosureRow(
            frame, row,
            {.id = name,
             .label = ToPrintable(name, /*keep_lines=*/false),
             .name = name + ", in " + Plural(field.records(), "record"),
             .count = WithThousands(field.records()),
             .expanded = open})) {
      fields.Toggle(name);
      frame.DrawAgain();
    }
    if (open) DrawValues(frame, model, column, name);
  }
  if (listed <= kFewNames) return;
  const ButtonSpec more = {
      .id = fields.all_names() ? "Fewer fields" : "All fields",
      .label = fields.all_names() ? "Fewer fields"
                                  : "All " + std::to_string(listed) + " fields",
      .quiet = true};
  Rect button = column.CutTop(kRowHeight);
  button.x1 = button.x0 + ButtonWidth(frame, more);
  if (Button(frame, button, more)) {
    fields.ToggleAllNames();
    frame.DrawAgain();
  }
}

}  // namespace

void DrawFacets(Frame& frame, Model& model, Rect& column) {
  const OpenSearch* results = model.searches().results();
  if (results == nullptr) return;
  const v1::SearchProgress& progress = results->progress();
  DrawSeverities(frame, model, column, CountSeverities(progress.histogram()));
  DrawServices(frame, model, column, progress);
  DrawFields(frame, model, column);
}

}  // namespace taffrail::ui
