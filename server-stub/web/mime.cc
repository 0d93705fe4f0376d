#include "server-stub/web/mime.h"

#include <strings.h>

namespace taffrail {
namespace {

struct Entry {
  std::string_view extension;
  std::string_view type;
};

constexpr Entry kTypes[] = {
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"ndjson", "application/x-ndjson"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"webp", "image/webp"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"ttf", "font/ttf"},
    {"otf", "font/otf"},
    {"log", "text/plain; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"gz", "application/gzip"},
};

constexpr std::string_view kUnknown = "application/octet-stream";

}  // namespace

std::string_view MimeType(std::string_view file_name) {
  size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return kUnknown;
  std::string_view extension = file_name.substr(dot + 1);
  for (const Entry& entry : kTypes) {
    if (entry.extension.size() == extension.size() &&
        strncasecmp(entry.extension.data(), extension.data(),
                    extension.size()) == 0) {
      return entry.type;
    }
  }
  return kUnknown;
}

}  // namespace taffrail
