#include "server-stub/web/static_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "server-stub/web/http_fields.h"
#include "server-stub/web/mime.h"

namespace taffrail {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "index.html";

// One way of sending the content of a file.
struct Variant {
  std::string_view coding;  // the Content-Encoding, "" for the plain bytes
  std::string_view extension;
};

// The best first. Chosen by what the client accepts and what is there.
constexpr Variant kCompressed[] = {{"br", ".br"}, {"gzip", ".gz"}};

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The path of a request target, decoded once and relative to the root; nothing
// when it is malformed or names anything above the root.
std::optional<std::string> DecodePath(std::string_view target) {
  target = target.substr(0, target.find('?'));
  std::string path;
  for (size_t i = 0; i < target.size(); ++i) {
    char c = target[i];
    if (c == '%') {
      if (i + 2 >= target.size()) return std::nullopt;
      int high = HexDigit(target[i + 1]);
      int low = HexDigit(target[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0' || c == '\\') return std::nullopt;
    path.push_back(c);
  }
  // Only now, so that an encoded dot or slash is seen for what it is.
  for (const fs::path& part : fs::path(path)) {
    if (part == "." || part == "..") return std::nullopt;
  }
  path.erase(0, path.find_first_not_of('/'));
  return path;
}

std::string Etag(const struct stat& info, std::string_view coding) {
  char text[80];
  snprintf(text, sizeof(text), "\"%llx-%llx%09lx%s%.*s\"",
           static_cast<unsigned long long>(info.st_size),
           static_cast<unsigned long long>(info.st_mtim.tv_sec),
           static_cast<unsigned long>(info.st_mtim.tv_nsec),
           coding.empty() ? "" : "-", static_cast<int>(coding.size()),
           coding.data());
  return text;
}

bool NotModified(const Request& request, const std::string& etag,
                 time_t modified) {
  std::string_view none_match = request.Find("If-None-Match");
  if (!none_match.empty()) return MatchesEtag(none_match, etag);
  auto since = ParseHttpDate(request.Find("If-Modified-Since"));
  return since && modified <= *since;
}

// Fills in status, length and range fields for what was opened in `answer`.
void ApplyRange(const Request& request, uint64_t size, const std::string& etag,
                Answer& answer) {
  answer.length = size;
  if (request.method != "GET") return;  // elsewhere Range means nothing
  std::string_view if_range = request.Find("If-Range");
  if (!if_range.empty() && if_range != etag) return;
  RangeRequest asked = ParseRange(request.Find("Range"), size);
  if (asked.kind == RangeRequest::Kind::kNone) return;
  std::string total = "/" + std::to_string(size);
  if (asked.kind == RangeRequest::Kind::kUnsatisfiable) {
    answer = TextAnswer(416, "the file ends before the range asked for");
    answer.fields.emplace_back("Content-Range", "bytes *" + total);
    return;
  }
  const auto& [first, last] = asked.range;
  answer.status = 206;
  answer.offset = first;
  answer.length = last - first + 1;
  answer.fields.emplace_back(
      "Content-Range",
      "bytes " + std::to_string(first) + "-" + std::to_string(last) + total);
}

Answer NotFound(std::string_view target) {
  return TextAnswer(
      404, "404: there is nothing at " + std::string(target) + " here");
}

}  // namespace

bool HasContentHash(std::string_view file_name) {
  constexpr size_t kLeastDigits = 8;
  size_t begin = file_name.find('.');
  while (begin != std::string_view::npos) {
    size_t end = file_name.find('.', begin + 1);
    if (end == std::string_view::npos) return false;
    std::string_view part = file_name.substr(begin + 1, end - begin - 1);
    if (part.size() >= kLeastDigits &&
        part.find_first_not_of("0123456789abcdef") == std::string_view::npos) {
      return true;
    }
    begin = end;
  }
  return false;
}

StaticFiles::StaticFiles(const fs::path& root, std::string origin)
    : root_(fs::canonical(root)), origin_(std::move(origin)) {}

File StaticFiles::Open(const fs::path& relative) const {
  std::error_code error;
  fs::path real = fs::canonical(root_ / relative, error);
  if (error) return {};
  auto [root_end, _] =
      std::mismatch(root_.begin(), root_.end(), real.begin(), real.end());
  if (root_end != root_.end()) return {};
  // Links are resolved by now; one that appears in between is not followed.
  // Non-blocking, so that a pipe in the folder cannot hold up the server.
  File file(open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat info;
  if (!file.is_open() || fstat(file.descriptor(), &info) != 0 ||
      !S_ISREG(info.st_mode)) {
    return {};
  }
  return file;
}

Answer StaticFiles::Serve(const Request& request) const {
  std::optional<std::string> decoded = DecodePath(request.target);
  if (!decoded) return TextAnswer(400, "400: this path is malformed");
  std::string path = *std::move(decoded);
  std::error_code error;
  if (fs::is_directory(root_ / path, error)) {
    if (!path.empty() && path.back() != '/') {
      // Without the slash the page's relative addresses would miss.
      Answer answer = TextAnswer(308, "this is a folder: see Location");
      size_t query = std::min(request.target.find('?'), request.target.size());
      std::string location = origin_ + request.target;
      location.insert(origin_.size() + query, "/");
      answer.fields.emplace_back("Location", std::move(location));
      return answer;
    }
    path += kIndex;
  }

  Answer answer;
  answer.file = Open(path);
  struct stat plain;
  if (!answer.file.is_open() || fstat(answer.file.descriptor(), &plain) != 0) {
    return NotFound(request.target);
  }
  struct stat sent = plain;
  std::string_view coding;
  bool varies = false;
  for (const Variant& variant : kCompressed) {
    File file = Open(path + std::string(variant.extension));
    struct stat info;
    // One older than its original was left behind by an earlier build.
    if (!file.is_open() || fstat(file.descriptor(), &info) != 0 ||
        info.st_mtime < plain.st_mtime) {
      continue;
    }
    varies = true;
    if (coding.empty() &&
        AcceptsEncoding(request.Find("Accept-Encoding"), variant.coding)) {
      answer.file = std::move(file);
      sent = info;
      coding = variant.coding;
    }
  }

  std::string name = fs::path(path).filename();
  std::string etag = Etag(sent, coding);
  answer.fields = {{"ETag", etag},
                   {"Last-Modified", FormatHttpDate(sent.st_mtime)},
                   {"Cache-Control", HasContentHash(name)
                                         ? "public, max-age=31536000, immutable"
                                         : "no-cache"}};
  if (varies) answer.fields.emplace_back("Vary", "Accept-Encoding");
  if (NotModified(request, etag, sent.st_mtime)) {
    answer.status = 304;
    answer.file = {};
    return answer;
  }
  answer.fields.emplace_back("Content-Type", MimeType(name));
  answer.fields.emplace_back("Accept-Ranges", "bytes");
  if (!coding.empty()) answer.fields.emplace_back("Content-Encoding", coding);
  ApplyRange(request, sent.st_size, etag, answer);
  return answer;
}

}  // namespace taffrail
