// containers_bench FILE...: reads each file's text back out of every
// compression and encoding that containers are read from.
#include <string>
#include <utility>

#include "core/container/container_reader.h"
#include "core/container/test_archives.h"
#include "core/container/text_codec.h"
#include "tests/bench/support/measure.h"

namespace taffrail {
namespace {

constexpr size_t kPieceBytes = 1 << 20;

// Bytes of text, all members together.
uint64_t ReadContainer(const std::string& file) {
  MemorySource source(file);
  ContainerReader reader(source, "bench");
  uint64_t bytes = 0;
  while (true) {
    StatusOr<ContainerReader::Step> next = reader.Next();
    if (!next.ok() || *next == ContainerReader::Step::kEnd) return bytes;
    while (*next == ContainerReader::Step::kMember) {
      StatusOr<std::string_view> text = reader.ReadText(kPieceBytes);
      if (!text.ok() || text->empty()) break;
      bytes += text->size();
    }
  }
}

std::string Encoded(TextEncoding encoding, std::string_view text) {
  TextEncoder encoder(encoding);
  std::string bytes;
  encoder.Encode(text, &bytes);
  encoder.Finish(&bytes);
  return bytes;
}

void Measure(const std::string& name, const std::string& text) {
  const std::pair<std::string, std::string> forms[] = {
      {"gzip", testing::Gzip(text)},
      {"zstd", testing::Zstd(text)},
      {"xz", testing::Xz(text)},
      {"bzip2", testing::Bzip2(text)},
      {"zip", testing::ZipWriter().Add(name, text).Finish()},
      {"tar.gz", testing::Gzip(testing::TarWriter().Add(name, text).Finish())},
      {"UTF-16", Encoded(TextEncoding::kUtf16LeBom, text)},
      {"Windows-1252",
       Encoded(TextEncoding::kWindows1252, "caf\xC3\xA9\n" + text)},
  };
  for (const auto& [form, file] : forms) {
    uint64_t bytes = 0;
    const double seconds = FastestSeconds([&] { bytes = ReadContainer(file); });
    PrintFigure(name + ": out of " + form, bytes / seconds / 1e6, "MB/s");
  }
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    taffrail::Measure(path.substr(path.find_last_of('/') + 1),
                      taffrail::ReadWhole(path));
  }
}
