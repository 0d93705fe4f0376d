#ifndef TAFFRAIL_UI_STATE_FIELD_FACETS_H_
#define TAFFRAIL_UI_STATE_FIELD_FACETS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "ui/state/engine_client.h"
#include "ui/state/open_search.h"

namespace taffrail::ui {

// The fields that records have, and how often each value of those that are
// opened is in what was found. Asked for anew as that changes, one request
// after the other. Owned by Model; the client outlives it.
class FieldFacets {
 public:
  explicit FieldFacets(EngineClient& engine) : engine_(engine) {}
  FieldFacets(const FieldFacets&) = delete;
  FieldFacets& operator=(const FieldFacets&) = delete;

  // Shows a field's values, or hides them.
  void Toggle(const std::string& name);
  bool IsOpen(const std::string& name) const { return open_.contains(name); }

  // Whether more than the most frequent names are listed.
  bool all_names() const { return all_names_; }
  void ToggleAllNames() { all_names_ = !all_names_; }

  // Asks for what `results`, which may be null, have. Call once a frame; in how
  // many milliseconds to call again, if there is anything to wait for.
  std::optional<double> Update(const OpenSearch* results, double now_ms);

  // What was told last. Of a field that was opened since nothing is there yet.
  const v1::Facets& facets() const { return facets_; }
  // The values of a field, or null.
  const v1::Facets::Facet* Find(const std::string& name) const;

 private:
  // What an answer is of.
  struct Question {
    uint64_t search_id = 0;
    uint64_t matched = 0;
    bool complete = false;
    std::set<std::string> fields;
    bool operator==(const Question&) const = default;
  };

  EngineClient& engine_;
  std::set<std::string> open_;
  bool all_names_ = false;
  std::optional<Question> asked_;
  bool under_way_ = false;
  double asked_ms_ = 0;
  v1::Facets facets_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_FIELD_FACETS_H_
