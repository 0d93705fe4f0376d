#include "core/parse/zone_abbreviation.h"

#include <algorithm>
#include <iterator>

namespace taffrail {
namespace {

struct Abbreviation {
  std::string_view name;
  int minutes;
  // Where else it is used; 0 for nowhere.
  int others[2] = {};
};

// Sorted by name.
constexpr Abbreviation kAbbreviations[] = {
    {"ACDT", 630},        {"ACST", 570},
    {"ADT", -180},        {"AEDT", 660},
    {"AEST", 600},        {"AKDT", -480},
    {"AKST", -540},       {"ART", -180},
    {"AST", -240, {180}}, {"AWST", 480},
    {"BRST", -120},       {"BRT", -180},
    {"BST", 60, {360}},   {"CAT", 120},
    {"CDT", -300},        {"CEST", 120},
    {"CET", 60},          {"CLST", -180},
    {"CLT", -240},        {"COT", -300},
    {"CST", -360, {480}}, {"EAT", 180},
    {"EDT", -240},        {"EEST", 180},
    {"EET", 120},         {"EST", -300},
    {"GMT", 0},           {"GST", 240},
    {"HDT", -540},        {"HKT", 480},
    {"HST", -600},        {"ICT", 420},
    {"IDT", 180},         {"IST", 330, {120, 60}},
    {"JST", 540},         {"KST", 540},
    {"MDT", -360},        {"MEST", 120},
    {"MET", 60},          {"MSK", 180},
    {"MST", -420},        {"MYT", 480},
    {"NDT", -150},        {"NPT", 345},
    {"NST", -210},        {"NZDT", 780},
    {"NZST", 720},        {"PDT", -420},
    {"PET", -300},        {"PHT", 480},
    {"PKT", 300},         {"PST", -480},
    {"SAST", 120},        {"SGT", 480},
    {"TRT", 180},         {"UTC", 0},
    {"UYT", -180},        {"WAT", 60},
    {"WEST", 60},         {"WET", 0},
    {"WIB", 420},         {"WIT", 540},
    {"WITA", 480},
};
static_assert(std::ranges::is_sorted(kAbbreviations, {}, &Abbreviation::name));

}  // namespace

std::optional<int32_t> OffsetOfAbbreviation(std::string_view abbreviation,
                                            const TimeZone& home) {
  if (abbreviation == "UTC" || abbreviation == "GMT") return 0;
  const auto* known = std::ranges::lower_bound(kAbbreviations, abbreviation, {},
                                               &Abbreviation::name);
  if (known == std::end(kAbbreviations) || known->name != abbreviation) {
    return std::nullopt;
  }
  for (const int other : known->others) {
    if (other != 0 && home.HasOffset(other * 60)) return other * 60;
  }
  return known->minutes * 60;
}

}  // namespace taffrail
