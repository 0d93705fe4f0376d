#include "core/parse/terms.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/hash.h"
#include "core/parse/token_shapes.h"

namespace taffrail {
namespace {

std::array<bool, 128> ByteSet(std::string_view bytes) {
  std::array<bool, 128> set = {};
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) set[byte] = true;
  }
  return set;
}

}  // namespace

TermOptions::TermOptions() {
  for (unsigned char c = 0; c < 128; ++c) separators[c] = !IsWordByte(c);
}

Status TermOptions::Set(std::string_view name, std::string_view value) {
  if (name == "sep") {
    separators = ByteSet(value);
    cuts_by_default_ = false;
  } else if (name == "trim") {
    trimmed = ByteSet(value);
    cuts_by_default_ = false;
  } else if (name == "lower" && (value == "0" || value == "1")) {
    fold_case = value == "1";
  } else if (name == "fold") {
    while (!value.empty()) {
      const size_t end = std::min(value.find(' '), value.size());
      const std::string_view kind = value.substr(0, end);
      if (kind == "number") {
        leave_out_numbers = true;
      } else if (kind == "hex") {
        leave_out_hex = true;
      } else if (!kind.empty()) {
        return InvalidArgument("fold takes number and hex: " +
                               std::string(kind));
      }
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  } else {
    return InvalidArgument("logsplit does not know this option: " +
                           std::string(name));
  }
  return {};
}

void TermCutter::Load(std::string_view text) {
  static_assert(kStretchBytes >= kHashPadding && kStretchBytes >= kLaneBytes);
  if (folded_.size() < text.size() + kStretchBytes) {
    folded_.resize(text.size() + kStretchBytes);
  }
  if (options_.fold_case) {
    has_multibyte_ = FoldCaseInto(text, folded_.data());
  } else {
    text.copy(folded_.data(), text.size());
    has_multibyte_ = std::any_of(text.begin(), text.end(),
                                 [](char c) { return c & '\x80'; });
  }
}

std::string_view TermCutter::Trimmed(std::string_view word) const {
  const auto trims = [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && options_.trimmed[byte];
  };
  while (!word.empty() && trims(word.front())) word.remove_prefix(1);
  while (!word.empty() && trims(word.back())) word.remove_suffix(1);
  return word;
}

// Depends on the word alone, so that text and query are left out alike.
bool TermCutter::LeftOut(std::string_view word) const {
  const bool digit = std::any_of(word.begin(), word.end(), IsDigit);
  if (!digit) return false;
  if (options_.leave_out_numbers &&
      std::all_of(word.begin(), word.end(), IsDigit)) {
    return true;
  }
  if (!options_.leave_out_hex) return false;
  if (word.size() > 2 && word[0] == '0' && (word[1] | 0x20) == 'x') {
    word.remove_prefix(2);
  }
  return word.size() >= 4 && IsAllHex(word);
}

}  // namespace taffrail
