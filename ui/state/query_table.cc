#include "ui/state/query_table.h"

#include <utility>

#include "ui/text/query_tokens.h"

namespace taffrail::ui {

void QueryTable::Update(const OpenSearch* results) {
  wanted_ = results != nullptr && !results->error() &&
            PipelineAt(results->query()) < results->query().size();
  if (!wanted_) {
    shown_.reset();
    pending_.reset();
    return;
  }
  if (search_id_ != results->id() || (!shown_ && !pending_)) {
    search_id_ = results->id();
    v1::Request request;
    request.mutable_table()->set_search_id(search_id_);
    pending_ = std::make_unique<OpenTable>(engine_, std::move(request));
  }
  if (pending_ != nullptr && pending_->ready()) shown_ = std::move(pending_);
}

}  // namespace taffrail::ui
