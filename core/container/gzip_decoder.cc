#include <zlib.h>

#include "core/container/decoder.h"

namespace taffrail {
namespace {

// 15 is the largest window, 16 asks for gzip's header and checksum.
constexpr int kGzipWindowBits = 15 + 16;

class GzipDecoder final : public Decoder {
 public:
  ~GzipDecoder() override { inflateEnd(&stream_); }

  bool Open() { return inflateInit2(&stream_, kGzipWindowBits) == Z_OK; }

  StatusOr<Progress> Decode(std::string_view* in,
                            std::span<char>* out) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in->data()));
    stream_.avail_in = static_cast<uInt>(in->size());
    stream_.next_out = reinterpret_cast<Bytef*>(out->data());
    stream_.avail_out = static_cast<uInt>(out->size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    in->remove_prefix(in->size() - stream_.avail_in);
    *out = out->last(stream_.avail_out);
    switch (result) {
      case Z_STREAM_END:
        return Progress::kFrameEnd;
      case Z_OK:
      case Z_BUF_ERROR:  // no input or no room
        return Progress::kMore;
      case Z_MEM_ERROR:
        return ResourceExhausted("needs more memory to unpack than there is");
      default:
        return DataLoss(std::string("is damaged: its gzip data is no good (") +
                        (stream_.msg ? stream_.msg : "unknown") + ")");
    }
  }

  Status Restart() override {
    inflateReset(&stream_);
    return {};
  }

 private:
  z_stream stream_ = {};
};

}  // namespace

StatusOr<std::unique_ptr<Decoder>> MakeGzipDecoder() {
  auto decoder = std::make_unique<GzipDecoder>();
  if (!decoder->Open()) return ResourceExhausted("no memory to unpack gzip");
  return std::unique_ptr<Decoder>(std::move(decoder));
}

}  // namespace taffrail
