#ifndef TAFFRAIL_CORE_STORE_TOKENIZER_H_
#define TAFFRAIL_CORE_STORE_TOKENIZER_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/store/database.h"

namespace taffrail {

// The longest term the index keeps; a longer token is indexed by its head.
inline constexpr size_t kMaxTermBytes = 64;

// A token as the index has it: ASCII lower case, cut at kMaxTermBytes.
std::string IndexTerm(std::string_view token);

// Registers FTS5's tokenizer `logsplit` on this connection: maximal runs of
// word bytes (core/parse/token.h) as IndexTerm(). A document yields each term
// once: with detail=none only presence counts, and FTS5's insertion into its
// hash table is what indexing spends its time on.
Status RegisterLogsplit(Database& db);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TOKENIZER_H_
