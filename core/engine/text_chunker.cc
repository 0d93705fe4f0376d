#include "core/engine/text_chunker.h"

#include <algorithm>
#include <utility>

#include "core/base/ansi.h"

namespace taffrail {
namespace {

// A record that goes on for longer is cut where this ends.
constexpr size_t kMostHeldBytes = 16 << 20;

}  // namespace

TextChunker::TextChunker(std::deque<ByteRange> missing,
                         const RecordRules& rules,
                         std::function<uint64_t()> next_bytes,
                         std::function<bool(std::string_view)> has_header,
                         std::function<void(std::string_view, uint64_t)> stored)
    : rules_(rules),
      next_bytes_(std::move(next_bytes)),
      has_header_(std::move(has_header)),
      stored_(std::move(stored)),
      missing_(std::move(missing)) {}

void TextChunker::Add(std::string_view text) {
  text_.append(text);
  DropStored();
}

void TextChunker::DropStored() {
  const uint64_t wanted = missing_.empty() ? end() : missing_.front().start;
  if (wanted <= start_) return;
  const size_t stored =
      static_cast<size_t>(std::min<uint64_t>(wanted - start_, text_.size()));
  stored_(std::string_view(text_).substr(0, stored), start_);
  text_.erase(0, stored);
  start_ += stored;
}

std::optional<TextChunk> TextChunker::Next() {
  DropStored();
  if (missing_.empty() || text_.empty() || start_ < missing_.front().start) {
    return std::nullopt;
  }
  const uint64_t left = missing_.front().end - start_;
  // The range that is missing ends in what is here.
  const bool whole = left <= text_.size() || ended_;
  const size_t limit =
      static_cast<size_t>(std::min<uint64_t>(left, text_.size()));
  if (!boundaries_) {
    boundaries_.emplace(rules_);
    wanted_ = static_cast<size_t>(std::max<uint64_t>(1, next_bytes_()));
    line_ = searched_from_ = 0;
  }
  if (limit > wanted_) {
    if (std::optional<size_t> cut = FindCut(limit)) return Take(*cut);
  }
  if (whole) return Take(limit);
  if (text_.size() > std::max(kMostHeldBytes, wanted_)) return Take(limit);
  return std::nullopt;
}

std::optional<size_t> TextChunker::FindCut(size_t limit) {
  const std::string& head = rules_.elements.head;
  if (!head.empty() && line_ == 0) {
    // One that another precedes on its line surely begins a record.
    const std::string_view text = std::string_view(text_).substr(0, limit);
    const size_t first = FindElement(text, wanted_, head);
    const size_t next =
        first == text.npos ? text.npos : FindElement(text, first + 1, head);
    if (next != text.npos && text.find('\n', first) > next) return next;
  }
  if (line_ == 0) {
    const size_t end = text_.find('\n', wanted_ - 1);
    if (end == std::string::npos) return std::nullopt;
    line_ = searched_from_ = end + 1;
  }
  while (line_ < limit) {
    const size_t end = text_.find('\n', line_);
    if (end == std::string::npos) break;
    const std::string_view line =
        WithoutEscapes(WithoutTerminator(std::string_view(text_).substr(
                           line_, end + 1 - line_)),
                       &plain_);
    const bool begins = boundaries_->Begins(line, start_ + line_,
                                            [&] { return has_header_(line); });
    if (begins &&
        (boundaries_->sure() || line_ - searched_from_ >= kRecordReachBytes)) {
      return line_;
    }
    line_ = end + 1;
  }
  return std::nullopt;
}

TextChunk TextChunker::Take(size_t bytes) {
  TextChunk chunk;
  chunk.start = start_;
  std::string rest = text_.substr(bytes);
  text_.resize(bytes);
  chunk.text = std::exchange(text_, std::move(rest));
  start_ += bytes;
  boundaries_.reset();
  missing_.front().start = start_;
  if (missing_.front().start >= missing_.front().end) missing_.pop_front();
  return chunk;
}

}  // namespace taffrail
