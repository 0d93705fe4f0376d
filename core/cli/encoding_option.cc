#include "core/cli/encoding_option.h"

#include <string>
#include <utility>

#include "core/container/text_encoding.h"

namespace taffrail {
namespace {

// The marked ones need no name: a mark is seen by itself.
constexpr std::pair<std::string_view, TextEncoding> kNames[] = {
    {"utf-8", TextEncoding::kUtf8},
    {"utf-16le", TextEncoding::kUtf16Le},
    {"utf-16be", TextEncoding::kUtf16Be},
    {"windows-1252", TextEncoding::kWindows1252},
    {"latin-1", TextEncoding::kLatin1},
};

}  // namespace

Status ReadEncoding(const Options& options, v1::SourceSettings* settings) {
  const std::optional<std::string_view> wanted =
      options.Get(kEncodingOption.name);
  if (!wanted) return {};
  for (const auto& [name, encoding] : kNames) {
    if (name != *wanted) continue;
    settings->set_encoding(1 + static_cast<uint32_t>(encoding));
    return {};
  }
  return InvalidArgument("--encoding is one of " +
                         std::string(kEncodingOption.help) + ": " +
                         std::string(*wanted));
}

}  // namespace taffrail
