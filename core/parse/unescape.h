#ifndef TAFFRAIL_CORE_PARSE_UNESCAPE_H_
#define TAFFRAIL_CORE_PARSE_UNESCAPE_H_

#include <string>
#include <string_view>

namespace taffrail {

// Appends `escaped` (the inside of a JSON string) to `out`, never more bytes
// than it has. A lone surrogate becomes U+FFFD; an escape that JSON does not
// know stands for itself. Returns false when it ends inside an escape.
bool AppendUnescaped(std::string_view escaped, std::string* out);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_UNESCAPE_H_
