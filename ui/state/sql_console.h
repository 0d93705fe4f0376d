#ifndef TAFFRAIL_UI_STATE_SQL_CONSOLE_H_
#define TAFFRAIL_UI_STATE_SQL_CONSOLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/file_sink.h"
#include "ui/state/open_table.h"

namespace taffrail::ui {

// The statement of SQL that the user writes, what was run and what came of it.
// Owned by Model; the rest outlives it.
class SqlConsole {
 public:
  SqlConsole(EngineClient& engine, FileSink& file)
      : engine_(engine), file_(file) {}
  ~SqlConsole();
  SqlConsole(const SqlConsole&) = delete;
  SqlConsole& operator=(const SqlConsole&) = delete;

  const std::string& text() const { return text_; }
  void SetText(std::string text) { text_ = std::move(text); }
  // Runs what is written, in place of what runs.
  void Run();
  void Cancel();

  // What was run last.
  const std::string& ran() const { return ran_; }
  bool running() const { return pending_ != nullptr; }
  // Of what runs.
  const v1::TableProgress& progress() const { return pending_->progress(); }
  // Why the last statement made no table. Of the text as it was run.
  const std::optional<v1::Error>& error() const { return error_; }
  // The last one that was made, or null.
  OpenTable* shown() const { return shown_.get(); }

  // The statement that was run before, or after, what is written.
  bool has_earlier() const { return at_ > 0; }
  bool has_later() const { return at_ + 1 < history_.size(); }
  void GoEarlier();
  void GoLater();

  // Saves the rows that are shown, as CSV.
  void SaveRows(std::string file_name);

  // Call once a frame.
  void Update();

 private:
  void GoTo(size_t at);

  EngineClient& engine_;
  FileSink& file_;
  std::string text_;
  std::string ran_;
  std::optional<v1::Error> error_;
  std::unique_ptr<OpenTable> shown_;
  std::unique_ptr<OpenTable> pending_;
  // What was run, oldest first, and which of it is written; at the end: none.
  std::vector<std::string> history_;
  size_t at_ = 0;
  uint64_t saving_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_SQL_CONSOLE_H_
