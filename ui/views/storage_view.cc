#include "ui/views/storage_view.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/numbers.h"
#include "ui/text/number_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kGaugeWidth = 420;
constexpr float kBarHeight = 10;
constexpr float kGap = 24;
constexpr float kRetentionWidth = 330;
constexpr float kLeastSources = 320;

constexpr std::string_view kAgeLabels[] = {"Never", "7 days", "30 days",
                                           "90 days"};
constexpr uint64_t kAges[] = {0, 7, 30, 90};
constexpr std::string_view kSizeLabels[] = {"Any size", "1 GB", "10 GB",
                                            "50 GB"};
constexpr uint64_t kSizes[] = {0, 1'000'000'000, 10'000'000'000,
                               50'000'000'000};

std::string Bytes(uint64_t bytes) {
  return HumanBytes(static_cast<double>(bytes));
}

// A part of the store, as the bar and its legend show it.
struct Part {
  std::string name;
  uint64_t bytes;
  Color color;
};

std::vector<Part> PartsOf(const Theme& theme, const v1::StoreUsage& usage) {
  const uint64_t known = usage.text() + usage.columns() + usage.index();
  std::vector<Part> parts = {
      {"text", usage.text(), theme.accent},
      {"fields", usage.columns(), WithAlpha(theme.accent, 0.65f)},
      {"index", usage.index(), WithAlpha(theme.accent, 0.35f)},
      {"other", usage.bytes() - std::min(known, usage.bytes()), theme.faint},
  };
  std::erase_if(parts, [](const Part& part) { return part.bytes == 0; });
  return parts;
}

struct SourceUse {
  v1::Source source;
  uint64_t bytes;
};

// As they are listed, rotated sets as one, the largest first.
std::vector<SourceUse> UsesOf(const v1::StoreState& store,
                              const v1::StoreUsage& usage) {
  std::map<uint32_t, uint64_t> bytes;
  for (const auto& of : usage.sources()) bytes[of.source_id()] = of.bytes();
  std::vector<SourceUse> uses;
  for (const v1::Source& source : store.sources()) {
    uint64_t all = source.parts_size() == 0 ? bytes[source.id()] : 0;
    for (const auto& part : source.parts()) all += bytes[part.id()];
    uses.push_back({source, all});
  }
  std::stable_sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) {
    return a.bytes > b.bytes;
  });
  return uses;
}

}  // namespace

void StorageView::DrawButton(Frame& frame, Model& model, Rect& bar) {
  Storage& storage = model.storage();
  const std::string bytes = Bytes(model.store()->stored_bytes());
  const ButtonSpec spec{
      .id = "storage",
      .label = "store " + bytes,
      .name = "Storage: " + bytes +
              (storage.open() ? ". Close" : ". What takes it"),
      .quiet = true};
  button_ = frame.Id(spec.id);
  const Rect bounds = bar.CutLeft(ButtonWidth(frame, spec));
  if (Button(frame, bounds, spec)) {
    storage.SetOpen(!storage.open());
    if (storage.open()) frame.host.MeasureSpace();
    frame.DrawAgain();
  }
  // Before that there is nothing to lose.
  if (storage.imported() && !std::exchange(asked_to_keep_, true)) {
    frame.host.KeepStored();
  }
}

void StorageView::DrawPanel(Frame& frame, Model& model, const Rect& bounds) {
  const Container container(frame, "space", Role::kRegion, "Storage", bounds);
  frame.paint.Fill(bounds, frame.theme.panel);
  frame.paint.HorizontalLine(bounds.x0, bounds.x1, bounds.y0, frame.theme.line);
  Rect area = bounds.Inset(kPadding, kPadding);
  const Rect close = area.CutRight(2 * kPadding);
  // On a narrow screen the sources give way first: they are listed above too.
  const bool retention = area.width() > kGaugeWidth + kGap + kRetentionWidth;
  const bool sources =
      area.width() > kGaugeWidth + kRetentionWidth + 2 * kGap + kLeastSources;
  DrawGauge(frame, model, retention ? area.CutLeft(kGaugeWidth) : area);
  if (retention) {
    area.x0 += kGap;
    DrawRetention(frame, model, area.CutLeft(kRetentionWidth));
  }
  if (sources && model.storage().usage() != nullptr) {
    area.x0 += kGap;
    DrawSources(frame, model, area);
  }
  const bool closed = CloseButton(frame, close.centre_x(), close.y0 + 8,
                                  "close", "Close storage");
  if (!closed && !frame.TakeKey("Escape")) return;
  model.storage().SetOpen(false);
  frame.host.FocusNode(button_);
  frame.DrawAgain();
}

