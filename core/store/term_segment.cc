#include "core/store/term_segment.h"

#include <algorithm>
#include <bitset>
#include <vector>

namespace taffrail {
namespace {

// Ids of FTS5's records in `term_data`.
constexpr int64_t kAverages = 1;
constexpr int64_t kStructure = 10;
constexpr int kPageBits = 37;  // A page's id is its segment << 37 | its number.
constexpr uint32_t kMaxSegments = 2000;
constexpr size_t kPageHead = 4;
// FTS5 has its prefix indexes beside the main one, which is the first.
constexpr char kMainIndex = '0';

void PutBig16(std::string& bytes, size_t at, size_t value) {
  bytes[at] = static_cast<char>(value >> 8);
  bytes[at + 1] = static_cast<char>(value);
}

size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t size = std::min(a.size(), b.size());
  return static_cast<size_t>(
      std::mismatch(a.begin(), a.begin() + size, b.begin()).first - a.begin());
}

// FTS5's structure record: the segments there are, by level.
struct Structure {
  struct Segment {
    uint64_t id;
    uint64_t first_page;
    uint64_t last_page;
  };
  struct Level {
    uint64_t merging = 0;
    std::vector<Segment> segments;
  };

  std::string cookie;
  uint64_t write_counter = 0;
  std::vector<Level> levels;

  uint32_t CountSegments() const {
    size_t count = 0;
    for (const Level& level : levels) count += level.segments.size();
    return static_cast<uint32_t>(count);
  }
};

Structure DecodeStructure(std::string_view bytes) {
  Structure structure;
  structure.cookie = bytes.substr(0, 4);
  bytes.remove_prefix(std::min<size_t>(4, bytes.size()));
  structure.levels.resize(std::min<uint64_t>(TakeSqliteVarint(&bytes), 64));
  TakeSqliteVarint(&bytes);
  structure.write_counter = TakeSqliteVarint(&bytes);
  for (Structure::Level& level : structure.levels) {
    level.merging = TakeSqliteVarint(&bytes);
    uint64_t count = TakeSqliteVarint(&bytes);
    for (; count > 0 && !bytes.empty(); --count) {
      Structure::Segment segment;
      segment.id = TakeSqliteVarint(&bytes);
      segment.first_page = TakeSqliteVarint(&bytes);
      segment.last_page = TakeSqliteVarint(&bytes);
      level.segments.push_back(segment);
    }
  }
  return structure;
}

std::string EncodeStructure(const Structure& structure) {
  std::string bytes = structure.cookie;
  PutSqliteVarint(&bytes, structure.levels.size());
  PutSqliteVarint(&bytes, structure.CountSegments());
  PutSqliteVarint(&bytes, structure.write_counter);
  for (const Structure::Level& level : structure.levels) {
    PutSqliteVarint(&bytes, level.merging);
    PutSqliteVarint(&bytes, level.segments.size());
    for (const Structure::Segment& segment : level.segments) {
      PutSqliteVarint(&bytes, segment.id);
      PutSqliteVarint(&bytes, segment.first_page);
      PutSqliteVarint(&bytes, segment.last_page);
    }
  }
  return bytes;
}

// The least that no segment has; 0 when there is none left.
uint32_t FreeSegment(const Structure& structure) {
  std::bitset<kMaxSegments + 1> used;
  for (const Structure::Level& level : structure.levels) {
    for (const Structure::Segment& segment : level.segments) {
      if (segment.id <= kMaxSegments) used.set(segment.id);
    }
  }
  for (uint32_t id = 1; id <= kMaxSegments; ++id) {
    if (!used.test(id)) return id;
  }
  return 0;
}

}  // namespace

void PutSqliteVarint(std::string* out, uint64_t value) {
  char digits[10];
  size_t at = sizeof(digits);
  if (value >> 56 != 0) {
    // Nine bytes, the last of which is whole.
    digits[--at] = static_cast<char>(value);
    value >>= 8;
    for (int i = 0; i < 8; ++i, value >>= 7) {
      digits[--at] = static_cast<char>((value & 0x7F) | 0x80);
    }
  } else {
    digits[--at] = static_cast<char>(value & 0x7F);
    while ((value >>= 7) != 0) {
      digits[--at] = static_cast<char>((value & 0x7F) | 0x80);
    }
  }
  out->append(digits + at, sizeof(digits) - at);
}

uint64_t TakeSqliteVarint(std::string_view* bytes) {
  uint64_t value = 0;
  for (int i = 0; i < 9 && !bytes->empty(); ++i) {
    const auto byte = static_cast<uint8_t>(bytes->front());
    bytes->remove_prefix(1);
    if (i == 8) return value << 8 | byte;
    value = value << 7 | (byte & 0x7F);
    if (byte < 0x80) break;
  }
  return value;
}

Status TermSegmentWriter::Begin() {
  StatusOr<Statement> data =
      db_.Prepare("INSERT OR REPLACE INTO term_data(id, block) VALUES(?1,?2)");
  if (!data.ok()) return data.status();
  insert_data_.emplace(*std::move(data));
  StatusOr<Statement> parent =
      db_.Prepare("INSERT INTO term_idx(segid, term, pgno) VALUES(?1,?2,?3)");
  if (!parent.ok()) return parent.status();
  insert_parent_.emplace(*std::move(parent));
  StatusOr<std::string> structure = ReadData(kStructure);
  if (!structure.ok()) return structure.status();
  segment_ = FreeSegment(DecodeStructure(*structure));
  if (segment_ == 0)
    return ResourceExhausted("The index has too many segments");
  page_.assign(kPageHead, '\0');
  return {};
}

