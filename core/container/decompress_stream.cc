#include "core/container/decompress_stream.h"

#include <algorithm>
#include <cstring>

#include "core/base/numbers.h"

namespace taffrail {
namespace {

constexpr size_t kInputBytes = 128 * 1024;
// Enough to know the beginning of a frame in any of the formats.
constexpr size_t kFrameHeadBytes = 16;

}  // namespace

StatusOr<size_t> DecompressStream::Read(std::span<char> buffer) {
  std::span<char> out = buffer;
  while (!out.empty() && status_.ok() && state_ != State::kEnd) {
    const size_t room = out.size();
    status_ = Step(&out);
    if (!status_.ok()) break;
    status_ = budget_.Spend(room - out.size());
    if (!status_.ok()) status_ = Fail(status_);
  }
  const size_t length = buffer.size() - out.size();
  if (length == 0 && !status_.ok()) return status_;
  return length;
}

// Decodes some, finds the next frame, or fetches input.
Status DecompressStream::Step(std::span<char>* out) {
  if (state_ == State::kBetweenFrames) return NextFrame();
  const size_t before = pending_.size(), room = out->size();
  StatusOr<Decoder::Progress> progress = decoder_->Decode(&pending_, out);
  used_ += before - pending_.size();
  if (!progress.ok()) return Fail(progress.status());
  if (*progress == Decoder::Progress::kFrameEnd) {
    state_ = State::kBetweenFrames;
    return {};
  }
  const bool stands = before == pending_.size() && room == out->size();
  if (!stands) return {};
  if (input_ended_) {
    return Fail(DataLoss("is cut off: its " + std::string(FormatName(format_)) +
                         " data ends too early"));
  }
  return Fill();
}

Status DecompressStream::NextFrame() {
  if (pending_.size() < kFrameHeadBytes && !input_ended_) return Fill();
  const size_t zeros =
      std::min(pending_.find_first_not_of('\0'), pending_.size());
  if (zeros > 0) {
    pending_.remove_prefix(zeros);
    used_ += zeros;
    return {};
  }
  if (pending_.empty()) {
    state_ = State::kEnd;
    return {};
  }
  if (ProbeHead(pending_).format != format_ ||
      format_ == ContainerFormat::kLzma) {
    return Fail(DataLoss("goes on after its " +
                         std::string(FormatName(format_)) +
                         " data with something else, which is not read"));
  }
  state_ = State::kInFrame;
  return decoder_->Restart();
}

// Appends input to what is pending.
Status DecompressStream::Fill() {
  const size_t kept = pending_.size();
  if (kept > 0) std::memmove(buffer_.data(), pending_.data(), kept);
  if (buffer_.size() < kept + kInputBytes) buffer_.resize(kept + kInputBytes);
  pending_ = std::string_view(buffer_).substr(0, kept);
  StatusOr<size_t> length =
      input_->Read(std::span(buffer_.data() + kept, kInputBytes));
  if (!length.ok()) return std::move(length).status();
  input_ended_ = *length == 0;
  pending_ = std::string_view(buffer_).substr(0, kept + *length);
  return {};
}

Status DecompressStream::Fail(const Status& status) const {
  return Status(status.code(), label_ + " " + status.message() + ", at byte " +
                                   WithThousands(used_));
}

}  // namespace taffrail
