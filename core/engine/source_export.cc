#include "core/engine/source_export.h"

#include <optional>
#include <utility>

#include "core/container/text_codec.h"
#include "core/engine/messages.h"

namespace taffrail {
namespace {

constexpr uint32_t kPieceBytes = 1 << 20;

}  // namespace

Task<Status> ExportSource(const ShardLinks& links, const SourceTable& sources,
                          uint32_t source_id,
                          std::function<bool(std::string)> take) {
  auto entry = sources.entries().find(source_id);
  if (entry == sources.entries().end()) {
    co_return NotFound("There is no source " + std::to_string(source_id));
  }
  TextEncoder encoder(static_cast<TextEncoding>(entry->second.encoding));
  uint64_t offset = 0;
  while (std::optional<uint32_t> shard = sources.ShardOf(source_id, offset)) {
    v1::ShardRequest request;
    request.mutable_text()->set_source_id(source_id);
    request.mutable_text()->set_offset(offset);
    request.mutable_text()->set_max_bytes(kPieceBytes);
    v1::ShardResponse response =
        co_await *links[*shard]->StartCall(std::move(request));
    if (response.has_error()) co_return FromProto(response.error());
    const std::string& text = response.text().text();
    if (text.empty()) break;
    offset += text.size();
    std::string bytes;
    encoder.Encode(text, &bytes);
    if (!take(std::move(bytes))) co_return Cancelled();
  }
  std::string rest;
  encoder.Finish(&rest);
  if (!rest.empty() && !take(std::move(rest))) co_return Cancelled();
  if (offset != entry->second.size) {
    co_return DataLoss("Not all of “" + entry->second.name +
                       "” is here; bytes that are: " + std::to_string(offset));
  }
  co_return Status();
}

}  // namespace taffrail
