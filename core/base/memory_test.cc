// The C library's functions over bytes, which in WebAssembly are ours.
#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace taffrail {
namespace {

constexpr size_t kSizes = 150;

// Bytes that differ from their neighbours.
std::string Bytes(size_t size) {
  std::string bytes(size, '\0');
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 37 + 1);
  return bytes;
}

// What the compiler cannot see through.
size_t Unknown(size_t size) {
  asm volatile("" : "+r"(size));
  return size;
}

TEST(Memory, CopyChangesWhatItShould) {
  const std::string from = Bytes(kSizes + 20);
  for (size_t size = 0; size < kSizes; ++size) {
    for (size_t start = 0; start < 5; ++start) {
      std::string to(kSizes + 20, 'x');
      memcpy(to.data() + 3, from.data() + start, Unknown(size));
      EXPECT_EQ(std::string(3, 'x') + from.substr(start, size) +
                    std::string(kSizes + 17 - size, 'x'),
                to);
    }
  }
}

TEST(Memory, MoveToOverlappingPlaceIsAsThroughCopy) {
  for (size_t size = 0; size < kSizes; ++size) {
    for (size_t from : {0, 1, 15, 16, 17, 40}) {
      for (size_t to : {0, 1, 7, 16, 30, 41, 80}) {
        std::string bytes = Bytes(kSizes + 100);
        std::string expected = bytes;
        expected.replace(to, size, bytes.substr(from, size));
        memmove(bytes.data() + to, bytes.data() + from, Unknown(size));
        EXPECT_EQ(expected, bytes) << size << " " << from << " " << to;
      }
    }
  }
}

TEST(Memory, FillChangesWhatItShould) {
  for (size_t size = 0; size < kSizes; ++size) {
    std::string bytes(kSizes + 10, 'x');
    memset(bytes.data() + 3, 0xE9, Unknown(size));
    EXPECT_EQ(std::string(3, 'x') + std::string(size, '\xE9') +
                  std::string(kSizes + 7 - size, 'x'),
              bytes);
  }
}

TEST(Memory, ComparisonFindsFirstDifference) {
  const std::string bytes = Bytes(kSizes);
  for (size_t size = 0; size < kSizes; ++size) {
    std::string other = bytes;
    EXPECT_EQ(0, memcmp(bytes.data(), other.data(), Unknown(size)));
    for (size_t at = 0; at < kSizes; ++at) {
      for (int added : {1, 128}) {
        other = bytes;
        other[at] = static_cast<char>(bytes[at] + added);
        if (at + 1 < kSizes) other[at + 1] = '\0';
        const int difference = static_cast<unsigned char>(bytes[at]) -
                               static_cast<unsigned char>(other[at]);
        const int order = memcmp(bytes.data(), other.data(), Unknown(size));
        EXPECT_EQ(at < size ? (difference > 0) - (difference < 0) : 0,
                  (order > 0) - (order < 0));
      }
    }
  }
}

TEST(Memory, FirstOccurrenceIsFound) {
  for (size_t size = 0; size < 70; ++size) {
    std::string bytes(size + 20, '\xE9');
    std::fill_n(bytes.begin() + 2, size, 'x');
    const char* const begin = bytes.data() + 2;
    EXPECT_EQ(nullptr, memchr(begin, 0xE9, Unknown(size)));
    for (size_t at = 0; at < size; ++at) {
      std::fill_n(bytes.begin() + 2, size, 'x');
      bytes[2 + at] = '\xE9';
      bytes[2 + size - 1] = '\xE9';
      EXPECT_EQ(begin + at, memchr(begin, 0xE9, Unknown(size)));
    }
  }
}

}  // namespace
}  // namespace taffrail
