#ifndef TAFFRAIL_UI_WIDGETS_HOST_H_
#define TAFFRAIL_UI_WIDGETS_HOST_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace taffrail::ui {

// What only the page can do. Implemented over JavaScript in ui/platform.
class Host {
 public:
  virtual ~Host() = default;

  // Selects bytes [anchor, focus) of a text field; either may come first.
  virtual void SelectText(uint32_t node, size_t anchor, size_t focus) = 0;
  // Gives a node the focus, once it has been drawn.
  virtual void FocusNode(uint32_t node) = 0;
  virtual void WriteClipboard(std::string_view text) = 0;
  // Has the browser save `text` as a file of that name.
  virtual void SaveFile(std::string_view name, std::string_view text) = 0;
  // In a tab of its own.
  virtual void OpenLink(std::string_view address) = 0;
  // Asks the user for files to import.
  virtual void ChooseFiles() = 0;
  // The same for a folder, of which all files are imported.
  virtual void ChooseFolder() = 0;
  // Fetches the demo log that is served beside the app, and imports it.
  virtual void ImportDemo() = 0;
  // Remembers the user's choice of theme.
  virtual void KeepTheme(bool dark) = 0;
  virtual void Reload() = 0;
  // Finds out how much space the browser gives and whether it keeps what is
  // stored; the answer comes to Model::OnSpace().
  virtual void MeasureSpace() = 0;
  // Asks the browser to keep what is stored even when the disk is full, and
  // measures. The browser may ask the user.
  virtual void KeepStored() = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_HOST_H_
