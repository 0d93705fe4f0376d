#ifndef TAFFRAIL_UI_STATE_IMPORTS_H_
#define TAFFRAIL_UI_STATE_IMPORTS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/import_rate.h"
#include "ui/state/notices.h"

namespace taffrail::ui {

// A file the page handed over, by the number both sides know it under.
struct ImportFile {
  uint32_t number = 0;
  std::string name;
  uint64_t size = 0;
  int64_t modified_ms = 0;
};

struct RunningImport {
  uint64_t request_id = 0;
  std::string name;
  uint64_t size = 0;
  // 0 until the engine has named it.
  uint32_t source_id = 0;
  uint64_t bytes_done = 0;
  // The source was here before and is read anew.
  bool again = false;
  bool paused = false;
  ImportRate rate = {};
};

// The imports this page has started and that still run. Sources as the store
// knows them, those of other pages included, are in StoreState.
class Imports {
 public:
  // Hears the last answer.
  using Ended = std::function<void(const v1::Response&)>;

  Imports(EngineClient& engine, Notices& notices)
      : engine_(engine), notices_(notices) {}
  Imports(const Imports&) = delete;
  Imports& operator=(const Imports&) = delete;

  // `quiet`: does not mention it when the file is here already.
  void Start(const ImportFile& file, bool quiet);
  // Reads a source that is here anew, with other settings.
  void StartAgain(const v1::Source& source, const v1::SourceSettings& settings,
                  Ended ended);
  void Cancel(uint64_t request_id) { engine_.Cancel(request_id); }
  void SetPaused(uint64_t request_id, bool paused) {
    engine_.SetPaused(request_id, paused);
  }

  const std::vector<RunningImport>& running() const { return running_; }
  // The import of a source, or of a part of it; null if none runs.
  const RunningImport* OfSource(const v1::Source& source) const;
  void CancelAll();
  void SetAllPaused(bool paused);
  // What was passed over in the archive that the source came from; null if that
  // was nothing, or another page read it.
  const v1::ImportProgress* PassedOver(const v1::Source& source) const;

  // All that runs, waits and has ended since nothing ran.
  struct Batch {
    size_t files = 0;
    size_t files_done = 0;
    uint64_t size = 0;
    uint64_t bytes_done = 0;
    // All that run.
    bool paused = false;
  };
  Batch batch() const;

 private:
  // What an answer says of the import; null if it is none of ours.
  RunningImport* Follow(const v1::Response& response);
  void OnResponse(const v1::Response& response, bool quiet);
  void End(uint64_t request_id);

  EngineClient& engine_;
  Notices& notices_;
  std::vector<RunningImport> running_;
  // By the names of the archives.
  std::map<std::string, v1::ImportProgress> passed_over_;
  // Ended since nothing ran.
  size_t ended_files_ = 0;
  uint64_t ended_bytes_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_IMPORTS_H_
