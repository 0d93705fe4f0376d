#ifndef TAFFRAIL_UI_PLATFORM_PAGE_HOST_H_
#define TAFFRAIL_UI_PLATFORM_PAGE_HOST_H_

#include <string>
#include <string_view>

#include "ui/state/file_sink.h"
#include "ui/widgets/host.h"

namespace taffrail::ui {

// The page, by way of the object that ui/platform/ui_module.ts gives to the
// module as `host`. Each method is a call of the method of that name.
class PageHost : public Host, public FileSink {
 public:
  void SelectText(uint32_t node, size_t anchor, size_t focus) override;
  void FocusNode(uint32_t node) override;
  void WriteClipboard(std::string_view text) override;
  void SaveFile(std::string_view name, std::string_view text) override;
  void OpenLink(std::string_view address) override;
  void ChooseFiles() override;
  void ChooseFolder() override;
  void ImportDemo() override;
  void KeepTheme(bool dark) override;
  void Reload() override;
  void MeasureSpace() override;
  void KeepStored() override;

  void AddToFile(std::string_view bytes) override;
  void SaveAdded(std::string_view name) override;
  void DropAdded() override;

  // What views have no business with.
  void Send(std::string_view request);
  void ShowTree(std::string_view json);
  void ShowLocation(std::string_view fragment);
  void ShowCursor(std::string_view css_name);
  // The serialised TimeZone of that name, or of the browser for none; empty if
  // the browser does not know it.
  std::string ZoneRules(std::string_view name);
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_PLATFORM_PAGE_HOST_H_
