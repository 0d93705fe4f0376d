#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "core/query/query.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const taffrail::ParsedQuery parsed = taffrail::ParseQuery(text);
  if (auto* error = std::get_if<taffrail::QueryError>(&parsed)) {
    // An error has something to say and points into the text.
    if (error->message.empty() || error->column > error->column_end ||
        error->column_end > size + 2) {
      __builtin_trap();
    }
    return 0;
  }
  const auto& node = std::get<taffrail::QueryNode>(parsed);
  taffrail::IndexExpression(node);
  for (const taffrail::Literal& literal : taffrail::MarkedLiterals(node)) {
    // A literal is found where it stands alone.
    if (taffrail::FindLiteral(literal.lower, literal, 0) != 0) {
      __builtin_trap();
    }
  }
  return 0;
}
