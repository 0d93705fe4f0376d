#ifndef TAFFRAIL_CORE_PARSE_UNESCAPE_H_
#define TAFFRAIL_CORE_PARSE_UNESCAPE_H_

#include <string>
#include <string_view>

namespace taffrail {

// Appends `escaped` (the inside of a JSON string) to `out`, never more bytes
// than it has. A lone surrogate becomes U+FFFD; an escape that JSON does not
// know stands for itself. Returns false when it ends inside an escape.
bool AppendUnescaped(std::string_view escaped, std::string* out);

// The same for the one escape that starts at `*at`, a backslash: moves `*at`
// behind it and `*out` behind the up to four bytes written there.
bool UnescapeOne(const char** at, const char* end, char** out);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_UNESCAPE_H_
