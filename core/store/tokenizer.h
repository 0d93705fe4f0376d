#ifndef TAFFRAIL_CORE_STORE_TOKENIZER_H_
#define TAFFRAIL_CORE_STORE_TOKENIZER_H_

#include "core/base/status.h"
#include "core/store/database.h"

namespace taffrail {

// Registers FTS5's tokenizer `logsplit` on this connection: TermCutter's terms
// (core/parse/terms.h), with its options as arguments:
//
//   tokenize="logsplit sep ' ,;' trim '()' lower 1 fold 'number hex'"
//
// A document yields each term once: with detail=none only presence counts, and
// FTS5's insertion into its hash table is what indexing spends its time on.
Status RegisterLogsplit(Database& db);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TOKENIZER_H_
