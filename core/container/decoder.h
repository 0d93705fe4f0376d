#ifndef TAFFRAIL_CORE_CONTAINER_DECODER_H_
#define TAFFRAIL_CORE_CONTAINER_DECODER_H_

#include <memory>
#include <span>
#include <string_view>

#include "core/base/status.h"
#include "core/container/limits.h"
#include "core/container/probe.h"

namespace taffrail {

// One compression format, as DecompressStream uses it: a file is frames (gzip's
// members, xz's and bzip2's streams) one after the other.
class Decoder {
 public:
  enum class Progress {
    kMore,      // give more input, or room
    kFrameEnd,  // this frame is whole
  };

  virtual ~Decoder() = default;

  // Decodes from the front of `in` into the front of `out` and takes off both
  // what it used. Whatever was decoded before an error is in `out`. The message
  // of an error is the rest of a sentence that begins with a name.
  virtual StatusOr<Progress> Decode(std::string_view* in,
                                    std::span<char>* out) = 0;
  // Gets ready for another frame.
  virtual Status Restart() = 0;
};

// For a format that is one compressed stream. Fails when memory does.
StatusOr<std::unique_ptr<Decoder>> MakeDecoder(ContainerFormat format,
                                               const ContainerLimits& limits);

StatusOr<std::unique_ptr<Decoder>> MakeGzipDecoder();
StatusOr<std::unique_ptr<Decoder>> MakeBzip2Decoder();
StatusOr<std::unique_ptr<Decoder>> MakeZstdDecoder(
    const ContainerLimits& limits);
// Of .xz files, or of the older .lzma ones, which are one frame each.
StatusOr<std::unique_ptr<Decoder>> MakeXzDecoder(const ContainerLimits& limits);
StatusOr<std::unique_ptr<Decoder>> MakeLzmaDecoder(
    const ContainerLimits& limits);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_DECODER_H_
