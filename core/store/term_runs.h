#ifndef TAFFRAIL_CORE_STORE_TERM_RUNS_H_
#define TAFFRAIL_CORE_STORE_TERM_RUNS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/store/term_segment.h"

namespace taffrail {

// Terms in the order of their bytes, each once, with the documents that have
// it: one after the other, packed.
class TermRun {
 public:
  // `documents`: the second one's distance from the first, the third one's from
  // the second, …, each a PutSqliteVarint().
  void Add(std::string_view term, uint32_t first_document,
           uint32_t last_document, std::string_view documents);

  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Runs in memory, on their way into one segment of an index: the terms of
// documents as they come, a few thousand documents a run, so that collecting
// and sorting them stays within the caches (blocked sort-based indexing:
// Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 4.2).
class TermRuns {
 public:
  // Of documents above those of the runs before, up to `last_document`.
  void Add(TermRun run, int64_t last_document);
  // Drops runs that have documents above `document`. Returns the last document
  // of what is left, `none` if nothing is.
  int64_t DropAfter(int64_t document, int64_t none);

  size_t bytes() const { return bytes_; }

  // Writes the next terms, for some milliseconds. True: that was the last of
  // them. Until then nothing may be added or dropped.
  StatusOr<bool> WriteSome(TermSegmentWriter& writer);
  // The next WriteSome() begins anew.
  void StopWriting();
  void Clear();

 private:
  struct Run {
    std::string bytes;
    int64_t last_document;
  };
  // Where a run is being read.
  struct Cursor {
    std::string_view rest;
    uint64_t key = 0;  // The term's first bytes.
    uint32_t run = 0;
    std::string_view term;
    uint64_t first_document = 0;
    uint64_t last_document = 0;
    std::string_view documents;

    // False at the end.
    bool Next();
    // Of equal terms the earlier run's comes first.
    bool Before(const Cursor& other) const;
  };
  // Moves the first cursor down to its place.
  void SiftDown(size_t at);
  // Goes on in the run whose term was taken.
  void Advance();

  std::vector<Run> runs_;
  size_t bytes_ = 0;
  // A heap, the least term first, while they are written.
  std::vector<Cursor> heap_;
  std::string documents_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TERM_RUNS_H_
