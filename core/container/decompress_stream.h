#ifndef TAFFRAIL_CORE_CONTAINER_DECOMPRESS_STREAM_H_
#define TAFFRAIL_CORE_CONTAINER_DECOMPRESS_STREAM_H_

#include <cstdint>
#include <memory>
#include <string>

#include "core/container/byte_stream.h"
#include "core/container/decoder.h"

namespace taffrail {

// What a compressed stream holds: all its frames one after the other, with the
// zeros between them that tapes and block devices leave. Owned by what reads
// it; one thread.
class DecompressStream final : public ByteStream {
 public:
  // `label` names the stream in messages. `budget` must outlive it.
  DecompressStream(std::unique_ptr<ByteStream> input, ContainerFormat format,
                   std::unique_ptr<Decoder> decoder, std::string label,
                   Budget& budget)
      : input_(std::move(input)),
        format_(format),
        decoder_(std::move(decoder)),
        label_(std::move(label)),
        budget_(budget) {}

  StatusOr<size_t> Read(std::span<char> buffer) override;

 private:
  enum class State { kInFrame, kBetweenFrames, kEnd };

  Status Step(std::span<char>* out);
  Status NextFrame();
  Status Fill();
  Status Fail(const Status& status) const;

  const std::unique_ptr<ByteStream> input_;
  const ContainerFormat format_;
  const std::unique_ptr<Decoder> decoder_;
  const std::string label_;
  Budget& budget_;

  std::string buffer_;
  std::string_view pending_;  // of buffer_, what the decoder has not used
  uint64_t used_ = 0;         // bytes of the input before pending_
  bool input_ended_ = false;
  State state_ = State::kInFrame;
  Status status_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_DECOMPRESS_STREAM_H_
