#include "core/query/field_names.h"

#include <algorithm>

#include "core/parse/script.h"

namespace taffrail {
namespace {

// What people call the fields that formats give their standard names. In the
// order in which they are looked for.
constexpr std::pair<std::string_view, std::string_view> kShortNames[] = {
    {"status", "http.response.status_code"},
    {"status", "http.status_code"},
    {"status", "status_code"},
    {"method", "http.request.method"},
    {"method", "http.method"},
    {"path", "url.path"},
    {"path", "http.target"},
    {"path", "url.original"},
    {"url", "url.full"},
    {"url", "url.original"},
    {"client", "client.address"},
    {"ip", "client.address"},
    {"user", "user.name"},
    {"bytes", "http.response.body.size"},
    {"bytes", "http.response.size"},
    {"user_agent", "user_agent.original"},
    {"referer", "http.request.header.referer"},
};

// Beyond the place of any alias.
constexpr uint32_t kEndsInName = 1000;

}  // namespace

FieldName::FieldName(std::string_view name) : lower_(FoldCase(name)) {
  for (const auto& [name_of, alias] : kShortNames) {
    if (name_of == lower_) aliases_.push_back(alias);
  }
}

std::optional<uint32_t> FieldName::Rank(std::string_view attribute) const {
  // Most attributes differ in length alone.
  if (attribute.size() < lower_.size() && aliases_.empty()) return std::nullopt;
  const std::string folded = FoldCase(attribute);
  if (folded == lower_) return 0;
  for (size_t i = 0; i < aliases_.size(); ++i) {
    if (folded == aliases_[i]) return static_cast<uint32_t>(1 + i);
  }
  if (folded.size() > lower_.size() + 1 && folded.ends_with(lower_) &&
      folded[folded.size() - lower_.size() - 1] == '.') {
    return kEndsInName + static_cast<uint32_t>(folded.size());
  }
  return std::nullopt;
}

bool FieldName::Calls(std::string_view attribute) const {
  return Rank(attribute).value_or(kEndsInName) < kEndsInName;
}

const ParsedField* NearestField(const FieldName& name,
                                const std::vector<ParsedField>& fields) {
  const ParsedField* nearest = nullptr;
  uint32_t least = UINT32_MAX;
  for (const ParsedField& field : fields) {
    const std::optional<uint32_t> rank = name.Rank(field.name);
    if (!rank || *rank > least) continue;
    // Of a key that a record has twice the first counts.
    if (*rank == least && field.name >= nearest->name) continue;
    nearest = &field;
    least = *rank;
  }
  return nearest;
}

bool FieldAttributes::Update(const FieldName& name,
                             const Partition& partition) {
  const AttributeSet& set = partition.attributes();
  const size_t before = ranked_.size();
  // What is not committed may be taken back, and its number be another's.
  for (; seen_ < set.committed(); ++seen_) {
    const std::string& attribute = set.all()[seen_].name;
    if (const auto rank = name.Rank(attribute)) {
      ranked_.push_back({{*rank, attribute}, static_cast<uint32_t>(seen_)});
    }
  }
  if (ranked_.size() == before) return false;
  std::sort(ranked_.begin(), ranked_.end());
  attributes_.clear();
  for (const auto& [rank, attribute] : ranked_) {
    attributes_.push_back(attribute);
  }
  return true;
}

int64_t NsPerUnitOfField(std::string_view name) {
  const size_t unit_at = name.find_last_of("_.-") + 1;
  const int64_t ns = unit_at == 0 ? 0 : NsPerUnit(name.substr(unit_at));
  return ns == 0 ? 1'000'000'000 : ns;
}

}  // namespace taffrail
