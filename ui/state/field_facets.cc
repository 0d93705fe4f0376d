#include "ui/state/field_facets.h"

#include <utility>

namespace taffrail::ui {
namespace {

// While a search or an import goes on.
constexpr double kAskEveryMs = 500;
constexpr uint32_t kMaxValues = 10;

}  // namespace

void FieldFacets::Toggle(const std::string& name) {
  if (open_.erase(name) == 0) open_.insert(name);
}

std::optional<double> FieldFacets::Update(const OpenSearch* results,
                                          double now_ms) {
  if (results == nullptr || results->error() || under_way_) return {};
  Question question{results->id(), results->matched(),
                    results->progress().complete(), open_};
  if (question == asked_) return {};
  const bool only_grown = asked_ && asked_->search_id == question.search_id &&
                          asked_->fields == question.fields &&
                          !question.complete;
  if (only_grown && now_ms < asked_ms_ + kAskEveryMs) {
    return asked_ms_ + kAskEveryMs - now_ms;
  }
  v1::Request request;
  request.mutable_facets()->set_search_id(question.search_id);
  request.mutable_facets()->set_max_values(kMaxValues);
  for (const std::string& name : question.fields) {
    request.mutable_facets()->add_fields(name);
  }
  asked_ = std::move(question);
  asked_ms_ = now_ms;
  under_way_ = true;
  engine_.Start(std::move(request), [this](const v1::Response& response) {
    under_way_ = false;
    // A search that has ended meanwhile: the next is asked about.
    if (!response.has_error()) facets_ = response.facets();
  });
  return {};
}

const v1::Facets::Facet* FieldFacets::Find(const std::string& name) const {
  for (const v1::Facets::Facet& facet : facets_.facets()) {
    if (facet.name() == name) return &facet;
  }
  return nullptr;
}

}  // namespace taffrail::ui
