#include "core/engine/source_sets.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/container/rotation.h"

namespace taffrail {
namespace {

struct Part {
  Rotation rotation;
  v1::Source source;
};

// What deserves to be shown of a set whose parts differ.
int Urgency(v1::Source::State state) {
  switch (state) {
    case v1::Source::STATE_IMPORTING:
      return 4;
    case v1::Source::STATE_FAILED:
      return 3;
    case v1::Source::STATE_INTERRUPTED:
      return 2;
    case v1::Source::STATE_STOPPED:
      return 1;
    default:
      return 0;
  }
}

v1::Source Join(std::vector<Part> parts) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return a.rotation.order < b.rotation.order;
  });
  v1::Source set = parts.back().source;
  set.set_name(parts.back().rotation.base);
  set.clear_message();
  set.clear_container();
  set.set_size(0);
  set.set_bytes_done(0);
  set.set_records(0);
  for (Part& part : parts) {
    v1::Source& source = part.source;
    set.set_size(set.size() + source.size());
    set.set_bytes_done(set.bytes_done() + source.bytes_done());
    if (source.records() > 0) {
      const bool first = set.records() == 0;
      set.set_t0_ns(first ? source.t0_ns()
                          : std::min(set.t0_ns(), source.t0_ns()));
      set.set_t1_ns(first ? source.t1_ns()
                          : std::max(set.t1_ns(), source.t1_ns()));
      set.set_records(set.records() + source.records());
    }
    if (Urgency(source.state()) > Urgency(set.state())) {
      set.set_state(source.state());
    }
    if (!source.message().empty()) {
      if (!set.message().empty()) set.mutable_message()->append(". ");
      set.mutable_message()->append(source.name() + ": " + source.message());
    }
    *set.add_parts() = std::move(source);
  }
  return set;
}

}  // namespace

std::vector<v1::Source> JoinRotated(std::vector<v1::Source> sources) {
  std::map<std::string, std::vector<Part>> sets;
  std::vector<std::string> order;
  for (v1::Source& source : sources) {
    Part part{RotationOf(source.name()), std::move(source)};
    std::vector<Part>& parts = sets[part.rotation.base];
    if (parts.empty()) order.push_back(part.rotation.base);
    parts.push_back(std::move(part));
  }
  std::vector<v1::Source> shown;
  for (const std::string& base : order) {
    std::vector<Part>& parts = sets[base];
    // Two files of one name are two, unless one of them was rotated away.
    const bool rotated = parts.size() > 1 &&
                         std::any_of(parts.begin(), parts.end(), [](auto& p) {
                           return p.rotation.is_rotated;
                         });
    if (rotated) {
      shown.push_back(Join(std::move(parts)));
      continue;
    }
    for (Part& part : parts) shown.push_back(std::move(part.source));
  }
  return shown;
}

}  // namespace taffrail
