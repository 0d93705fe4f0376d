#include "core/query/regex_error.h"

#include <re2/re2.h>

#include <string>
#include <vector>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

// Of the parentheses: the first ) with no ( before it, else the last ( that is
// never closed; the pattern's size if there is neither.
size_t UnpairedParenthesis(std::string_view pattern) {
  std::vector<size_t> open;
  for (size_t i = 0; i < pattern.size(); ++i) {
    switch (pattern[i]) {
      case '\\':
        ++i;
        break;
      case '[':
        // A ] that comes first is one of the class.
        i += pattern.substr(i + 1).starts_with('^') ? 2 : 1;
        do {
          i += i < pattern.size() && pattern[i] == '\\' ? 2 : 1;
        } while (i < pattern.size() && pattern[i] != ']');
        break;
      case '(':
        open.push_back(i);
        break;
      case ')':
        if (open.empty()) return i;
        open.pop_back();
        break;
      default:
        break;
    }
  }
  return open.empty() ? pattern.size() : open.back();
}

bool IsLookAround(std::string_view fragment, std::string_view pattern) {
  for (std::string_view begin : {"(?=", "(?!", "(?<=", "(?<!"}) {
    if (fragment.starts_with(begin) ||
        (fragment == "(?<" && pattern.find(begin) != std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

std::string Message(const re2::RE2& compiled, std::string_view pattern) {
  const std::string& fragment = compiled.error_arg();
  switch (compiled.error_code()) {
    case re2::RE2::ErrorBadEscape:
      if (fragment.size() > 1 && IsDigit(fragment[1])) {
        return "regular expressions have no back references here: " + fragment;
      }
      return "not an escape sequence: " + fragment;
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
      return "not a class or range of characters: " + fragment;
    case re2::RE2::ErrorMissingBracket:
      return "this [ is never closed";
    case re2::RE2::ErrorMissingParen:
      return "this ( is never closed";
    case re2::RE2::ErrorUnexpectedParen:
      return "this ) has no ( before it";
    case re2::RE2::ErrorTrailingBackslash:
      return "a \\ needs something after it";
    case re2::RE2::ErrorRepeatArgument:
      return "nothing before this to repeat: " + fragment;
    case re2::RE2::ErrorRepeatSize:
      return "repeated too often, or not from less to more: " + fragment;
    case re2::RE2::ErrorRepeatOp:
      return "repeated twice: " + fragment;
    case re2::RE2::ErrorBadPerlOp:
    case re2::RE2::ErrorBadNamedCapture:
      if (IsLookAround(fragment, pattern)) {
        return "regular expressions have no look-around here: " + fragment;
      }
      return "not a kind of group: " + fragment;
    case re2::RE2::ErrorBadUTF8:
      return "a regular expression has to be UTF-8";
    case re2::RE2::ErrorPatternTooLarge:
      return "this regular expression is too large";
    default:
      return "not a regular expression";
  }
}

}  // namespace

Regex::Error DescribeRegexError(const re2::RE2& compiled,
                                std::string_view pattern) {
  Regex::Error error{Message(compiled, pattern), 0, pattern.size()};
  const bool of_parenthesis =
      compiled.error_code() == re2::RE2::ErrorMissingParen ||
      compiled.error_code() == re2::RE2::ErrorUnexpectedParen;
  const std::string& fragment = compiled.error_arg();
  size_t at = pattern.find(fragment);
  size_t length = fragment.size();
  if (of_parenthesis) {
    at = UnpairedParenthesis(pattern);
    length = 1;
  } else if (compiled.error_code() == re2::RE2::ErrorMissingBracket) {
    length = 1;
  }
  if (length > 0 && at < pattern.size()) {
    error.begin = at;
    error.end = at + length;
  }
  return error;
}

}  // namespace taffrail
