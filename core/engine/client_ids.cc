#include "core/engine/client_ids.h"

#include "core/engine/host.h"

namespace taffrail {
namespace {

// Below are a client's own ids.
constexpr int kClientBits = 40;
constexpr uint64_t kLocalIds = (uint64_t{1} << kClientBits) - 1;

uint64_t ClientAt(uint32_t port) {
  return port < kFirstTabPort ? 0 : uint64_t{port} - kFirstTabPort + 1;
}

}  // namespace

void MakeGlobal(uint32_t port, v1::Request* request) {
  const uint64_t client = ClientAt(port);
  const auto id = [client](uint64_t local) {
    return client << kClientBits | (local & kLocalIds);
  };
  const auto file = [client](uint32_t local) {
    return static_cast<uint32_t>(client << kFileBits) | local;
  };
  request->set_id(id(request->id()));
  if (request->has_import()) {
    auto* const import = request->mutable_import();
    import->set_file(file(import->file()));
  } else if (request->has_preview()) {
    auto* const preview = request->mutable_preview();
    if (preview->has_file()) preview->set_file(file(preview->file()));
  } else if (request->has_rows()) {
    auto* const rows = request->mutable_rows();
    rows->set_search_id(id(rows->search_id()));
  } else if (request->has_facets()) {
    auto* const facets = request->mutable_facets();
    facets->set_search_id(id(facets->search_id()));
  } else if (request->has_templates()) {
    auto* const templates = request->mutable_templates();
    templates->set_search_id(id(templates->search_id()));
  } else if (request->has_export_rows()) {
    auto* const rows = request->mutable_export_rows();
    rows->set_search_id(id(rows->search_id()));
  } else if (request->has_table()) {
    auto* const table = request->mutable_table();
    table->set_search_id(id(table->search_id()));
  } else if (request->has_table_rows()) {
    auto* const rows = request->mutable_table_rows();
    rows->set_table_id(id(rows->table_id()));
  } else if (request->has_cancel()) {
    auto* const cancel = request->mutable_cancel();
    cancel->set_id(id(cancel->id()));
  } else if (request->has_pause()) {
    auto* const pause = request->mutable_pause();
    pause->set_id(id(pause->id()));
  }
}

uint32_t PortOfRequest(uint64_t global_id) {
  const auto client = static_cast<uint32_t>(global_id >> kClientBits);
  return client == 0 ? kClientPort : kFirstTabPort + client - 1;
}

uint64_t LocalId(uint64_t global_id) { return global_id & kLocalIds; }

}  // namespace taffrail
