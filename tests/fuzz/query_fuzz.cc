#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "core/query/pipeline.h"
#include "core/query/query.h"

namespace {

// An error has something to say and points into the text.
void CheckError(const taffrail::QueryError& error, size_t size) {
  if (error.message.empty() || error.column > error.column_end ||
      error.column_end > size + 2) {
    __builtin_trap();
  }
}

void CheckPipeline(std::string_view text, size_t at) {
  const taffrail::ParsedPipeline parsed = taffrail::ParsePipeline(text, at);
  if (auto* error = std::get_if<taffrail::QueryError>(&parsed)) {
    return CheckError(*error, text.size());
  }
  const auto& pipeline = std::get<taffrail::Pipeline>(parsed);
  // Rows are groups or records, and records have fields.
  if (!pipeline.empty() &&
      (pipeline.stats() == nullptr) == pipeline.record_fields.empty()) {
    __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  size_t end = 0;
  const taffrail::ParsedQuery parsed = taffrail::ParseQuery(text, &end);
  if (auto* error = std::get_if<taffrail::QueryError>(&parsed)) {
    CheckError(*error, size);
    return 0;
  }
  CheckPipeline(text, end);
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
