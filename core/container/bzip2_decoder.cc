#include <bzlib.h>

#include "core/container/decoder.h"

// What bzip2 calls, built without stdio, when its own invariants are broken.
extern "C" void bz_internal_error(int) { __builtin_trap(); }

namespace taffrail {
namespace {

class Bzip2Decoder final : public Decoder {
 public:
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&stream_); }

  bool Open() { return BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK; }

  StatusOr<Progress> Decode(std::string_view* in,
                            std::span<char>* out) override {
    stream_.next_in = const_cast<char*>(in->data());
    stream_.avail_in = static_cast<unsigned>(in->size());
    stream_.next_out = out->data();
    stream_.avail_out = static_cast<unsigned>(out->size());
    const int result = BZ2_bzDecompress(&stream_);
    in->remove_prefix(in->size() - stream_.avail_in);
    *out = out->last(stream_.avail_out);
    switch (result) {
      case BZ_STREAM_END:
        return Progress::kFrameEnd;
      case BZ_OK:
        return Progress::kMore;
      case BZ_MEM_ERROR:
        return ResourceExhausted("needs more memory to unpack than there is");
      default:
        return DataLoss("is damaged: its bzip2 data is no good");
    }
  }

  Status Restart() override {
    BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    if (!Open()) return ResourceExhausted("needs more memory than there is");
    return {};
  }

 private:
  bz_stream stream_ = {};
};

}  // namespace

StatusOr<std::unique_ptr<Decoder>> MakeBzip2Decoder() {
  auto decoder = std::make_unique<Bzip2Decoder>();
  if (!decoder->Open()) return ResourceExhausted("no memory to unpack bzip2");
  return std::unique_ptr<Decoder>(std::move(decoder));
}

}  // namespace taffrail
