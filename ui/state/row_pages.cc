#include "ui/state/row_pages.h"

#include <algorithm>

namespace taffrail::ui {

RecordKey ToKey(const v1::RecordKey& key) {
  return {key.time_ns(), key.source_id(), key.offset()};
}

void FromKey(const RecordKey& key, v1::RecordKey& out) {
  out.set_time_ns(key.time_ns);
  out.set_source_id(key.source_id);
  out.set_offset(key.offset);
}

RowView ToRowView(const v1::Row& row) {
  RowView view;
  view.key = ToKey(row.key());
  view.severity = row.severity();
  view.service = ToPrintable(row.service(), /*keep_lines=*/false);
  const std::span marks(row.marks().data(),
                        static_cast<size_t>(row.marks_size()));
  const std::string_view first = FirstLine(row.body());
  view.body = ToDisplayText(first, marks);
  view.following = LinesAfterFirst(row.body(), marks);
  return view;
}

const RowView* RowPages::Find(uint64_t index) const {
  const auto page = pages_.find(index / kPageRows);
  if (page == pages_.end()) return nullptr;
  const uint64_t row = index % kPageRows;
  if (row >= page->second.rows.size()) return nullptr;
  return &page->second.rows[row];
}

std::optional<uint64_t> RowPages::NextWanted(uint64_t first, uint64_t end,
                                             uint64_t matched) {
  end = std::min(end, matched);
  if (first >= end) return std::nullopt;
  const uint64_t last_page = (matched - 1) / kPageRows;
  const uint64_t from = first / kPageRows;
  const uint64_t to = (end - 1) / kPageRows;
  std::vector<uint64_t> order;
  for (uint64_t page = from; page <= to; ++page) order.push_back(page);
  if (to < last_page) order.push_back(to + 1);
  if (from > 0) order.push_back(from - 1);
  std::optional<uint64_t> wanted;
  for (const uint64_t number : order) {
    Page& page = pages_[number];
    page.last_used = ++clock_;
    if (!wanted && !page.under_way && page.asked_at != matched) {
      wanted = number;
    }
  }
  return wanted;
}

void RowPages::MarkRequested(uint64_t page, uint64_t matched) {
  pages_[page].under_way = true;
  pages_[page].asked_at = matched;
}

void RowPages::Put(uint64_t page, const v1::RowsPage& rows) {
  Page& place = pages_[page];
  place.under_way = false;
  place.rows.clear();
  place.rows.reserve(static_cast<size_t>(rows.rows_size()));
  for (const v1::Row& row : rows.rows()) place.rows.push_back(ToRowView(row));
  DropLeastRecentlyUsed();
}

void RowPages::MarkFailed(uint64_t page) { pages_[page].under_way = false; }

std::optional<uint64_t> RowPages::IndexOf(const RecordKey& key) const {
  for (const auto& [number, page] : pages_) {
    for (size_t i = 0; i < page.rows.size(); ++i) {
      if (page.rows[i].key == key) return number * kPageRows + i;
    }
  }
  return std::nullopt;
}

void RowPages::DropLeastRecentlyUsed() {
  while (pages_.size() > kMaxPages) {
    const auto oldest = std::min_element(
        pages_.begin(), pages_.end(), [](const auto& a, const auto& b) {
          return a.second.last_used < b.second.last_used;
        });
    pages_.erase(oldest);
  }
}

}  // namespace taffrail::ui
