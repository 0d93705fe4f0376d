#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/otlp_envelopes.h"

// The first byte is the size of the pieces. However the text is cut, and from
// wherever another goes on, what is open in the end is the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using taffrail::OtlpEnvelopes;
  if (size < 1 || size > OtlpEnvelopes::kMaxBytes) return 0;
  const size_t step = size_t{data[0]} + 1;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1,
                              size - 1);
  OtlpEnvelopes whole;
  whole.Take(text);
  OtlpEnvelopes pieces;
  for (size_t at = 0; at < text.size(); at += step) {
    pieces.Take(text.substr(at, step));
  }
  if (pieces.Resume() != whole.Resume()) __builtin_trap();
  OtlpEnvelopes resumed;
  const size_t middle = std::min(step, text.size());
  OtlpEnvelopes before;
  before.Take(text.substr(0, middle));
  resumed.Take(before.Resume());
  resumed.Take(text.substr(middle));
  if (resumed.Resume() != whole.Resume()) __builtin_trap();

  const taffrail::ElementMark mark = taffrail::MarkElements(text);
  taffrail::LineSplitter lines(mark.head);
  OtlpEnvelopes records;
  std::vector<taffrail::ParsedField> fields;
  const auto take = [&](const taffrail::RawRecord& record) {
    records.TakeRecord(record, mark);
    if (records.context() == nullptr) return;
    taffrail::ParsedRecord parsed;
    fields.clear();
    records.context()->AddTo(&parsed, &fields);
    for (const taffrail::ParsedField& field : fields) {
      if (field.name.empty()) __builtin_trap();
    }
  };
  if (!mark.empty()) {
    lines.Feed(text, take);
    lines.Finish(take);
  }
  return 0;
}
