#ifndef TAFFRAIL_UI_STATE_ROW_PAGES_H_
#define TAFFRAIL_UI_STATE_ROW_PAGES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/proto/rpc.pb.h"
#include "ui/text/display_text.h"
#include "ui/text/record_lines.h"

namespace taffrail::ui {

// A record's name; see rpc.proto.
struct RecordKey {
  int64_t time_ns = 0;
  uint32_t source_id = 0;
  uint64_t offset = 0;

  bool operator==(const RecordKey&) const = default;
};

RecordKey ToKey(const v1::RecordKey& key);
void FromKey(const RecordKey& key, v1::RecordKey& out);

// A row as the list draws it.
struct RowView {
  RecordKey key;
  uint32_t severity = 0;
  std::string service;
  // The first line of the message, and what follows it.
  DisplayText body;
  FollowingLines following;
};

RowView ToRowView(const v1::Row& row);

// The rows of one search that are at hand, in pages around what was looked at
// last. It says which page to ask for next; its owner asks.
class RowPages {
 public:
  static constexpr uint64_t kPageRows = 200;
  static constexpr size_t kMaxPages = 24;

  // The row, if it is here. It may be from before the search last grew.
  const RowView* Find(uint64_t index) const;

  // The page (its number) to ask for next so that rows [first, end) are here
  // and as of `matched`; nothing if they are, or a request is under way for
  // each. The visible pages come first, then one to either side.
  std::optional<uint64_t> NextWanted(uint64_t first, uint64_t end,
                                     uint64_t matched);
  void MarkRequested(uint64_t page, uint64_t matched);
  void Put(uint64_t page, const v1::RowsPage& rows);
  // The request failed or ended: it may be asked for again when the search
  // has changed.
  void MarkFailed(uint64_t page);

  // The index of a record among the rows at hand.
  std::optional<uint64_t> IndexOf(const RecordKey& key) const;

 private:
  struct Page {
    std::vector<RowView> rows;
    // The matches there were when its rows were asked for.
    std::optional<uint64_t> asked_at;
    bool under_way = false;
    uint64_t last_used = 0;
  };

  void DropLeastRecentlyUsed();

  std::map<uint64_t, Page> pages_;
  uint64_t clock_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_ROW_PAGES_H_
