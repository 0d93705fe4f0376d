#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_SETS_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_SETS_H_

#include <vector>

#include "core/proto/rpc.pb.h"

namespace taffrail {

// The sources as they are shown: the parts of a rotated set (app.log,
// app.log.1, app.log.2.gz) as one source. In the order of their first parts.
std::vector<v1::Source> JoinRotated(std::vector<v1::Source> sources);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_SETS_H_
