#include "ui/platform/page_host.h"

#include <emscripten/em_js.h>

// clang-format off
EM_JS(void, host_select_text, (uint32_t node, size_t anchor, size_t focus), {
  Module.host.selectText(node >>> 0, anchor, focus);
})
EM_JS(void, host_write_clipboard, (const char* text, size_t size), {
  Module.host.writeClipboard(text, size);
})
EM_JS(void, host_focus_node, (uint32_t node), {
  Module.host.focusNode(node >>> 0);
})
EM_JS(void, host_save_file, (const char* name, size_t name_size,
                             const char* text, size_t size), {
  Module.host.saveFile(name, name_size, text, size);
})
EM_JS(void, host_add_to_file, (const char* bytes, size_t size), {
  Module.host.addToFile(bytes, size);
})
EM_JS(void, host_save_added, (const char* name, size_t size), {
  Module.host.saveAdded(name, size);
})
EM_JS(void, host_drop_added, (), { Module.host.dropAdded(); })
EM_JS(void, host_open_link, (const char* address, size_t size), {
  Module.host.openLink(address, size);
})
EM_JS(void, host_choose_files, (), { Module.host.chooseFiles(); })
EM_JS(void, host_choose_folder, (), { Module.host.chooseFolder(); })
EM_JS(void, host_import_demo, (), { Module.host.importDemo(); })
EM_JS(void, host_keep_theme, (bool dark), { Module.host.keepTheme(!!dark); })
EM_JS(void, host_reload, (), { Module.host.reload(); })
EM_JS(void, host_measure_space, (), { Module.host.measureSpace(); })
EM_JS(void, host_keep_stored, (), { Module.host.keepStored(); })
EM_JS(void, host_send, (const char* request, size_t size), {
  Module.host.send(request, size);
})
EM_JS(void, host_show_tree, (const char* json, size_t size), {
  Module.host.showTree(json, size);
})
EM_JS(void, host_show_location, (const char* text, size_t size), {
  Module.host.showLocation(text, size);
})
EM_JS(size_t, host_zone_rules, (const char* name, size_t size), {
  return Module.host.zoneRules(name, size);
})
EM_JS(void, host_copy_zone_rules, (char* to), {
  Module.host.copyZoneRules(to);
})
EM_JS(void, host_show_cursor, (const char* name, size_t size), {
  Module.host.showCursor(name, size);
})
// clang-format on

namespace taffrail::ui {

void PageHost::SelectText(uint32_t node, size_t anchor, size_t focus) {
  host_select_text(node, anchor, focus);
}

void PageHost::WriteClipboard(std::string_view text) {
  host_write_clipboard(text.data(), text.size());
}

void PageHost::FocusNode(uint32_t node) { host_focus_node(node); }

void PageHost::SaveFile(std::string_view name, std::string_view text) {
  host_save_file(name.data(), name.size(), text.data(), text.size());
}

void PageHost::AddToFile(std::string_view bytes) {
  host_add_to_file(bytes.data(), bytes.size());
}

void PageHost::SaveAdded(std::string_view name) {
  host_save_added(name.data(), name.size());
}

void PageHost::DropAdded() { host_drop_added(); }

void PageHost::OpenLink(std::string_view address) {
  host_open_link(address.data(), address.size());
}

void PageHost::ChooseFiles() { host_choose_files(); }
void PageHost::ChooseFolder() { host_choose_folder(); }
void PageHost::ImportDemo() { host_import_demo(); }
void PageHost::KeepTheme(bool dark) { host_keep_theme(dark); }
void PageHost::Reload() { host_reload(); }
void PageHost::MeasureSpace() { host_measure_space(); }
void PageHost::KeepStored() { host_keep_stored(); }

void PageHost::Send(std::string_view request) {
  host_send(request.data(), request.size());
}

void PageHost::ShowTree(std::string_view json) {
  host_show_tree(json.data(), json.size());
}

void PageHost::ShowLocation(std::string_view fragment) {
  host_show_location(fragment.data(), fragment.size());
}

std::string PageHost::ZoneRules(std::string_view name) {
  std::string rules(host_zone_rules(name.data(), name.size()), '\0');
  host_copy_zone_rules(rules.data());
  return rules;
}

void PageHost::ShowCursor(std::string_view css_name) {
  host_show_cursor(css_name.data(), css_name.size());
}

}  // namespace taffrail::ui
