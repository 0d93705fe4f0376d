#ifndef TAFFRAIL_CORE_CLI_LOG_FILE_H_
#define TAFFRAIL_CORE_CLI_LOG_FILE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/format_registry.h"
#include "core/parse/otlp_envelopes.h"
#include "core/parse/record_parser.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// `line` is that of the record's beginning, from 1, in its own text. The record
// comes without terminator and colours, and with what parses it; a piece of one
// that was too long counts as a record.
struct FileRecord {
  uint64_t line;
  std::string_view text;
  // What is said of it outside of it; may be null.
  const OtlpContext* context;
};
using TakeRecord =
    std::function<void(RecordParser& parser, const FileRecord& record)>;

struct LogFileReport {
  // Of the first text that could not be read to its end. What was read before
  // was given to the sink.
  Status status;
  // Members of an archive that are no text, a sentence each.
  std::vector<std::string> skipped;
  // Of each text, how it was found out how to read it.
  std::vector<v1::Explanation> explanations;
};

// Reads all records of a log as an import does: whatever it is packed in, its
// format found out unless `settings` say it.
LogFileReport ReadLogFile(const FormatRegistry& registry,
                          const std::string& path,
                          const v1::SourceSettings& settings,
                          const TakeRecord& take);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_LOG_FILE_H_
