#include "core/container/container_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/numbers.h"
#include "core/base/utf8.h"
#include "core/container/archive_reader.h"
#include "core/container/byte_stream.h"
#include "core/container/decompress_stream.h"
#include "core/container/probe.h"
#include "core/container/text_codec.h"

namespace taffrail {
namespace {

// The member of an archive whose header came last.
class MemberStream final : public ByteStream {
 public:
  explicit MemberStream(ArchiveReader& archive) : archive_(archive) {}
  StatusOr<size_t> Read(std::span<char> buffer) override {
    return archive_.Read(buffer);
  }

 private:
  ArchiveReader& archive_;
};

// A path for people and for the catalog: cut inside no character.
std::string LimitedPath(const std::string& path, size_t limit) {
  if (path.size() <= limit) return path;
  constexpr std::string_view kCut = "…";
  std::string cut = ToValidUtf8(path.substr(0, limit - kCut.size()));
  // The character that the cut went through has become one replacement or more.
  while (cut.size() > limit - kCut.size()) cut.erase(cut.size() - 3);
  return cut.append(kCut);
}

}  // namespace

class ContainerReader::Impl {
 public:
  Impl(ByteSource& source, std::string_view name, const ContainerLimits& limits,
       ChosenEncoding chosen)
      : source_(source),
        name_(name),
        limits_(limits),
        chosen_(std::move(chosen)),
        budget_(limits, source_) {}

  StatusOr<Step> Next();
  StatusOr<std::string_view> ReadText(size_t max_bytes);

  const ContainerMember& member() const { return member_; }
  uint64_t text_offset() const { return text_offset_; }
  uint64_t position() const { return source_.position(); }

 private:
  // An archive that is open, what its members' paths begin with, and how many
  // containers it and those around it are.
  struct Level {
    std::unique_ptr<ArchiveReader> archive;
    std::string prefix;
    uint32_t depth;
  };

  StatusOr<Step> Advance();
  StatusOr<Step> NextOfArchive();
  StatusOr<Step> OpenMember(std::unique_ptr<ByteStream> bytes, ByteSource* file,
                            const std::string& label, uint32_t depth);
  StatusOr<Step> OpenDamaged(const Status& status, const std::string& label);
  bool WasTold(const Status& status);
  Step List(MemberKind kind, std::string reason);
  Status CheckUnbroken(std::string_view piece);

  CountingSource source_;
  const std::string name_;
  const ContainerLimits limits_;
  const ChosenEncoding chosen_;
  Budget budget_;

  bool started_ = false;
  std::vector<Level> levels_;
  std::string told_;  // the message of the last error
  uint32_t members_ = 0;
  ContainerMember member_;

