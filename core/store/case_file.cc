#include "core/store/case_file.h"

#include <sqlite3.h>

#include <algorithm>

#include "core/parse/line_splitter.h"

namespace taffrail {
namespace {

using std::string_view_literals::operator""sv;

// "TfCs", where SQLite's header has it (fileformat2.html, 1.3).
constexpr std::string_view kApplicationId = "TfCs";
constexpr size_t kApplicationIdAt = 68;

// OpenTelemetry's highest severity number.
constexpr int64_t kMaxSeverity = 24;

struct Object {
  const char* name;
  const char* sql;
};

// As they stand in sqlite_schema: a case is read only if they do.
constexpr Object kSchema[] = {
    {"about", "CREATE TABLE about(name TEXT PRIMARY KEY, value) WITHOUT ROWID"},
    {"view",
     "CREATE TABLE view(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
     " query TEXT NOT NULL, from_ns INTEGER, to_ns INTEGER)"},
    {"source",
     "CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
     " modified_ms INTEGER NOT NULL, records INTEGER NOT NULL,"
     " bytes INTEGER NOT NULL, reading BLOB NOT NULL,"
     " explanation BLOB NOT NULL)"},
    {"record",
     "CREATE TABLE record(id INTEGER PRIMARY KEY, time_ns INTEGER NOT NULL,"
     " time_inferred INTEGER NOT NULL, severity INTEGER NOT NULL,"
     " service TEXT NOT NULL, source INTEGER NOT NULL,"
     " position INTEGER NOT NULL, line INTEGER, fields TEXT, outside BLOB,"
     " raw BLOB NOT NULL)"},
    {"record_place",
     "CREATE UNIQUE INDEX record_place ON record(source, position)"},
};

// For people and other tools; Taffrail does not look at it.
constexpr char kLogView[] =
    "CREATE VIEW log AS SELECT"
    " strftime('%Y-%m-%dT%H:%M:%S', time_ns / 1000000000, 'unixepoch')"
    " || printf('.%09dZ', time_ns % 1000000000) AS time,"
    " CASE WHEN severity > 0 THEN rtrim(substr('TRACEDEBUGINFO WARN "
    "ERRORFATAL',"
    " (severity - 1) / 4 * 5 + 1, 5)) END AS level,"
    " service, source.name AS source, line, CAST(raw AS TEXT) AS text, fields"
    " FROM record JOIN source ON source.id = record.source"
    " ORDER BY time_ns, record.id";

Status Damaged(std::string_view what) {
  return DataLoss("The case file is damaged: " + std::string(what) +
                  ". Copy it once more, or ask for it anew");
}

// Whatever SQLite says of it.
Status Unreadable() { return Damaged("a part of it cannot be read"); }

}  // namespace

bool IsCaseFile(std::string_view head) {
  return head.starts_with("SQLite format 3\0"sv) &&
         head.size() >= kApplicationIdAt + kApplicationId.size() &&
         head.substr(kApplicationIdAt, kApplicationId.size()) == kApplicationId;
}

StatusOr<CaseWriter> CaseWriter::Create(const std::string& path) {
  StatusOr<Database> db = Database::Open(path, OpenMode::kReadWrite);
  if (!db.ok()) return db.status();
  // One transaction; what is not finished is thrown away.
  TAFFRAIL_RETURN_IF_ERROR(
      db->Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                  "PRAGMA cache_size=-8192; PRAGMA application_id=0x54664373;"
                  "PRAGMA user_version=1; BEGIN"));
  for (const Object& object : kSchema) {
    TAFFRAIL_RETURN_IF_ERROR(db->Execute(object.sql));
  }
  TAFFRAIL_RETURN_IF_ERROR(db->Execute(kLogView));
  StatusOr<Statement> insert = db->Prepare(
      "INSERT INTO record(time_ns,time_inferred,severity,service,source,"
      "position,line,fields,outside,raw) VALUES(?1,?2,?3,?4,?5,?6,"
      "nullif(?7,0),nullif(?8,''),nullif(?9,x''),?10)");
  if (!insert.ok()) return insert.status();
  return CaseWriter(*std::move(db), *std::move(insert));
}

