#include "ui/text/display_text.h"

#include <algorithm>

namespace taffrail::ui {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexLetter(char c) {
  return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}
bool IsDelimiter(char c) {
  return IsControl(c) ||
         std::string_view(" ,;()[]{}<>=\"'|").find(c) != std::string_view::npos;
}

// Whether a token of a message is a value rather than one of its words.
bool IsParameter(std::string_view token) {
  if (token.size() > 1 && token[0] == '/') return true;
  if (std::any_of(token.begin(), token.end(), IsDigit)) return true;
  return token.size() >= 8 &&
         std::all_of(token.begin(), token.end(), IsHexLetter);
}

// The end of the quoted text that opens at `begin`, or `begin` when nothing
// closes it. An apostrophe inside a word opens nothing.
size_t QuotedEnd(std::string_view message, size_t begin) {
  const char quote = message[begin];
  if (quote != '"' && quote != '\'') return begin;
  if (begin > 0 && !IsDelimiter(message[begin - 1]) &&
      message[begin - 1] != ':') {
    return begin;
  }
  const size_t close = message.find(quote, begin + 1);
  return close == std::string_view::npos ? begin : close + 1;
}

struct ByteRange {
  size_t begin;
  size_t end;
};

std::vector<ByteRange> Parameters(std::string_view message) {
  std::vector<ByteRange> found;
  size_t at = 0;
  while (at < message.size()) {
    if (const size_t end = QuotedEnd(message, at); end > at) {
      found.push_back({at, end});
      at = end;
    } else if (IsDelimiter(message[at])) {
      ++at;
    } else {
      size_t stop = at;
      while (stop < message.size() && !IsDelimiter(message[stop])) ++stop;
      size_t last = stop;
      while (last > at &&
             (message[last - 1] == '.' || message[last - 1] == ':')) {
        --last;
      }
      if (IsParameter(message.substr(at, last - at))) {
        found.push_back({at, last});
      }
      at = stop;
    }
  }
  return found;
}

// Appends the glyph that stands for the control character `c`.
void AppendControl(char c, std::string& text) {
  // U+2400 … U+241F picture the C0 controls in order, U+2421 DEL.
  const unsigned picture = c == 0x7F ? 0x21 : static_cast<unsigned char>(c);
  text += "\xE2\x90";
  text += static_cast<char>(0x80 + picture);
}

// Appends one character of `message` at `at` and returns the bytes it took.
size_t AppendPrintable(std::string_view message, size_t at, std::string& text) {
  if (IsControl(message[at])) {
    AppendControl(message[at], text);
    return 1;
  }
  const size_t length = Utf8SequenceLength(message.substr(at));
  if (length == 0) {
    text += kReplacement;
    return 1;
  }
  text += message.substr(at, length);
  return length;
}

class RunBuilder {
 public:
  explicit RunBuilder(DisplayText& out) : out_(out) {}

  // Extends the last run over what was appended to the text since, or begins
  // a new one.
  void Cover(RunStyle style, bool marked) {
    const auto end = static_cast<uint32_t>(out_.text.size());
    if (!out_.runs.empty() && out_.runs.back().style == style &&
        out_.runs.back().marked == marked) {
      out_.runs.back().end = end;
    } else {
      const uint32_t begin = out_.runs.empty() ? 0 : out_.runs.back().end;
      out_.runs.push_back({begin, end, style, marked});
    }
  }

 private:
  DisplayText& out_;
};

}  // namespace

size_t Utf8SequenceLength(std::string_view text) {
  const auto byte = [&](size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates and what lies beyond U+10FFFF.
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;
  if (lead == 0xED && byte(1) > 0x9F) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

DisplayText ToDisplayText(std::string_view message,
                          std::span<const uint32_t> marks) {
  DisplayText out;
  out.text.reserve(message.size());
  RunBuilder runs(out);
  const std::vector<ByteRange> parameters = Parameters(message);
  size_t parameter = 0;
  size_t mark = 0;
  for (size_t at = 0; at < message.size();) {
    while (parameter < parameters.size() && parameters[parameter].end <= at) {
      ++parameter;
    }
    while (mark + 1 < marks.size() && marks[mark] + marks[mark + 1] <= at) {
      mark += 2;
    }
    const bool in_parameter =
        parameter < parameters.size() && parameters[parameter].begin <= at;
    const bool marked = mark + 1 < marks.size() && marks[mark] <= at;
    const bool control =
        IsControl(message[at]) || Utf8SequenceLength(message.substr(at)) == 0;
    at += AppendPrintable(message, at, out.text);
    runs.Cover(control        ? RunStyle::kControl
               : in_parameter ? RunStyle::kParameter
                              : RunStyle::kPlain,
               marked);
  }
  return out;
}

std::string ToPrintable(std::string_view bytes, bool keep_lines) {
  std::string text;
  text.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    if (keep_lines && bytes[at] == '\n') {
      text += bytes[at++];
    } else {
      at += AppendPrintable(bytes, at, text);
    }
  }
  return text;
}

}  // namespace taffrail::ui
