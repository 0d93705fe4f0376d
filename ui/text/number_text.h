#ifndef TAFFRAIL_UI_TEXT_NUMBER_TEXT_H_
#define TAFFRAIL_UI_TEXT_NUMBER_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace taffrail::ui {

// "1,204" up to five digits, then "1.1 M", "38 k": fits a narrow column.
std::string ShortCount(uint64_t count);
// "1 source", "3 sources".
std::string Plural(uint64_t count, std::string_view noun);
// "62 %", "0.9 %", "<0.1 %".
std::string PercentText(double part, double whole);
// "0.4 ms", "7 ms", "1.2 s".
std::string ElapsedText(double milliseconds);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_NUMBER_TEXT_H_
