#ifndef TAFFRAIL_UI_STATE_RESULT_ROWS_H_
#define TAFFRAIL_UI_STATE_RESULT_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time_zone.h"

namespace taffrail::ui {

struct ResultColumn {
  std::string name;
  // Ends at the right.
  bool numeric = false;
  // Something happens when one of its cells is pressed.
  bool acts = false;
};

// What a ResultTable shows: rows of which only some are at hand.
class ResultRows {
 public:
  struct Order {
    size_t column = 0;
    bool descending = false;
    bool operator==(const Order&) const = default;
  };

  virtual ~ResultRows() = default;

  // Another one when these are the rows of something else, and the table should
  // begin at its top again.
  virtual uint64_t id() const = 0;
  virtual const std::vector<ResultColumn>& columns() const = 0;
  virtual uint64_t rows() const = 0;

  // What stands in a cell, as valid UTF-8 on one line; nothing while the row is
  // not here.
  virtual std::optional<std::string> Text(uint64_t row, size_t column,
                                          const TimeZone& zone) const = 0;
  // Rows [first, end) are in sight: asks for those that are missing.
  virtual void Want(uint64_t first, uint64_t end) = 0;

  // By which column the user has ordered the rows, if any.
  virtual std::optional<Order> order() const = 0;
  virtual void SetOrder(std::optional<Order> order) = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_RESULT_ROWS_H_
