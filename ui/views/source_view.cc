#include "ui/views/source_view.h"

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>

#include "core/base/numbers.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/value_row.h"

namespace taffrail::ui {
namespace {

constexpr float kButtonsHeight = 52;
constexpr int kMaxCandidates = 4;

std::string MomentText(const Frame& frame, int64_t time_ns) {
  const CivilTime time = ToCivil(time_ns, frame.zone);
  return IsoDate(time) + " " + ClockText(time, ClockPrecision::kMillis);
}

std::string StateText(const v1::Source& source) {
  switch (source.state()) {
    case v1::Source::STATE_IMPORTING:
      return "being read";
    case v1::Source::STATE_INTERRUPTED:
      return "interrupted";
    case v1::Source::STATE_STOPPED:
      return "stopped";
    case v1::Source::STATE_FAILED:
      return "failed";
    default:
      return "";
  }
}

// The title and how well it fits, as a figure and a bar, and by what.
void DrawCandidate(Frame& frame, Rect& column,
                   const v1::Explanation::Candidate& candidate, bool in_use) {
  const Theme& theme = frame.theme;
  char score[16];
  std::snprintf(score, sizeof(score), "%.2f", candidate.score());
  const std::string title = FormatTitle(candidate.format());
  Rect row = column.CutTop(kRowHeight);
  const float middle = row.centre_y();
  const float right =
      frame.paint.TextRight(kBodyText, row.x1, middle, theme.secondary, score);
  frame.paint.TextElided(in_use ? kStrongText : kBodyText, row.x0, right - 8,
                         middle, theme.text, title);
  frame.tree.Add({.id = frame.NextTextId(),
                  .role = Role::kText,
                  .name = title + ", score " + score,
                  .bounds = row});
  Rect bar = column.CutTop(3);
  frame.paint.Fill(bar, theme.line);
  bar.x1 = bar.x0 + bar.width() * static_cast<float>(
                                      std::clamp(candidate.score(), 0.0, 1.0));
  frame.paint.Fill(bar, in_use ? theme.accent : theme.faint);
  column.CutTop(4);
  for (const std::string& evidence : candidate.evidence()) {
    const float end =
        Paragraph(frame, column, kSmallText, theme.secondary, evidence);
    column.CutTop(end - column.y0);
  }
  column.CutTop(6);
}

// "Syslog 61 %, JSON lines 39 %" of a source with lines of several formats;
// empty for others.
std::string SharesText(const v1::Explanation& why) {
  uint64_t all = 0;
  for (const auto& candidate : why.candidates()) all += candidate.own_lines();
  std::string text;
  int formats = 0;
  for (const auto& candidate : why.candidates()) {
    const uint64_t percent =
        candidate.own_lines() * 100 / std::max<uint64_t>(all, 1);
    if (percent == 0) continue;
    if (formats++ > 0) text += ", ";
    text +=
        FormatTitle(candidate.format()) + " " + std::to_string(percent) + " %";
  }
  return formats > 1 ? text : std::string();
}

// Where the format is described: opens in a tab of its own, or is copied.
void DrawSpecification(Frame& frame, Rect& column,
                       const v1::FormatInfo& format) {
  if (format.spec().empty()) return;
  const Scope scope(frame, "specification");
  Rect row = column.CutTop(28);
  const ButtonSpec copy{
      .id = "Copy", .name = "Copy the specification's address", .quiet = true};
  const Rect copy_place = row.CutRight(ButtonWidth(frame, copy));
  std::string_view address = format.spec();
  const size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  const float room = row.width() - 20;
  const size_t fitting = frame.paint.BytesThatFit(kBodyText, address, room);
  ButtonSpec link{.id = "link",
                  .label = std::string(address.substr(0, fitting)),
                  .name = "Specification: " + format.spec(),
                  .quiet = true,
                  .link = true};
  if (fitting < address.size()) link.label += "…";
  // The text lines up with what is above.
  row.x0 -= kPadding;
  if (Button(frame, row.CutLeft(ButtonWidth(frame, link)), link)) {
    frame.host.OpenLink(format.spec());
  }
  if (Button(frame, copy_place, copy)) {
    frame.host.WriteClipboard(format.spec());
  }
}

}  // namespace

void SourceView::Draw(Frame& frame, Model& model, const Rect& bounds,
                      uint32_t row) {
  const Container container(frame, "source", Role::kComplementary, "Source",
                            bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.VerticalLine(bounds.x0, bounds.y0, bounds.y1, frame.theme.line);
  SourceSelection& selection = model.source();
  const v1::Source source = *selection.source();
  if (source_id_ != source.id()) {
    source_id_ = source.id();
    scroll_.ScrollToTop();
    settings_.Close();
    naming_ = false;
    // Whoever came by the keyboard goes on in here.
    if (frame.input.focus_visible) frame.host.FocusNode(frame.Id("close"));
  }
  Rect area = bounds;
  const Rect buttons = area.CutBottom(kButtonsHeight);
  Rect column = area.Inset(kPadding, 0);
  column.y0 = scroll_.Begin(frame, area, "Source, scrollable") + kPadding;
  DrawHead(frame, model, column, row);
  DrawName(frame, model.source_changes(), source, column);
  DrawActions(frame, model.source_changes(), source, column);
  DrawFacts(frame, source, column);
  DrawWhy(frame, selection, column);
  DrawParts(frame, source, column);
  DrawPassedOver(frame, model.imports().PassedOver(source), column);
  settings_.Draw(frame, selection, column);
  scroll_.End(frame, column.y0 + kPadding);
  settings_.DrawButtons(frame, selection, buttons);
  if (!selection.defining() && frame.TakeKey("Escape")) {
    Close(frame, model, row);
  }
}

void SourceView::Close(Frame& frame, Model& model, uint32_t row) {
  model.source().Close();
  source_id_ = 0;
  if (row != 0) frame.host.FocusNode(row);
  frame.DrawAgain();
}

void SourceView::DrawHead(Frame& frame, Model& model, Rect& column,
                          uint32_t row) {
  const Rect head = column;
  SectionHead(frame, column, "Source", /*first=*/true);
  if (CloseButton(frame, head.x1 - 8, head.y0 + 8, "close",
                  "Close the source panel")) {
    Close(frame, model, row);
  }
}

// What it is called, or the field to call it something else.
void SourceView::DrawName(Frame& frame, SourceChanges& changes,
                          const v1::Source& source, Rect& column) {
  if (!naming_) {
    const float end =
        Paragraph(frame, column, kStrongText, frame.theme.text, source.name());
    column.CutTop(end - column.y0 + 4);
    return;
  }
  const TextFieldSpec spec{
      .id = "name",
      .role = Role::kTextBox,
      .name = "Name of the source",
      .placeholder = "Empty: its own name",
      .description = "Enter keeps it, Escape leaves it as it was"};
  const Rect row = column.CutTop(kControlHeight);
  column.CutTop(4);
  const bool done = name_.Update(frame, row, spec).submitted;
  const ColoredSpan color{name_.text().size(), frame.theme.text};
  name_.Draw(frame, row, spec, std::span(&color, 1));
  if (done) changes.Rename(source, name_.text());
  if (!done && !frame.TakeKey("Escape")) return;
  naming_ = false;
  frame.host.FocusNode(frame.Id("Rename"));
  frame.DrawAgain();
}

void SourceView::DrawActions(Frame& frame, SourceChanges& changes,
                             const v1::Source& source, Rect& column) {
  Rect row = column.CutTop(28);
  column.CutTop(4);
  // The first label lines up with what is above.
  row.x0 -= kPadding;
  const auto button = [&](ButtonSpec spec) {
    spec.quiet = true;
    return Button(frame, row.CutLeft(ButtonWidth(frame, spec)), spec);
  };
  const bool hidden = source.hidden();
  if (button({.id = "visibility",
              .label = hidden ? "Show" : "Hide",
              .name = (hidden ? "Show " : "Hide ") + source.name()})) {
    hidden ? changes.Show(source) : changes.Hide(source);
  }
  const std::string set = source.parts_size() > 1
                              ? "A set of files has the name of its files."
                              : "";
  if (button({.id = "Rename",
              .name = "Rename " + source.name(),
              .disabled = set})) {
    naming_ = true;
    name_.SetText(source.name());
    frame.host.FocusNode(frame.Id("name"));
    frame.DrawAgain();
  }
  const bool importing = source.state() == v1::Source::STATE_IMPORTING;
  if (button({.id = "Delete",
              .name = "Delete " + source.name(),
              .disabled = importing ? "Cancel its import first." : ""})) {
    changes.Delete(source);
  }
}

void SourceView::DrawFacts(Frame& frame, const v1::Source& source,
                           Rect& column) {
  const Theme& theme = frame.theme;
  const auto fact = [&](std::string_view name, std::string text) {
    if (!text.empty()) {
      DrawValue(frame, column, {name, std::move(text), theme.text});
    }
  };
  fact("state", StateText(source));
  fact("container", source.container());
  fact("encoding", source.encoding());
  if (source.size() > 0) {
    fact("size", HumanBytes(static_cast<double>(source.size())));
  }
  fact("records", WithThousands(source.records()));
  if (source.records() > 0) {
    DrawValue(
        frame, column,
        {"from", MomentText(frame, source.t0_ns()), theme.text, kCodeText});
    DrawValue(frame, column,
              {"to", MomentText(frame, source.t1_ns()), theme.text, kCodeText});
  }
  fact("format", FormatTitle(source.format()));
  if (!source.message().empty()) {
    const float end =
        Paragraph(frame, column, kSmallText, theme.secondary, source.message());
    column.CutTop(end - column.y0 + 4);
  }
}

void SourceView::DrawWhy(Frame& frame, const SourceSelection& selection,
                         Rect& column) {
  const Scope scope(frame, "why");
  const Theme& theme = frame.theme;
  const ButtonSpec button{
      .id = "Why this format?", .quiet = true, .expanded = why_};
  Rect row = column.CutTop(28);
  row.x0 -= kPadding;
  if (Button(frame, row.CutLeft(ButtonWidth(frame, button)), button)) {
    why_ = !why_;
    frame.DrawAgain();
  }
  if (!why_) return;
  const v1::Explanation* why = selection.explanation();
  if (why == nullptr) {
    const auto& error = selection.explain_error();
    const float end = Paragraph(
        frame, column, kBodyText, error ? theme.error : theme.secondary,
        error ? error->message() : "Looking at the first lines again…");
    column.CutTop(end - column.y0);
    return;
  }
  if (why->chosen_by_user()) {
    const float end = Paragraph(
        frame, column, kBodyText, theme.text,
        "You chose " + FormatTitle(why->format()) +
            ". Left to itself, Taffrail would choose the first of these.");
    column.CutTop(end - column.y0 + 4);
  } else if (why->candidates().empty()) {
    const float end =
        Paragraph(frame, column, kBodyText, theme.secondary,
                  "No known format reads these lines, so each is searched for "
                  "a time and a severity.");
    column.CutTop(end - column.y0 + 4);
  }
  if (const std::string shares = SharesText(*why);
      !shares.empty() && !why->chosen_by_user()) {
    const float end = Paragraph(
        frame, column, kBodyText, theme.text,
        "Lines of several formats, each read by its own: " + shares + ".");
    column.CutTop(end - column.y0 + 4);
  }
  const int shown = std::min(kMaxCandidates, why->candidates_size());
  for (int i = 0; i < shown; ++i) {
    const v1::Explanation::Candidate& candidate = why->candidates(i);
    DrawCandidate(frame, column, candidate,
                  candidate.format().name() == why->format().name());
  }
  DrawSpecification(frame, column, why->format());
}

void SourceView::DrawParts(Frame& frame, const v1::Source& source,
                           Rect& column) {
  if (source.parts_size() < 2) return;
  SectionHead(frame, column, "Parts", /*first=*/false);
  for (const v1::Source& part : source.parts()) {
    const Rect row = column.CutTop(kRowHeight);
    const std::string count = WithThousands(part.records());
    const float right = frame.paint.TextRight(kBodyText, row.x1, row.centre_y(),
                                              frame.theme.secondary, count);
    frame.paint.TextElided(kBodyText, row.x0, right - 8, row.centre_y(),
                           frame.theme.text, part.name());
    frame.tree.Add(
        {.id = frame.NextTextId(),
         .role = Role::kText,
         .name = part.name() + ", " + Plural(part.records(), "record"),
         .bounds = row});
  }
}

// Of the archive that the source came in.
void SourceView::DrawPassedOver(Frame& frame, const v1::ImportProgress* import,
                                Rect& column) {
  if (import == nullptr) return;
  const Scope scope(frame, "passed over");
  SectionHead(frame, column, "Passed over", /*first=*/false);
  const auto line = [&](const std::string& text) {
    const float end =
        Paragraph(frame, column, kSmallText, frame.theme.secondary, text);
    column.CutTop(end - column.y0 + 4);
  };
  for (const std::string& sentence : import->skipped()) line(sentence);
  const auto named = static_cast<uint32_t>(import->skipped_size());
  if (import->skipped_count() > named) {
    line("And " + Plural(import->skipped_count() - named, "other") + ".");
  }
  if (import->litter_count() > 0) {
    line(Plural(import->litter_count(), "file") +
         " of the desktop’s own (.DS_Store, __MACOSX and the like).");
  }
}

}  // namespace taffrail::ui
