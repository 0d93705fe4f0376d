#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_RANDOM_TEXT_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_RANDOM_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>

namespace taffrail {

// What made-up lines are made of. The same for the same seed, everywhere.
class RandomText {
 public:
  explicit RandomText(uint32_t seed) : random_(seed) {}

 protected:
  uint32_t Below(uint32_t end) { return random_() % end; }
  std::string Hex(size_t digits) {
    std::string text;
    while (text.size() < digits) text.push_back("0123456789abcdef"[Below(16)]);
    return text;
  }
  std::string Uuid(const char* variant) {
    return Hex(8) + "-" + Hex(4) + "-4" + Hex(3) + "-" + variant + Hex(3) +
           "-" + Hex(12);
  }

  template <class... Args>
  static std::string Format(const char* format, Args... args) {
    std::string text(4096, '\0');
    text.resize(static_cast<size_t>(
        std::snprintf(text.data(), text.size(), format, args...)));
    return text;
  }

 private:
  std::mt19937 random_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_RANDOM_TEXT_H_
