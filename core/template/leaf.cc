#include "core/template/leaf.h"

#include <charconv>

#include "core/base/ansi.h"
#include "core/base/varint.h"
#include "core/parse/line_splitter.h"

namespace taffrail {

std::string LeafIdText(LeafId id) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (size_t i = text.size(); i-- > 0; id >>= 4) text[i] = kDigits[id & 15];
  return text;
}

std::optional<LeafId> ParseLeafId(std::string_view text) {
  LeafId id = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, id, 16);
  if (text.size() != 16 || read.ec != std::errc() || read.ptr != end) {
    return std::nullopt;
  }
  return id;
}

bool IsEmptyRecord(std::string_view record) {
  const std::string_view line = WithoutTerminator(record);
  if (line.empty()) return true;
  std::string plain;
  return line.starts_with('\x1b') && WithoutEscapes(line, &plain).empty();
}

std::string EncodeLeaf(const Masker& masker,
                       std::span<const MaskedPiece> pieces) {
  std::string bytes;
  for (const MaskedPiece& piece : pieces) {
    const bool parameter =
        piece.kind == PieceKind::kWildcard || piece.kind == PieceKind::kStem;
    PutVarint(
        &bytes,
        static_cast<uint64_t>(piece.kind) | (piece.after_space ? 4 : 0) |
            (parameter ? static_cast<uint64_t>(piece.value_kind) << 3 : 0));
    if (piece.kind == PieceKind::kWildcard) continue;
    const std::string_view kept = masker.KeptOf(piece);
    PutVarint(&bytes, kept.size());
    bytes += kept;
  }
  return bytes;
}

}  // namespace taffrail
