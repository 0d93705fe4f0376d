#include "ui/state/live_preview.h"

#include <utility>

namespace taffrail::ui {

void LivePreview::Want(uint32_t source_id, const v1::SourceSettings& settings) {
  wanted_ = {source_id, settings.SerializeAsString()};
  if (under_way_ == 0 && (stale_ || wanted_ != asked_)) Ask();
}

void LivePreview::Ask() {
  stale_ = false;
  asked_ = wanted_;
  v1::Request request;
  v1::PreviewRequest& preview = *request.mutable_preview();
  preview.set_source_id(asked_.source_id);
  // What we have serialized ourselves can be read.
  if (!preview.mutable_settings()->ParseFromString(asked_.settings)) return;
  under_way_ = engine_.Start(
      std::move(request),
      [this](const v1::Response& response) { OnResponse(response); });
}

void LivePreview::OnResponse(const v1::Response& response) {
  if (response.has_preview()) {
    preview_ = response.preview();
    ++version_;
    error_.reset();
  }
  if (response.has_error()) error_ = response.error();
  if (!response.done()) return;
  under_way_ = 0;
  if (stale_ || wanted_ != asked_) Ask();
}

void LivePreview::Clear() {
  if (under_way_ != 0) {
    engine_.Forget(under_way_);
    engine_.Cancel(under_way_);
  }
  under_way_ = 0;
  wanted_ = asked_ = {};
  preview_.reset();
  error_.reset();
}

}  // namespace taffrail::ui
