#ifndef TAFFRAIL_UI_TEXT_FORMAT_SKELETON_H_
#define TAFFRAIL_UI_TEXT_FORMAT_SKELETON_H_

#include <string>
#include <string_view>

#include "core/proto/rpc.pb.h"

namespace taffrail::ui {

// A pattern (docs/formats.md) for the first line of a record that reads what
// `record` has been read as: its time, severity, service and message as
// fields, the rest as it stands.
std::string PatternOf(const v1::RecordDetail& record);

// Where to start a definition from: of a format that reads lines like that of
// `record`, if there is one, called after the source.
std::string FormatSkeleton(std::string_view source_name,
                           const v1::RecordDetail* record);

// Whether the text holds a date that could be read with the day or the month
// first: 03/04/2026.
bool HasAmbiguousDate(std::string_view text);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_FORMAT_SKELETON_H_
