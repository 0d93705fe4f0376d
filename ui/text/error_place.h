#ifndef TAFFRAIL_UI_TEXT_ERROR_PLACE_H_
#define TAFFRAIL_UI_TEXT_ERROR_PLACE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/proto/rpc.pb.h"

namespace taffrail::ui {

// The byte of `text` at which an error about it lies: its column, or the place
// its message begins with ("line 3, column 5: …"); where a pattern is at fault
// ("line 3, column 5: pattern 1, column 9: …"), the place inside that. Nothing
// if it names none.
std::optional<size_t> ErrorPlace(std::string_view text, const v1::Error& error);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_ERROR_PLACE_H_
