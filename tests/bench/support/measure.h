#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_MEASURE_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_MEASURE_H_

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// What the programs under tests/bench share. They print one JSON object per
// figure, which support/core_bench.mjs reads.
namespace taffrail {

// Seconds of the fastest run of `f`, which is run for at least two seconds and
// five times: on a shared machine the fastest is the least disturbed.
template <class F>
double FastestSeconds(F&& f) {
  using Clock = std::chrono::steady_clock;
  const auto seconds_since = [](Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  const Clock::time_point begin = Clock::now();
  double fastest = 1e9;
  for (int runs = 0; runs < 5 || seconds_since(begin) < 2; ++runs) {
    const Clock::time_point start = Clock::now();
    f();
    fastest = std::min(fastest, seconds_since(start));
  }
  return fastest;
}

// Seconds of f(0), f(1), … f(slices - 1), each at its fastest of some rounds: a
// slice of a millisecond or less is seldom disturbed, however busy the machine
// is. Rounds follow each other for at least two seconds; `begin` starts each.
template <class Begin, class F>
double FastestSlices(size_t slices, Begin&& begin, F&& f) {
  using Clock = std::chrono::steady_clock;
  const auto seconds_since = [](Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  const Clock::time_point first = Clock::now();
  std::vector<double> fastest(slices, 1e9);
  for (int rounds = 0; rounds < 5 || seconds_since(first) < 2; ++rounds) {
    begin();
    for (size_t i = 0; i < slices; ++i) {
      const Clock::time_point start = Clock::now();
      f(i);
      fastest[i] = std::min(fastest[i], seconds_since(start));
    }
  }
  double sum = 0;
  for (double seconds : fastest) sum += seconds;
  return sum;
}

// Keeps the compiler from leaving out the work behind `value`.
template <class T>
void Keep(const T& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

// `name` and `unit` need no escaping.
inline void PrintFigure(std::string_view name, double value,
                        std::string_view unit) {
  printf("{\"figure\":\"%.*s\",\"value\":%.6g,\"unit\":\"%.*s\"}\n",
         static_cast<int>(name.size()), name.data(), value,
         static_cast<int>(unit.size()), unit.data());
}

// The whole file; empty when it cannot be read.
inline std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_MEASURE_H_
