#ifndef TAFFRAIL_CORE_WIRE_LIMITS_H_
#define TAFFRAIL_CORE_WIRE_LIMITS_H_

#include <cstddef>

namespace taffrail {

// What a writer keeps to and a reader refuses to pass, so that no message of
// any bytes costs more memory than a few times these.
inline constexpr size_t kMaxEntryBytes = 16 << 20;
inline constexpr size_t kMaxEntryValues = 16384;
inline constexpr size_t kMaxBatchRecords = 65536;
inline constexpr size_t kMaxBatchColumns = 32768;
// Values in all columns; bounds what many constant columns can unfold to.
inline constexpr size_t kMaxBatchValues = 4 << 20;
// Of the columns before compression.
inline constexpr size_t kMaxBatchBytes = 64 << 20;

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_LIMITS_H_
