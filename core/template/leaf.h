#ifndef TAFFRAIL_CORE_TEMPLATE_LEAF_H_
#define TAFFRAIL_CORE_TEMPLATE_LEAF_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/template/masker.h"

namespace taffrail {

// What a template is made of: a stack trace under a message is not.
inline std::string_view FirstLine(std::string_view body) {
  return body.substr(0, body.find('\n'));
}

// A leaf's or template's id as people and queries write it: 16 hexadecimal
// digits.
std::string LeafIdText(LeafId id);
std::optional<LeafId> ParseLeafId(std::string_view text);

// An empty record, as it stands in its source, is an instance of no template.
bool IsEmptyRecord(std::string_view record);

// A leaf's masked sequence as bytes, from which a miner has it again: of each
// piece a varint of its kind, after_space * 4 and, of a parameter, its value's
// kind * 8; then length and bytes of what is kept of it, unless that is
// nothing. `masker` masked the line these pieces are of, and nothing since.
std::string EncodeLeaf(const Masker& masker,
                       std::span<const MaskedPiece> pieces);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_LEAF_H_
