#include "core/parse/head_filter.h"

#include <algorithm>

namespace taffrail {

void HeadFilter::Add(const Format& format) {
  choices_.fill({});
  if (format.wraps || format.patterns.empty()) {
    steps_.push_back({&format, nullptr});
    return;
  }
  for (const FormatPattern& pattern : format.patterns) {
    steps_.push_back({&format, &pattern});
  }
}

HeadFilter::Choice& HeadFilter::ChoiceFor(LineHead head) {
  // Heads differ in their byte, and by the kind of what is before it.
  Choice& choice = choices_[(head.number() ^ head.number() / 64) % kPlaces];
  if (choice.head == head.number()) return choice;
  choice = {.head = head.number()};
  for (size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    const bool may_match = step.pattern        ? head.MayMatch(*step.pattern)
                           : step.format->json ? head.StartsWith('{')
                                               : true;
    if (may_match) choice.may_match |= uint64_t{1} << std::min(i, kBits);
  }
  return choice;
}

}  // namespace taffrail
