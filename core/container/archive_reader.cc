#include "core/container/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstring>

#include "core/base/numbers.h"
#include "core/base/utf8.h"

namespace taffrail {
namespace {

// What libarchive gets at once. It loses what it had unpacked of a piece in
// which it finds an error, so pieces are small.
constexpr size_t kPieceBytes = 4 * 1024;
constexpr size_t kInputBytes = 64 * 1024;
// What one call of Next() does at most.
constexpr uint64_t kSkipBytes = 1 << 20;
constexpr int kHeadersLookedAt = 1024;

constexpr size_t kLongestName = 120;

}  // namespace

std::string Quoted(std::string_view name) {
  if (name.size() <= kLongestName) return "“" + std::string(name) + "”";
  return "“…" + ToValidUtf8(name.substr(name.size() - kLongestName)) + "”";
}

// The archive's bytes as libarchive asks for them.
class ArchiveReader::Input {
 public:
  Input(std::unique_ptr<ByteStream> stream, ByteSource* file)
      : stream_(std::move(stream)), file_(file) {}

  bool can_seek() const { return file_ != nullptr; }
  // Whether more was asked for than there is.
  bool hit_end() const { return hit_end_; }
  const Status& status() const { return status_; }

  int OpenWith(archive* reader) {
    archive_read_set_callback_data(reader, this);
    archive_read_set_read_callback(reader, &Input::Read);
    if (can_seek()) {
      archive_read_set_seek_callback(reader, &Input::Seek);
      archive_read_set_skip_callback(reader, &Input::Skip);
    }
    return archive_read_open1(reader);
  }

 private:
  static la_ssize_t Read(archive*, void* self, const void** piece) {
    return static_cast<Input*>(self)->NextPiece(piece);
  }

  static la_int64_t Seek(archive*, void* self, la_int64_t offset, int whence) {
    Input& input = *static_cast<Input*>(self);
    const int64_t size = static_cast<int64_t>(input.file_->size());
    int64_t base = 0;
    if (whence == SEEK_CUR) base = static_cast<int64_t>(input.at_);
    if (whence == SEEK_END) base = size;
    if (offset > size - base || offset < -base) return ARCHIVE_FATAL;
    input.JumpTo(static_cast<uint64_t>(base + offset));
    return base + offset;
  }

  static la_int64_t Skip(archive*, void* self, la_int64_t length) {
    Input& input = *static_cast<Input*>(self);
    const uint64_t left =
        input.file_->size() - std::min(input.at_, input.file_->size());
    const uint64_t step = std::min(left, static_cast<uint64_t>(length));
    input.JumpTo(input.at_ + step);
    return static_cast<la_int64_t>(step);
  }

  void JumpTo(uint64_t offset) {
    const uint64_t buffered_from = at_ - (piece_at_ <= filled_ ? piece_at_ : 0);
    if (offset >= buffered_from && offset <= buffered_from + filled_) {
      piece_at_ = static_cast<size_t>(offset - buffered_from);
    } else {
      piece_at_ = filled_ = 0;
    }
    at_ = offset;
    hit_end_ = false;
  }

  la_ssize_t NextPiece(const void** piece) {
    if (piece_at_ == filled_) {
      buffer_.resize(kInputBytes);
      const std::span<char> buffer(buffer_);
      StatusOr<size_t> read =
          can_seek() ? file_->Read(at_, buffer) : stream_->Read(buffer);
      if (!read.ok()) {
        status_ = read.status();
        return ARCHIVE_FATAL;
      }
      piece_at_ = 0;
      filled_ = *read;
      hit_end_ = *read == 0;
    }
    const size_t length = std::min(kPieceBytes, filled_ - piece_at_);
    *piece = buffer_.data() + piece_at_;
    piece_at_ += length;
    at_ += length;
    return static_cast<la_ssize_t>(length);
  }

  const std::unique_ptr<ByteStream> stream_;
  ByteSource* const file_;
  std::string buffer_;
  size_t filled_ = 0;
  size_t piece_at_ = 0;  // in buffer_, where the next piece begins
  uint64_t at_ = 0;      // in the archive, the same
  bool hit_end_ = false;
  Status status_;
};

ArchiveReader::ArchiveReader(std::unique_ptr<ByteStream> stream,
                             ByteSource* file, ContainerFormat format,
                             std::string label, Budget& budget)
    : input_(std::make_unique<Input>(std::move(stream), file)),
      format_(format),
      label_(std::move(label)),
      budget_(budget) {}

ArchiveReader::~ArchiveReader() { archive_read_free(archive_); }

Status ArchiveReader::Open() {
  is_open_ = true;
  archive_ = archive_read_new();
  if (archive_ == nullptr) return ResourceExhausted(label_ + ": no memory");
  switch (format_) {
    case ContainerFormat::kZip:
      if (input_->can_seek())
        archive_read_support_format_zip_seekable(archive_);
      archive_read_support_format_zip_streamable(archive_);
      break;
    case ContainerFormat::kSevenZip:
      archive_read_support_format_7zip(archive_);
      break;
    default:
      archive_read_support_format_tar(archive_);
  }
  if (input_->OpenWith(archive_) >= ARCHIVE_WARN) return {};
  ended_ = true;
  return Fail(label_);
}

StatusOr<ArchiveReader::Step> ArchiveReader::Next() {
  if (!is_open_) TAFFRAIL_RETURN_IF_ERROR(Open());
  if (ended_) return Step::kEnd;
  if (!SkipRest()) return Step::kMore;
  for (int i = 0; i < kHeadersLookedAt; ++i) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(archive_, &entry);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
      TakeEntry(entry);
      return Step::kEntry;
    }
    // A header of a tar archive that makes no sense: after it was told, the
    // next one that does is looked for.
    const bool was_told = resyncing_;
    resyncing_ = result == ARCHIVE_RETRY;
    ended_ = !resyncing_;
    if (result == ARCHIVE_EOF || (ended_ && was_told)) return Step::kEnd;
    if (!was_told) return member_status_.ok() ? Fail(label_) : member_status_;
  }
  return Step::kMore;
}

