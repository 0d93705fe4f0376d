#ifndef TAFFRAIL_UI_TEXT_FIELD_TEXT_H_
#define TAFFRAIL_UI_TEXT_FIELD_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/proto/rpc.pb.h"

namespace taffrail::ui {

// How long something took: "812 ns", "1.25 ms", "5,000 ms", "15.02 s",
// "2 min 3 s".
std::string SpanText(int64_t nanos);

// A field's value by its type.
std::string FieldText(const v1::Field& field);

// A long identifier with its middle left out: "4bf92f3577b34da6…e736".
std::string ShortId(std::string_view id, size_t characters);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_FIELD_TEXT_H_
