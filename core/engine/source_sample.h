#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_SAMPLE_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_SAMPLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/proto/shard.pb.h"

namespace taffrail {

// Parts of a source's text, from which it is found out how to read it all. The
// first is its beginning; the others may begin inside a line.
using SourceSample = std::vector<std::string>;

// How a source of that sample is to be read. What the user set is kept to.
v1::SourceReading ReadingOf(const SourceSample& sample,
                            const v1::SourceSettings& settings,
                            int64_t modified_ms);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_SAMPLE_H_