void StorageView::DrawGauge(Frame& frame, Model& model, Rect column) {
  const Theme& theme = frame.theme;
  SectionHead(frame, column, "Storage", /*first=*/true);
  const v1::StoreUsage* usage = model.storage().usage();
  if (usage == nullptr) {
    Label(frame, column.CutTop(kRowHeight), kBodyText, theme.secondary,
          "Adding it up…");
    return;
  }
  const auto& space = model.storage().space();
  std::string given;
  if (space && space->quota_bytes > 0) {
    given = " of " + HumanBytes(space->quota_bytes) +
            " that the browser gives (" +
            PercentText(space->used_bytes, space->quota_bytes) + " used)";
  }
  Label(frame, column.CutTop(kRowHeight), kStrongText, theme.text,
        Bytes(usage->bytes()) + given);
  const std::vector<Part> parts = PartsOf(theme, *usage);
  Rect bar = column.CutTop(kBarHeight);
  const float width = bar.width();
  frame.paint.Fill(bar, theme.line);
  for (const Part& part : parts) {
    const double share =
        static_cast<double>(part.bytes) /
        static_cast<double>(std::max<uint64_t>(usage->bytes(), 1));
    Rect piece = bar.CutLeft(width * static_cast<float>(share));
    // A gap of a pixel tells them apart.
    piece.x1 = std::max(piece.x0, piece.x1 - 1);
    frame.paint.Fill(piece, part.color);
  }
  column.CutTop(4);
  Rect legend = column.CutTop(kRowHeight);
  for (const Part& part : parts) {
    const std::string text = part.name + " " + Bytes(part.bytes);
    const float text_width = frame.paint.Measure(kSmallText, text);
    Rect mark = legend.CutLeft(8);
    mark.y0 = legend.centre_y() - 4;
    mark.y1 = mark.y0 + 8;
    frame.paint.Fill(mark, part.color);
    legend.CutLeft(6);
    Label(frame, legend.CutLeft(text_width + 1), kSmallText, theme.secondary,
          text);
    legend.CutLeft(14);
  }
  if (usage->deleted() > 0) {
    Label(frame, column.CutTop(kRowHeight), kSmallText, theme.secondary,
          Bytes(usage->deleted()) + " of it is deleted and given back soon.");
  }
  DrawKept(frame, model, column);
}

void StorageView::DrawKept(Frame& frame, Model& model, Rect& column) {
  const Theme& theme = frame.theme;
  if (model.store() != nullptr &&
      model.store()->storage() == v1::StoreState::STORAGE_MEMORY) {
    const float end = Paragraph(
        frame, column, kSmallText, theme.warn,
        "Kept in memory only: it is gone when this tab closes. Export what "
        "you need.");
    column.CutTop(end - column.y0);
    return;
  }
  const auto& space = model.storage().space();
  if (!space) return;
  const float end = Paragraph(
      frame, column, kSmallText, space->kept ? theme.secondary : theme.warn,
      space->kept ? "The browser keeps it until you delete it."
                  : "When the disk is full, the browser may clear it all.");
  column.CutTop(end - column.y0 + 4);
  if (space->kept) return;
  const ButtonSpec keep{.id = "keep", .label = "Ask the browser to keep it"};
  if (Button(frame,
             column.CutTop(kControlHeight).CutLeft(ButtonWidth(frame, keep)),
             keep)) {
    frame.host.KeepStored();
  }
}

