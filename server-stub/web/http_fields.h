#ifndef TAFFRAIL_SERVER_STUB_WEB_HTTP_FIELDS_H_
#define TAFFRAIL_SERVER_STUB_WEB_HTTP_FIELDS_H_

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace taffrail {

// Readers and writers of the HTTP header fields that serving a file needs
// (RFC 9110). Pure functions; a field that cannot be read is as if absent.

// Whether an Accept-Encoding value allows `coding` ("br", "gzip").
bool AcceptsEncoding(std::string_view accept_encoding, std::string_view coding);

// Whether an If-None-Match value (a list, or "*") names `etag`, which is quoted
// and strong. The comparison is the weak one, as the RFC asks here.
bool MatchesEtag(std::string_view if_none_match, std::string_view etag);

std::string FormatHttpDate(time_t seconds);
std::optional<time_t> ParseHttpDate(std::string_view text);

// Bytes [first, last] of a representation.
struct ByteRange {
  uint64_t first;
  uint64_t last;
};

struct RangeRequest {
  enum class Kind { kNone, kRange, kUnsatisfiable } kind = Kind::kNone;
  ByteRange range{};
};

// Reads a Range value against a representation of `size` bytes. Several ranges
// at once, other units and nonsense are kNone: the whole is sent.
RangeRequest ParseRange(std::string_view value, uint64_t size);

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_HTTP_FIELDS_H_