// Reads what is left of the member where libarchive would do so in one go.
// False when there is more of it.
bool ArchiveReader::SkipRest() {
  const bool jumps =
      input_->can_seek() && format_ != ContainerFormat::kSevenZip;
  if (jumps || entry_.kind == EntryKind::kEncrypted) return true;
  char discarded[16 * 1024];
  for (uint64_t skipped = 0; skipped < kSkipBytes;) {
    StatusOr<size_t> length = Read(discarded);
    if (!length.ok() || *length == 0) return true;
    skipped += *length;
  }
  return false;
}

void ArchiveReader::TakeEntry(archive_entry* entry) {
  entry_ = {};
  const char* path = archive_entry_pathname(entry);
  std::string_view name = path == nullptr ? "?" : path;
  while (name.starts_with("./")) name.remove_prefix(2);
  while (name.starts_with("/")) name.remove_prefix(1);
  while (name.ends_with("/")) name.remove_suffix(1);
  entry_.path = ToValidUtf8(name);
  const auto type = archive_entry_filetype(entry);
  if (type == AE_IFDIR) {
    entry_.kind = EntryKind::kDirectory;
  } else if (archive_entry_hardlink(entry) != nullptr ||
             (type != AE_IFREG && type != 0)) {
    entry_.kind = EntryKind::kLink;
  } else if (archive_entry_is_encrypted(entry)) {
    entry_.kind = EntryKind::kEncrypted;
  }
  if (archive_entry_size_is_set(entry) && archive_entry_size(entry) >= 0) {
    entry_.size = static_cast<uint64_t>(archive_entry_size(entry));
  }
  if (archive_entry_mtime_is_set(entry)) {
    entry_.modified_s = archive_entry_mtime(entry);
  }
  resyncing_ = false;
  member_ended_ = false;
  member_status_ = {};
  block_left_ = 0;
  block_at_ = 0;
  given_ = 0;
}

StatusOr<size_t> ArchiveReader::Read(std::span<char> buffer) {
  if (!member_status_.ok()) return member_status_;
  while (block_left_ == 0 && given_ >= block_at_ && !member_ended_) {
    member_status_ = NextBlock();
    if (!member_status_.ok()) return member_status_;
  }
  size_t length = 0;
  if (given_ < block_at_) {
    length = static_cast<size_t>(
        std::min<uint64_t>(buffer.size(), block_at_ - given_));
    std::memset(buffer.data(), 0, length);
  } else if (block_left_ > 0) {
    length = std::min(buffer.size(), block_left_);
    std::memcpy(buffer.data(), block_, length);
    block_ += length;
    block_left_ -= length;
    block_at_ += length;
  }
  given_ += length;
  if (Status status = budget_.Spend(length); !status.ok()) {
    member_status_ = Status(status.code(), label_ + " " + status.message());
  }
  return length;
}

Status ArchiveReader::NextBlock() {
  const void* block = nullptr;
  la_int64_t offset = 0;
  const int result =
      archive_read_data_block(archive_, &block, &block_left_, &offset);
  if (result < ARCHIVE_WARN) {
    block_left_ = 0;
    return Fail(EntryLabel());
  }
  if (result == ARCHIVE_EOF) {
    member_ended_ = true;
    block_left_ = 0;
    return {};
  }
  block_ = static_cast<const char*>(block);
  block_at_ = std::max(given_, static_cast<uint64_t>(offset));
  return {};
}

std::string ArchiveReader::EntryLabel() const {
  return label_ + " › " + Quoted(entry_.path);
}

// Says what kept libarchive from going on with `label`.
Status ArchiveReader::Fail(const std::string& label) {
  if (!input_->status().ok()) return input_->status();
  const std::string at =
      ", at byte " + WithThousands(static_cast<uint64_t>(std::max<int64_t>(
                         0, archive_filter_bytes(archive_, -1))));
  if (input_->hit_end()) {
    return DataLoss(label + " is cut off: the " +
                    std::string(FormatName(format_)) +
                    " archive ends too early" + at);
  }
  const char* text = archive_error_string(archive_);
  const std::string_view why = text == nullptr ? "" : text;
  if (why.find("nsupported") != why.npos || why.find("not supp") != why.npos) {
    return Status(StatusCode::kUnimplemented,
                  label + " cannot be read here (" + std::string(why) +
                      "). Unpack it first, then drop what was in it");
  }
  return DataLoss(label + " is damaged (" + std::string(why) + ")" + at);
}

}  // namespace taffrail
