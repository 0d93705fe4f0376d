#include "core/store/tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>
#include <vector>

#include "core/parse/token.h"

namespace taffrail {
namespace {

// The terms of the document under way, as slots of (generation, hash). Two
// terms whose 64-bit hashes agree count as one only if their bytes agree too,
// for which the slot points at the first one's text.
class SeenTerms {
 public:
  void Begin() {
    count_ = 0;
    if (++generation_ == 0) {
      std::fill(slots_.begin(), slots_.end(), Slot{});
      generation_ = 1;
    }
  }

  // True the first time. `term` must stay where it is until the next Begin().
  bool Insert(uint64_t hash, const char* term, uint32_t size) {
    if (count_ * 2 >= slots_.size()) Grow();
    for (size_t at = hash & (slots_.size() - 1);;
         at = (at + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[at];
      if (slot.generation != generation_) {
        slot = {hash, term, size, generation_};
        ++count_;
        return true;
      }
      if (slot.hash == hash && slot.size == size &&
          EqualFolded(slot.term, term, size)) {
        return false;
      }
    }
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    const char* term = nullptr;
    uint32_t size = 0;
    uint32_t generation = 0;
  };

  static bool EqualFolded(const char* a, const char* b, uint32_t size) {
    for (uint32_t i = 0; i < size; ++i) {
      if (AsciiLower(a[i]) != AsciiLower(b[i])) return false;
    }
    return true;
  }

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
  uint32_t generation_ = 0;
  size_t count_ = 0;
};

struct Logsplit {
  SeenTerms seen;
};

int Create(void*, const char**, int, Fts5Tokenizer** out) {
  *out = reinterpret_cast<Fts5Tokenizer*>(new (std::nothrow) Logsplit);
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

void Destroy(Fts5Tokenizer* tokenizer) {
  delete reinterpret_cast<Logsplit*>(tokenizer);
}

// Lowers `token` into `term` and hashes it on the way (FNV-1a's step over
// 8 bytes at a time, finished by a multiply-shift).
uint64_t Fold(const char* token, uint32_t size, char* term) {
  for (uint32_t i = 0; i < size; ++i) term[i] = AsciiLower(token[i]);
  uint64_t hash = size * 0x9E3779B97F4A7C15;
  for (uint32_t i = 0; i < size; i += 8) {
    uint64_t word = 0;
    memcpy(&word, term + i, std::min<uint32_t>(8, size - i));
    hash = (hash ^ word) * 0xFF51AFD7ED558CCD;
    hash ^= hash >> 32;
  }
  return hash;
}

int Tokenize(Fts5Tokenizer* tokenizer, void* context, int flags,
             const char* text, int size,
             int (*emit)(void*, int, const char*, int, int, int)) {
  SeenTerms& seen = reinterpret_cast<Logsplit*>(tokenizer)->seen;
  bool once = flags & FTS5_TOKENIZE_DOCUMENT;
  if (once) seen.Begin();
  char term[kMaxTermBytes];
  int result = SQLITE_OK;
  ForEachToken(std::string_view(text, size), [&](std::string_view token) {
    if (result != SQLITE_OK) return;
    uint32_t length =
        static_cast<uint32_t>(std::min(token.size(), kMaxTermBytes));
    uint64_t hash = Fold(token.data(), length, term);
    if (once && !seen.Insert(hash, token.data(), length)) return;
    int start = static_cast<int>(token.data() - text);
    result = emit(context, 0, term, static_cast<int>(length), start,
                  start + static_cast<int>(token.size()));
  });
  return result;
}

}  // namespace

std::string IndexTerm(std::string_view token) {
  std::string term(token.substr(0, kMaxTermBytes));
  for (char& byte : term) byte = AsciiLower(byte);
  return term;
}

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
