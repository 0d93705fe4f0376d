#include "ui/views/sources_view.h"

#include <algorithm>
#include <optional>

#include "core/base/numbers.h"
#include "imgui.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kMarkSize = 10;
constexpr float kIndent = 18;

constexpr float kOverhang = 4;

void DrawMark(Frame& frame, const Rect& row, Color color) {
  const float top = row.centre_y() - kMarkSize / 2;
  frame.paint.Fill({row.x0, top, row.x0 + kMarkSize, top + kMarkSize}, color,
                   2);
}

// "bundle.tar.gz/logs/" of "bundle.tar.gz/logs/app.log".
std::string_view FolderOf(std::string_view name) {
  return name.substr(0, name.rfind('/') + 1);
}

// "+3 .gz": how many more files there are to a rotated set, and what they are
// packed with if all are packed alike.
std::string PartsText(const v1::Source& source) {
  if (source.parts_size() < 2) return "";
  const int others = source.parts_size() - 1;
  std::string_view extension;
  for (const v1::Source& part : source.parts()) {
    if (part.id() == source.id()) continue;
    std::string_view name = part.name();
    const size_t dot = name.rfind('.');
    name = dot == std::string_view::npos ? "" : name.substr(dot);
    const bool number =
        name.find_first_not_of(".0123456789") == std::string_view::npos;
    if (number || (!extension.empty() && extension != name)) {
      return "+" + std::to_string(others);
    }
    extension = name;
  }
  return "+" + std::to_string(others) + " " + std::string(extension);
}

std::string RateText(const RunningImport& run) {
  if (run.paused) return "paused";
  const double rate = run.rate.bytes_per_second();
  if (rate <= 0) return "starting";
  const double left = static_cast<double>(run.size - run.bytes_done) / rate;
  return HumanBytes(rate) + "/s · " + RemainingText(left) + " left";
}

// What there is to know of a source, under its line.
void DrawMessage(Frame& frame, Rect& column, const std::string& message) {
  Rect text = column;
  text.CutLeft(kIndent);
  const float end =
      Paragraph(frame, text, kSmallText, frame.theme.secondary, message);
  column.CutTop(end - column.y0 + 4);
}

}  // namespace

void SourcesView::Draw(Frame& frame, Model& model, Rect& column) {
  const Scope scope(frame, "sources");
  selected_node_ = 0;
  folder_ = {};
  SectionHead(frame, column, "Sources", /*first=*/true);
  // With few, each says enough by itself.
  constexpr size_t kFewImports = 3;
  const bool many = model.imports().running().size() > kFewImports;
  if (many) DrawBatch(frame, model, column);
  for (const v1::Source& source : model.store()->sources()) {
    DrawFolder(frame, model, column, source.name());
    DrawSource(frame, model, column, source);
  }
  folder_ = {};
  for (const RunningImport& run : model.imports().running()) {
    if (many || run.source_id != 0) continue;
    const Scope kind(frame, "import");
    const Scope waiting(frame, run.request_id);
    DrawImporting(frame, model, column, nullptr, &run);
  }
}

// Several files at once: how far all of them are, and how many still wait.
void SourcesView::DrawBatch(Frame& frame, Model& model, Rect& column) {
  const Imports::Batch batch = model.imports().batch();
  const Scope scope(frame, "batch");
  Rect row = column.CutTop(kRowHeight);
  const Rect close = row.CutRight(16);
  const Rect pause = row.CutRight(18);
  row.CutRight(4);
  const std::string files = WithThousands(batch.files_done) + " of " +
                            WithThousands(batch.files) + " files";
  const std::string share = PercentText(static_cast<double>(batch.bytes_done),
                                        static_cast<double>(batch.size));
  DrawMark(frame, row, frame.theme.accent);
  const float right = frame.paint.TextRight(kBodyText, row.x1, row.centre_y(),
                                            frame.theme.secondary, share) -
                      8;
  frame.paint.TextElided(kBodyText, row.x0 + kIndent, right, row.centre_y(),
                         frame.theme.text, files);
  frame.tree.Add({.id = frame.Id("line"),
                  .role = Role::kText,
                  .name = files + ", " + share,
                  .bounds = row});
  if (PauseButton(
          frame, pause.x1 - 7, pause.centre_y(), batch.paused,
          batch.paused ? "Go on with all imports" : "Pause all imports")) {
    model.imports().SetAllPaused(!batch.paused);
  }
  if (CloseButton(frame, close.x1 - 5, close.centre_y(), "cancel",
                  "Cancel all imports")) {
    model.imports().CancelAll();
  }
}

