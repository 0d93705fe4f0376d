#ifndef TAFFRAIL_CORE_STORE_CASE_FILE_H_
#define TAFFRAIL_CORE_STORE_CASE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/store/bytes_database.h"
#include "core/store/database.h"

namespace taffrail {

// A case file: records picked out of a store, what is needed to read them as
// they were read there, a note, and views. One SQLite database that other tools
// can open too: docs/case-format.md.

inline constexpr int64_t kCaseVersion = 1;

// Judged by the first 100 bytes.
bool IsCaseFile(std::string_view head);

// A query somebody wants to be seen, in [from_ns, to_ns) if there is a range.
struct CaseView {
  std::string name = {};
  std::string query = {};
  std::optional<std::pair<int64_t, int64_t>> range = {};
};

struct CaseAbout {
  std::string title = {};
  std::string note = {};
  int64_t created_ms = 0;
  std::vector<CaseView> views = {};
};

// Where records are from. `reading` and `explanation` are SourceEntry's.
struct CaseSource {
  uint32_t id = 0;
  std::string name = {};
  int64_t modified_ms = 0;
  uint64_t records = 0;
  // Of the records in the case.
  uint64_t bytes = 0;
  std::string reading = {};
  std::string explanation = {};
};

struct CaseRecord {
  uint32_t source = 0;
  // Of the record's first byte in the source, and its line from 1; 0: unknown.
  uint64_t position = 0;
  uint64_t line = 0;
  int64_t time_ns = 0;
  bool time_inferred = false;
  uint8_t severity = 0;
  std::string_view service = {};
  // An object of JSON, for other tools; may be empty.
  std::string_view fields = {};
  // OutsideFields of core/proto: what is said of it outside of it.
  std::string_view outside = {};
  std::string_view raw = {};
};

// Writes a case into a new file of the store, and gives its bytes.
class CaseWriter {
 public:
  static StatusOr<CaseWriter> Create(const std::string& path);

  // Of each source in the order of their positions.
  Status Add(const CaseRecord& record);
  // No more is added.
  Status Finish(const CaseAbout& about, std::span<const CaseSource> sources);
  // Of the finished file.
  StatusOr<uint64_t> Size();
  Status Read(uint64_t offset, std::span<char> buffer);

 private:
  CaseWriter(Database db, Statement insert)
      : db_(std::move(db)), insert_(std::move(insert)) {}

  Database db_;
  Statement insert_;
};

// Reads one that comes from anywhere: what does not hold together is an error,
// DATA_LOSS, and a newer version's FAILED_PRECONDITION.
class CaseReader {
 public:
  static StatusOr<std::unique_ptr<CaseReader>> Open(ReadBytes read,
                                                    uint64_t size);

  const CaseAbout& about() const { return about_; }
  const std::vector<CaseSource>& sources() const { return sources_; }
  // From now on Next() reads the records of that source, in their order.
  Status Begin(uint32_t source_id);
  // False: there are no more. Views are good until the next call.
  StatusOr<bool> Next(CaseRecord* record);

 private:
  explicit CaseReader(std::unique_ptr<BytesDatabase> bytes, uint64_t size)
      : bytes_(std::move(bytes)), size_(size) {}
  Status CheckSchema();
  Status Load();

  std::unique_ptr<BytesDatabase> bytes_;
  // No more text is in it than it is large.
  const uint64_t size_;
  uint64_t text_ = 0;
  CaseAbout about_;
  std::vector<CaseSource> sources_;
  std::optional<Statement> records_;
  std::optional<int64_t> last_position_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_CASE_FILE_H_
