#ifndef TAFFRAIL_CORE_ENGINE_TEXT_CHUNKER_H_
#define TAFFRAIL_CORE_ENGINE_TEXT_CHUNKER_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/source_table.h"
#include "core/parse/record_splitter.h"

namespace taffrail {

// Bytes [start, start + text.size()) of a source: whole records.
struct TextChunk {
  uint64_t start = 0;
  std::string text;
};

// Cuts text that comes from its beginning on into chunks for the shards, where
// a record begins that a shard recognises without what came before it. Leaves
// out what is stored already. Holds a chunk, and what it must look at to find
// where that ends. Single-threaded.
class TextChunker {
 public:
  // `missing` is what to make chunks of. `next_bytes` says how large the next
  // one should be. `has_header` is told of lines without terminator and escape
  // sequences, `stored` of text that is left out, and its offset.
  TextChunker(std::deque<ByteRange> missing, const RecordRules& rules,
              std::function<uint64_t()> next_bytes,
              std::function<bool(std::string_view)> has_header,
              std::function<void(std::string_view, uint64_t)> stored);

  void Add(std::string_view text);
  // The text has ended.
  void End() { ended_ = true; }
  // The next chunk, once there is enough text to tell where it ends.
  std::optional<TextChunk> Next();
  // Nothing more is wanted: all that follows is stored.
  bool satisfied() const { return missing_.empty(); }
  // Of all text, that which was added.
  uint64_t end() const { return start_ + text_.size(); }

 private:
  void DropStored();
  // Where the first record at or after `wanted_` begins, which must be before
  // `limit`, as far as the text there is tells.
  std::optional<size_t> FindCut(size_t limit);
  TextChunk Take(size_t bytes);

  const RecordRules rules_;
  std::function<uint64_t()> next_bytes_;
  std::function<bool(std::string_view)> has_header_;
  std::function<void(std::string_view, uint64_t)> stored_;
  std::deque<ByteRange> missing_;
  std::string text_;
  uint64_t start_ = 0;  // Of text_, in the source.
  bool ended_ = false;

  // The search for the end of the next chunk.
  std::optional<RecordBoundaries> boundaries_;
  size_t wanted_ = 0;
  size_t searched_from_ = 0;
  size_t line_ = 0;
  std::string plain_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_TEXT_CHUNKER_H_
