#include <lzma.h>

#include "core/base/numbers.h"
#include "core/container/decoder.h"

namespace taffrail {
namespace {

class LzmaDecoder final : public Decoder {
 public:
  LzmaDecoder(ContainerFormat format, uint64_t memory_limit)
      : format_(format), memory_limit_(memory_limit) {}
  ~LzmaDecoder() override { lzma_end(&stream_); }

  Status Restart() override {
    const lzma_ret result =
        format_ == ContainerFormat::kXz
            ? lzma_stream_decoder(&stream_, memory_limit_, 0)
            : lzma_alone_decoder(&stream_, memory_limit_);
    if (result == LZMA_OK) return {};
    return ResourceExhausted("needs more memory to unpack than there is");
  }

  StatusOr<Progress> Decode(std::string_view* in,
                            std::span<char>* out) override {
    stream_.next_in = reinterpret_cast<const uint8_t*>(in->data());
    stream_.avail_in = in->size();
    stream_.next_out = reinterpret_cast<uint8_t*>(out->data());
    stream_.avail_out = out->size();
    const lzma_ret result = lzma_code(&stream_, LZMA_RUN);
    in->remove_prefix(in->size() - stream_.avail_in);
    *out = out->last(stream_.avail_out);
    switch (result) {
      case LZMA_STREAM_END:
        return Progress::kFrameEnd;
      case LZMA_OK:
      case LZMA_BUF_ERROR:  // no input or no room, twice
        return Progress::kMore;
      case LZMA_MEMLIMIT_ERROR:
        return ResourceExhausted(
            "wants " +
            HumanBytes(static_cast<double>(lzma_memusage(&stream_))) +
            " of memory to unpack, more than the " +
            HumanBytes(static_cast<double>(memory_limit_)) +
            " it may have. Unpack it with “xz -d”, then drop the result");
      case LZMA_MEM_ERROR:
        return ResourceExhausted("needs more memory to unpack than there is");
      case LZMA_OPTIONS_ERROR:
        return Status(StatusCode::kUnimplemented,
                      "is " + std::string(FormatName(format_)) +
                          " with options that are not read here. Unpack it "
                          "with “xz -d”, then drop the result");
      default:
        return DataLoss("is damaged: its " + std::string(FormatName(format_)) +
                        " data is no good");
    }
  }

 private:
  const ContainerFormat format_;
  const uint64_t memory_limit_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
};

StatusOr<std::unique_ptr<Decoder>> Make(ContainerFormat format,
                                        const ContainerLimits& limits) {
  auto decoder = std::make_unique<LzmaDecoder>(format, limits.decoder_bytes);
  TAFFRAIL_RETURN_IF_ERROR(decoder->Restart());
  return std::unique_ptr<Decoder>(std::move(decoder));
}

}  // namespace

StatusOr<std::unique_ptr<Decoder>> MakeXzDecoder(
    const ContainerLimits& limits) {
  return Make(ContainerFormat::kXz, limits);
}

StatusOr<std::unique_ptr<Decoder>> MakeLzmaDecoder(
    const ContainerLimits& limits) {
  return Make(ContainerFormat::kLzma, limits);
}

}  // namespace taffrail