  std::unique_ptr<PeekStream> text_;  // null when there is none to read
  std::optional<TextDecoder> decoder_;
  std::string label_;
  std::string bytes_;
  std::string decoded_;
  uint64_t member_bytes_ = 0;
  uint64_t unbroken_bytes_ = 0;  // since the last line feed
  uint64_t text_offset_ = 0;
};

StatusOr<ContainerReader::Step> ContainerReader::Impl::Next() {
  StatusOr<Step> step = Advance();
  if (!step.ok() && WasTold(step.status())) return Step::kMore;
  return step;
}

StatusOr<ContainerReader::Step> ContainerReader::Impl::Advance() {
  text_.reset();
  if (!started_) {
    started_ = true;
    member_.path = LimitedPath(ToValidUtf8(name_), limits_.path_bytes);
    member_.stored_bytes = source_.size();
    return OpenMember(std::make_unique<SourceStream>(source_), &source_,
                      Quoted(member_.path), 0);
  }
  if (levels_.empty()) return Step::kEnd;
  return NextOfArchive();
}

StatusOr<ContainerReader::Step> ContainerReader::Impl::NextOfArchive() {
  ArchiveReader& archive = *levels_.back().archive;
  StatusOr<ArchiveReader::Step> step = archive.Next();
  if (!step.ok()) return std::move(step).status();
  if (*step == ArchiveReader::Step::kMore) return Step::kMore;
  if (*step == ArchiveReader::Step::kEnd) {
    levels_.pop_back();
    return levels_.empty() ? Step::kEnd : Step::kMore;
  }
  if (members_ >= limits_.members) {
    levels_.clear();
    return ResourceExhausted(
        Quoted(name_) + " has more than " + WithThousands(limits_.members) +
        " files in it; the rest is not read. Unpack it first, then drop what "
        "you need");
  }
  const ArchiveReader::Entry& entry = archive.entry();
  member_ = {};
  member_.path =
      LimitedPath(levels_.back().prefix + entry.path, limits_.path_bytes);
  member_.stored_bytes = entry.size;
  member_.modified_s = entry.modified_s;
  switch (entry.kind) {
    case ArchiveReader::EntryKind::kDirectory:
      return List(MemberKind::kDirectory, "");
    case ArchiveReader::EntryKind::kLink:
      return List(MemberKind::kLink, "is a link, not a file");
    case ArchiveReader::EntryKind::kEncrypted:
      return List(MemberKind::kEncrypted,
                  "is encrypted. Unpack it with its password, then drop the "
                  "result");
    case ArchiveReader::EntryKind::kFile:
      break;
  }
  return OpenMember(std::make_unique<MemberStream>(archive), nullptr,
                    archive.EntryLabel(), levels_.back().depth);
}

// Looks at what `bytes` begin with, through every compression, until they are
// text, an archive or nothing that can be read. `file` is their file if that is
// all they are.
StatusOr<ContainerReader::Step> ContainerReader::Impl::OpenMember(
    std::unique_ptr<ByteStream> bytes, ByteSource* file,
    const std::string& label, uint32_t depth) {
  while (true) {
    auto stream = std::make_unique<PeekStream>(std::move(bytes));
    const std::string_view head = stream->Peek(kProbeBytes);
    if (head.empty() && !stream->peek_status().ok()) {
      return OpenDamaged(stream->peek_status(), label);
    }
    if (head.empty()) return List(MemberKind::kEmpty, "");
    Probe probe =
        ProbeHead(head, chosen_ ? chosen_(member_.path) : std::nullopt);
    if (probe.kind == ContainerKind::kRefused) {
      return List(MemberKind::kBinary, std::move(probe.reason));
    }
    if (probe.kind == ContainerKind::kText) {
      member_.encoding = probe.encoding;
      decoder_.emplace(probe.encoding);
      text_ = std::move(stream);
      label_ = label;
      member_bytes_ = text_offset_ = unbroken_bytes_ = 0;
      return List(MemberKind::kText, "");
    }
    if (++depth > limits_.depth) {
      return List(MemberKind::kUnsupported,
                  "is packed more than " + WithThousands(limits_.depth) +
                      " times over. Unpack it first, then drop the result");
    }
    if (probe.kind == ContainerKind::kArchive) {
      if (probe.format == ContainerFormat::kSevenZip && file == nullptr) {
        return List(MemberKind::kUnsupported,
                    "is a 7z archive inside another file. Unpack that first, "
                    "then drop the 7z archive");
      }
      if (file != nullptr) stream.reset();
      const bool is_root = levels_.empty();
      levels_.push_back(
          {std::make_unique<ArchiveReader>(std::move(stream), file,
                                           probe.format, label, budget_),
           is_root ? "" : member_.path + "/", depth});
      return Step::kMore;
    }
    StatusOr<std::unique_ptr<Decoder>> decoder =
        MakeDecoder(probe.format, limits_);
    if (!decoder.ok()) return OpenDamaged(decoder.status(), label);
    bytes = std::make_unique<DecompressStream>(
        std::move(stream), probe.format, *std::move(decoder), label, budget_);
    file = nullptr;
  }
}

// When it is the member itself that cannot be read from its first byte on, that
// is the reason it is listed with; what happened to a container around it is an
// error.
StatusOr<ContainerReader::Step> ContainerReader::Impl::OpenDamaged(
    const Status& status, const std::string& label) {
  const std::string_view message = status.message();
  if (!message.starts_with(label + " ")) return status;
  (void)WasTold(status);
  return List(status.code() == StatusCode::kDataLoss ? MemberKind::kDamaged
                                                     : MemberKind::kUnsupported,
              std::string(message.substr(label.size() + 1)));
}

// Whether this error was the last to be told; from now on it was. What a member
// could not give ends the archives around it as well, each of which says so.
bool ContainerReader::Impl::WasTold(const Status& status) {
  if (budget_.is_exceeded()) levels_.clear();
  if (status.message() == told_) return true;
  told_ = status.message();
  return false;
}

ContainerReader::Step ContainerReader::Impl::List(MemberKind kind,
                                                  std::string reason) {
  member_.kind = kind;
  member_.reason = std::move(reason);
  member_.index = members_++;
  return Step::kMember;
}

StatusOr<std::string_view> ContainerReader::Impl::ReadText(size_t max_bytes) {
  if (!text_) return std::string_view();
  const bool is_utf8 = member_.encoding == TextEncoding::kUtf8;
  // Decoded text can be three times as long.
  bytes_.resize(std::max<size_t>(is_utf8 ? max_bytes : max_bytes / 3, 1));
  decoded_.clear();
  // A piece that is only half a character gives no text yet.
  while (decoded_.empty()) {
    StatusOr<size_t> length = text_->Read(bytes_);
    if (!length.ok()) {
      text_.reset();
      (void)WasTold(length.status());
      return std::move(length).status();
    }
    member_bytes_ += *length;
    if (member_bytes_ > limits_.member_bytes) {
      text_.reset();
      return ResourceExhausted(
          label_ + " holds more than " +
          HumanBytes(static_cast<double>(limits_.member_bytes)) +
          "; the rest is not read. Cut it up first, then drop what you need");
    }
    const std::string_view piece = std::string_view(bytes_).substr(0, *length);
    TAFFRAIL_RETURN_IF_ERROR(CheckUnbroken(piece));
    if (is_utf8) {
      text_offset_ += piece.size();
      return piece;
    }
    if (*length == 0) {
      decoder_->Finish(&decoded_);
      text_.reset();
      break;
    }
    decoder_->Decode(piece, &decoded_);
  }
  text_offset_ += decoded_.size();
  return std::string_view(decoded_);
}

// Stops a text that is nothing but filling. In UTF-16, too, a line feed has the
// byte.
Status ContainerReader::Impl::CheckUnbroken(std::string_view piece) {
  const size_t feed = piece.rfind('\n');
  if (feed == std::string_view::npos) {
    unbroken_bytes_ += piece.size();
  } else {
    unbroken_bytes_ = piece.size() - feed - 1;
  }
  const Status status = budget_.CheckUnbroken(unbroken_bytes_);
  if (status.ok()) return status;
  text_.reset();
  const Status named(status.code(), label_ + " " + status.message());
  (void)WasTold(named);
  return named;
}

ContainerReader::ContainerReader(ByteSource& source, std::string_view name,
                                 const ContainerLimits& limits,
                                 ChosenEncoding chosen)
    : impl_(std::make_unique<Impl>(source, name, limits, std::move(chosen))) {}

ContainerReader::~ContainerReader() = default;

StatusOr<ContainerReader::Step> ContainerReader::Next() {
  return impl_->Next();
}

const ContainerMember& ContainerReader::member() const {
  return impl_->member();
}

StatusOr<std::string_view> ContainerReader::ReadText(size_t max_bytes) {
  return impl_->ReadText(max_bytes);
}

uint64_t ContainerReader::text_offset() const { return impl_->text_offset(); }

uint64_t ContainerReader::compressed_position() const {
  return impl_->position();
}

}  // namespace taffrail