void StorageView::DrawRetention(Frame& frame, Model& model, Rect column) {
  const Theme& theme = frame.theme;
  Storage& storage = model.storage();
  const v1::Retention& set = model.store()->retention();
  const v1::Retention& shown = storage.proposed().value_or(set);
  v1::Retention chosen = shown;
  const auto choice = [&](const std::string& name, std::string_view label,
                          std::span<const std::string_view> labels,
                          std::span<const uint64_t> values, uint64_t value) {
    Label(frame, column.CutTop(kRowHeight), kSmallText, theme.secondary,
          std::string(label));
    const auto at = std::find(values.begin(), values.end(), value);
    const std::optional<size_t> next =
        Choices(frame, column.CutTop(kControlHeight), name, labels,
                static_cast<size_t>(at - values.begin()));
    column.CutTop(6);
    return next ? values[*next] : value;
  };
  chosen.set_max_days(static_cast<uint32_t>(choice(
      "Delete sources by age", "Delete sources, counted from their import",
      kAgeLabels, kAges, shown.max_days())));
  chosen.set_max_bytes(choice("Delete sources by size",
                              "Delete what came first when more is stored than",
                              kSizeLabels, kSizes, shown.max_bytes()));
  if (chosen.max_days() != shown.max_days() ||
      chosen.max_bytes() != shown.max_bytes()) {
    storage.Propose(chosen);
    frame.DrawAgain();
  }
  if (!storage.error().empty()) {
    Paragraph(frame, column, kSmallText, theme.error, storage.error());
    return;
  }
  if (!storage.proposed()) return;
  const auto deleted =
      static_cast<uint64_t>(storage.effect().source_ids_size());
  const ButtonSpec apply{
      .id = "apply",
      .label = "Delete " + Plural(deleted, "source") + " now",
      .primary = true};
  const ButtonSpec leave{.id = "leave", .label = "Leave it as it was"};
  Rect row = column.CutTop(kControlHeight);
  if (Button(frame, row.CutLeft(ButtonWidth(frame, apply)), apply)) {
    storage.Apply();
    frame.DrawAgain();
  }
  row.CutLeft(8);
  if (Button(frame, row.CutLeft(ButtonWidth(frame, leave)), leave)) {
    storage.Withdraw();
    frame.DrawAgain();
  }
}

void StorageView::DrawSources(Frame& frame, Model& model, const Rect& bounds) {
  const Theme& theme = frame.theme;
  Rect area = bounds;
  SectionHead(frame, area, "By source", /*first=*/true);
  const std::vector<SourceUse> uses =
      UsesOf(*model.store(), *model.storage().usage());
  const uint64_t most = uses.empty() ? 1 : std::max<uint64_t>(uses[0].bytes, 1);
  Rect column = area;
  column.x1 -= kPadding;
  column.y0 = sources_.Begin(frame, area);
  for (const SourceUse& use : uses) {
    const Scope scope(frame, std::to_string(use.source.id()));
    Rect row = column.CutTop(28);
    const bool importing = use.source.state() == v1::Source::STATE_IMPORTING;
    const ButtonSpec remove{
        .id = "Delete",
        .name = "Delete " + use.source.name(),
        .quiet = true,
        .disabled = importing ? "Cancel its import first." : ""};
    const Rect button = row.CutRight(ButtonWidth(frame, remove));
    Rect share = row.CutRight(std::min(160.f, row.width() / 3));
    const std::string bytes = Bytes(use.bytes);
    const Rect size = row.CutRight(90);
    frame.paint.TextRight(kBodyText, size.x1 - kPadding, size.centre_y(),
                          theme.secondary, bytes);
    frame.paint.TextElided(kBodyText, row.x0, row.x1 - kPadding, row.centre_y(),
                           theme.text, use.source.name());
    frame.tree.Add({.id = frame.NextTextId(),
                    .role = Role::kText,
                    .name = use.source.name() + ", " + bytes,
                    .bounds = row});
    share.y0 = share.centre_y() - 2;
    share.y1 = share.y0 + 4;
    frame.paint.Fill(share, theme.line);
    share.x1 = share.x0 + share.width() * static_cast<float>(
                                              static_cast<double>(use.bytes) /
                                              static_cast<double>(most));
    frame.paint.Fill(share, theme.accent);
    if (Button(frame, button, remove)) {
      model.source_changes().Delete(use.source);
      frame.DrawAgain();
    }
  }
  sources_.End(frame, column.y0);
}

}  // namespace taffrail::ui
