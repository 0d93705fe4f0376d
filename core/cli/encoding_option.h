#ifndef TAFFRAIL_CORE_CLI_ENCODING_OPTION_H_
#define TAFFRAIL_CORE_CLI_ENCODING_OPTION_H_

#include "core/base/status.h"
#include "core/cli/options.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// --encoding, the same wherever files are read.
inline constexpr Option kEncodingOption = {
    "encoding", 'e', "NAME",
    "utf-8, utf-16le, utf-16be, windows-1252, latin-1"};

// Puts it into the settings, if it is given.
Status ReadEncoding(const Options& options, v1::SourceSettings* settings);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_ENCODING_OPTION_H_
