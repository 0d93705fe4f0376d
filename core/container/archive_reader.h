#ifndef TAFFRAIL_CORE_CONTAINER_ARCHIVE_READER_H_
#define TAFFRAIL_CORE_CONTAINER_ARCHIVE_READER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/container/byte_stream.h"
#include "core/container/probe.h"

struct archive;
struct archive_entry;

namespace taffrail {

// A tar, zip or 7z archive, through libarchive: headers one after the other,
// and the bytes of the member whose header came last. Knows nothing of what the
// members are. One thread.
class ArchiveReader {
 public:
  enum class EntryKind { kFile, kDirectory, kLink, kEncrypted };

  struct Entry {
    std::string path;  // valid UTF-8, of any length
    EntryKind kind = EntryKind::kFile;
    std::optional<uint64_t> size;
    std::optional<int64_t> modified_s;
  };

  enum class Step { kEntry, kMore, kEnd };

  // Over a stream, or over a file, which can be jumped about in: one of the two
  // is null. `label` names the archive in messages. `file` and `budget` must
  // outlive it.
  ArchiveReader(std::unique_ptr<ByteStream> stream, ByteSource* file,
                ContainerFormat format, std::string label, Budget& budget);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // Goes on to the next header, past what is left of this member; kMore when
  // that is a lot: call again. An error is told once; kEnd follows it unless
  // the archive can be picked up again.
  StatusOr<Step> Next();
  const Entry& entry() const { return entry_; }

  // Bytes of the member, as ByteStream::Read.
  StatusOr<size_t> Read(std::span<char> buffer);

  const std::string& label() const { return label_; }
  // The member's name in messages.
  std::string EntryLabel() const;

 private:
  class Input;

  Status Open();
  bool SkipRest();
  Status NextBlock();
  void TakeEntry(archive_entry* entry);
  Status Fail(const std::string& label);

  const std::unique_ptr<Input> input_;
  const ContainerFormat format_;
  const std::string label_;
  Budget& budget_;
  archive* archive_ = nullptr;
  Entry entry_;

  bool is_open_ = false;
  bool ended_ = false;
  bool resyncing_ = false;  // a damaged header was told, the next is looked for
  bool member_ended_ = true;
  Status member_status_;
  // The block that libarchive gave last: what is left of it, and where in the
  // member that belongs (sparse files leave gaps, which are zeros).
  const char* block_ = nullptr;
  size_t block_left_ = 0;
  uint64_t block_at_ = 0;
  uint64_t given_ = 0;
};

// "“name”", not longer than a line.
std::string Quoted(std::string_view name);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_ARCHIVE_READER_H_
