#include "ui/views/sources_view.h"

#include <string>

#include "core/base/numbers.h"
#include "ui/text/civil_time.h"
#include "ui/text/number_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kMarkSize = 10;
constexpr float kIndent = 18;

struct SourceLine {
  std::string name = {};
  std::string state = {};
  Color mark = 0;
};

// The mark, the name, and at the right how it stands.
void DrawLine(Frame& frame, const Rect& row, const SourceLine& line) {
  const float middle = row.centre_y();
  frame.paint.Fill({row.x0, middle - kMarkSize / 2, row.x0 + kMarkSize,
                    middle + kMarkSize / 2},
                   line.mark, 2);
  const float right = frame.paint.TextRight(kBodyText, row.x1, middle,
                                            frame.theme.secondary, line.state);
  frame.paint.TextElided(kBodyText, row.x0 + kIndent, right - 8, middle,
                         frame.theme.text, line.name);
  frame.tree.Add({.id = frame.NextTextId(),
                  .role = Role::kText,
                  .name = line.name + ", " + line.state,
                  .bounds = row});
}

std::string RateText(const RunningImport& run) {
  const double rate = run.rate.bytes_per_second();
  if (rate <= 0) return "starting";
  const double left = static_cast<double>(run.size - run.bytes_done) / rate;
  return HumanBytes(rate) + "/s · " + RemainingText(left) + " left";
}

void DrawImporting(Frame& frame, Model& model, Rect& column,
                   const std::string& name, uint64_t done, uint64_t size,
                   const RunningImport* run) {
  const double part = static_cast<double>(done);
  const double whole = static_cast<double>(size);
  DrawLine(frame, column.CutTop(kRowHeight),
           {name, PercentText(part, whole), frame.theme.accent});
  Rect bar = column.CutTop(5);
  bar.CutLeft(kIndent);
  bar.CutBottom(2);
  ProgressBar(frame, bar, "Importing " + name,
              whole > 0 ? static_cast<float>(part / whole) : 0);
  if (run == nullptr) return;
  Rect row = column.CutTop(kRowHeight);
  row.CutLeft(kIndent);
  const Rect close = row.CutRight(16);
  Label(frame, row, kAxisText, frame.theme.secondary, RateText(*run));
  if (CloseButton(frame, close.x1 - 5, close.centre_y(), "cancel",
                  "Cancel the import of " + name)) {
    model.imports().Cancel(run->request_id);
  }
}

// What there is to know of a source, under its line.
void DrawMessage(Frame& frame, Rect& column, const std::string& message) {
  Rect text = column;
  text.CutLeft(kIndent);
  const float end =
      Paragraph(frame, text, kSmallText, frame.theme.secondary, message);
  column.CutTop(end - column.y0 + 4);
}

// A source whose import ended before its end, and why. One of which nothing is
// here has a × to take it off.
void DrawBroken(Frame& frame, Model& model, Rect& column,
                const v1::Source& source, const char* state, Color color) {
  Rect row = column.CutTop(kRowHeight);
  if (source.records() == 0) {
    const Rect close = row.CutRight(16);
    row.CutRight(4);
    if (CloseButton(frame, close.x1 - 5, close.centre_y(), "dismiss",
                    "Take " + source.name() + " off the list")) {
      model.DismissSource(source.id());
    }
  }
  DrawLine(frame, row, {source.name(), state, color});
  std::string message = source.message();
  if (message.empty()) {
    message = PercentText(static_cast<double>(source.bytes_done()),
                          static_cast<double>(source.size())) +
              " is here. Drop the file again to go on.";
  }
  DrawMessage(frame, column, message);
}

void DrawSource(Frame& frame, Model& model, Rect& column,
                const v1::Source& source) {
  const RunningImport* run = model.imports().OfSource(source);
  // An import has the same ids before its source is known and after.
  const Scope kind(frame, run != nullptr ? "import" : "source");
  const Scope scope(frame,
                    run != nullptr ? run->request_id : uint64_t{source.id()});
  const Theme& theme = frame.theme;
  switch (source.state()) {
    case v1::Source::STATE_IMPORTING: {
      const uint64_t done =
          run != nullptr ? run->bytes_done : source.bytes_done();
      // Of a container only the file's size is known.
      DrawImporting(frame, model, column, source.name(), done,
                    run != nullptr ? run->size : source.size(), run);
      return;
    }
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
      DrawLine(frame, column.CutTop(kRowHeight),
               {source.name(), ShortCount(source.records()), theme.good});
      if (!source.message().empty()) {
        DrawMessage(frame, column, source.message());
      }
  }
}

// Several files at once: how far all of them are, and how many still wait.
void DrawBatch(Frame& frame, Model& model, Rect& column) {
  const Imports::Batch batch = model.imports().batch();
  const Scope scope(frame, "batch");
  Rect row = column.CutTop(kRowHeight);
  const Rect close = row.CutRight(16);
  row.CutRight(4);
  DrawLine(frame, row,
           {WithThousands(batch.files_done) + " of " +
                WithThousands(batch.files) + " files",
            PercentText(static_cast<double>(batch.bytes_done),
                        static_cast<double>(batch.size)),
            frame.theme.accent});
  if (CloseButton(frame, close.x1 - 5, close.centre_y(), "cancel",
                  "Cancel all imports")) {
    model.imports().CancelAll();
  }
}

}  // namespace

void DrawSources(Frame& frame, Model& model, Rect& column) {
  const Scope scope(frame, "sources");
  SectionHead(frame, column, "Sources", /*first=*/true);
  // With few, each says enough by itself.
  constexpr size_t kFewImports = 3;
  const bool many = model.imports().running().size() > kFewImports;
  if (many) DrawBatch(frame, model, column);
  for (const v1::Source& source : model.store()->sources()) {
    DrawSource(frame, model, column, source);
  }
  for (const RunningImport& run : model.imports().running()) {
    if (many || run.source_id != 0) continue;
    const Scope kind(frame, "import");
    const Scope waiting(frame, run.request_id);
    DrawImporting(frame, model, column, run.name, 0, run.size, &run);
  }
}

}  // namespace taffrail::ui
