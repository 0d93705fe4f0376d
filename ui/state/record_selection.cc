#include "ui/state/record_selection.h"

#include <utility>

namespace taffrail::ui {

void RecordSelection::Select(const RecordKey& key) {
  if (key_ == key) return;
  engine_.Forget(request_id_);
  key_ = key;
  error_.reset();
  v1::Request request;
  FromKey(key, *request.mutable_record()->mutable_key());
  request_id_ =
      engine_.Start(std::move(request), [this](const v1::Response& response) {
        if (response.has_error()) error_ = response.error();
        if (response.has_record()) detail_ = response.record();
        ++version_;
      });
}

void RecordSelection::Clear() {
  engine_.Forget(request_id_);
  key_.reset();
  detail_.reset();
  error_.reset();
  ++version_;
}

}  // namespace taffrail::ui
