#include "ui/state/source_changes.h"

namespace taffrail::ui {

void SourceChanges::Send(const v1::Source& source, Change change,
                         std::function<void()> then) {
  if (source.parts().empty()) change.add_source_ids(source.id());
  for (const v1::Source& part : source.parts()) {
    change.add_source_ids(part.id());
  }
  v1::Request request;
  *request.mutable_change_sources() = change;
  engine_.Start(std::move(request), [this, change, then = std::move(then)](
                                        const v1::Response& response) {
    if (response.has_error()) {
      notices_.Add(NoticeKind::kError, response.error().message());
      return;
    }
    if (change.has_visibility()) {
      for (const uint32_t id : change.source_ids()) changed_(id);
    }
    if (then) then();
  });
}

void SourceChanges::SetVisibility(const v1::Source& source,
                                  Change::Visibility visibility,
                                  std::function<void()> then) {
  Change change;
  change.set_visibility(visibility);
  Send(source, std::move(change), std::move(then));
}

void SourceChanges::Hide(const v1::Source& source) {
  SetVisibility(source, Change::VISIBILITY_HIDDEN);
}

void SourceChanges::Show(const v1::Source& source) {
  SetVisibility(source, Change::VISIBILITY_SHOWN);
}

void SourceChanges::Rename(const v1::Source& source, std::string name) {
  Change change;
  change.set_label(std::move(name));
  Send(source, std::move(change));
}

void SourceChanges::Delete(const v1::Source& source) {
  SetVisibility(source, Change::VISIBILITY_DELETED, [this, source] {
    notices_.Add({.text = source.name() + " was deleted.",
                  .action = "Undo",
                  .act = [this, source] { Show(source); },
                  .lapse = [this] { Reclaim(); },
                  .lapses_in_ms = kUndoMs});
  });
}

void SourceChanges::Reclaim() {
  v1::Request request;
  request.mutable_reclaim();
  engine_.Start(std::move(request), [this](const v1::Response& response) {
    if (!response.has_error()) return;
    notices_.Add(NoticeKind::kWarning, "Its space could not be given back: " +
                                           response.error().message());
  });
}

}  // namespace taffrail::ui
