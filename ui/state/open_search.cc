#include "ui/state/open_search.h"

#include <utility>

namespace taffrail::ui {
namespace {

constexpr size_t kMaxRequestsUnderWay = 3;

}  // namespace

OpenSearch::OpenSearch(EngineClient& engine, std::string query,
                       std::optional<TimeRange> range, uint32_t max_bins)
    : engine_(engine), query_(std::move(query)) {
  v1::Request request;
  v1::SearchRequest& search = *request.mutable_search();
  search.set_query(query_);
  search.set_max_bins(max_bins);
  if (range) {
    search.set_has_range(true);
    search.set_from_ns(range->from_ns);
    search.set_to_ns(range->to_ns);
  }
  id_ = engine_.Start(std::move(request), [this](const v1::Response& response) {
    if (response.has_error()) error_ = response.error();
    if (!response.has_search()) return;
    has_progress_ = true;
    progress_ = response.search();
  });
}

OpenSearch::~OpenSearch() {
  engine_.Forget(id_);
  if (!error_) engine_.Cancel(id_);
  for (const uint64_t request : requests_) engine_.Forget(request);
}

bool OpenSearch::ready() const {
  if (error_) return true;
  if (!has_progress_) return false;
  return matched() == 0 ? progress_.complete() : rows_.Find(0) != nullptr;
}

void OpenSearch::Want(uint64_t first, uint64_t end) {
  while (!error_ && requests_.size() < kMaxRequestsUnderWay) {
    const std::optional<uint64_t> page =
        rows_.NextWanted(first, end, matched());
    if (!page) return;
    RequestPage(*page);
  }
}

void OpenSearch::RequestPage(uint64_t page) {
  rows_.MarkRequested(page, matched());
  v1::Request request;
  request.mutable_rows()->set_search_id(id_);
  request.mutable_rows()->set_first(page * RowPages::kPageRows);
  request.mutable_rows()->set_count(RowPages::kPageRows);
  const uint64_t id = engine_.Start(std::move(request),
                                    [this, page](const v1::Response& response) {
                                      if (response.has_rows()) {
                                        rows_.Put(page, response.rows());
                                      } else {
                                        rows_.MarkFailed(page);
                                      }
                                      if (response.done())
                                        requests_.erase(response.id());
                                    });
  requests_.insert(id);
}

void SearchSlot::Start(std::unique_ptr<OpenSearch> search) {
  error_.reset();
  pending_ = std::move(search);
}

void SearchSlot::Clear() {
  shown_.reset();
  pending_.reset();
  error_.reset();
}

void SearchSlot::Update() {
  if (!pending_) return;
  pending_->Want(0, 1);
  if (!pending_->ready()) return;
  if (pending_->error()) {
    error_ = pending_->error();
    pending_.reset();
  } else {
    shown_ = std::move(pending_);
  }
}

}  // namespace taffrail::ui
