#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <bit>

#include "core/container/decoder.h"

namespace taffrail {
namespace {

constexpr size_t kBlockHeaderBytes = 3;

class ZstdDecoder final : public Decoder {
 public:
  ~ZstdDecoder() override { ZSTD_freeDStream(stream_); }

  bool Open(uint64_t memory_limit) {
    stream_ = ZSTD_createDStream();
    if (stream_ == nullptr) return false;
    const int window_log = std::bit_width(memory_limit) - 1;
    const ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
    return !ZSTD_isError(ZSTD_DCtx_setParameter(
        stream_, ZSTD_d_windowLogMax,
        std::clamp(window_log, bounds.lowerBound, bounds.upperBound)));
  }

  // Zstd does not say how much it wrote before an error. So that nothing is
  // lost, it is given what takes it one block further, and nothing at all while
  // it has not handed out the block before.
  StatusOr<Progress> Decode(std::string_view* in,
                            std::span<char>* out) override {
    if (holds_back_) {
      std::string_view nothing;
      StatusOr<size_t> wanted = Advance(&nothing, out);
      if (!wanted.ok()) return std::move(wanted).status();
      if (holds_back_) return Progress::kMore;
    }
    const size_t step = wanted_ > kBlockHeaderBytes
                            ? wanted_ - kBlockHeaderBytes
                            : std::max<size_t>(wanted_, 1);
    std::string_view piece = in->substr(0, step);
    const size_t offered = piece.size();
    StatusOr<size_t> wanted = Advance(&piece, out);
    in->remove_prefix(offered - piece.size());
    if (!wanted.ok()) return std::move(wanted).status();
    wanted_ = *wanted;
    return wanted_ == 0 ? Progress::kFrameEnd : Progress::kMore;
  }

  Status Restart() override {
    holds_back_ = false;
    wanted_ = 1;
    return {};
  }

 private:
  // Returns how many bytes would take it to its next step, 0 at a frame's end.
  StatusOr<size_t> Advance(std::string_view* in, std::span<char>* out) {
    ZSTD_inBuffer source = {in->data(), in->size(), 0};
    ZSTD_outBuffer target = {out->data(), out->size(), 0};
    const size_t result = ZSTD_decompressStream(stream_, &target, &source);
    in->remove_prefix(source.pos);
    *out = out->subspan(target.pos);
    if (ZSTD_isError(result)) return Explain(result);
    holds_back_ = out->empty();
    return result;
  }

  static Status Explain(size_t result) {
    switch (ZSTD_getErrorCode(result)) {
      case ZSTD_error_frameParameter_windowTooLarge:
        return ResourceExhausted(
            "was compressed with a window that takes too much memory. Unpack "
            "it with “zstd -d --long=31”, then drop the result");
      case ZSTD_error_memory_allocation:
        return ResourceExhausted("needs more memory to unpack than there is");
      case ZSTD_error_dictionary_wrong:
        return Status(StatusCode::kUnimplemented,
                      "was compressed with a dictionary, which is not at hand. "
                      "Unpack it with “zstd -d -D …”, then drop the result");
      default:
        return DataLoss(std::string("is damaged: its zstd data is no good (") +
                        ZSTD_getErrorName(result) + ")");
    }
  }

  ZSTD_DStream* stream_ = nullptr;
  size_t wanted_ = 1;
  bool holds_back_ = false;
};

}  // namespace

StatusOr<std::unique_ptr<Decoder>> MakeZstdDecoder(
    const ContainerLimits& limits) {
  auto decoder = std::make_unique<ZstdDecoder>();
  if (!decoder->Open(limits.decoder_bytes)) {
    return ResourceExhausted("no memory to unpack zstd");
  }
  return std::unique_ptr<Decoder>(std::move(decoder));
}

}  // namespace taffrail
