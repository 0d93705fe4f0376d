#include "core/engine/local_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/crc32c.h"

namespace taffrail {
namespace {

constexpr size_t kHeadBytes = 4096;

// A descriptor that is closed at the end.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (number_ >= 0) close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int number() const { return number_; }

 private:
  const int number_;
};

// Bytes read, or -1 with errno set.
ssize_t ReadAll(int file, uint64_t offset, std::span<char> buffer) {
  size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t read = pread(file, buffer.data() + done, buffer.size() - done,
                               static_cast<off_t>(offset + done));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return -1;
    if (read == 0) break;
    done += static_cast<size_t>(read);
  }
  return static_cast<ssize_t>(done);
}

}  // namespace

LocalFile::LocalFile(std::string path) : path_(std::move(path)) {
  const OpenFile file(path_);
  // One that is not there is told of when it is read.
  if (file.number() < 0 || !Measure(file.number(), &first_)) return;
  last_ = first_;
  head_sum_ = HeadSum(file.number());
}

bool LocalFile::Measure(int file, Stamp* stamp) {
  struct stat found = {};
  if (fstat(file, &found) != 0) return false;
  stamp->size = static_cast<uint64_t>(found.st_size);
  stamp->modified_ns =
      int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
  return true;
}

uint32_t LocalFile::HeadSum(int file) const {
  char head[kHeadBytes];
  const size_t size = std::min<uint64_t>(sizeof(head), first_.size);
  const ssize_t read = ReadAll(file, 0, {head, size});
  return Crc32c({head, static_cast<size_t>(std::max<ssize_t>(read, 0))});
}

Status LocalFile::CheckUnchanged(int file) {
  Stamp now;
  if (!Measure(file, &now)) {
    return Unavailable(std::string(strerror(errno)) + ": " + path_);
  }
  if (now == last_) return {};
  // That it became shorter is noticed by who reads what is not there.
  const bool grew = now.size > last_.size && HeadSum(file) == head_sum_;
  if (now.size >= last_.size && !grew) {
    return Unavailable(
        "The file was changed while it was read. Import it again to read it "
        "as it is now: " +
        path_);
  }
  if (grew) last_ = now;
  return {};
}

StatusOr<size_t> LocalFile::Read(uint64_t offset, std::span<char> buffer) {
  const OpenFile file(path_);
  if (file.number() < 0) {
    return NotFound("The file cannot be read: " + path_ + " (" +
                    strerror(errno) + ")");
  }
  const ssize_t read = ReadAll(file.number(), offset, buffer);
  if (read < 0) {
    return Unavailable("The file cannot be read: " + path_ + " (" +
                       strerror(errno) + ")");
  }
  // After, so that what was read is known to be of the file as it was.
  TAFFRAIL_RETURN_IF_ERROR(CheckUnchanged(file.number()));
  return static_cast<size_t>(read);
}

}  // namespace taffrail
