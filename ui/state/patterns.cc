#include "ui/state/patterns.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/base/status.h"

namespace taffrail::ui {
namespace {

// While a search or an import goes on.
constexpr double kAskEveryMs = 700;
constexpr uint32_t kBins = 60;

}  // namespace

void Patterns::SortBy(PatternOrder order) {
  reversed_ = order == order_ && !reversed_;
  order_ = order;
  Sort();
}

void Patterns::Drop() {
  if (request_id_ == 0) return;
  engine_.Forget(request_id_);
  engine_.Cancel(request_id_);
  request_id_ = 0;
}

std::optional<double> Patterns::Update(const OpenSearch* results,
                                       uint64_t templates_version,
                                       double now_ms) {
  if (!open_ || results == nullptr || results->error()) return {};
  const Question question{results->id(), results->matched(),
                          results->progress().complete(), precision_,
                          templates_version};
  if (question == asked_) return {};
  const bool only_grown = asked_ && asked_->search_id == question.search_id &&
                          asked_->precision == question.precision &&
                          asked_->templates_version == templates_version;
  if (only_grown) {
    if (request_id_ != 0) return {};
    if (!question.complete && now_ms < asked_ms_ + kAskEveryMs) {
      return asked_ms_ + kAskEveryMs - now_ms;
    }
  }
  // Nobody waits for the answer to the question before.
  Drop();
  v1::Request request;
  v1::TemplatesRequest* templates = request.mutable_templates();
  templates->set_search_id(question.search_id);
  templates->set_precision(kPrecisions[precision_]);
  templates->set_bins(kBins);
  asked_ = question;
  asked_ms_ = now_ms;
  request_id_ = engine_.Start(
      std::move(request),
      [this](const v1::Response& response) { OnAnswer(response); });
  return {};
}

void Patterns::OnAnswer(const v1::Response& response) {
  if (response.done()) request_id_ = 0;
  if (response.has_error()) {
    // Of a search that has ended meanwhile: the next is asked about.
    constexpr auto kCancelled = static_cast<uint32_t>(StatusCode::kCancelled);
    if (response.error().code() != kCancelled) error_ = response.error();
    return;
  }
  // While what is shown is whole, parts of the next are none.
  if (!response.done() && has_answer_ &&
      response.templates().records() < told_.records()) {
    return;
  }
  error_.reset();
  told_ = response.templates();
  has_answer_ = true;
  Sort();
}

void Patterns::Sort() {
  rows_.resize(static_cast<size_t>(told_.templates_size()));
  std::iota(rows_.begin(), rows_.end(), 0);
  // Of each order what is most likely looked for comes first.
  const auto before = [&](const v1::Templates::Template& a,
                          const v1::Templates::Template& b) {
    switch (order_) {
      case PatternOrder::kCount:
        return a.count() > b.count();
      case PatternOrder::kText:
        return a.text() < b.text();
      case PatternOrder::kSeverity:
        return std::tuple(SeverityOf(a), a.count()) >
               std::tuple(SeverityOf(b), b.count());
      case PatternOrder::kFirst:
        return a.first_ns() > b.first_ns();
      case PatternOrder::kLast:
        return a.last_ns() > b.last_ns();
    }
    return false;
  };
  std::sort(rows_.begin(), rows_.end(), [&](int a, int b) {
    const auto& left = told_.templates(reversed_ ? b : a);
    const auto& right = told_.templates(reversed_ ? a : b);
    if (before(left, right)) return true;
    return !before(right, left) && a < b;
  });
  ++version_;
}

std::string Patterns::QueryValue(const v1::Templates::Template& pattern) const {
  if (precision_ == kUsualPrecision) return pattern.id();
  std::string precision = "1";
  if (kPrecisions[precision_] < 1) {
    precision = std::to_string(kPrecisions[precision_]);
    while (precision.back() == '0') precision.pop_back();
  }
  return pattern.id() + "@" + precision;
}

int SeverityOf(const v1::Templates::Template& pattern) {
  for (int i = pattern.severities_size() - 1; i > 0; --i) {
    if (pattern.severities(i) * 4 >= std::max<uint64_t>(pattern.count(), 1)) {
      return i;
    }
  }
  return 0;
}

}  // namespace taffrail::ui
