#ifndef TAFFRAIL_CORE_STORE_TERM_COLLECTOR_H_
#define TAFFRAIL_CORE_STORE_TERM_COLLECTOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/terms.h"
#include "core/store/term_runs.h"

namespace taffrail {

// The terms of some documents and which documents have them, on their way into
// a run of an index (an inverted index in memory). One look-up for each word
// of the text does all: it counts once in a document, and a document once in
// the term's list. Owned by a partition's writer.
class TermCollector {
 public:
  TermCollector();
  TermCollector(const TermCollector&) = delete;
  TermCollector& operator=(const TermCollector&) = delete;

  // `document` must be above all that were added since Clear().
  void Add(uint32_t document, std::string_view text);

  bool empty() const { return entries_.empty(); }
  // What it occupies.
  size_t bytes() const {
    return used_ + entries_.size() * sizeof(uint32_t) +
           slots_.size() * sizeof(Slot);
  }

  // Calls f(term) for each term, in no order.
  template <class F>
  void ForEachTerm(F&& f) const {
    for (uint32_t entry : entries_) f(TermOf(entry));
  }
  // All terms, in order. They are not here any more.
  TermRun TakeRun();
  void Clear();

 private:
  // A term. Its bytes follow it in the arena. Its documents but the first are
  // varints of the differences, in slices of growing size that end in the next
  // one's address.
  struct Entry {
    uint32_t first_document;
    uint32_t last_document;
    uint32_t head;
    uint32_t tail;
    uint16_t left;  // Bytes that are free in the last slice.
    uint16_t slice_bytes;
    uint32_t size;
  };
  struct Slot {
    uint32_t hash;
    uint32_t entry;  // 0: free.
  };

  // A short word that a document has: all of its bytes, with those in the
  // middle twice.
  struct Seen {
    uint64_t first;
    uint64_t last;
    uint32_t size;
    uint32_t document;

    bool operator==(const Seen&) const = default;
  };
  static constexpr size_t kSeenBits = 9;
  static constexpr size_t kMaxSeenBytes = 16;

  // True: the document has the word, and this was called with both before.
  // Knows only the last of the words that share a place.
  bool SeenBefore(std::string_view term, uint32_t document);

  Entry& At(uint32_t entry) {
    return *reinterpret_cast<Entry*>(arena_.data() + entry);
  }
  const Entry& At(uint32_t entry) const {
    return *reinterpret_cast<const Entry*>(arena_.data() + entry);
  }
  std::string_view TermOf(uint32_t entry) const {
    return {arena_.data() + entry + sizeof(Entry), At(entry).size};
  }
  void Insert(std::string_view term, uint32_t document);
  uint32_t AddEntry(std::string_view term, uint32_t document);
  void AddDocument(uint32_t entry, uint32_t document);
  void AddDigit(uint32_t entry, char digit);
  void AddSlice(uint32_t entry);
  void GrowSlots();
  uint32_t Allocate(size_t size);
  // As TermRun takes them.
  void AppendDocuments(uint32_t entry, std::string* out) const;

  TermCutter cutter_;
  // kHashPadding bytes more than are used.
  std::vector<char> arena_;
  size_t used_ = 0;
  std::vector<uint32_t> entries_;
  std::vector<Slot> slots_;
  // Nine in ten words were in the block before: small enough for the nearest
  // cache, which the table is not.
  std::array<Seen, size_t{1} << kSeenBits> seen_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_TERM_COLLECTOR_H_
