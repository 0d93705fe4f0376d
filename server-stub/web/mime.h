#ifndef TAFFRAIL_SERVER_STUB_WEB_MIME_H_
#define TAFFRAIL_SERVER_STUB_WEB_MIME_H_

#include <string_view>

namespace taffrail {

// The Content-Type for a file name, by its last extension. Browsers are told
// not to guess (nosniff), so a wrong type here means a page that does not load.
std::string_view MimeType(std::string_view file_name);

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_MIME_H_
