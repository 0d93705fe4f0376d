#ifndef TAFFRAIL_CORE_WIRE_LOG_ENTRY_H_
#define TAFFRAIL_CORE_WIRE_LOG_ENTRY_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/proto/record.pb.h"
#include "core/wire/text_packer.h"
#include "core/wire/wire_record.h"

namespace taffrail {

// Writes records as messages of their own, small without those before them:
// keys and texts that have numbers go as those, identifiers as the bytes they
// stand for, and other texts compressed with a dictionary of what logs say.
// Used again and again by one thread.
class LogEntryWriter {
 public:
  // Replaces `entry`. Fails with INVALID_ARGUMENT when the record has values no
  // reader would take: ids of the wrong size, or more than the limits
  // (core/wire/limits.h).
  Status Write(const WireRecord& record, v1::LogEntry* entry);

 private:
  void PutTexts(const WireRecord& record, v1::LogEntry* entry);

  TextPacker packer_;
  std::string texts_;
};

// Reads such messages, of whatever bytes. Used again and again by one thread.
class LogEntryReader {
 public:
  // Fills `record` with views that are valid until the next call, and into
  // `entry`. Fails with DATA_LOSS, or with FAILED_PRECONDITION when a newer
  // version wrote it.
  Status Read(const v1::LogEntry& entry, WireRecord* record);
  // The same from bytes, which need not outlive the call.
  Status Parse(std::string_view bytes, WireRecord* record);

 private:
  v1::LogEntry entry_;
  TextUnpacker unpacker_;
  std::vector<WireValue> values_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_LOG_ENTRY_H_
