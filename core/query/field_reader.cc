#include "core/query/field_reader.h"

namespace taffrail {
namespace {

// Of a message that is a cell of a table.
constexpr size_t kMaxMessageBytes = 4096;

}  // namespace

Status FieldReader::VisitSource(BlockReader& block, const BlockBits& of,
                                FieldVisitor& visitor) const {
  const auto name = names_.find(block.head().source_id);
  if (name == names_.end()) return {};
  of.ForEach([&](uint32_t i) { visitor.Text(i, name->second); });
  return {};
}

Status FieldReader::VisitMessages(BlockReader& block, const BlockBits& of,
                                  FieldVisitor& visitor) const {
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (!of.Test(i)) continue;
    StatusOr<std::string_view> message = block.Message(i);
    if (!message.ok()) return message.status();
    visitor.Text(i, message->substr(0, kMaxMessageBytes));
  }
  return {};
}

}  // namespace taffrail
