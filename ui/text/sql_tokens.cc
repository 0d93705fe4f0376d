#include "ui/text/sql_tokens.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "ui/text/civil_time.h"
#include "ui/text/query_tokens.h"

namespace taffrail::ui {
namespace {

// In order.
constexpr std::array<std::string_view, 47> kKeywords = {
    "all",   "and",       "as",        "asc",    "between",   "by",
    "case",  "cast",      "cross",     "desc",   "distinct",  "else",
    "end",   "except",    "exists",    "filter", "from",      "glob",
    "group", "having",    "in",        "inner",  "intersect", "is",
    "join",  "left",      "like",      "limit",  "match",     "not",
    "null",  "offset",    "on",        "or",     "order",     "outer",
    "over",  "partition", "recursive", "select", "then",      "union",
    "using", "values",    "when",      "where",  "with"};
static_assert(std::is_sorted(kKeywords.begin(), kKeywords.end()));

bool InName(char c) {
  return IsLetter(c) || IsDigit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsKeyword(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) {
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return std::binary_search(kKeywords.begin(), kKeywords.end(), lower);
}

// Behind the mark that closes what one opens at `at`; twice it is one of it.
size_t EndOfQuoted(std::string_view text, size_t at) {
  const char mark = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] != mark) continue;
    if (at + 1 == text.size() || text[at + 1] != mark) return at + 1;
    ++at;
  }
  return text.size();
}

SqlToken TokenAt(std::string_view text, size_t at) {
  const char c = text[at];
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("--")) {
    return {SqlTokenKind::kComment, std::min(text.find('\n', at), text.size())};
  }
  if (rest.starts_with("/*")) {
    const size_t end = text.find("*/", at + 2);
    return {SqlTokenKind::kComment,
            end == std::string_view::npos ? text.size() : end + 2};
  }
  if (c == '\'') return {SqlTokenKind::kText, EndOfQuoted(text, at)};
  if (c == '"' || c == '`') return {SqlTokenKind::kName, EndOfQuoted(text, at)};
  size_t end = at;
  if (IsDigit(c)) {
    while (end < text.size() && (InName(text[end]) || text[end] == '.')) ++end;
    return {SqlTokenKind::kText, end};
  }
  while (end < text.size() && InName(text[end])) ++end;
  if (end == at) return {SqlTokenKind::kOther, at + 1};
  const bool keyword = IsKeyword(text.substr(at, end - at));
  return {keyword ? SqlTokenKind::kKeyword : SqlTokenKind::kName, end};
}

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

// As SQL has times.
std::string SqlTime(int64_t ns) {
  const CivilTime time = ToCivil(ns, TimeZone());
  // For people it is in groups.
  std::string clock = ClockText(time, PrecisionOf(ns));
  std::erase_if(clock,
                [](char c) { return !IsDigit(c) && c != ':' && c != '.'; });
  return Quoted(IsoDate(time) + " " + clock);
}

}  // namespace

std::vector<SqlToken> LexSql(std::string_view statement) {
  std::vector<SqlToken> tokens;
  for (size_t at = 0; at < statement.size(); at = tokens.back().end) {
    const SqlToken token = TokenAt(statement, at);
    if (!tokens.empty() && tokens.back().kind == token.kind) {
      tokens.back().end = token.end;
    } else {
      tokens.push_back(token);
    }
  }
  return tokens;
}

std::string SqlOfQuery(std::string_view query,
                       const std::optional<TimeRange>& range) {
  query = query.substr(0, PipelineAt(query));
  while (query.ends_with(' ')) query.remove_suffix(1);
  std::string sql = "SELECT time, level, service, message\nFROM logs\n";
  std::string_view join = "WHERE ";
  const auto add = [&](const std::string& condition) {
    sql += std::string(join) + condition + "\n";
    join = "  AND ";
  };
  if (!query.empty()) add("logs MATCH " + Quoted(query));
  if (range) {
    add("time >= " + SqlTime(range->from_ns));
    add("time < " + SqlTime(range->to_ns));
  }
  return sql + "ORDER BY time DESC\nLIMIT 1000";
}

}  // namespace taffrail::ui
