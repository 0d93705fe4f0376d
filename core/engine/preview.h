#ifndef TAFFRAIL_CORE_ENGINE_PREVIEW_H_
#define TAFFRAIL_CORE_ENGINE_PREVIEW_H_

#include "core/base/task.h"
#include "core/engine/file_import.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// The first records of a source, or of a file, as they would be read with the
// settings asked for. Stores nothing.
Task<StatusOr<v1::Preview>> MakePreview(FileImport::Engine engine,
                                        v1::PreviewRequest request);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_PREVIEW_H_
