#include "core/engine/file_check.h"

#include <algorithm>
#include <string>

namespace taffrail {
namespace {

using std::string_view_literals::operator""sv;

struct Signature {
  std::string_view bytes;
  std::string_view what;
  std::string_view advice;
};

constexpr std::string_view kDecompress =
    "Decompress it first, then drop the result";
constexpr std::string_view kNoLog = "Only text logs can be read";

constexpr Signature kSignatures[] = {
    {"\x1f\x8b"sv, "gzip-compressed", kDecompress},
    {"PK\x03\x04"sv, "a zip archive", kDecompress},
    {"\x28\xb5\x2f\xfd"sv, "zstd-compressed", kDecompress},
    {"BZh"sv, "bzip2-compressed", kDecompress},
    {"\xfd"
     "7zXZ\0"sv,
     "xz-compressed", kDecompress},
    {"7z\xbc\xaf\x27\x1c"sv, "a 7z archive", kDecompress},
    {"\xff\xfe"sv, "text in UTF-16", "Save it as UTF-8, then drop it again"},
    {"\xfe\xff"sv, "text in UTF-16", "Save it as UTF-8, then drop it again"},
    {"%PDF-"sv, "a PDF document", kNoLog},
    {"SQLite format 3\0"sv, "an SQLite database", kNoLog},
    {"\x7f"
     "ELF"sv,
     "a program", kNoLog},
    {"\x89PNG"sv, "a picture", kNoLog},
    {"\xff\xd8\xff"sv, "a picture", kNoLog},
};

// Bytes that text does not hold; stray ones (a NUL from a crash) are let pass.
bool IsControl(char c) {
  unsigned char byte = static_cast<unsigned char>(c);
  bool usual = byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
               byte == 0x1b;
  return (byte < 0x20 && !usual) || byte == 0x7f;
}

}  // namespace

Status CheckLooksLikeText(std::string_view name, std::string_view head) {
  std::string quoted = "“" + std::string(name) + "”";
  if (head.empty()) return InvalidArgument(quoted + " is empty: 0 bytes");
  for (const Signature& signature : kSignatures) {
    if (!head.starts_with(signature.bytes)) continue;
    return InvalidArgument(quoted + " is " + std::string(signature.what) +
                           ". " + std::string(signature.advice));
  }
  size_t controls =
      static_cast<size_t>(std::count_if(head.begin(), head.end(), IsControl));
  if (controls * 10 > head.size()) {
    return InvalidArgument(
        quoted +
        " is a binary file: " + std::to_string(controls * 100 / head.size()) +
        " % of its first bytes are no text. " + std::string(kNoLog));
  }
  return {};
}

}  // namespace taffrail
