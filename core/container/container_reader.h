#ifndef TAFFRAIL_CORE_CONTAINER_CONTAINER_READER_H_
#define TAFFRAIL_CORE_CONTAINER_CONTAINER_READER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/container/byte_source.h"
#include "core/container/limits.h"
#include "core/container/text_encoding.h"

namespace taffrail {

enum class MemberKind : uint8_t {
  kText,       // ReadText() gives it
  kEmpty,      // no bytes
  kDirectory,  //
  kLink,       // a link or a device; its target, if it is inside, comes itself
  kBinary,     // a picture, a program, …
  kEncrypted,  //
  kUnsupported,  // a format or method that is not read here
  kDamaged,      // its beginning already cannot be read
};

// A file inside a container, or the file itself where it is none.
struct ContainerMember {
  // Counted over everything listed, nested archives' members included; the same
  // bytes always count the same, so an import can go on by it.
  uint32_t index = 0;
  // As the archive has it, after the path of the archive if that is nested
  // ("old.zip/web/app.log"); of a single file its own name. Valid UTF-8, no
  // longer than the limit; never used to open anything.
  std::string path;
  MemberKind kind = MemberKind::kText;
  // Why it is not read, as the rest of a sentence that begins with the path:
  // "is encrypted. …". Empty for kText, kEmpty and kDirectory.
  std::string reason;
  // What the containers say, where they do: the size before the member's own
  // decompression, and seconds since 1970.
  std::optional<uint64_t> stored_bytes;
  std::optional<int64_t> modified_s;
  TextEncoding encoding = TextEncoding::kUtf8;
};

// Reads whatever a file is, be it text in any encoding, compressed, an archive,
// or archives in archives, as a sequence of members, each one stream of UTF-8
// with offsets of its own. Everything is decoded on the fly, forward only, in
// calls that do about as much work as they are asked for, so that the caller
// can look at its mailbox between them.
//
// Whatever goes wrong is told once, as a Status that names the member and the
// byte; what was read before stays read, and the next Next() goes on with the
// next member where the container allows it, else ends. Members that are no
// text are listed with the reason, which is no error.
//
// Owned by one import; the source must outlive it. One thread.
class ContainerReader {
 public:
  enum class Step {
    kMember,  // member() is the next one
    kMore,    // not there yet: call again
    kEnd,
  };

  // The encoding that someone says the member at `path` is in, if it is text.
  using ChosenEncoding =
      std::function<std::optional<TextEncoding>(const std::string& path)>;

  // `name` is the file's, for paths and messages. Without `chosen` encodings
  // are found out.
  ContainerReader(ByteSource& source, std::string_view name,
                  const ContainerLimits& limits = {},
                  ChosenEncoding chosen = {});
  ~ContainerReader();
  ContainerReader(const ContainerReader&) = delete;
  ContainerReader& operator=(const ContainerReader&) = delete;

  // Goes to the next member, past what is left of this one.
  StatusOr<Step> Next();
  const ContainerMember& member() const;

  // The next bytes of the member's text, at most about `max_bytes`, valid until
  // the next call; empty at its end. Cut anywhere, also inside a character.
  StatusOr<std::string_view> ReadText(size_t max_bytes);
  // Bytes of text that ReadText() has given of this member.
  uint64_t text_offset() const;

  // How far into the file reading has come, for progress.
  uint64_t compressed_position() const;

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_CONTAINER_READER_H_