// Once above those that lie in it.
void SourcesView::DrawFolder(Frame& frame, Model& model, Rect& column,
                             const std::string& name) {
  const std::string_view folder = FolderOf(name);
  if (folder == folder_) return;
  folder_ = folder;
  if (folder.empty()) return;
  Label(frame, column.CutTop(20), kAxisText, frame.theme.faint,
        std::string(folder));
  for (const v1::Case& opened : model.store()->cases()) {
    if (opened.file_name() + "/" == folder) {
      DrawCase(frame, model, column, opened);
    }
  }
}

void SourcesView::DrawCase(Frame& frame, Model& model, Rect& column,
                           const v1::Case& opened) {
  const Scope scope(frame, opened.file_name());
  const v1::CaseAbout& about = opened.about();
  const auto say = [&](const TextStyle& style, const std::string& text) {
    if (text.empty()) return;
    const float end = Paragraph(frame, column, style, frame.theme.text, text);
    column.CutTop(end - column.y0 + 4);
  };
  say(kStrongText, about.title());
  say(kSmallText, about.note());
  for (int i = 0; i < about.views_size(); ++i) {
    const v1::CaseView& view = about.views(i);
    const Scope each(frame, static_cast<uint64_t>(i));
    const ButtonSpec spec{.id = "view",
                          .label = view.name(),
                          .name = "Search as in the case: " + view.name(),
                          .quiet = true};
    Rect row = column.CutTop(kControlHeight);
    row.x0 -= kPadding;
    const float width = std::min(ButtonWidth(frame, spec), row.width());
    if (!Button(frame, row.CutLeft(width), spec)) continue;
    Searches& searches = model.searches();
    searches.SetQuery(view.query(), model.now_ms(), 0);
    searches.SetSelection(view.has_range() ? std::optional(TimeRange{
                                                 view.from_ns(), view.to_ns()})
                                           : std::nullopt,
                          model.now_ms(), 0);
    frame.DrawAgain();
  }
}

void SourcesView::DrawSource(Frame& frame, Model& model, Rect& column,
                             const v1::Source& source) {
  {
    // The line's id is the same while it is imported and after, so that what
    // is pressed in that moment is heard.
    const Scope lines(frame, "lines");
    line_id_ = frame.Id(uint64_t{source.id()});
  }
  const RunningImport* run = model.imports().OfSource(source);
  // An import has the same ids before its source is known and after.
  const bool first = run != nullptr && !run->again;
  const Scope kind(frame, first ? "import" : "source");
  const Scope scope(frame, first ? run->request_id : uint64_t{source.id()});
  const Theme& theme = frame.theme;
  if (run != nullptr && run->again) {
    DrawImporting(frame, model, column, &source, run);
    return;
  }
  switch (source.state()) {
    case v1::Source::STATE_IMPORTING:
      DrawImporting(frame, model, column, &source, run);
      return;
    case v1::Source::STATE_INTERRUPTED:
      DrawBroken(frame, model, column, source, "interrupted", theme.warn);
      return;
    case v1::Source::STATE_STOPPED:
      DrawBroken(frame, model, column, source, "stopped", theme.secondary);
      return;
    case v1::Source::STATE_FAILED:
      DrawBroken(frame, model, column, source, "failed", theme.error);
      return;
    default:
      DrawLine(frame, model, column.CutTop(kRowHeight),
               {&source, source.name(),
                source.hidden() ? "hidden" : ShortCount(source.records()),
                source.hidden() ? theme.faint : theme.good});
      if (!source.message().empty()) {
        DrawMessage(frame, column, source.message());
      }
  }
}

