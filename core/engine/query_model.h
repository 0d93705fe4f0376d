#ifndef TAFFRAIL_CORE_ENGINE_QUERY_MODEL_H_
#define TAFFRAIL_CORE_ENGINE_QUERY_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace taffrail {

// Records and what a text in one means, as docs/query-language.md has it and as
// plainly as it can be said: nothing here is the engine's. For tests, with
// random_query.h.

// What the logs are made of.
inline constexpr const char* kModelLevels[] = {"none", "trace", "debug", "info",
                                               "warn", "error", "fatal"};
inline constexpr const char* kModelServices[] = {"api", "api-edge", "Ledger",
                                                 "db2"};
inline const std::vector<std::string> kModelWords = {
    "alpha",    "Alpha", "alphabet", "beta", "BETA",  "gamma",  "42",
    "420",      "naïve", "Über",     "über", "жук",   "ЖУК",    "超时",
    "连接超时", "x-ray", "foo_bar",  "a",    "delta", "failed", "delta-delta"};
inline constexpr const char* kModelUsers[] = {"anna", "Berta", "u-17", "zoë",
                                              "Anna Karen"};
inline constexpr int64_t kModelStatuses[] = {200, 204, 404, 500, -3, 0};
inline constexpr double kModelRatios[] = {0.5, 1.25, 2.75, -0.125};

// Dice.
inline size_t Below(std::mt19937& random, size_t end) { return random() % end; }
inline bool OneIn(std::mt19937& random, size_t n) { return random() % n == 0; }
template <class List>
const auto& Pick(std::mt19937& random, const List& list) {
  return list[Below(random, std::size(list))];
}

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

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_QUERY_MODEL_H_
