#ifndef TAFFRAIL_UI_STATE_FILE_SINK_H_
#define TAFFRAIL_UI_STATE_FILE_SINK_H_

#include <string_view>

namespace taffrail::ui {

// A file that is gathered piece by piece, one at a time, and then saved where
// the browser saves files.
class FileSink {
 public:
  virtual ~FileSink() = default;

  virtual void AddToFile(std::string_view bytes) = 0;
  // All that was added, under that name.
  virtual void SaveAdded(std::string_view name) = 0;
  virtual void DropAdded() = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_FILE_SINK_H_
