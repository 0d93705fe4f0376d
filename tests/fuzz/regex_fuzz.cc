// A pattern up to the first NUL (a leading \x01 ignores case), then the text of
// some records of a line each: scanning finds the records that match alone, and
// whatever matches has what the index and the scan look for first.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/script.h"
#include "core/query/regex.h"
#include "core/query/regex_scan.h"

namespace {

using taffrail::Regex;

bool HasRequired(const Regex& regex, std::string_view record) {
  const std::string lower = taffrail::FoldCase(record);
  return regex.required().empty() ||
         std::any_of(regex.required().begin(), regex.required().end(),
                     [&](const std::string& required) {
                       return lower.find(required) != std::string::npos;
                     });
}

std::string_view WithoutLineEnd(std::string_view record) {
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

void CheckError(const Regex::Error& error, size_t size) {
  if (error.message.empty() || error.begin > error.end || error.end > size) {
    __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const bool ignore_case = input.starts_with('\x01');
  if (ignore_case) input.remove_prefix(1);
  const std::string_view pattern = input.substr(0, input.find('\0'));
  const std::string_view text =
      input.substr(std::min(input.size(), pattern.size() + 1));

  const auto compiled = Regex::Compile(pattern, ignore_case);
  if (auto* error = std::get_if<Regex::Error>(&compiled)) {
    CheckError(*error, pattern.size());
    return 0;
  }
  const Regex& regex = *std::get<std::shared_ptr<const Regex>>(compiled);

  // The last may have no newline, and be no more than a blank line.
  std::vector<uint32_t> ends;
  for (size_t end = 0;
       end < text.size() && ends.size() < taffrail::kMaxBlockRecords;) {
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
    ends.push_back(static_cast<uint32_t>(end));
  }
  if (ends.empty()) return 0;

  uint32_t asked = 0;
  taffrail::RegexScans scans([&] { return ++asked % 3 != 0; }, 0);
  taffrail::BlockBits bits;
  do {
    scans.Begin();
    bits = scans.Scan(regex, text.substr(0, ends.back()), ends);
  } while (scans.stopped());

  uint32_t start = 0;
  for (uint32_t i = 0; i < ends.size(); ++i) {
    const std::string_view record =
        WithoutLineEnd(text.substr(start, ends[i] - start));
    const bool matches = regex.Matches(record);
    if (bits.Test(i) != matches) __builtin_trap();
    if (matches && !HasRequired(regex, record)) __builtin_trap();
    start = ends[i];
  }
  return 0;
}
