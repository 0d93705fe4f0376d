// TemplateMiner's state as bytes. All numbers are varints (core/base/varint.h).
//
//   version (1), lines, other lines
//   words:  count, then of each: kind, length, bytes
//   leaves: count, then of each: id, count, last line, pieces, of each piece
//           word * 2 + (1 after a space), and its parameters' statistics
//           (value_statistics.cc), preceded by how many there are
//   pins:   count, then of each: leaf, pin; the next pin
//   links:  count, then of each: leaf, leaf
#include "core/template/template_miner.h"

namespace taffrail {
namespace {

constexpr uint64_t kVersion = 1;

Status Damaged() {
  return DataLoss("The saved templates are damaged and have to be mined anew");
}

}  // namespace

std::string TemplateMiner::Serialize() const {
  std::string bytes;
  PutVarint(&bytes, kVersion);
  PutVarint(&bytes, lines_);
  PutVarint(&bytes, other_lines_);
  PutVarint(&bytes, words_->size());
  for (uint32_t word = 1; word <= words_->size(); ++word) {
    const std::string_view text = words_->text(word);
    PutVarint(&bytes, static_cast<uint64_t>(words_->kind(word)));
    PutVarint(&bytes, text.size());
    bytes += text;
  }
  PutVarint(&bytes, leaves_.size());
  for (const Leaf& leaf : leaves_) {
    PutVarint(&bytes, leaf.id);
    PutVarint(&bytes, leaf.count);
    PutVarint(&bytes, leaf.last_line);
    PutVarint(&bytes, leaf.pattern.size());
    for (const PatternPiece& piece : leaf.pattern) {
      PutVarint(&bytes, uint64_t{piece.word} * 2 + piece.after_space);
    }
    PutVarint(&bytes, leaf.parameters.size());
    for (const ValueStatistics& parameter : leaf.parameters) {
      parameter.AppendTo(&bytes);
    }
  }
  PutVarint(&bytes, pins_.size());
  for (const auto& [leaf, pin] : pins_) {
    PutVarint(&bytes, leaf);
    PutVarint(&bytes, pin);
  }
  PutVarint(&bytes, next_pin_);
  PutVarint(&bytes, links_.size());
  for (const auto& [a, b] : links_) {
    PutVarint(&bytes, a);
    PutVarint(&bytes, b);
  }
  return bytes;
}

StatusOr<std::unique_ptr<TemplateMiner>> TemplateMiner::Deserialize(
    std::string_view bytes, MinerOptions options) {
  auto miner = std::make_unique<TemplateMiner>(options);
  VarintReader reader(bytes);
  if (reader.Varint() != kVersion) {
    return FailedPrecondition(
        "The saved templates are of another version and have to be mined anew");
  }
  miner->lines_ = reader.Varint();
  miner->other_lines_ = reader.Varint();
  for (uint64_t left = reader.Varint(); left > 0; --left) {
    const uint64_t kind = reader.Varint();
    const std::string_view text = reader.Bytes(reader.Varint());
    if (!reader.ok() || kind == 0 || kind > 3 || text.empty()) return Damaged();
    miner->words_->Intern(text, static_cast<PieceKind>(kind));
  }
  uint64_t counted = miner->other_lines_;
  for (uint64_t left = reader.Varint(); left > 0; --left) {
    if (!miner->ReadLeaf(reader)) return Damaged();
    counted += miner->leaves_.back().count;
  }
  for (uint64_t left = reader.Varint(); left > 0 && reader.ok(); --left) {
    const LeafId leaf = reader.Varint();
    miner->pins_[leaf] = reader.Varint();
  }
  miner->next_pin_ = reader.Varint();
  for (uint64_t left = reader.Varint(); left > 0 && reader.ok(); --left) {
    const LeafId a = reader.Varint();
    miner->links_.emplace_back(a, reader.Varint());
  }
  if (!reader.ok() || !reader.AtEnd() || counted != miner->lines_) {
    return Damaged();
  }
  return miner;
}

bool TemplateMiner::ReadLeaf(VarintReader& reader) {
  Leaf leaf;
  leaf.id = reader.Varint();
  leaf.count = reader.Varint();
  leaf.last_line = reader.Varint();
  const uint64_t pieces = reader.Varint();
  if (!reader.ok() || pieces > Masker::kMaxPieces) return false;
  uint64_t parameters = 0;
  for (uint64_t i = 0; i < pieces; ++i) {
    const uint64_t piece = reader.Varint();
    if (piece / 2 > words_->size()) return false;
    leaf.pattern.push_back(
        words_->Piece(static_cast<uint32_t>(piece / 2), piece % 2 != 0));
    const PieceKind kind = leaf.pattern.back().kind;
    parameters += kind == PieceKind::kWildcard || kind == PieceKind::kStem;
  }
  const uint64_t statistics = reader.Varint();
  if (statistics != 0 && statistics != parameters) return false;
  for (uint64_t i = 0; i < statistics; ++i) {
    if (!leaf.parameters.emplace_back().ReadFrom(reader)) return false;
  }
  if (options_.value_statistics) leaf.parameters.resize(parameters);
  if (!reader.ok() || leaf.id == kOtherLeaf || FindLeaf(leaf.id) != nullptr) {
    return false;
  }
  leaves_.push_back(std::move(leaf));
  TakeSlot();
  return true;
}

}  // namespace taffrail
