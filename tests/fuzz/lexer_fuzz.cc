#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/parse/lexer.h"
#include "core/parse/terms.h"

namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

// Tokens stand in order inside the line, and all but space is in one of them;
// terms stand inside it, too.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  taffrail::Lexer lexer;
  size_t end = 0;
  for (const taffrail::Token& token : lexer.Lex(line)) {
    if (token.length == 0 || token.offset < end || token.end() > size) {
      __builtin_trap();
    }
    if (token.after_space != (token.offset > end)) __builtin_trap();
    for (; end < token.offset; ++end) {
      if (!IsSpace(line[end])) __builtin_trap();
    }
    end = token.end();
  }
  for (; end < size; ++end) {
    if (!IsSpace(line[end])) __builtin_trap();
  }
  taffrail::TermCutter cutter;
  size_t begin = 0;
  cutter.Cut(line, [&](const taffrail::Term& term) {
    const bool sound =
        !term.text.empty() && term.text.size() <= taffrail::kMaxTermBytes &&
        term.begin >= begin && term.begin < term.end && term.end <= size;
    if (!sound) __builtin_trap();
    begin = term.begin;
  });
  return 0;
}
