#include "ui/views/format_chooser.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "imgui.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/value_row.h"

namespace taffrail::ui {
namespace {

constexpr uint64_t kRowsInSight = 7;
constexpr float kGap = 4;
constexpr std::string_view kPlainText = "text";

std::string Lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string DetectedTitle(const SourceSelection& selection) {
  std::string title = "Found out";
  const v1::Explanation* why = selection.explanation();
  if (why != nullptr && why->candidates_size() > 0) {
    title += ": " + FormatTitle(why->candidates(0).format());
  }
  return title;
}

// What the draft says, as the button has it.
std::string ChosenTitle(const SourceSelection& selection,
                        const SettingsDraft& draft) {
  if (!draft.definition.empty()) return "Your own definition";
  if (draft.format.empty()) return DetectedTitle(selection);
  if (draft.format == kPlainText) return "Plain text";
  for (const v1::FormatInfo& format : selection.formats()) {
    if (format.name() == draft.format) return FormatTitle(format);
  }
  return draft.format;
}

}  // namespace

void FormatChooser::Draw(Frame& frame, SourceSelection& selection,
                         Rect& column) {
  const Scope scope(frame, "format");
  DrawButton(frame, selection, column);
  if (open_) DrawList(frame, selection, column);
}

void FormatChooser::DrawButton(Frame& frame, SourceSelection& selection,
                               Rect& column) {
  const Theme& theme = frame.theme;
  Rect row = column.CutTop(kControlHeight);
  column.CutTop(kGap);
  const Rect name = row.CutLeft(kValueIndent);
  frame.paint.Text(kBodyText, name.x0, name.centre_y(), theme.secondary,
                   "format");
  const std::string title = ChosenTitle(selection, selection.draft());
  button_ = frame.Id("button");
  const Interaction interaction = Interact(frame, {.id = button_,
                                                   .role = Role::kButton,
                                                   .name = "Format: " + title,
                                                   .bounds = row,
                                                   .focusable = true,
                                                   .expanded = open_});
  frame.paint.Box(row, interaction.hovered ? theme.raised : theme.ground,
                  open_ ? theme.accent : theme.line);
  frame.paint.TextElided(kBodyText, row.x0 + 10, row.x1 - 24, row.centre_y(),
                         theme.text, title);
  DrawTriangle(frame, row.x1 - 18, row.centre_y(), theme.secondary,
               /*down=*/true);
  DrawFocus(frame, interaction, row);
  if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (!interaction.clicked) return;
  open_ = !open_;
  filter_.SetText("");
  list_.ScrollToTop();
  const Scope scope(frame, "list");
  if (open_) frame.host.FocusNode(frame.Id("filter"));
  frame.DrawAgain();
}

void FormatChooser::FindChoices(const SourceSelection& selection,
                                const SettingsDraft& draft) {
  if (!draft.definition.empty()) own_definition_ = draft.definition;
  const std::string wanted = Lowered(filter_.text());
  choices_.clear();
  const auto add = [&](Choice choice) {
    const std::string all = Lowered(choice.title + " " + choice.name);
    if (all.find(wanted) != std::string::npos) {
      choices_.push_back(std::move(choice));
    }
  };
  add({"", DetectedTitle(selection)});
  if (!own_definition_.empty()) add({"", "Your own definition", true});
  for (const v1::FormatInfo& format : selection.formats()) {
    add({format.name(), FormatTitle(format)});
  }
  add({std::string(kPlainText), "Plain text: a time and a severity at most"});
}

void FormatChooser::Choose(SettingsDraft& draft, const Choice& choice) {
  draft.definition = choice.own ? own_definition_ : "";
  draft.format = choice.name;
}

void FormatChooser::Leave(Frame& frame) {
  open_ = false;
  frame.host.FocusNode(button_);
  frame.DrawAgain();
}

void FormatChooser::DrawList(Frame& frame, SourceSelection& selection,
                             Rect& column) {
  const Scope scope(frame, "list");
  SettingsDraft& draft = selection.draft();
  const Rect field = column.CutTop(kControlHeight);
  const TextFieldSpec filter{.id = "filter",
                             .name = "Find a format",
                             .placeholder = "Type to find a format",
                             .controls = list_.node()};
  const TextField::Result typed = filter_.Update(frame, field, filter);
  const ColoredSpan color{filter_.text().size(), frame.theme.text};
  filter_.Draw(frame, field, filter, std::span(&color, 1));
  if (typed.changed) list_.ScrollToTop();
  FindChoices(selection, draft);
  if (typed.submitted && !choices_.empty()) {
    Choose(draft, choices_.front());
    Leave(frame);
    return;
  }
  column.CutTop(kGap);
  const uint64_t rows = std::clamp<uint64_t>(choices_.size(), 1, kRowsInSight);
  const Rect box = column.CutTop(kRowHeight * static_cast<float>(rows) + 2);
  column.CutTop(kGap);
  frame.paint.Box(box, frame.theme.ground, frame.theme.line);
  if (choices_.empty()) {
    Label(frame, box.Inset(10, 0), kBodyText, frame.theme.secondary,
          "No format is called so.");
    return;
  }
  std::optional<uint64_t> current;
  for (size_t i = 0; i < choices_.size(); ++i) {
    const bool own = !draft.definition.empty();
    const bool chosen =
        choices_[i].own == own && (own || choices_[i].name == draft.format);
    if (chosen) current = i;
  }
  ListBoxSpec spec{.id = "formats",
                   .name = "Formats",
                   .rows = choices_.size(),
                   .current = current};
  spec.draw_row = [&](uint64_t row, const Rect& place) {
    frame.paint.TextElided(kBodyText, place.x0 + 10, place.x1 - 10,
                           place.centre_y(), frame.theme.text,
                           choices_[row].title);
  };
  spec.name_row = [&](uint64_t row) { return choices_[row].title; };
  const std::optional<uint64_t> moved =
      list_.Draw(frame, box.Inset(1, 1), spec);
  if (moved) {
    Choose(draft, choices_[*moved]);
    frame.DrawAgain();
  }
  const bool in_list = frame.input.focused == list_.node();
  if ((in_list && frame.TakeKey("Enter")) || frame.TakeKey("Escape")) {
    Leave(frame);
  }
}

}  // namespace taffrail::ui
