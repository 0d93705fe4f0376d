#ifndef TAFFRAIL_UI_STATE_PATTERNS_H_
#define TAFFRAIL_UI_STATE_PATTERNS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/open_search.h"

namespace taffrail::ui {

// What patterns are ordered by.
enum class PatternOrder { kCount, kText, kSeverity, kFirst, kLast };

// The templates of what was found, as long as they are shown: asked for anew
// as that changes, one request after the other. Owned by Model; the client
// outlives it.
class Patterns {
 public:
  // From few broad templates to many narrow ones.
  static constexpr double kPrecisions[] = {0.1, 0.3, 0.5, 0.75, 1};
  static constexpr size_t kUsualPrecision = 2;

  explicit Patterns(EngineClient& engine) : engine_(engine) {}
  ~Patterns() { Drop(); }
  Patterns(const Patterns&) = delete;
  Patterns& operator=(const Patterns&) = delete;

  // Whether they are what the user looks at.
  bool open() const { return open_; }
  void SetOpen(bool open) { open_ = open; }

  // An index into kPrecisions.
  size_t precision() const { return precision_; }
  void SetPrecision(size_t precision) { precision_ = precision; }

  PatternOrder order() const { return order_; }
  bool reversed() const { return reversed_; }
  // Orders by it, or the other way round if they are ordered so.
  void SortBy(PatternOrder order);

  // Asks for those of `results`, which may be null, by the store's version of
  // what templates are. Call once a frame; in how many milliseconds to call
  // again, if there is anything to wait for.
  std::optional<double> Update(const OpenSearch* results,
                               uint64_t templates_version, double now_ms);

  // What was told last; templates in the order of rows().
  const v1::Templates& told() const { return told_; }
  // Indices into told().templates(), as they are ordered.
  const std::vector<int>& rows() const { return rows_; }
  // They are of what is shown now, or will be in a moment.
  bool has_answer() const { return has_answer_; }
  // Being counted.
  bool under_way() const { return request_id_ != 0; }
  const std::optional<v1::Error>& error() const { return error_; }
  // Grows whenever rows() change.
  uint64_t version() const { return version_; }

  // How a query names a template at the present precision.
  std::string QueryValue(const v1::Templates::Template& pattern) const;

 private:
  struct Question {
    uint64_t search_id = 0;
    uint64_t matched = 0;
    bool complete = false;
    size_t precision = 0;
    uint64_t templates_version = 0;
    bool operator==(const Question&) const = default;
  };
  void OnAnswer(const v1::Response& response);
  void Drop();
  void Sort();

  EngineClient& engine_;
  bool open_ = false;
  size_t precision_ = kUsualPrecision;
  PatternOrder order_ = PatternOrder::kCount;
  bool reversed_ = false;
  std::optional<Question> asked_;
  uint64_t request_id_ = 0;
  double asked_ms_ = 0;
  bool has_answer_ = false;
  v1::Templates told_;
  std::vector<int> rows_;
  std::optional<v1::Error> error_;
  uint64_t version_ = 0;
};

// The worst that many of its records are, at least one in four.
int SeverityOf(const v1::Templates::Template& pattern);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_PATTERNS_H_
