#include "ui/views/format_editor_view.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/text/error_place.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kHeadHeight = 44;
constexpr float kMessageHeight = 28;
constexpr uint64_t kPreviewRows = 20;

// Keys, strings and the rest; what is no JSON (yet) is coloured as far as it
// goes.
std::vector<ColoredSpan> ColorJson(const Theme& theme, std::string_view text) {
  std::vector<ColoredSpan> spans;
  size_t at = 0;
  while (at < text.size()) {
    const size_t quote = std::min(text.find('"', at), text.size());
    spans.push_back({quote, theme.secondary});
    if (quote == text.size()) return spans;
    size_t end = quote + 1;
    while (end < text.size() && text[end] != '"' && text[end] != '\n') {
      end += text[end] == '\\' ? 2 : 1;
    }
    end = std::min(end + (end < text.size() && text[end] == '"'), text.size());
    const size_t next = text.find_first_not_of(" \t", end);
    const bool key = next != std::string_view::npos && text[next] == ':';
    spans.push_back({end, key ? theme.accent : theme.parameter});
    at = end;
  }
  return spans;
}

// The name in the definition, as its file is called.
std::string FileName(std::string_view definition) {
  std::string_view name;
  const size_t key = definition.find("\"name\"");
  if (key != std::string_view::npos) {
    const size_t open = definition.find('"', definition.find(':', key));
    if (open != std::string_view::npos) {
      name = definition.substr(open + 1);
      name = name.substr(0, name.find('"'));
    }
  }
  return (name.empty() ? std::string("format") : std::string(name)) + ".json";
}

}  // namespace

void FormatEditorView::Draw(Frame& frame, SourceSelection& selection,
                            Rect bounds) {
  const Container container(frame, "editor", Role::kMain, "Define a format",
                            bounds);
  DrawHead(frame, selection, bounds.CutTop(kHeadHeight));
  bounds.CutTop(kPadding);
  Rect column = bounds.Inset(kPadding, 0);
  DrawText(frame, selection, column);
  Rect preview = column;
  const Rect view{bounds.x0, column.y0, bounds.x1, bounds.y1};
  preview.y0 = scroll_.Begin(frame, view);
  preview_.Draw(frame, selection.preview(), preview, kPreviewRows,
                /*service=*/true);
  scroll_.End(frame, preview.y0 + kPadding);
  if (frame.TakeKey("Escape")) {
    selection.EndDefining();
    frame.DrawAgain();
  }
}

void FormatEditorView::DrawHead(Frame& frame, SourceSelection& selection,
                                Rect strip) {
  frame.paint.Fill(strip, frame.theme.panel);
  frame.paint.HorizontalLine(
      strip.x0, strip.x1, strip.y1 - frame.paint.hairline(), frame.theme.line);
  Rect row = strip.Inset(kPadding, (strip.height() - kControlHeight) / 2);
  const std::string& definition = selection.draft().definition;
  const std::string reason = selection.WhyNotApply();
  const ButtonSpec copy{.id = "Copy", .name = "Copy the definition"};
  const ButtonSpec download{.id = "Download",
                            .name = "Download the definition"};
  const ButtonSpec close{.id = "Close", .name = "Close the editor"};
  const ButtonSpec save{.id = "Save",
                        .name = "Save: read the source with it",
                        .primary = true,
                        .disabled = reason};
  const auto cut = [&](const ButtonSpec& spec) {
    const Rect place = row.CutRight(ButtonWidth(frame, spec));
    row.CutRight(8);
    return place;
  };
  const Rect save_place = cut(save);
  const Rect close_place = cut(close);
  const Rect download_place = cut(download);
  const Rect copy_place = cut(copy);
  Label(frame, row, kStrongText, frame.theme.text,
        "A format for " + selection.source()->name());
  if (Button(frame, copy_place, copy)) frame.host.WriteClipboard(definition);
  if (Button(frame, download_place, download)) {
    frame.host.SaveFile(FileName(definition), definition);
  }
  if (Button(frame, close_place, close)) {
    selection.EndDefining();
    frame.DrawAgain();
  }
  if (Button(frame, save_place, save)) {
    selection.Apply();
    frame.DrawAgain();
  }
}

void FormatEditorView::DrawText(Frame& frame, SourceSelection& selection,
                                Rect& column) {
  std::string& definition = selection.draft().definition;
  if (text_.text() != definition) text_.SetText(definition);
  const std::optional<v1::Error>& error = selection.preview().error();
  TextAreaSpec spec{.id = "definition", .name = "Definition of the format"};
  if (error) {
    spec.description = error->message();
    spec.invalid_at =
        ErrorPlace(definition, *error).value_or(definition.size());
  }
  const Rect field = column.CutTop(std::max(160.0f, column.height() * 0.46f));
  if (text_.Update(frame, field, spec)) {
    definition = text_.text();
    frame.DrawAgain();
  }
  text_.Draw(frame, field, spec, ColorJson(frame.theme, text_.text()));
  if (!std::exchange(shown_, true)) frame.host.FocusNode(text_.node());
  const Rect message = column.CutTop(kMessageHeight);
  if (error) {
    frame.paint.TextElided(kBodyText, message.x0, message.x1,
                           message.centre_y(), frame.theme.error,
                           error->message());
    frame.tree.Add({.id = frame.Id("error"),
                    .role = Role::kAlert,
                    .name = error->message(),
                    .bounds = message});
    return;
  }
  Label(frame, message, kSmallText, frame.theme.faint,
        "{time} {severity} {service:name} {body} and any {field:type}; {?…} "
        "may be absent; a blank is one or more.");
}

}  // namespace taffrail::ui
