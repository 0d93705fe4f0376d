// import_core_bench FILE...: what one core imports, with all that is stored of
// each record, into files in memory: neither a disk nor messages are in it.
#include <algorithm>
#include <string>

#include "tests/bench/support/measure.h"
#include "tests/bench/support/memory_store.h"

int main(int argc, char** argv) {
  using namespace taffrail;
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    const std::string text = ReadWhole(path);
    const auto lines = std::count(text.begin(), text.end(), '\n');
    const double seconds = FastestSeconds([&] {
      MemoryFiles files;
      Keep(ImportIntoMemory(files, text));
    });
    PrintFigure(path.substr(path.find_last_of('/') + 1) +
                    ": import, one core, files in memory",
                static_cast<double>(lines) / seconds, "lines/s");
  }
}
