#ifndef TAFFRAIL_CORE_STORE_TERM_SEGMENT_H_
#define TAFFRAIL_CORE_STORE_TERM_SEGMENT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/store/database.h"

namespace taffrail {

// The largest page of a segment, in bytes: one with its row fits in a page of
// the database. FTS5's `pgsz`.
inline constexpr int kTermPageBytes = 16300;

// SQLite's varints: base 128, the highest digit first.
void PutSqliteVarint(std::string* out, uint64_t value);
uint64_t TakeSqliteVarint(std::string_view* bytes);

// The first eight bytes of a term, in the order of memcmp; of a shorter one
// padded with zeros.
inline uint64_t TermKey(std::string_view term) {
  uint64_t key = 0;
  memcpy(&key, term.data(), std::min<size_t>(term.size(), sizeof(key)));
  return __builtin_bswap64(key);
}

// Writes a segment of the FTS5 index of a table that is contentless, without
// columnsize and detail, straight into its pages: what FTS5 would have made of
// the same documents, without the hash table, the sorting and the merging in
// between. The format is the one documented in SQLite's fts5_index.c; FTS5
// reads and merges such segments as its own. Lives for one segment, inside of a
// transaction; after its end ForgetStructure() has to be called.
class TermSegmentWriter {
 public:
  // Of the FTS5 table `term`.
  explicit TermSegmentWriter(Database& db) : db_(db) {}

  Status Begin();
  // Terms in the order of their bytes, each once. `documents` is the list of
  // the documents that have it, ascending: the first, then differences, each a
  // PutSqliteVarint().
  Status Add(std::string_view term, std::string_view documents);
  // Enters the segment into the index, which then has `documents` documents.
  // Returns how many segments it has.
  StatusOr<uint32_t> Finish(uint64_t documents);

  // Makes FTS5 read anew what segments there are. Outside of a transaction.
  static Status ForgetStructure(Database& db);

 private:
  Status AddTerm(std::string_view term);
  Status AddDocument(uint64_t document, bool first);
  Status FlushPage();
  Status FlushParent();
  Status WriteData(int64_t id, std::string_view bytes);
  StatusOr<std::string> ReadData(int64_t id);

  Database& db_;
  std::optional<Statement> insert_data_;
  std::optional<Statement> insert_parent_;
  uint32_t segment_ = 0;

  // The page under way: what is on it and where its terms begin.
  std::string page_;
  std::string term_offsets_;
  size_t last_term_offset_ = 0;
  int64_t page_number_ = 1;
  bool has_term_ = false;
  bool has_document_ = false;
  uint64_t last_document_ = 0;
  std::string last_term_;

  // The last page that begins with a term and the shortest text that tells the
  // terms before it from it.
  std::string parent_term_;
  int64_t parent_page_ = 1;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TERM_SEGMENT_H_
