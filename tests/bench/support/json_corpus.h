#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_CORPUS_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_CORPUS_H_

#include <cstdint>
#include <string>

#include "tests/bench/support/random_text.h"

namespace taffrail {

// Structured logs as a cluster of web services writes them, about 1 KB a line:
// OpenTelemetry's dotted names, ECS nested, and a Node and a Go service's own
// names. Identifiers are random, places and people repeat as in real traffic,
// and each line differs. The same lines for the same seed, everywhere.
class JsonCorpus : private RandomText {
 public:
  explicit JsonCorpus(uint32_t seed) : RandomText(seed) {}

  // Without a newline.
  std::string Line();

 private:
  std::string Time(int decimals) const;
  std::string Address();
  std::string Path();
  std::string OpenTelemetry();
  std::string Ecs();
  std::string Node();
  std::string Go();

  int64_t time_ns_ = 1763800000 * int64_t{1000000000};
};

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_CORPUS_H_