// The mark, the name, and at the right how it stands.
void SourcesView::DrawLine(Frame& frame, Model& model, const Rect& row,
                           const Line& line) {
  const Theme& theme = frame.theme;
  const v1::Source* open = model.source().source();
  const bool selected = line.source != nullptr && open != nullptr &&
                        open->id() == line.source->id();
  const std::string parts =
      line.source != nullptr ? PartsText(*line.source) : "";
  std::string name = line.name;
  if (!parts.empty()) name += " " + parts;
  const Rect ground = row.Inset(-kOverhang, 1);
  const Interaction interaction = Interact(
      frame, {.id = line.source != nullptr ? line_id_ : frame.Id("line"),
              .role = Role::kButton,
              .name = name + ", " + line.state,
              .bounds = row,
              .focusable = true,
              .expanded = selected});
  if (selected) selected_node_ = interaction.id;
  if (selected || interaction.hovered) {
    frame.paint.Fill(ground, selected ? theme.selection : theme.raised, 3);
  }
  const float middle = row.centre_y();
  DrawMark(frame, row, line.mark);
  const float right = frame.paint.TextRight(kBodyText, row.x1, middle,
                                            theme.secondary, line.state) -
                      8;
  const float room = parts.empty() ? 0 : frame.paint.Measure(kBodyText, parts);
  const bool hidden = line.source != nullptr && line.source->hidden();
  const Color ink = hidden ? theme.faint : theme.text;
  std::string_view shown = line.name;
  shown.remove_prefix(FolderOf(shown).size());
  const float end = frame.paint.TextElided(kBodyText, row.x0 + kIndent,
                                           right - (room > 0 ? room + 5 : 0),
                                           middle, ink, shown);
  frame.paint.TextElided(kBodyText, end + 5, right, middle, theme.faint, parts);
  DrawFocus(frame, interaction, ground);
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (!interaction.clicked || line.source == nullptr) return;
  if (selected) {
    model.source().Close();
  } else {
    model.source().Open(*line.source);
  }
  frame.DrawAgain();
}

void SourcesView::DrawImporting(Frame& frame, Model& model, Rect& column,
                                const v1::Source* source,
                                const RunningImport* run) {
  const std::string& name = source != nullptr ? source->name() : run->name;
  const double part = static_cast<double>(
      run != nullptr ? run->bytes_done : source->bytes_done());
  const double whole =
      static_cast<double>(run != nullptr ? run->size : source->size());
  DrawLine(frame, model, column.CutTop(kRowHeight),
           {source, name, PercentText(part, whole), frame.theme.accent});
  Rect bar = column.CutTop(5);
  bar.CutLeft(kIndent);
  bar.CutBottom(2);
  ProgressBar(frame, bar, "Importing " + name,
              whole > 0 ? static_cast<float>(part / whole) : 0);
  if (run == nullptr) return;
  Rect row = column.CutTop(kRowHeight);
  row.CutLeft(kIndent);
  const Rect close = row.CutRight(16);
  const Rect pause = row.CutRight(18);
  Label(frame, row, kAxisText, frame.theme.secondary, RateText(*run));
  if (PauseButton(
          frame, pause.x1 - 7, pause.centre_y(), run->paused,
          (run->paused ? "Go on with the import of " : "Pause the import of ") +
              name)) {
    model.imports().SetPaused(run->request_id, !run->paused);
  }
  if (CloseButton(frame, close.x1 - 5, close.centre_y(), "cancel",
                  "Cancel the import of " + name)) {
    model.imports().Cancel(run->request_id);
  }
}

// A source whose import ended before its end, and why. One of which nothing is
// here has a × to take it off.
void SourcesView::DrawBroken(Frame& frame, Model& model, Rect& column,
                             const v1::Source& source, const char* state,
                             Color color) {
  Rect row = column.CutTop(kRowHeight);
  if (source.records() == 0) {
    const Rect close = row.CutRight(16);
    row.CutRight(4);
    if (CloseButton(frame, close.x1 - 5, close.centre_y(), "dismiss",
                    "Take " + source.name() + " off the list")) {
      model.DismissSource(source.id());
    }
  }
  DrawLine(frame, model, row, {&source, source.name(), state, color});
  std::string message = source.message();
  if (message.empty()) {
    message = PercentText(static_cast<double>(source.bytes_done()),
                          static_cast<double>(source.size())) +
              " is here. Drop the file again to go on.";
  }
  DrawMessage(frame, column, message);
}

}  // namespace taffrail::ui
