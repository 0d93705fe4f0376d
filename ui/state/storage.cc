#include "ui/state/storage.h"

#include <utility>

namespace taffrail::ui {

void Storage::SetOpen(bool open) {
  open_ = open;
  if (open) Ask();
}

void Storage::OnStore(const v1::StoreState& store) {
  imported_ |= records_ && store.records() > *records_;
  records_ = store.records();
  // Other changes, such as of names, take no space.
  const std::string state = std::to_string(store.stored_bytes()) + "," +
                            std::to_string(store.records()) + "," +
                            std::to_string(store.sources_size());
  if (state == asked_for_) return;
  asked_for_ = state;
  if (open_) Ask();
}

void Storage::Ask() {
  if (std::exchange(asking_, true)) {
    ask_again_ = true;
    return;
  }
  v1::Request request;
  request.mutable_usage();
  engine_.Start(std::move(request), [this](const v1::Response& response) {
    if (response.has_usage()) usage_ = response.usage();
    if (!response.done()) return;
    asking_ = false;
    if (std::exchange(ask_again_, false) && open_) Ask();
  });
}

void Storage::Propose(const v1::Retention& retention) {
  v1::Request request;
  *request.mutable_set_retention()->mutable_retention() = retention;
  request.mutable_set_retention()->set_only_tell(true);
  error_.clear();
  engine_.Start(std::move(request),
                [this, retention](const v1::Response& response) {
                  if (response.has_error()) {
                    error_ = response.error().message();
                    return;
                  }
                  effect_ = response.retention_effect();
                  if (effect_.source_ids().empty()) return Set(retention);
                  proposed_ = retention;
                });
}

void Storage::Apply() {
  if (proposed_) Set(*std::exchange(proposed_, std::nullopt));
}

void Storage::Set(const v1::Retention& retention) {
  proposed_.reset();
  v1::Request request;
  *request.mutable_set_retention()->mutable_retention() = retention;
  engine_.Start(std::move(request), [this](const v1::Response& response) {
    if (response.has_error()) error_ = response.error().message();
  });
}

}  // namespace taffrail::ui
