#include "ui/widgets/theme.h"

#include <algorithm>

namespace taffrail::ui {

const Theme& DarkTheme() {
  static constexpr Theme kTheme = {
      .dark = true,
      .ground = Rgb(0x0E1116),
      .panel = Rgb(0x141921),
      .raised = Rgb(0x1C2430),
      .line = Rgb(0x263040),
      .text = Rgb(0xD7DEE8),
      .secondary = Rgb(0x8E9AAB),
      .faint = Rgb(0x6B788A),
      .accent = Rgb(0x41B8EA),
      .selection = Rgb(0x41B8EA, 0x26),
      .trace = Rgb(0x7C889A),
      .debug = Rgb(0x8A96A6),
      .info = Rgb(0x4F8FCB),
      .info_bar = Rgb(0x35577A),
      .warn = Rgb(0xE3B341),
      .error = Rgb(0xF0655A),
      .fatal = Rgb(0xD55FC0),
      .good = Rgb(0x4DB886),
      .parameter = Rgb(0x9CC7B0),
      .match_ground = Rgb(0x5A4A12),
      .match_text = Rgb(0xFFE08A),
  };
  return kTheme;
}

const Theme& LightTheme() {
  static constexpr Theme kTheme = {
      .dark = false,
      .ground = Rgb(0xF5F7FA),
      .panel = Rgb(0xFFFFFF),
      .raised = Rgb(0xEBEFF4),
      .line = Rgb(0xD8DFE8),
      .text = Rgb(0x1B2430),
      .secondary = Rgb(0x56637A),
      .faint = Rgb(0x7B8799),
      .accent = Rgb(0x0A78B0),
      .selection = Rgb(0x0A78B0, 0x1F),
      .trace = Rgb(0x667285),
      .debug = Rgb(0x5F6B7D),
      .info = Rgb(0x2A6DAE),
      .info_bar = Rgb(0x9DBEDD),
      .warn = Rgb(0x8C6000),
      .error = Rgb(0xCB3A2E),
      .fatal = Rgb(0x9C2D88),
      .good = Rgb(0x17774D),
      .parameter = Rgb(0x2B7A58),
      .match_ground = Rgb(0xFFE9A8),
      .match_text = Rgb(0x5C4300),
  };
  return kTheme;
}

SeverityClass ClassOf(uint32_t severity_number) {
  // Four numbers to a class: 1–4 trace … 21–24 fatal.
  return static_cast<SeverityClass>(std::min(6u, (severity_number + 3) / 4));
}

const char* SeverityName(SeverityClass severity) {
  static constexpr const char* kNames[] = {"NONE", "TRACE", "DEBUG", "INFO",
                                           "WARN", "ERROR", "FATAL"};
  return kNames[severity];
}

Color SeverityColor(const Theme& theme, SeverityClass severity) {
  switch (severity) {
    case kUnstated:
      return theme.faint;
    case kTrace:
      return theme.trace;
    case kDebug:
      return theme.debug;
    case kInfo:
      return theme.info;
    case kWarn:
      return theme.warn;
    case kError:
      return theme.error;
    case kFatal:
      return theme.fatal;
  }
  return theme.faint;
}

Color SeverityBarColor(const Theme& theme, SeverityClass severity) {
  if (severity == kInfo) return theme.info_bar;
  // What is said below INFO stands back, as INFO does behind warnings.
  if (severity < kInfo) {
    return WithAlpha(SeverityColor(theme, severity), 0.55f);
  }
  return SeverityColor(theme, severity);
}

}  // namespace taffrail::ui
