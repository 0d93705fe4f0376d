#ifndef TAFFRAIL_CORE_CONTAINER_PROBE_H_
#define TAFFRAIL_CORE_CONTAINER_PROBE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/container/text_encoding.h"

namespace taffrail {

enum class ContainerKind : uint8_t {
  kText,        // `encoding` says how it is spelled
  kCompressed,  // one stream of something: gzip, zstd, bzip2, xz, lzma
  kArchive,     // members of any kind: tar, zip, 7z
  kRefused,     // nothing that could be read; `reason` says what it is
};

enum class ContainerFormat : uint8_t {
  kNone,
  kGzip,
  kZstd,
  kBzip2,
  kXz,
  kLzma,
  kTar,
  kZip,
  kSevenZip,
};

// "gzip", "7z": for people.
std::string_view FormatName(ContainerFormat format);

// What a file is, judged by how it begins and never by its name.
struct Probe {
  ContainerKind kind = ContainerKind::kText;
  ContainerFormat format = ContainerFormat::kNone;
  TextEncoding encoding = TextEncoding::kUtf8;
  // For kRefused: what it is and what to do, as the rest of a sentence that
  // begins with the name: "is a picture. Only text logs can be read".
  std::string reason = {};

  // Whether the file is its own text, so that any part of it can be read alone;
  // all else has to be read from its beginning by a ContainerReader.
  bool is_plain() const {
    return kind == ContainerKind::kText && encoding == TextEncoding::kUtf8;
  }
};

// `head` is the first kProbeBytes of the file, or all of it. An empty one is
// kText. With `chosen` that is the encoding, should it be text, and much is
// taken for text that looks like none.
Probe ProbeHead(std::string_view head,
                std::optional<TextEncoding> chosen = std::nullopt);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_PROBE_H_
