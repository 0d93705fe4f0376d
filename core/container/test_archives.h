#ifndef TAFFRAIL_CORE_CONTAINER_TEST_ARCHIVES_H_
#define TAFFRAIL_CORE_CONTAINER_TEST_ARCHIVES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Archives and compressed streams for tests, made in memory.
namespace taffrail::testing {

// `lines` lines of a log that compress as logs do; other ones for each seed.
std::string LogText(int lines, uint32_t seed = 1);

std::string Gzip(std::string_view bytes);
std::string Zstd(std::string_view bytes, int window_log = 0);
std::string Bzip2(std::string_view bytes);
std::string Xz(std::string_view bytes, uint32_t preset = 1);
std::string Lzma(std::string_view bytes);

// A tar archive that is written from its beginning to its end.
class TarWriter {
 public:
  // `type` as in the header: '0' a file, '5' a folder, '2' a symbolic link.
  TarWriter& Add(std::string_view path, std::string_view bytes,
                 char type = '0');
  // The path in a header of its own, as GNU tar and as POSIX have it.
  TarWriter& AddGnuLong(std::string_view path, std::string_view bytes);
  TarWriter& AddPax(std::string_view path, std::string_view bytes);
  std::string Finish() const;

 private:
  std::string bytes_;
};

// "web/a.log", which is "one\ntwo\n" twenty times over, and "b.log", which is
// "text\n", compressed together with LZMA 2.
std::string SevenZip();

enum class ZipMethod : uint16_t { kStored = 0, kDeflated = 8, kDeflate64 = 9 };

struct ZipOptions {
  ZipMethod method = ZipMethod::kDeflated;
  bool zip64 = false;            // sizes in the extra field
  bool data_descriptor = false;  // sizes after the data
  bool encrypted = false;        // says it is; the bytes are not
};

class ZipWriter {
 public:
  ZipWriter& Add(std::string_view path, std::string_view bytes,
                 const ZipOptions& options = {});
  std::string Finish() const;

 private:
  std::string bytes_;
  std::string directory_;
  uint16_t count_ = 0;
};

}  // namespace taffrail::testing

#endif  // TAFFRAIL_CORE_CONTAINER_TEST_ARCHIVES_H_
