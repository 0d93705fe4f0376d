#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_DIALECTS_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_DIALECTS_H_

#include <cstdint>
#include <string>

#include "tests/bench/support/random_text.h"

namespace taffrail {

// Lines of about 1 KB in dialects that nothing in core/wire was written for:
// what holds here holds for logs nobody has seen. Google Cloud's structured
// logs, Caddy's access logs, Serilog's compact JSON from ASP.NET, and
// application lines as Fluent Bit wraps them in Kubernetes. The words of the
// messages, services and paths are not those of JsonCorpus. The same lines for
// the same seed, everywhere.
class JsonDialects : private RandomText {
 public:
  explicit JsonDialects(uint32_t seed) : RandomText(seed) {}

  // Without a newline.
  std::string Line();

 private:
  std::string Time();
  std::string Address();
  std::string Route();
  const char* Agent();
  std::string GoogleCloud();
  std::string Caddy();
  std::string Serilog();
  std::string FluentBit();

  int64_t time_us_ = 1764200000 * int64_t{1000000};
};

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_DIALECTS_H_
