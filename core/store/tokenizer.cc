#include "core/store/tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>
#include <vector>

#include "core/base/hash.h"
#include "core/parse/terms.h"

namespace taffrail {
namespace {

// The terms of the document under way: a hash table of where each stood first.
class SeenTerms {
 public:
  // `text` is where all terms until the next Begin() stand in.
  void Begin(const char* text) {
    text_ = text;
    count_ = 0;
    if (++generation_ == 0) {
      std::fill(slots_.begin(), slots_.end(), Slot{});
      generation_ = 1;
    }
  }

  // True the first time.
  bool Insert(const char* term, size_t size) {
    if (count_ * 2 >= slots_.size()) Grow();
    uint64_t hash = HashBytes(term, size);
    size_t mask = slots_.size() - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.generation != generation_) {
        slot = {hash, static_cast<uint32_t>(term - text_), generation_};
        ++count_;
        return true;
      }
      // The hash depends on the size, so equal hashes mean equal sizes but for
      // a collision, which the bytes then tell apart.
      if (slot.hash == hash && memcmp(text_ + slot.start, term, size) == 0) {
        return false;
      }
    }
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    uint32_t start = 0;
    uint32_t generation = 0;
  };

  void Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.generation != generation_) continue;
      size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].generation == generation_) {
        at = (at + 1) & (slots_.size() - 1);
      }
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(4096);
  const char* text_ = nullptr;
  uint32_t generation_ = 0;
  size_t count_ = 0;
};

struct Logsplit {
  explicit Logsplit(const TermOptions& options) : cutter(options) {}

  TermCutter cutter;
  SeenTerms seen;
};

int Create(void*, const char** arguments, int count, Fts5Tokenizer** out) {
  TermOptions options;
  if (count % 2 != 0) return SQLITE_ERROR;
  for (int i = 0; i < count; i += 2) {
    if (!options.Set(arguments[i], arguments[i + 1]).ok()) return SQLITE_ERROR;
  }
  *out = reinterpret_cast<Fts5Tokenizer*>(new (std::nothrow) Logsplit(options));
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

void Destroy(Fts5Tokenizer* tokenizer) {
  delete reinterpret_cast<Logsplit*>(tokenizer);
}

int Tokenize(Fts5Tokenizer* tokenizer, void* context, int flags,
             const char* text, int size,
             int (*emit)(void*, int, const char*, int, int, int)) {
  auto& [cutter, seen] = *reinterpret_cast<Logsplit*>(tokenizer);
  const bool once = flags & FTS5_TOKENIZE_DOCUMENT;
  const bool query = flags & FTS5_TOKENIZE_QUERY;
  int result = SQLITE_OK;
  size_t pair_end = 0;
  bool begun = false;
  cutter.Cut({text, static_cast<size_t>(size)}, [&](const Term& term) {
    if (result != SQLITE_OK) return;
    if (!begun) {
      // Only now the text has been folded to where it is looked at.
      seen.Begin(cutter.folded());
      begun = true;
    }
    // A query for a pair is not one for its last character, too.
    if (query && term.shape == TermShape::kLast && term.end == pair_end) return;
    if (term.shape == TermShape::kPair) pair_end = term.end;
    if (once && !seen.Insert(term.text.data(), term.text.size())) return;
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
