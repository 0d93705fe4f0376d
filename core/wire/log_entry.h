#ifndef TAFFRAIL_CORE_WIRE_LOG_ENTRY_H_
#define TAFFRAIL_CORE_WIRE_LOG_ENTRY_H_

#include <string_view>

#include "core/base/status.h"
#include "core/proto/record.pb.h"
#include "core/wire/arena.h"
#include "core/wire/wire_record.h"

namespace taffrail {

// One record as a message, small without compression: keys and texts that have
// numbers go as those, identifiers as the bytes they stand for.

// Fails with INVALID_ARGUMENT when the record has values no reader would take:
// ids of the wrong size, or more than the limits (core/wire/limits.h).
Status ToLogEntry(const WireRecord& record, v1::LogEntry* entry);

// Reads such messages, of whatever bytes. Used again and again by one thread.
class LogEntryReader {
 public:
  // Fills `record` with views that are valid until the next call, and into
  // `entry`. Fails with DATA_LOSS.
  Status Read(const v1::LogEntry& entry, WireRecord* record);
  // The same from bytes, which need not outlive the call.
  Status Parse(std::string_view bytes, WireRecord* record);

 private:
  v1::LogEntry entry_;
  // Texts put together from two parts.
  Arena<char> texts_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_LOG_ENTRY_H_
