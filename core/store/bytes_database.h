#ifndef TAFFRAIL_CORE_STORE_BYTES_DATABASE_H_
#define TAFFRAIL_CORE_STORE_BYTES_DATABASE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "core/base/status.h"
#include "core/store/database.h"

namespace taffrail {

// Fills `buffer` from `offset` on, less only at the end.
using ReadBytes =
    std::function<StatusOr<size_t>(uint64_t offset, std::span<char> buffer)>;

// A database that somebody else wrote, of which there are only bytes to read:
// opened through an SQLite VFS of its own, and trusted in nothing. Its schema
// runs no functions that could do harm, and no value is longer than 16 MiB.
class BytesDatabase {
 public:
  // Nothing is read yet: what is no database shows at the first statement.
  static StatusOr<std::unique_ptr<BytesDatabase>> Open(ReadBytes read,
                                                       uint64_t size);
  ~BytesDatabase();
  BytesDatabase(const BytesDatabase&) = delete;
  BytesDatabase& operator=(const BytesDatabase&) = delete;

  Database& db() { return *db_; }

 private:
  BytesDatabase(ReadBytes read, uint64_t size);

  // What the VFS finds by the database's name.
  const ReadBytes read_;
  const uint64_t size_;
  std::optional<Database> db_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_BYTES_DATABASE_H_
