#ifndef TAFFRAIL_UI_STATE_OPEN_TABLE_H_
#define TAFFRAIL_UI_STATE_OPEN_TABLE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ui/state/engine_client.h"
#include "ui/state/result_rows.h"

namespace taffrail::ui {

// A table that the engine makes, and the rows of it that are at hand. Ends it
// when destroyed. The client outlives it.
class OpenTable : public ResultRows {
 public:
  // `request` is one that is answered with a table.
  OpenTable(EngineClient& engine, v1::Request request);
  ~OpenTable() override;
  OpenTable(const OpenTable&) = delete;
  OpenTable& operator=(const OpenTable&) = delete;

  const v1::TableProgress& progress() const { return progress_; }
  // Why there is none.
  const std::optional<v1::Error>& error() const { return error_; }
  // There is something to show.
  bool ready() const { return error_ || progress_.columns_size() > 0; }
  // Null while the row is not here.
  const v1::TableRows::Cell* Find(uint64_t row, size_t column) const;

  uint64_t id() const override { return id_; }
  const std::vector<ResultColumn>& columns() const override { return columns_; }
  uint64_t rows() const override { return progress_.rows(); }
  std::optional<std::string> Text(uint64_t row, size_t column,
                                  const TimeZone& zone) const override;
  void Want(uint64_t first, uint64_t end) override;
  std::optional<Order> order() const override { return order_; }
  void SetOrder(std::optional<Order> order) override;

 private:
  // Rows as they were in one version.
  struct Page {
    std::vector<v1::TableRows::Row> rows;
    uint64_t version = 0;
    bool under_way = false;
  };
  void RequestPage(uint64_t page);

  EngineClient& engine_;
  uint64_t id_ = 0;
  v1::TableProgress progress_;
  std::vector<ResultColumn> columns_;
  std::optional<v1::Error> error_;
  std::optional<Order> order_;
  uint64_t orders_ = 0;  // Grows with each.
  std::map<uint64_t, Page> pages_;
  std::set<uint64_t> requests_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_OPEN_TABLE_H_
