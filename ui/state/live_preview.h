#ifndef TAFFRAIL_UI_STATE_LIVE_PREVIEW_H_
#define TAFFRAIL_UI_STATE_LIVE_PREVIEW_H_

#include <cstdint>
#include <optional>

#include "ui/state/engine_client.h"

namespace taffrail::ui {

// The first records of a source as settings that are being typed would have
// them read. One request is under way at a time; what was wanted meanwhile is
// asked for when it is answered, only the last of it. The client outlives it.
class LivePreview {
 public:
  explicit LivePreview(EngineClient& engine) : engine_(engine) {}
  ~LivePreview() { Clear(); }
  LivePreview(const LivePreview&) = delete;
  LivePreview& operator=(const LivePreview&) = delete;

  // Call it when drawing: it asks only for what it has not asked for yet.
  void Want(uint32_t source_id, const v1::SourceSettings& settings);
  // The store has changed: what is shown may be out of date.
  void MarkStale() { stale_ = true; }
  void Clear();

  // Of the last settings that could be read, so that typing does not make it
  // flicker; null until there is one.
  const v1::Preview* preview() const { return preview_ ? &*preview_ : nullptr; }
  // Grows whenever preview() changes.
  uint64_t version() const { return version_; }
  // Why the settings of the last answer cannot be used.
  const std::optional<v1::Error>& error() const { return error_; }
  // What is shown is not yet of what was wanted last.
  bool pending() const { return under_way_ != 0; }

 private:
  struct Wish {
    uint32_t source_id = 0;
    std::string settings;
    bool operator==(const Wish&) const = default;
  };

  void Ask();
  void OnResponse(const v1::Response& response);

  EngineClient& engine_;
  Wish wanted_;
  Wish asked_;
  bool stale_ = false;
  uint64_t under_way_ = 0;
  std::optional<v1::Preview> preview_;
  uint64_t version_ = 0;
  std::optional<v1::Error> error_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_LIVE_PREVIEW_H_