Status CaseWriter::Add(const CaseRecord& record) {
  return insert_.Bind(1, record.time_ns)
      .Bind(2, record.time_inferred)
      .Bind(3, record.severity)
      .BindText(4, record.service)
      .Bind(5, record.source)
      .Bind(6, static_cast<int64_t>(record.position))
      .Bind(7, static_cast<int64_t>(record.line))
      .BindText(8, record.fields)
      .BindBlob(9, record.outside)
      .BindBlob(10, record.raw)
      .Run();
}

Status CaseWriter::Finish(const CaseAbout& about,
                          std::span<const CaseSource> sources) {
  StatusOr<Statement> say = db_.Prepare("INSERT INTO about VALUES(?1,?2)");
  if (!say.ok()) return say.status();
  TAFFRAIL_RETURN_IF_ERROR(
      say->BindText(1, "title").BindText(2, about.title).Run());
  TAFFRAIL_RETURN_IF_ERROR(
      say->BindText(1, "note").BindText(2, about.note).Run());
  TAFFRAIL_RETURN_IF_ERROR(
      say->BindText(1, "created_ms").Bind(2, about.created_ms).Run());
  for (const CaseView& view : about.views) {
    StatusOr<Statement> add =
        db_.Prepare(view.range ? "INSERT INTO view(name,query,from_ns,to_ns) "
                                 "VALUES(?1,?2,?3,?4)"
                               : "INSERT INTO view(name,query) VALUES(?1,?2)");
    if (!add.ok()) return add.status();
    add->BindText(1, view.name).BindText(2, view.query);
    if (view.range) add->Bind(3, view.range->first).Bind(4, view.range->second);
    TAFFRAIL_RETURN_IF_ERROR(add->Run());
  }
  StatusOr<Statement> add =
      db_.Prepare("INSERT INTO source VALUES(?1,?2,?3,?4,?5,?6,?7)");
  if (!add.ok()) return add.status();
  for (const CaseSource& source : sources) {
    TAFFRAIL_RETURN_IF_ERROR(add->Bind(1, source.id)
                                 .BindText(2, source.name)
                                 .Bind(3, source.modified_ms)
                                 .Bind(4, static_cast<int64_t>(source.records))
                                 .Bind(5, static_cast<int64_t>(source.bytes))
                                 .BindBlob(6, source.reading)
                                 .BindBlob(7, source.explanation)
                                 .Run());
  }
  return db_.Execute("COMMIT");
}

