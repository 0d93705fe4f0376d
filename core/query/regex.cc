#include "core/query/regex.h"

#include <re2/prefilter.h>
#include <re2/re2.h>

#include <algorithm>

#include "core/base/ascii.h"
#include "core/query/regex_error.h"

namespace taffrail {
namespace {

constexpr int64_t kMaxBytes = 8 << 20;
// More, and a text on which the automaton outgrows its memory takes too long
// to be cancelled within.
constexpr int kMaxInstructions = 10000;
constexpr size_t kMaxAlternatives = 16;
constexpr size_t kMinLiteralBytes = 2;
// ^ and $ at each line.
constexpr std::string_view kFlags = "(?m)";

using Alternatives = std::vector<std::string>;

// The longest part of an atom that stands in a folded text as it does here:
// folding keeps the number of bytes, so letters other than ASCII's are left
// out. `beyond_ascii`: a k may also be U+212A and an s U+017F.
std::string CertainPart(std::string_view atom, bool beyond_ascii) {
  std::string_view longest;
  size_t begin = 0;
  for (size_t i = 0; i <= atom.size(); ++i) {
    const bool certain = i < atom.size() &&
                         static_cast<unsigned char>(atom[i]) < 0x80 &&
                         !(beyond_ascii && (atom[i] == 'k' || atom[i] == 's'));
    if (certain) continue;
    if (i - begin > longest.size()) longest = atom.substr(begin, i - begin);
    begin = i + 1;
  }
  return std::string(longest);
}

size_t ShortestOf(const Alternatives& alternatives) {
  size_t shortest = alternatives.empty() ? 0 : SIZE_MAX;
  for (const std::string& text : alternatives) {
    shortest = std::min(shortest, text.size());
  }
  return shortest;
}

// One of these is in every text that passes the filter; none: unknown.
Alternatives Required(re2::Prefilter& filter, bool beyond_ascii) {
  Alternatives out;
  switch (filter.op()) {
    case re2::Prefilter::ALL:
    case re2::Prefilter::NONE:
      break;
    case re2::Prefilter::ATOM:
      out.push_back(CertainPart(filter.atom(), beyond_ascii));
      if (out[0].size() < kMinLiteralBytes) out.clear();
      break;
    case re2::Prefilter::AND:
      for (re2::Prefilter* sub : *filter.subs()) {
        Alternatives part = Required(*sub, beyond_ascii);
        if (ShortestOf(part) > ShortestOf(out)) out = std::move(part);
      }
      break;
    case re2::Prefilter::OR:
      for (re2::Prefilter* sub : *filter.subs()) {
        Alternatives part = Required(*sub, beyond_ascii);
        if (part.empty()) return {};
        out.insert(out.end(), part.begin(), part.end());
      }
      std::sort(out.begin(), out.end());
      out.erase(std::unique(out.begin(), out.end()), out.end());
      if (out.size() > kMaxAlternatives) out.clear();
      break;
  }
  return out;
}

// Whether an ASCII letter of a filter, whose letters are all small, may have
// come from another one: by either case, or by a character written as it is, by
// its number (\x{17F}, \577) or as one of a class.
bool ReachesBeyondAscii(std::string_view pattern, bool ignore_case) {
  if (ignore_case || pattern.find("(?") != std::string_view::npos) return true;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (static_cast<unsigned char>(pattern[i]) >= 0x80) return true;
    if (pattern[i] != '\\' || ++i == pattern.size()) continue;
    const char c = pattern[i];
    if (IsDigit(c) || c == 'x' || c == 'p' || c == 'P') return true;
  }
  return false;
}

// It has nothing that may ask for the text's ends: \A, \z, and flags, which may
// change what ^ and $ are.
bool IsLocal(std::string_view pattern) {
  for (std::string_view asks : {"\\A", "\\z", "(?"}) {
    if (pattern.find(asks) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

Regex::Regex(std::unique_ptr<re2::RE2> compiled, bool beyond_ascii,
             bool is_local)
    : compiled_(std::move(compiled)), is_local_(is_local) {
  const std::unique_ptr<re2::Prefilter> filter(
      re2::Prefilter::FromRE2(compiled_.get()));
  if (filter) required_ = Required(*filter, beyond_ascii);
}

Regex::~Regex() = default;

std::variant<std::shared_ptr<const Regex>, Regex::Error> Regex::Compile(
    std::string_view pattern, bool ignore_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxBytes);
  options.set_case_sensitive(!ignore_case);
  const std::string whole = std::string(kFlags).append(pattern);
  auto compiled = std::make_unique<re2::RE2>(whole, options);
  if (!compiled->ok()) return DescribeRegexError(*compiled, pattern);
  if (compiled->ProgramSize() > kMaxInstructions) {
    return Error{"this regular expression is too large", 0, pattern.size()};
  }
  return std::shared_ptr<const Regex>(
      new Regex(std::move(compiled), ReachesBeyondAscii(pattern, ignore_case),
                IsLocal(pattern)));
}

uint64_t Regex::instructions() const {
  return static_cast<uint64_t>(compiled_->ProgramSize());
}

bool Regex::Matches(std::string_view text) const {
  return compiled_->Match({text.data(), text.size()}, 0, text.size(),
                          re2::RE2::UNANCHORED, nullptr, 0);
}

std::optional<std::pair<size_t, size_t>> Regex::Find(std::string_view text,
                                                     size_t from) const {
  re2::StringPiece match;
  if (from > text.size() ||
      !compiled_->Match({text.data(), text.size()}, from, text.size(),
                        re2::RE2::UNANCHORED, &match, 1)) {
    return std::nullopt;
  }
  const size_t begin = static_cast<size_t>(match.data() - text.data());
  return std::pair(begin, begin + match.size());
}

}  // namespace taffrail
