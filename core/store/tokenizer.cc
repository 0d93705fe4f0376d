#include "core/store/tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>
#include <vector>

#include "core/parse/token.h"

namespace taffrail {
namespace {

// Bytes past the text that may be read, and are zero.
constexpr size_t kPadding = 8;

uint64_t Load8(const char* at) {
  uint64_t word;
  memcpy(&word, at, sizeof(word));
  return word;
}

// Eight bytes at a time; those past the term are masked away. At least kPadding
// bytes must be readable from the term's last one on.
uint64_t HashTerm(const char* term, size_t size) {
  uint64_t hash = size * 0x9E3779B97F4A7C15;
  for (; size > 8; term += 8, size -= 8) {
    hash = (hash ^ Load8(term)) * 0xFF51AFD7ED558CCD;
    hash ^= hash >> 32;
  }
  uint64_t last = Load8(term) & (~uint64_t{0} >> (64 - 8 * size));
  hash = (hash ^ last) * 0xFF51AFD7ED558CCD;
  return hash ^ (hash >> 32);
}

// Knowing that the two do not overlap, compilers make wide instructions of it.
void LowerInto(const char* __restrict from, size_t size, char* __restrict to) {
  for (size_t i = 0; i < size; ++i) to[i] = AsciiLower(from[i]);
}

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
    uint64_t hash = HashTerm(term, size);
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
  SeenTerms seen;
  // The document in lower case, and kPadding zeros.
  std::string lower;
};

int Create(void*, const char**, int, Fts5Tokenizer** out) {
  *out = reinterpret_cast<Fts5Tokenizer*>(new (std::nothrow) Logsplit);
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

void Destroy(Fts5Tokenizer* tokenizer) {
  delete reinterpret_cast<Logsplit*>(tokenizer);
}

int Tokenize(Fts5Tokenizer* tokenizer, void* context, int flags,
             const char* text, int size,
             int (*emit)(void*, int, const char*, int, int, int)) {
  auto& [seen, lower] = *reinterpret_cast<Logsplit*>(tokenizer);
  size_t length = static_cast<size_t>(size);
  lower.resize(length + kPadding);
  LowerInto(text, length, lower.data());
  memset(lower.data() + length, 0, kPadding);
  bool once = flags & FTS5_TOKENIZE_DOCUMENT;
  seen.Begin(lower.data());
  int result = SQLITE_OK;
  ForEachToken({lower.data(), length}, [&](std::string_view token) {
    if (result != SQLITE_OK) return;
    size_t kept = std::min(token.size(), kMaxTermBytes);
    if (once && !seen.Insert(token.data(), kept)) return;
    int start = static_cast<int>(token.data() - lower.data());
    result = emit(context, 0, token.data(), static_cast<int>(kept), start,
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
