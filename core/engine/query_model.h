#ifndef TAFFRAIL_CORE_ENGINE_QUERY_MODEL_H_
#define TAFFRAIL_CORE_ENGINE_QUERY_MODEL_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace taffrail {

// Records, queries and what they mean, as docs/query-language.md has it and as
// plainly as it can be said: nothing here is the engine's. For tests.

// As a field of a JSON line has it.
using ModelValue = std::variant<std::string, int64_t, double, bool>;

struct ModelRecord {
  std::string source;
  uint64_t offset = 0;
  std::string line;
  int64_t time_ns = 0;
  int level = 0;  // 0 none, then trace to fatal.
  std::string service;
  std::map<std::string, ModelValue> fields;
};

// A log of JSON lines whose fields come and go, or of lines of text.
std::vector<ModelRecord> ModelLog(const std::string& source, bool json,
                                  int lines, std::mt19937& random);

// Letters of the model's vocabulary in lower case.
std::string ModelFold(std::string_view text);
// `needle`, in lower case, stands in the text; with whole words at its ends,
// where that is asked.
bool ModelHas(const std::string& lower, const std::string& needle,
              bool whole_start, bool whole_end);

struct ModelQuery {
  std::string text;
  std::function<bool(const ModelRecord&)> matches;
};

// Of all forms there are, nested up to `depth`.
ModelQuery RandomQuery(std::mt19937& random, int depth);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_QUERY_MODEL_H_
