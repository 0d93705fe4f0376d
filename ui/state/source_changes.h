#ifndef TAFFRAIL_UI_STATE_SOURCE_CHANGES_H_
#define TAFFRAIL_UI_STATE_SOURCE_CHANGES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/notices.h"

namespace taffrail::ui {

// What the user does to a source as a whole: a rotated set's parts all alike.
// Owned by Model; the rest outlives it.
class SourceChanges {
 public:
  // For so long a deletion can be undone.
  static constexpr double kUndoMs = 20'000;

  // `changed` hears that the records of a source came or went.
  SourceChanges(EngineClient& engine, Notices& notices,
                std::function<void(uint32_t source_id)> changed)
      : engine_(engine), notices_(notices), changed_(std::move(changed)) {}
  SourceChanges(const SourceChanges&) = delete;
  SourceChanges& operator=(const SourceChanges&) = delete;

  void Hide(const v1::Source& source);
  void Show(const v1::Source& source);
  // At once, with an Undo for a while; its space is given back after that.
  void Delete(const v1::Source& source);
  // Empty: back to its own name.
  void Rename(const v1::Source& source, std::string name);

 private:
  using Change = v1::ChangeSourcesRequest;

  // `then` is called if nothing went wrong.
  void Send(const v1::Source& source, Change change,
            std::function<void()> then = {});
  void SetVisibility(const v1::Source& source, Change::Visibility visibility,
                     std::function<void()> then = {});
  void Reclaim();

  EngineClient& engine_;
  Notices& notices_;
  const std::function<void(uint32_t source_id)> changed_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_SOURCE_CHANGES_H_
