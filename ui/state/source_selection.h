#ifndef TAFFRAIL_UI_STATE_SOURCE_SELECTION_H_
#define TAFFRAIL_UI_STATE_SOURCE_SELECTION_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/imports.h"
#include "ui/state/live_preview.h"
#include "ui/state/notices.h"
#include "ui/state/settings_draft.h"

namespace taffrail::ui {

// The source that the panel explains: why it is read as it is, and how the
// user would have it read instead. Owned by Model; the rest outlives it.
class SourceSelection {
 public:
  // `replaced` hears that other records have taken the place of a source's.
  SourceSelection(EngineClient& engine, Imports& imports, Notices& notices,
                  std::function<void(uint32_t source_id)> replaced)
      : engine_(engine),
        imports_(imports),
        notices_(notices),
        replaced_(std::move(replaced)),
        preview_(engine) {}
  ~SourceSelection() { engine_.Forget(explain_request_); }
  SourceSelection(const SourceSelection&) = delete;
  SourceSelection& operator=(const SourceSelection&) = delete;

  // What the user had begun to change of this one is still there.
  void Open(const v1::Source& source);
  void Close() { open_ = false; }
  // The sources as they are now; what is open may have changed or gone.
  void OnStore(const v1::StoreState& store);

  // Null while the panel is closed.
  const v1::Source* source() const { return open_ ? &source_ : nullptr; }
  // Of all known formats, by title; empty until they are here.
  const std::vector<v1::FormatInfo>& formats() const { return formats_; }
  // Null until it is here.
  const v1::Explanation* explanation() const {
    return explanation_ ? &*explanation_ : nullptr;
  }
  const std::optional<v1::Error>& explain_error() const {
    return explain_error_;
  }

  SettingsDraft& draft() { return draft_; }
  void ResetDraft();
  LivePreview& preview() { return preview_; }

  // The user edits the definition of a format of their own.
  bool defining() const { return open_ && defining_; }
  // Begins with the definition there is, else with a sketch of one.
  void Define();
  void EndDefining() { defining_ = false; }

  // Why Apply would do nothing; empty if it would do something.
  std::string WhyNotApply() const;
  // Reads the source anew as the draft says.
  void Apply();

 private:
  void Follow();
  void AskForFormats();
  void Explain();
  void Reimport(const v1::Source& source, const v1::SourceSettings& settings,
                bool offer_undo);
  void OnReimported(const v1::Source& source,
                    const v1::SourceSettings& settings, bool offer_undo,
                    const v1::Response& response);

  EngineClient& engine_;
  Imports& imports_;
  Notices& notices_;
  const std::function<void(uint32_t source_id)> replaced_;
  bool open_ = false;
  v1::Source source_;
  // It is being read anew, and then has another id; 0 if it is not.
  uint32_t reread_id_ = 0;
  v1::StoreState store_;
  bool asked_for_formats_ = false;
  std::vector<v1::FormatInfo> formats_;
  std::optional<v1::Explanation> explanation_;
  std::optional<v1::Error> explain_error_;
  uint64_t explain_request_ = 0;
  SettingsDraft draft_;
  LivePreview preview_;
  bool defining_ = false;
};

// What a format is called; for none at all, that.
std::string FormatTitle(const v1::FormatInfo& format);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_SOURCE_SELECTION_H_
