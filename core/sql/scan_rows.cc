#include "core/sql/scan_rows.h"

#include <algorithm>
#include <tuple>

namespace taffrail {

void ScanRows::Add(uint32_t shard, bool anew, ScannedRows rows) {
  if (anew) {
    std::erase_if(told_, [&](const Told& told) { return told.shard == shard; });
  }
  told_.push_back({shard, std::move(rows)});
  count_ = bytes_ = 0;
  for (const Told& told : told_) {
    count_ += told.rows.count;
    bytes_ += told.rows.bytes();
  }
}

void ScanRows::Finish(const v1::SqlScan& scan) {
  for (Told& told : told_) {
    if (told.rows.count > 0) parts_.push_back(std::move(told.rows));
  }
  told_.clear();
  if (scan.limit() == 0) return;
  // Each shard told its first, so that of all together these are the first.
  whole_ = count_ < scan.limit();
  Ordered(scan.oldest_first());
  if (count_ > scan.limit()) order_.resize(scan.limit());
}

std::optional<ScanRows::Place> ScanRows::From(Place place) const {
  if (place.part < parts_.size() && place.row == parts_[place.part].count) {
    place = {place.part + 1, 0};
  }
  if (place.part >= parts_.size()) return std::nullopt;
  return place;
}

void ScanRows::Order(std::span<Place> places, bool oldest_first) const {
  const auto key = [&](Place place) -> const RowKey& {
    return parts_[place.part].keys[place.row];
  };
  std::sort(places.begin(), places.end(), [&](Place a, Place b) {
    return oldest_first ? key(a) < key(b) : key(b) < key(a);
  });
}

std::span<const ScanRows::Place> ScanRows::Ordered(bool oldest_first) {
  if (sorted_ == oldest_first) return order_;
  if (!sorted_) {
    order_.reserve(count_);
    for (auto at = First(); at; at = After(*at)) order_.push_back(*at);
    bytes_ += order_.size() * sizeof(Place);
  }
  sorted_ = oldest_first;
  Order(order_, oldest_first);
  return order_;
}

std::span<const ScanRows::Place> ScanRows::With(size_t column,
                                                const Cell& value) {
  auto [at, fresh] = indices_.try_emplace(column);
  Index& index = at->second;
  if (fresh) {
    std::vector<std::pair<uint64_t, Place>> hashed;
    hashed.reserve(count_);
    for (auto place = First(); place; place = After(*place)) {
      const Cell cell = this->at(*place, column);
      if (cell.kind == Cell::kNull) continue;
      hashed.emplace_back(HashOf(cell), *place);
    }
    // Those of one value as they come, so that statements can be repeated.
    std::sort(hashed.begin(), hashed.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second.part, a.second.row) <
             std::tie(b.first, b.second.part, b.second.row);
    });
    for (const auto& [hash, place] : hashed) {
      index.hashes.push_back(hash);
      index.places.push_back(place);
    }
    bytes_ += hashed.size() * (sizeof(uint64_t) + sizeof(Place));
  }
  const auto [begin, end] =
      std::equal_range(index.hashes.begin(), index.hashes.end(), HashOf(value));
  return std::span(index.places)
      .subspan(static_cast<size_t>(begin - index.hashes.begin()),
               static_cast<size_t>(end - begin));
}

}  // namespace taffrail
