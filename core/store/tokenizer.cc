#include "core/store/tokenizer.h"

#include <cstdint>
#include <new>

#include "core/parse/terms.h"

namespace taffrail {
namespace {

// To FTS5, a tokenizer is a TermCutter.
int Create(void*, const char** arguments, int count, Fts5Tokenizer** out) {
  TermOptions options;
  if (count % 2 != 0) return SQLITE_ERROR;
  for (int i = 0; i < count; i += 2) {
    if (!options.Set(arguments[i], arguments[i + 1]).ok()) return SQLITE_ERROR;
  }
  *out =
      reinterpret_cast<Fts5Tokenizer*>(new (std::nothrow) TermCutter(options));
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

void Destroy(Fts5Tokenizer* tokenizer) {
  delete reinterpret_cast<TermCutter*>(tokenizer);
}

int Tokenize(Fts5Tokenizer* tokenizer, void* context, int flags,
             const char* text, int size,
             int (*emit)(void*, int, const char*, int, int, int)) {
  auto& cutter = *reinterpret_cast<TermCutter*>(tokenizer);
  const bool query = flags & FTS5_TOKENIZE_QUERY;
  int result = SQLITE_OK;
  size_t pair_end = 0;
  cutter.Cut({text, static_cast<size_t>(size)}, [&](const Term& term) {
    if (result != SQLITE_OK) return;
    // A query for a pair is not one for its last character, too.
    if (query && term.shape == TermShape::kLast && term.end == pair_end) return;
    if (term.shape == TermShape::kPair) pair_end = term.end;
    result =
        emit(context, 0, term.text.data(), static_cast<int>(term.text.size()),
             static_cast<int>(term.begin), static_cast<int>(term.end));
  });
  return result;
}

}  // namespace

Status RegisterLogsplit(Database& db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(db.handle(), "SELECT fts5(?1)", -1, &statement,
                                nullptr);
  if (code == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  // Preparing anything reads the file, which may be damaged.
  if (code != SQLITE_OK) return DatabaseError(db.handle(), code, db.path());
  if (api == nullptr) return Internal("This SQLite was built without FTS5");
  fts5_tokenizer logsplit = {Create, Destroy, Tokenize};
  code = api->xCreateTokenizer(api, "logsplit", nullptr, &logsplit, nullptr);
  if (code != SQLITE_OK) return DatabaseError(db.handle(), code, db.path());
  return {};
}

}  // namespace taffrail
