#ifndef TAFFRAIL_SERVER_STUB_WEB_MESSAGE_H_
#define TAFFRAIL_SERVER_STUB_WEB_MESSAGE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taffrail {

// Header fields in the order they are sent; names compare without case.
using Fields = std::vector<std::pair<std::string, std::string>>;

// What a client asked, free of the HTTP library, so that only session.cc
// includes that. Holds copies: nothing else has to stay alive.
struct Request {
  std::string method;
  std::string target;  // path and query as sent, still percent-encoded
  Fields fields;

  // The first value, or "" when the field is absent.
  std::string_view Find(std::string_view name) const;
  size_t Count(std::string_view name) const;
};

// Owns one open file; -1 is none.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~File();

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// What is sent back. The body is `length` bytes of `file` from `offset` where a
// file is open, and `text` otherwise.
struct Answer {
  unsigned status = 200;
  Fields fields;
  std::string text;
  File file;
  uint64_t offset = 0;
  uint64_t length = 0;

  uint64_t BodyLength() const { return file.is_open() ? length : text.size(); }
};

// An answer that is one sentence of plain text and is never cached.
Answer TextAnswer(unsigned status, std::string sentence);

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_MESSAGE_H_