StatusOr<uint64_t> CaseWriter::Size() {
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  sqlite3_file_control(db_.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  const int code = file->pMethods->xFileSize(file, &size);
  if (code != SQLITE_OK) return DatabaseError(nullptr, code, db_.path());
  return static_cast<uint64_t>(size);
}

Status CaseWriter::Read(uint64_t offset, std::span<char> buffer) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(db_.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  const int code = file->pMethods->xRead(file, buffer.data(),
                                         static_cast<int>(buffer.size()),
                                         static_cast<sqlite3_int64>(offset));
  return code == SQLITE_OK ? Status()
                           : DatabaseError(nullptr, code, db_.path());
}

StatusOr<std::unique_ptr<CaseReader>> CaseReader::Open(ReadBytes read,
                                                       uint64_t size) {
  StatusOr<std::unique_ptr<BytesDatabase>> bytes =
      BytesDatabase::Open(std::move(read), size);
  if (!bytes.ok()) return Unreadable();
  std::unique_ptr<CaseReader> reader(new CaseReader(*std::move(bytes), size));
  Database& db = reader->bytes_->db();
  StatusOr<int64_t> version = db.QueryInt("PRAGMA user_version");
  if (!version.ok()) return Unreadable();
  if (*version > kCaseVersion) {
    return FailedPrecondition(
        "A newer Taffrail wrote this case file. Reload the page to get the "
        "newest version");
  }
  TAFFRAIL_RETURN_IF_ERROR(reader->CheckSchema());
  TAFFRAIL_RETURN_IF_ERROR(reader->Load());
  return reader;
}

Status CaseReader::CheckSchema() {
  StatusOr<Statement> query =
      bytes_->db().Prepare("SELECT sql FROM sqlite_schema WHERE name=?1");
  if (!query.ok()) return Unreadable();
  for (const Object& object : kSchema) {
    query->BindText(1, object.name);
    StatusOr<bool> row = query->Step();
    const bool same = row.ok() && *row && query->Bytes(0) == object.sql;
    query->Reset();
    if (!same) {
      return Damaged("its table “" + std::string(object.name) +
                     "” is not as Taffrail writes it");
    }
  }
  return {};
}

Status CaseReader::Load() {
  Database& db = bytes_->db();
  StatusOr<Statement> about = db.Prepare("SELECT name, value FROM about");
  if (!about.ok()) return Unreadable();
  StatusOr<bool> row = false;
  while ((row = about->Step()).ok() && *row) {
    const std::string_view name = about->Bytes(0);
    if (name == "title") about_.title = about->Bytes(1);
    if (name == "note") about_.note = about->Bytes(1);
    if (name == "created_ms") about_.created_ms = about->Int(1);
  }
  if (!row.ok()) return Unreadable();
  StatusOr<Statement> views = db.Prepare(
      "SELECT name, query, from_ns NOT NULL AND to_ns NOT NULL, from_ns, to_ns "
      "FROM view ORDER BY id");
  if (!views.ok()) return Unreadable();
  while ((row = views->Step()).ok() && *row) {
    CaseView& view = about_.views.emplace_back();
    view.name = views->Bytes(0);
    view.query = views->Bytes(1);
    if (views->Int(2) != 0) view.range = {views->Int(3), views->Int(4)};
  }
  if (!row.ok()) return Unreadable();
  StatusOr<Statement> sources = db.Prepare(
      "SELECT id,name,modified_ms,records,bytes,reading,explanation "
      "FROM source ORDER BY id");
  if (!sources.ok()) return Unreadable();
  while ((row = sources->Step()).ok() && *row) {
    const auto bytes = static_cast<uint64_t>(sources->Int(4));
    if (bytes > size_) return Damaged("a source is larger than the file");
    sources_.push_back({.id = static_cast<uint32_t>(sources->Int(0)),
                        .name = std::string(sources->Bytes(1)),
                        .modified_ms = sources->Int(2),
                        .records = static_cast<uint64_t>(sources->Int(3)),
                        .bytes = bytes,
                        .reading = std::string(sources->Bytes(5)),
                        .explanation = std::string(sources->Bytes(6))});
  }
  return row.ok() ? Status() : Unreadable();
}

Status CaseReader::Begin(uint32_t source_id) {
  records_.reset();
  last_position_.reset();
  StatusOr<Statement> records = bytes_->db().Prepare(
      "SELECT position,line,time_ns,time_inferred,severity,service,outside,raw "
      "FROM record INDEXED BY record_place WHERE source=?1 ORDER BY position");
  if (!records.ok()) return Unreadable();
  records_.emplace(*std::move(records));
  records_->Bind(1, source_id);
  return {};
}

StatusOr<bool> CaseReader::Next(CaseRecord* record) {
  StatusOr<bool> row = records_->Step();
  if (!row.ok()) return Unreadable();
  if (!*row) return false;
  const int64_t position = records_->Int(0);
  *record = {.position = static_cast<uint64_t>(position),
             .line = static_cast<uint64_t>(records_->Int(1)),
             .time_ns = records_->Int(2),
             .time_inferred = records_->Int(3) != 0,
             .severity = static_cast<uint8_t>(records_->Int(4)),
             .service = records_->Bytes(5),
             .outside = records_->Bytes(6),
             .raw = records_->Bytes(7)};
  // A tree whose pages stand in it more than once would never end.
  const bool ascends = !last_position_ || position > *last_position_;
  last_position_ = position;
  text_ += record->raw.size();
  if (!ascends || text_ > size_ || record->raw.empty() ||
      record->raw.size() > kMaxRecordBytes || records_->Int(4) > kMaxSeverity) {
    return Damaged("its list of records does not hold together");
  }
  return true;
}

}  // namespace taffrail
