#include "core/store/partition.h"

#include <algorithm>
#include <utility>

#include "core/store/partition_schema.h"
#include "core/store/partition_statements.h"
#include "core/store/tokenizer.h"

namespace taffrail {
namespace {

// So many bytes of a chunk's attribute columns wait to be written in the order
// of the file.
constexpr size_t kMaxColumnBytesHeld = 16 << 20;

// A chunk's dirty pages stay in memory while they fit in 16 MiB.
constexpr char kBuildingPragmas[] =
    "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=NORMAL;"
    "PRAGMA cache_size=-16384;";
constexpr char kSealedPragmas[] = "PRAGMA cache_size=-4096;";

}  // namespace

Partition::Partition(std::string path) : path_(std::move(path)) {}

Partition::~Partition() = default;

StatusOr<std::unique_ptr<Partition>> Partition::Create(
    const std::string& path) {
  std::unique_ptr<Partition> partition(new Partition(path));
  StatusOr<Database> db = Database::Open(path, OpenMode::kReadWrite);
  if (!db.ok()) return db.status();
  partition->db_.emplace(*std::move(db));
  TAFFRAIL_RETURN_IF_ERROR(RegisterLogsplit(*partition->db_));
  TAFFRAIL_RETURN_IF_ERROR(partition->db_->Execute(kBuildingPragmas));
  TAFFRAIL_RETURN_IF_ERROR(CreatePartitionSchema(*partition->db_));
  TAFFRAIL_RETURN_IF_ERROR(partition->PrepareStatements());
  return partition;
}

StatusOr<std::unique_ptr<Partition>> Partition::Open(const std::string& path) {
  std::unique_ptr<Partition> partition(new Partition(path));
  bool hot = HasHotJournal(path);
  StatusOr<int64_t> version = partition->OpenDatabase(false);
  if (!version.ok()) return version.status();
  if (*version == 0) return std::unique_ptr<Partition>();
  TAFFRAIL_RETURN_IF_ERROR(partition->PrepareStatements());
  TAFFRAIL_RETURN_IF_ERROR(partition->Load());
  // It was opened as one still to be written, with that much more cache.
  if (partition->sealed_) {
    TAFFRAIL_RETURN_IF_ERROR(partition->db_->Execute(kSealedPragmas));
  }
  partition->rolled_back_ = hot && !HasHotJournal(path);
  return partition;
}

Status Partition::Reopen(bool read_only) {
  if (db_) return {};
  Status status = OpenDatabase(read_only).status();
  if (status.ok()) status = PrepareStatements();
  if (!status.ok()) Close();
  return status;
}

StatusOr<int64_t> Partition::OpenDatabase(bool read_only) {
  StatusOr<Database> db = Database::Open(
      path_, read_only ? OpenMode::kReadOnly : OpenMode::kReadWrite);
  if (!db.ok()) return db.status();
  db_.emplace(*std::move(db));
  TAFFRAIL_RETURN_IF_ERROR(RegisterLogsplit(*db_));
  // The first statement that reads the file: rolls a hot journal back.
  StatusOr<int64_t> version = PartitionVersion(*db_);
  if (!version.ok()) return version.status();
  TAFFRAIL_RETURN_IF_ERROR(
      db_->Execute(read_only ? kSealedPragmas : kBuildingPragmas));
  // What is sealed was opened before, and upgraded then.
  TAFFRAIL_RETURN_IF_ERROR(UpgradePartitionSchema(*db_, *version));
  return version;
}

void Partition::Close() {
  if (sealed_) attributes_.DropValues();
  segment_.reset();
  statements_.reset();
  db_.reset();
}

Status Partition::PrepareStatements() {
  Status failed;
  auto prepare = [&](std::string_view sql) {
    StatusOr<Statement> statement = db_->Prepare(sql);
    if (!statement.ok()) {
      failed = statement.status();
      // Inert: bound and stepped by nobody, since the failure is returned.
      return *db_->Prepare("SELECT 1");
    }
    return *std::move(statement);
  };
  statements_.reset(new Statements{
      prepare("INSERT INTO block VALUES(?1,?2,?3,?4,?5)"),
      prepare("INSERT INTO block_columns VALUES(?1,?2)"),
      prepare("INSERT INTO block_text VALUES(?1,?2)"),
      prepare("INSERT INTO service VALUES(?1,?2)"),
      prepare("INSERT INTO coverage VALUES(?1,?2,?3,?4,?5,?6,?7,?8)"),
      prepare("INSERT OR REPLACE INTO meta VALUES(?1,?2)"),
      prepare("SELECT rowid FROM term WHERE term MATCH ?1 AND rowid > ?2 "
              "ORDER BY rowid"),
      prepare("SELECT data FROM block_columns WHERE id=?1"),
      prepare("SELECT data FROM block_text WHERE id=?1"),
      prepare("INSERT OR REPLACE INTO attribute VALUES(?1,?2,?3,?4,?5)"),
      prepare("INSERT INTO attribute_values VALUES(?1,?2)"),
      prepare("INSERT INTO attribute_column VALUES(?1,?2)"),
      prepare("SELECT data FROM attribute_values WHERE id BETWEEN ?1 AND ?2 "
              "ORDER BY id"),
      prepare("SELECT data FROM attribute_column WHERE id=?1"),
      prepare("INSERT INTO template_leaf VALUES(?1,?2,?3)"),
      prepare("INSERT OR REPLACE INTO template_use VALUES(?1,?2,?3,?4)"),
      prepare("INSERT INTO template_column VALUES(?1,?2)"),
      prepare("SELECT data FROM template_column WHERE id=?1"),
  });
  return failed;
}

Status Partition::Load() {
  StatusOr<Statement> services =
      db_->Prepare("SELECT name FROM service ORDER BY id");
  if (!services.ok()) return services.status();
  StatusOr<bool> row = false;
  while ((row = services->Step()).ok() && *row) {
    std::string name(services->Bytes(0));
    service_ids_.emplace(name, static_cast<uint32_t>(services_.size()));
    services_.push_back(std::move(name));
  }
  if (!row.ok()) return row.status();

  StatusOr<Statement> coverage = db_->Prepare("SELECT * FROM coverage");
  if (!coverage.ok()) return coverage.status();
  while ((row = coverage->Step()).ok() && *row) {
    coverage_.push_back({static_cast<uint32_t>(coverage->Int(0)),
                         static_cast<uint64_t>(coverage->Int(1)),
                         static_cast<uint64_t>(coverage->Int(2)),
                         static_cast<uint64_t>(coverage->Int(3)),
                         coverage->Int(4), coverage->Int(5),
                         static_cast<uint64_t>(coverage->Int(6)),
                         coverage->Int(7)});
  }
  if (!row.ok()) return row.status();

  StatusOr<Statement> blocks =
      db_->Prepare("SELECT id,t0,t1,n,zone FROM block ORDER BY id");
  if (!blocks.ok()) return blocks.status();
  while ((row = blocks->Step()).ok() && *row) {
    BlockHead head;
    head.id = blocks->Int(0);
    head.t0_ns = blocks->Int(1);
    head.t1_ns = blocks->Int(2);
    head.count = static_cast<uint32_t>(blocks->Int(3));
    TAFFRAIL_RETURN_IF_ERROR(DecodeZone(blocks->Bytes(4), &head));
    bool sound =
        head.id == static_cast<int64_t>(heads_.size()) + 1 && head.count > 0 &&
        head.count <= kMaxBlockRecords &&
        std::all_of(head.services.begin(), head.services.end(),
                    [&](auto& s) { return s.first < services_.size(); });
    if (!sound)
      return DataLoss("The list of blocks is damaged (" + path_ + ")");
    TakeHead(std::move(head));
  }
  if (!row.ok()) return row.status();
  TAFFRAIL_RETURN_IF_ERROR(LoadAttributes());
  TAFFRAIL_RETURN_IF_ERROR(LoadTemplates());

  StatusOr<uint64_t> text_bytes = Meta("text_bytes");
  if (!text_bytes.ok()) return text_bytes.status();
  text_bytes_ = *text_bytes;
  StatusOr<uint64_t> stored_text = Meta("stored_text");
  if (!stored_text.ok()) return stored_text.status();
  StatusOr<uint64_t> stored_columns = Meta("stored_columns");
  if (!stored_columns.ok()) return stored_columns.status();
  stored_ = {*stored_text, *stored_columns};
  StatusOr<uint64_t> indexed = Meta("indexed_blocks");
  if (!indexed.ok()) return indexed.status();
  indexed_ = in_file_ = collected_ = static_cast<int64_t>(*indexed);
  if (*indexed > heads_.size()) {
    return DataLoss("The index is of blocks that are not there (" + path_ +
                    ")");
  }
  StatusOr<uint64_t> sealed = Meta("sealed");
  if (!sealed.ok()) return sealed.status();
  sealed_ = *sealed != 0;
  MarkCommitted();
  return {};
}

StatusOr<uint64_t> Partition::Meta(const char* key) {
  StatusOr<int64_t> value =
      db_->QueryInt(std::string("SELECT coalesce((SELECT value FROM meta WHERE "
                                "key='") +
                    key + "'), 0)");
  if (!value.ok()) return value.status();
  return static_cast<uint64_t>(*value);
}

Status Partition::SetMeta(std::string_view key, uint64_t value) {
  return statements_->set_meta.BindText(1, key)
      .Bind(2, static_cast<int64_t>(value))
      .Run();
}

StatusOr<uint32_t> Partition::ServiceId(std::string_view service) {
  if (auto at = service_ids_.find(service); at != service_ids_.end()) {
    return at->second;
  }
  uint32_t id = static_cast<uint32_t>(services_.size());
  TAFFRAIL_RETURN_IF_ERROR(
      statements_->insert_service.Bind(1, id).BindBlob(2, service).Run());
  services_.emplace_back(service);
  service_ids_.emplace(services_.back(), id);
  return id;
}

Status Partition::BeginChunk() {
  for (uint32_t i = 0; i < attributes_.all().size(); ++i) {
    TAFFRAIL_RETURN_IF_ERROR(LoadValues(i));
  }
  return db_->Execute("BEGIN");
}

void Partition::MarkCommitted() {
  committed_heads_ = heads_.size();
  committed_services_ = services_.size();
  committed_text_bytes_ = text_bytes_;
  committed_records_ = records_;
  committed_stored_ = stored_;
  attributes_.Commit();
  templates_.Commit();
}

Status Partition::AddBlock(const BlockBuilder& block, TextCodec& codec) {
  const int64_t id = static_cast<int64_t>(heads_.size()) + 1;
  const BlockHead& head = block.head();
  block.attributes().ForEach([&](uint32_t attribute, const auto& column) {
    attributes_.CountRecords(attribute, column.present.Count());
    std::string data = EncodeAttributeColumn(attributes_.all()[attribute].kind,
                                             column, head.count);
    attribute_column_bytes_ += data.size();
    attribute_columns_.emplace_back(AttributeRow(attribute, id),
                                    std::move(data));
  });
  if (attribute_column_bytes_ > kMaxColumnBytesHeld) {
    TAFFRAIL_RETURN_IF_ERROR(WriteAttributeColumns());
  }
  AddTemplates(head, id, block.leaves(), block.columns().lengths);
  return AddEncoded(head, EncodeColumns(block.columns()),
                    codec.Compress(block.text()), block.text());
}

Status Partition::AddEncoded(BlockHead head, std::string_view columns,
                             std::string_view compressed,
                             std::string_view text) {
  head.id = static_cast<int64_t>(heads_.size()) + 1;
  const std::string zone = EncodeZone(head);
  TAFFRAIL_RETURN_IF_ERROR(statements_->insert_block.Bind(1, head.id)
                               .Bind(2, head.t0_ns)
                               .Bind(3, head.t1_ns)
                               .Bind(4, head.count)
                               .BindBlob(5, zone)
                               .Run());
  TAFFRAIL_RETURN_IF_ERROR(
      statements_->insert_columns.Bind(1, head.id).BindBlob(2, columns).Run());
  TAFFRAIL_RETURN_IF_ERROR(
      statements_->insert_text.Bind(1, head.id).BindBlob(2, compressed).Run());
  stored_.columns += zone.size() + columns.size();
  stored_.text += compressed.size();
  CollectTerms(head.id, text);
  text_bytes_ += text.size();
  TakeHead(std::move(head));
  return {};
}

void Partition::TakeHead(BlockHead head) {
  records_ += head.count;
  without_attributes_ += !head.has_attributes;
  heads_.push_back(std::move(head));
}

Status Partition::CommitChunk(const ChunkCoverage& coverage) {
  return CommitChunks({&coverage, 1});
}

Status Partition::CommitChunks(std::span<const ChunkCoverage> chunks) {
  TAFFRAIL_RETURN_IF_ERROR(WriteAttributes());
  TAFFRAIL_RETURN_IF_ERROR(WriteAttributeColumns());
  TAFFRAIL_RETURN_IF_ERROR(WriteTemplates());
  for (const ChunkCoverage& chunk : chunks) {
    TAFFRAIL_RETURN_IF_ERROR(
        statements_->insert_coverage.Bind(1, chunk.source_id)
            .Bind(2, static_cast<int64_t>(chunk.start))
            .Bind(3, static_cast<int64_t>(chunk.end))
            .Bind(4, static_cast<int64_t>(chunk.records))
            .Bind(5, chunk.t0_ns)
            .Bind(6, chunk.t1_ns)
            .Bind(7, static_cast<int64_t>(chunk.split_records))
            .Bind(8, chunk.lines)
            .Run());
  }
  TAFFRAIL_RETURN_IF_ERROR(SetMeta("text_bytes", text_bytes_));
  TAFFRAIL_RETURN_IF_ERROR(SetMeta("stored_text", stored_.text));
  TAFFRAIL_RETURN_IF_ERROR(SetMeta("stored_columns", stored_.columns));
  TAFFRAIL_RETURN_IF_ERROR(db_->Execute("COMMIT"));
  coverage_.insert(coverage_.end(), chunks.begin(), chunks.end());
  MarkCommitted();
  return {};
}

Status Partition::RollBackChunk() {
  ForgetTermsAfter(static_cast<int64_t>(committed_heads_));
  attribute_columns_.clear();
  attribute_column_bytes_ = 0;
  attributes_.Revert();
  template_columns_.clear();
  templates_.Revert();
  for (; heads_.size() > committed_heads_; heads_.pop_back()) {
    without_attributes_ -= !heads_.back().has_attributes;
  }
  for (size_t id = committed_services_; id < services_.size(); ++id) {
    service_ids_.erase(services_[id]);
  }
  services_.resize(committed_services_);
  text_bytes_ = committed_text_bytes_;
  records_ = committed_records_;
  stored_ = committed_stored_;
  // Some failures (a full disk) have rolled back already.
  return db_->autocommit() ? Status() : db_->Execute("ROLLBACK");
}

Status Partition::Seal(TextCodec& codec) {
  StatusOr<bool> indexed = false;
  while (!*indexed) {
    indexed = IndexStep(codec);
    if (!indexed.ok()) return indexed.status();
  }
  TAFFRAIL_RETURN_IF_ERROR(SetMeta("sealed", 1));
  sealed_ = true;
  return {};
}

StatusOr<std::vector<int64_t>> Partition::MatchBlocks(
    std::string_view expression, int64_t after) {
  std::vector<int64_t> ids;
  Statement& match = statements_->match;
  match.BindText(1, expression).Bind(2, after);
  StatusOr<bool> row = false;
  while ((row = match.Step()).ok() && *row) ids.push_back(match.Int(0));
  match.Reset();
  if (!row.ok()) return row.status();
  return ids;
}

template <class T>
Status Partition::ReadColumnsAs(const BlockHead& head,
                                StatusOr<T> (*decode)(std::string_view,
                                                      uint32_t),
                                T* into) {
  Statement& read = statements_->read_columns;
  read.Bind(1, head.id);
  StatusOr<bool> row = read.Step();
  Status status = row.status();
  if (row.ok()) {
    StatusOr<T> decoded =
        decode(*row ? read.Bytes(0) : std::string_view(), head.count);
    status = decoded.status();
    if (decoded.ok()) *into = *std::move(decoded);
  }
  read.Reset();
  return status;
}

Status Partition::ReadColumns(const BlockHead& head, BlockColumns* columns) {
  return ReadColumnsAs(head, &DecodeColumns, columns);
}

Status Partition::ReadLabels(const BlockHead& head, BlockLabels* labels) {
  return ReadColumnsAs(head, &DecodeLabels, labels);
}

Status Partition::ReadText(int64_t block_id, TextCodec& codec,
                           std::string* text) {
  Statement& read = statements_->read_text;
  read.Bind(1, block_id);
  StatusOr<bool> row = read.Step();
  Status status = row.status();
  if (row.ok()) {
    status = codec.Decompress(*row ? read.Bytes(0) : std::string_view(), text);
  }
  read.Reset();
  return status;
}

}  // namespace taffrail
