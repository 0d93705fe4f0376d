#ifndef TAFFRAIL_UI_STATE_RECORD_SELECTION_H_
#define TAFFRAIL_UI_STATE_RECORD_SELECTION_H_

#include <cstdint>
#include <optional>

#include "ui/state/engine_client.h"
#include "ui/state/row_pages.h"

namespace taffrail::ui {

// The record that the inspector shows, named by its key; the row it stands in
// is a matter of the search and may move.
class RecordSelection {
 public:
  explicit RecordSelection(EngineClient& engine) : engine_(engine) {}
  ~RecordSelection() { Clear(); }
  RecordSelection(const RecordSelection&) = delete;
  RecordSelection& operator=(const RecordSelection&) = delete;

  void Select(const RecordKey& key);
  void Clear();

  const std::optional<RecordKey>& key() const { return key_; }
  // Null while it is fetched. Of the last record until the next is here, so
  // that moving through rows does not flicker.
  const v1::RecordDetail* detail() const {
    return key_ && detail_ ? &*detail_ : nullptr;
  }
  const std::optional<v1::Error>& error() const { return error_; }
  // Grows whenever detail() changes.
  uint64_t version() const { return version_; }

 private:
  EngineClient& engine_;
  std::optional<RecordKey> key_;
  std::optional<v1::RecordDetail> detail_;
  std::optional<v1::Error> error_;
  uint64_t request_id_ = 0;
  uint64_t version_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_RECORD_SELECTION_H_
