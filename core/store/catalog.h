#ifndef TAFFRAIL_CORE_STORE_CATALOG_H_
#define TAFFRAIL_CORE_STORE_CATALOG_H_

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/store/database.h"
#include "core/template/template_miner.h"

namespace taffrail {

inline constexpr int64_t kCatalogSchemaVersion = 5;

enum class SourceState {
  kImporting = 1,  // In the file: a run that ended without a word.
  kComplete = 2,
  kInterrupted = 3,
  kStopped = 4,
  kFailed = 5,
};

enum class Visibility {
  kShown = 0,
  // Deleted, or read anew under another id: its records are not there any more,
  // and the space they take is given back when nothing else is in their files.
  kGone = 1,
  // The user does not want to see it for now.
  kHidden = 2,
};

// The size of a source that is being decoded, until its end is seen.
inline constexpr uint64_t kUnknownSize = UINT64_MAX;

// A file that was imported, as far as it is known again by.
struct FileId {
  std::string name = {};
  uint64_t size = 0;
  int64_t modified_ms = 0;
  auto operator<=>(const FileId&) const = default;
};

// What the catalog knows of a source. What of it is stored, and how many
// records that is, the partitions' coverage says.
struct SourceEntry {
  uint32_t id = 0;
  std::string name = {};
  // Bytes of text, which offsets count.
  uint64_t size = 0;
  int64_t modified_ms = 0;
  SourceState state = SourceState::kImporting;
  std::string message = {};
  // The file it came out of: the source itself, or what contains it.
  std::string file_name = {};
  uint64_t file_size = 0;
  // What was undone to get at the text, for people; empty if nothing, and then
  // any part of the file can be read alone.
  std::string container = {};
  // TextEncoding of core/container/text_encoding.h: what the text was in.
  uint8_t encoding = 0;
  // How its lines are read (SourceReading of core/proto/shard.proto), what the
  // user said of that (SourceSettings of rpc.proto), and why it was found to be
  // so (Explanation), serialised.
  std::string reading = {};
  std::string settings = {};
  std::string explanation = {};
  Visibility visibility = Visibility::kShown;
  // What the user calls it; empty: its name.
  std::string label = {};
  // When that began, ms since 1970.
  int64_t imported_ms = 0;

  FileId file() const { return {file_name, file_size, modified_ms}; }
  bool is_plain() const { return container.empty(); }
  bool is_gone() const { return visibility == Visibility::kGone; }
  bool is_shown() const { return visibility == Visibility::kShown; }
};

// What a case file that was imported says of itself: CaseAbout of core/proto.
struct CaseEntry {
  FileId file = {};
  std::string about = {};
};

// What the user wants to be deleted by itself; 0 is no limit.
struct Retention {
  // Sources that were imported more days ago.
  int64_t max_days = 0;
  // Of what is stored, the sources imported first.
  int64_t max_bytes = 0;
};

// catalog.db: the sources, and what the user decided. Owned by the coordinator;
// every change is a durable transaction of its own (synchronous=FULL).
class Catalog {
 public:
  static StatusOr<Catalog> Open(const std::string& path);

  bool rolled_back() const { return rolled_back_; }
  StatusOr<std::vector<SourceEntry>> Sources();
  // Gives the entry its id.
  Status Add(SourceEntry* source);
  Status Update(const SourceEntry& source);
  Status Remove(uint32_t source_id);
  // What the user said of templates.
  StatusOr<TemplateEdits> Edits();
  Status SetEdits(const TemplateEdits& edits);
  StatusOr<Retention> GetRetention();
  Status SetRetention(const Retention& retention);
  // Files that are no part of the store: not finished, or replaced.
  StatusOr<std::vector<CaseEntry>> Cases();
  // In place of what is there of the same file.
  Status AddCase(const CaseEntry& entry);
  Status RemoveCase(const FileId& file);
  StatusOr<std::vector<std::string>> UnusedFiles();
  // All of it in one transaction.
  Status ChangeUnusedFiles(const std::vector<std::string>& add,
                           const std::vector<std::string>& remove);
  StatusOr<std::vector<std::string>> Check() { return db_.IntegrityCheck(); }

 private:
  Catalog(Database db, bool rolled_back)
      : db_(std::move(db)), rolled_back_(rolled_back) {}

  Status WriteEdits(const TemplateEdits& edits);
  Status WriteUnusedFiles(const std::vector<std::string>& add,
                          const std::vector<std::string>& remove);
  // All that `write` does, or nothing.
  Status Transact(const std::function<Status()>& write);

  Database db_;
  bool rolled_back_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_CATALOG_H_