Status TermSegmentWriter::Add(std::string_view term,
                              std::string_view documents) {
  TAFFRAIL_RETURN_IF_ERROR(AddTerm(term));
  if (page_.size() + term_offsets_.size() + documents.size() < kTermPageBytes) {
    page_ += documents;
    has_document_ = true;
    return {};
  }
  bool first = true;
  uint64_t document = 0;
  while (!documents.empty()) {
    document += TakeSqliteVarint(&documents);
    TAFFRAIL_RETURN_IF_ERROR(AddDocument(document, first));
    first = false;
  }
  return {};
}

Status TermSegmentWriter::AddTerm(std::string_view text) {
  const size_t size = text.size() + 1;
  const bool full =
      page_.size() + term_offsets_.size() + size + 2 >= kTermPageBytes;
  if (full && page_.size() > kPageHead) TAFFRAIL_RETURN_IF_ERROR(FlushPage());
  const size_t common =
      last_term_.empty()
          ? 0
          : 1 + CommonPrefix(std::string_view(last_term_).substr(1), text);
  PutSqliteVarint(&term_offsets_, page_.size() - last_term_offset_);
  last_term_offset_ = page_.size();
  last_term_.assign(1, kMainIndex);
  last_term_ += text;
  size_t shared = 0;
  if (has_term_) {
    shared = common;
    PutSqliteVarint(&page_, shared);
  } else if (page_number_ > 1) {
    TAFFRAIL_RETURN_IF_ERROR(FlushParent());
    parent_term_.assign(last_term_, 0, common + 1);
    parent_page_ = page_number_;
  }
  PutSqliteVarint(&page_, size - shared);
  page_.append(last_term_, shared);
  has_term_ = true;
  has_document_ = true;
  return {};
}

Status TermSegmentWriter::AddDocument(uint64_t document, bool first) {
  if (page_.size() + term_offsets_.size() >= kTermPageBytes) {
    TAFFRAIL_RETURN_IF_ERROR(FlushPage());
  }
  const bool whole = first || !has_document_;
  // Where the first document of the page is, when no term comes before it.
  if (!has_document_) PutBig16(page_, 0, page_.size());
  PutSqliteVarint(&page_, whole ? document : document - last_document_);
  has_document_ = true;
  last_document_ = document;
  return {};
}

Status TermSegmentWriter::FlushPage() {
  PutBig16(page_, 2, page_.size());
  page_ += term_offsets_;
  TAFFRAIL_RETURN_IF_ERROR(
      WriteData(int64_t{segment_} << kPageBits | page_number_, page_));
  page_.assign(kPageHead, '\0');
  term_offsets_.clear();
  last_term_offset_ = 0;
  ++page_number_;
  has_term_ = false;
  has_document_ = false;
  return {};
}

Status TermSegmentWriter::FlushParent() {
  // The lowest bit: a list of the first documents of pages without a term is
  // there. Lists are too short here to need one.
  return insert_parent_->Bind(1, segment_)
      .BindBlob(2, parent_term_)
      .Bind(3, parent_page_ << 1)
      .Run();
}

StatusOr<uint32_t> TermSegmentWriter::Finish(uint64_t documents) {
  if (page_.size() > kPageHead) TAFFRAIL_RETURN_IF_ERROR(FlushPage());
  StatusOr<std::string> record = ReadData(kStructure);
  if (!record.ok()) return record.status();
  Structure structure = DecodeStructure(*record);
  if (page_number_ > 1) {
    TAFFRAIL_RETURN_IF_ERROR(FlushParent());
    if (structure.levels.empty()) structure.levels.emplace_back();
    structure.levels[0].segments.push_back(
        {segment_, 1, static_cast<uint64_t>(page_number_ - 1)});
  }
  TAFFRAIL_RETURN_IF_ERROR(WriteData(kStructure, EncodeStructure(structure)));
  // How many documents, and how many words: nobody ranks by the latter.
  std::string averages;
  PutSqliteVarint(&averages, documents);
  PutSqliteVarint(&averages, documents);
  TAFFRAIL_RETURN_IF_ERROR(WriteData(kAverages, averages));
  return structure.CountSegments();
}

Status TermSegmentWriter::ForgetStructure(Database& db) {
  // Taking back a transaction, even one that did nothing, makes FTS5 drop what
  // it remembers.
  return db.Execute("BEGIN; INSERT INTO term(term) VALUES('flush'); ROLLBACK");
}

Status TermSegmentWriter::WriteData(int64_t id, std::string_view bytes) {
  return insert_data_->Bind(1, id).BindBlob(2, bytes).Run();
}

StatusOr<std::string> TermSegmentWriter::ReadData(int64_t id) {
  StatusOr<Statement> read =
      db_.Prepare("SELECT block FROM term_data WHERE id=?1");
  if (!read.ok()) return read.status();
  read->Bind(1, id);
  StatusOr<bool> row = read->Step();
  if (!row.ok()) return row.status();
  if (!*row) return DataLoss("The index is damaged (" + db_.path() + ")");
  return std::string(read->Bytes(0));
}

}  // namespace taffrail
