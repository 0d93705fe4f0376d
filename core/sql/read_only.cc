#include "core/sql/read_only.h"

namespace taffrail {
namespace {

// Lists what is let through, so that what a later SQLite adds is not.
int Authorize(void*, int action, const char*, const char*, const char*,
              const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    default:
      return SQLITE_DENY;
  }
}

}  // namespace

void RestrictToReading(sqlite3* db) {
  sqlite3_set_authorizer(db, Authorize, nullptr);
}

}  // namespace taffrail
