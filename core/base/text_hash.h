#ifndef TAFFRAIL_CORE_BASE_TEXT_HASH_H_
#define TAFFRAIL_CORE_BASE_TEXT_HASH_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace taffrail {

// Lets a string_view be looked up as it is.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

template <class Value>
using TextMap =
    std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_TEXT_HASH_H_
