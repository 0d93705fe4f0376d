#include "core/query/regex_scan.h"

#include <algorithm>
#include <bit>
#include <string>

#include "core/base/ascii.h"
#include "core/parse/byte_lanes.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

// Enough that a call of RE2 is little of the time, and few enough that those
// that take longest, on which the automaton outgrows its memory, can be
// stopped.
constexpr uint32_t kRecordsTogether = 16;
constexpr uint32_t kBytesTogether = 4096;

std::string_view RecordAt(std::string_view text, std::span<const uint32_t> ends,
                          uint32_t i) {
  const uint32_t start = i == 0 ? 0 : ends[i - 1];
  std::string_view record = text.substr(start, ends[i] - start);
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

bool StandsAt(std::string_view text, std::string_view lower, size_t at) {
  for (size_t i = 0; i < lower.size(); ++i) {
    if (AsciiLower(text[at + i]) != lower[i]) return false;
  }
  return true;
}

// Records with one of the texts.
BlockBits Candidates(const Regex& regex, std::string_view text,
                     std::span<const uint32_t> ends) {
  BlockBits bits;
  for (const std::string& required : regex.required()) {
    uint32_t record = 0;
    size_t at = FindInEitherCase(text, required, 0);
    while (at != std::string_view::npos) {
      while (ends[record] <= at) ++record;
      bits.Set(record);
      at = FindInEitherCase(text, required, ends[record]);
    }
  }
  return bits;
}

// The records of [first, last) that match, all at once, and from the first that
// has a match each by itself: a match may go on over its record's end, or be
// looked for there, and would again from each record on.
void ScanTogether(const Regex& regex, std::string_view text,
                  std::span<const uint32_t> ends, uint32_t first, uint32_t last,
                  BlockBits* bits) {
  const std::string_view together = text.substr(0, ends[last - 1]);
  const auto match = regex.Find(together, first == 0 ? 0 : ends[first - 1]);
  if (!match || match->first == together.size()) return;
  uint32_t record = first;
  while (ends[record] <= match->first) ++record;
  for (; record < last; ++record) {
    if (regex.Matches(RecordAt(text, ends, record))) bits->Set(record);
  }
}

// Where some records from `first` on end, one at least.
uint32_t EndOfSome(std::span<const uint32_t> ends, uint32_t first) {
  const uint32_t start = first == 0 ? 0 : ends[first - 1];
  uint32_t last = first + 1;
  while (last < ends.size() && last - first < kRecordsTogether &&
         ends[last] - start <= kBytesTogether) {
    ++last;
  }
  return last;
}

// A record's ends are where lines end, to whatever looks at the whole text.
bool IsOfWholeLines(std::string_view text, std::span<const uint32_t> ends) {
  return text.find('\r') == std::string_view::npos &&
         std::all_of(ends.begin(), ends.end(), [&](uint32_t end) {
           return end > 0 && text[end - 1] == '\n';
         });
}

}  // namespace

size_t FindInEitherCase(std::string_view text, std::string_view lower,
                        size_t from) {
  // With the bit that small letters have set, other bytes may look alike: all
  // is looked at again.
  const auto first = static_cast<uint8_t>(lower.front() | 0x20);
  const auto last = static_cast<uint8_t>(lower.back() | 0x20);
  const size_t reach = lower.size() - 1;
  size_t at = from;
  for (; at + reach + kLaneBytes <= text.size(); at += kLaneBytes) {
    const char* const here = text.data() + at;
    uint32_t bits = ToBits(((LoadLane(here) | 0x20) == first) &
                           ((LoadLane(here + reach) | 0x20) == last));
    for (; bits != 0; bits &= bits - 1) {
      const size_t place = at + static_cast<size_t>(std::countr_zero(bits));
      if (StandsAt(text, lower, place)) return place;
    }
  }
  for (; at + reach < text.size(); ++at) {
    if (StandsAt(text, lower, at)) return at;
  }
  return std::string_view::npos;
}

RegexScans::Progress& RegexScans::Of(const Regex& regex) {
  for (Progress& progress : progress_) {
    if (progress.regex == &regex) return progress;
  }
  return progress_.emplace_back(Progress{&regex, 0, {}});
}

bool RegexScans::Enough(uint64_t work) {
  work_ += work;
  if (work_ <= patience_) return false;
  work_ = 0;
  return enough_();
}

BlockBits RegexScans::Scan(const Regex& regex, std::string_view text,
                           std::span<const uint32_t> ends) {
  Progress& progress = Of(regex);
  const auto count = static_cast<uint32_t>(ends.size());
  const bool narrowed = !regex.required().empty();
  const bool together =
      !narrowed && regex.is_local() && IsOfWholeLines(text, ends);
  const BlockBits candidates =
      narrowed ? Candidates(regex, text, ends) : BlockBits::All(count);
  while (progress.next < count) {
    const uint32_t first = progress.next;
    progress.next = EndOfSome(ends, first);
    if (together) {
      ScanTogether(regex, text, ends, first, progress.next, &progress.bits);
    } else {
      bool any = false;
      for (uint32_t i = first; i < progress.next; ++i) {
        if (!candidates.Test(i)) continue;
        any = true;
        if (regex.Matches(RecordAt(text, ends, i))) progress.bits.Set(i);
      }
      if (!any) continue;
    }
    const uint32_t start = first == 0 ? 0 : ends[first - 1];
    const uint64_t bytes = ends[progress.next - 1] - start;
    if (progress.next < count && Enough(bytes * regex.instructions())) {
      stopped_ = true;
      break;
    }
  }
  return progress.bits;
}

}  // namespace taffrail
