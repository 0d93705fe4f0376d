#include "ui/state/searches.h"

#include <memory>
#include <utility>

namespace taffrail::ui {
namespace {

// The timeline is about 1,200 px wide; a bar of 4 px can be hit and read.
constexpr uint32_t kMaxBins = 300;

}  // namespace

void Searches::SetQuery(std::string query, double now_ms, double delay_ms) {
  if (query == query_) {
    // Enter after typing: what is scheduled should not wait.
    if (query_changed_) Schedule(now_ms, delay_ms);
    return;
  }
  query_ = std::move(query);
  query_changed_ = true;
  Schedule(now_ms, delay_ms);
}

void Searches::SetSelection(std::optional<TimeRange> selection, double now_ms,
                            double delay_ms) {
  if (selection == selection_) return;
  selection_ = selection;
  selection_changed_ = true;
  if (!selection_) selected_.Clear();
  Schedule(now_ms, delay_ms);
}

void Searches::Schedule(double now_ms, double delay_ms) {
  due_ms_ = now_ms + delay_ms;
}

std::optional<double> Searches::Update(double now_ms) {
  std::optional<double> wait;
  if (query_changed_ || selection_changed_) {
    if (now_ms >= due_ms_) {
      if (query_changed_) {
        overview_.Start(std::make_unique<OpenSearch>(engine_, query_,
                                                     std::nullopt, kMaxBins));
      }
      if (selection_) {
        selected_.Start(
            std::make_unique<OpenSearch>(engine_, query_, selection_, 1));
      }
      query_changed_ = selection_changed_ = false;
    } else {
      wait = due_ms_ - now_ms;
    }
  }
  overview_.Update();
  selected_.Update();
  return wait;
}

OpenSearch* Searches::results() const {
  if (selection_ && selected_.shown() != nullptr) return selected_.shown();
  return overview_.shown();
}

}  // namespace taffrail::ui
