#include "core/container/decoder.h"

namespace taffrail {

StatusOr<std::unique_ptr<Decoder>> MakeDecoder(ContainerFormat format,
                                               const ContainerLimits& limits) {
  switch (format) {
    case ContainerFormat::kGzip:
      return MakeGzipDecoder();
    case ContainerFormat::kZstd:
      return MakeZstdDecoder(limits);
    case ContainerFormat::kBzip2:
      return MakeBzip2Decoder();
    case ContainerFormat::kXz:
      return MakeXzDecoder(limits);
    case ContainerFormat::kLzma:
      return MakeLzmaDecoder(limits);
    default:
      return Internal("no decoder for " + std::string(FormatName(format)));
  }
}

}  // namespace taffrail
