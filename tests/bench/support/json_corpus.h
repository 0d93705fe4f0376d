#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_CORPUS_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace taffrail {

// Structured logs as a cluster of web services writes them, about 1 KB a line:
// OpenTelemetry's dotted names, ECS nested, and a Node and a Go service's own
// names. Identifiers are random, places and people repeat as in real traffic,
// and each line differs. The same lines for the same seed, everywhere.
class JsonCorpus {
 public:
  explicit JsonCorpus(uint32_t seed) : random_(seed) {}

  // Without a newline.
  std::string Line();

 private:
  uint32_t Below(uint32_t end) { return random_() % end; }
  std::string Hex(size_t digits);
  std::string Uuid();
  std::string Time(int decimals) const;
  std::string Address();
  std::string Path();
  std::string OpenTelemetry();
  std::string Ecs();
  std::string Node();
  std::string Go();

  std::mt19937 random_;
  int64_t time_ns_ = 1763800000 * int64_t{1000000000};
};

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_CORPUS_H_
