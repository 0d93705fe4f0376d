#ifndef TAFFRAIL_UI_STATE_ROW_EXPORT_H_
#define TAFFRAIL_UI_STATE_ROW_EXPORT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "ui/state/engine_client.h"
#include "ui/state/file_sink.h"
#include "ui/state/notices.h"
#include "ui/state/time_range.h"

namespace taffrail::ui {

// Saves what a search finds as a file. Searches by itself, so that the user may
// look for something else meanwhile. Owned by Model; the rest outlives it.
class RowExport {
 public:
  using Format = v1::ExportRowsRequest::Format;

  RowExport(EngineClient& engine, Notices& notices, FileSink& file)
      : engine_(engine), notices_(notices), file_(file) {}
  RowExport(const RowExport&) = delete;
  RowExport& operator=(const RowExport&) = delete;

  // Does nothing while another is under way. `note` is what a case file says.
  void Start(const std::string& query, std::optional<TimeRange> range,
             Format format, std::string file_name, std::string note = {});
  void Cancel();

  bool running() const { return search_id_ != 0; }
  // Told by now, and of how many; 0 while these are looked for.
  uint64_t rows() const { return rows_; }
  uint64_t all_rows() const { return all_rows_; }
  uint64_t bytes() const { return bytes_; }

 private:
  void Begin();
  void OnPiece(const v1::Response& response);
  // It is over. What went wrong, if anything, is told of.
  void End(const v1::Error* error);

  EngineClient& engine_;
  Notices& notices_;
  FileSink& file_;
  Format format_ = v1::ExportRowsRequest::FORMAT_TEXT;
  std::string file_name_;
  v1::CaseAbout about_;
  uint64_t search_id_ = 0;  // 0 while there is none.
  uint64_t export_id_ = 0;
  uint64_t rows_ = 0;
  uint64_t all_rows_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_ROW_EXPORT_H_
