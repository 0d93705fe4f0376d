#include "core/store/term_collector.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/hash.h"

namespace taffrail {
namespace {

constexpr size_t kFirstSlots = 1 << 14;
constexpr size_t kFirstArenaBytes = 1 << 12;
constexpr size_t kFirstSliceBytes = 8;
constexpr size_t kMaxSliceBytes = 256;
// Of a slice's next one.
constexpr size_t kAddressBytes = sizeof(uint32_t);

// memcmp() of words, which have kHashPadding bytes that can be read after them.
bool SameBytes(const char* a, const char* b, size_t size) {
  uint64_t left;
  uint64_t right;
  for (; size > 8; a += 8, b += 8, size -= 8) {
    memcpy(&left, a, sizeof(left));
    memcpy(&right, b, sizeof(right));
    if (left != right) return false;
  }
  memcpy(&left, a, sizeof(left));
  memcpy(&right, b, sizeof(right));
  return (left ^ right) << (64 - 8 * size) == 0;
}

}  // namespace

TermCollector::TermCollector() { Clear(); }

void TermCollector::Clear() {
  // No entry has the address 0.
  used_ = sizeof(Entry);
  arena_.resize(std::max(arena_.size(), kFirstArenaBytes));
  entries_.clear();
  // The next run has about as many.
  slots_.assign(std::max(slots_.size() / 2, kFirstSlots), Slot{});
  seen_.fill({});
}

void TermCollector::Add(uint32_t document, std::string_view text) {
  cutter_.Cut(text, [&](const Term& term) {
    if (!SeenBefore(term.text, document)) Insert(term.text, document);
  });
}

[[gnu::always_inline]] inline bool TermCollector::SeenBefore(
    std::string_view term, uint32_t document) {
  if (term.size() > kMaxSeenBytes) return false;
  Seen word = {.first = 0,
               .last = 0,
               .size = static_cast<uint32_t>(term.size()),
               .document = document};
  memcpy(&word.first, term.data(), sizeof(word.first));
  if (term.size() <= sizeof(word.first)) {
    word.first &= ~uint64_t{0} >> (64 - 8 * term.size());
  } else {
    memcpy(&word.last, term.data() + term.size() - sizeof(word.last),
           sizeof(word.last));
  }
  Seen& seen =
      seen_[(word.first ^ word.last) * 0x9E3779B97F4A7C15 >> (64 - kSeenBits)];
  if (seen == word) return true;
  seen = word;
  return false;
}

void TermCollector::Insert(std::string_view term, uint32_t document) {
  const auto hash =
      static_cast<uint32_t>(HashBytes(term.data(), term.size()) >> 32);
  const size_t mask = slots_.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.entry == 0) {
      slot = {hash, AddEntry(term, document)};
      if (entries_.size() * 2 > slots_.size()) GrowSlots();
      return;
    }
    if (slot.hash != hash) continue;
    const std::string_view found = TermOf(slot.entry);
    if (found.size() != term.size() ||
        !SameBytes(found.data(), term.data(), term.size())) {
      continue;
    }
    if (At(slot.entry).last_document != document) {
      AddDocument(slot.entry, document);
    }
    return;
  }
}

uint32_t TermCollector::AddEntry(std::string_view term, uint32_t document) {
  const uint32_t entry = Allocate(sizeof(Entry) + term.size());
  At(entry) = {.first_document = document,
               .last_document = document,
               .head = 0,
               .tail = 0,
               .left = 0,
               .slice_bytes = 0,
               .size = static_cast<uint32_t>(term.size())};
  memcpy(arena_.data() + entry + sizeof(Entry), term.data(), term.size());
  entries_.push_back(entry);
  return entry;
}

void TermCollector::AddDocument(uint32_t entry, uint32_t document) {
  const uint32_t difference = document - At(entry).last_document;
  At(entry).last_document = document;
  if (difference < 0x80) return AddDigit(entry, static_cast<char>(difference));
  std::string digits;
  PutSqliteVarint(&digits, difference);
  for (char digit : digits) AddDigit(entry, digit);
}

void TermCollector::AddDigit(uint32_t entry, char digit) {
  if (At(entry).left == 0) AddSlice(entry);
  Entry& of = At(entry);
  arena_[of.tail++] = digit;
  --of.left;
}

// Slices double up to the largest.
void TermCollector::AddSlice(uint32_t entry) {
  const size_t size = std::clamp<size_t>(At(entry).slice_bytes * 2,
                                         kFirstSliceBytes, kMaxSliceBytes);
  const uint32_t slice = Allocate(size + kAddressBytes);
  Entry& of = At(entry);
  if (of.head == 0) {
    of.head = slice;
  } else {
    memcpy(arena_.data() + of.tail, &slice, kAddressBytes);
  }
  of.tail = slice;
  of.left = static_cast<uint16_t>(size);
  of.slice_bytes = of.left;
}

void TermCollector::AppendDocuments(uint32_t entry, std::string* out) const {
  const Entry& of = At(entry);
  if (of.head == 0) return;
  uint32_t slice = of.head;
  const uint32_t last = of.tail + of.left - of.slice_bytes;
  for (size_t size = kFirstSliceBytes; slice != last;
       size = std::min<size_t>(size * 2, kMaxSliceBytes)) {
    out->append(arena_.data() + slice, size);
    memcpy(&slice, arena_.data() + slice + size, kAddressBytes);
  }
  out->append(arena_.data() + slice, of.tail - slice);
}

void TermCollector::GrowSlots() {
  std::vector<Slot> slots(slots_.size() * 2);
  const size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.entry == 0) continue;
    size_t at = slot.hash & mask;
    while (slots[at].entry != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_ = std::move(slots);
}

uint32_t TermCollector::Allocate(size_t size) {
  const size_t at = used_;
  used_ += (size + alignof(Entry) - 1) & ~(alignof(Entry) - 1);
  if (used_ + kHashPadding > arena_.size()) {
    arena_.resize(std::max(arena_.size() * 2, used_ + kHashPadding));
  }
  return static_cast<uint32_t>(at);
}

TermRun TermCollector::TakeRun() {
  std::vector<std::pair<uint64_t, uint32_t>> keyed;
  keyed.reserve(entries_.size());
  for (uint32_t entry : entries_) {
    keyed.emplace_back(TermKey(TermOf(entry)), entry);
  }
  std::sort(keyed.begin(), keyed.end(), [this](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return TermOf(a.second) < TermOf(b.second);
  });
  TermRun run;
  std::string documents;
  for (const auto& [key, entry] : keyed) {
    documents.clear();
    AppendDocuments(entry, &documents);
    const Entry& of = At(entry);
    run.Add(TermOf(entry), of.first_document, of.last_document, documents);
  }
  Clear();
  return run;
}

}  // namespace taffrail
