#include "core/parse/text_header.h"

#include <algorithm>
#include <cstddef>

#include "core/base/ascii.h"
#include "core/parse/access_line.h"
#include "core/parse/header_cells.h"
#include "core/parse/header_words.h"
#include "core/parse/line_shape.h"
#include "core/parse/loose_severity.h"
#include "core/parse/severity.h"
#include "core/parse/structured_data.h"
#include "core/parse/time_shape.h"

namespace taffrail {
namespace {

// A time further in than this is something the message speaks of.
constexpr size_t kMaxTimeOffset = 256;
constexpr int kMaxWordsBeforeTime = 3;
constexpr int kMaxWordsBeforeRequest = 6;  // client ident user [time] "GET …
constexpr int kMaxCellsBeforeTime = 6;
// ` 9:05:07 `
constexpr size_t kMostPaddedBytes = 9;

class HeaderReader {
 public:
  HeaderReader(std::string_view line, const TimeContext& context)
      : line_(line), context_(context) {}

  TextHeader Read() {
    header_.body = line_;
    // An indented line goes on from the one before.
    if (line_.empty() ||
        (IsIndented(line_) &&
         ShapeOf(line_.substr(0, kMostPaddedBytes)) != LineShape::kPlain)) {
      return header_;
    }
    const bool priority = ReadPriority();
    start_ = at_;
    if (!MayHaveTime() ||
        (!FindTime</*kExists=*/true>() && !FindTimeInCells() &&
         !(shaped_ && FindTime</*kExists=*/false>()))) {
      ReadUndated(priority);
    } else if (rfc5424_) {
      ReadRfc5424();
    } else if (supercomputer_ || priority || shape_ == TimeShape::kSyslog) {
      ReadSyslog();
      if (!supercomputer_) KeepWhatIsBefore();
    } else if (place_.bracketed && line_.substr(at_).starts_with(" \"")) {
      ReadAccess();
    } else {
      KeepWhatIsBefore();
      ReadRest();
    }
    return header_;
  }

 private:
  // `<134>`, and RFC 5424's version after it.
  bool ReadPriority() {
    const size_t close = line_.substr(0, 5).find('>');
    if (line_[0] != '<' || close == line_.npos) return false;
    const std::string_view digits = line_.substr(1, close - 1);
    if (!IsAllDigits(digits)) return false;
    unsigned priority = 0;  // facility * 8 + severity
    for (char digit : digits) {
      priority = priority * 10 + static_cast<unsigned>(digit - '0');
    }
    constexpr unsigned kMaxPriority = 191;
    if (priority > kMaxPriority) return false;
    header_.severity = SeverityFromSyslog(priority);
    at_ = close + 1;
    if (line_.substr(at_).starts_with("1 ")) {
      rfc5424_ = true;
      at_ += 2;
    }
    return true;
  }

  // No time has fewer digits, `1/2/26`.
  bool MayHaveTime() const {
    constexpr std::ptrdiff_t kFewestDigits = 4;
    constexpr size_t kLongestTime = 64;
    const std::string_view head =
        line_.substr(0, kMaxTimeOffset + kLongestTime);
    return std::count_if(head.begin(), head.end(), IsDigit) >= kFewestDigits;
  }

  // Looks at the words near the start of the line for a time, or for an
  // impossible one.
  template <bool kExists>
  bool FindTime() {
    const std::string_view head = line_.substr(0, kMaxTimeOffset);
    const uint8_t severity = header_.severity;
    size_t at = SkipBlanks(line_, start_);
    for (int word = 0; word <= kMaxWordsBeforeRequest && at < head.size();
         ++word) {
      const bool bracketed = head[at] == '[' || head[at] == '(';
      const size_t start = at + (bracketed ? 1 : 0);
      if (kExists ? TakeTime(start, bracketed, word)
                  : TakeImpossibleTime(start, bracketed, word)) {
        before_ = line_.substr(start_, at - start_);
        return true;
      }
      const std::string_view skipped = WordAt(head, at);
      // `ERROR 2026-11-22 …`
      if (header_.severity == 0) {
        header_.severity = SeverityOfWord(skipped, /*bare=*/false);
      }
      at = SkipBlanks(head, at + skipped.size());
    }
    header_.severity = severity;
    return false;
  }

  // The same of what stands between bars and the like, for layouts that nobody
  // declared: `7|START|2026-11-22 13:24:07|text`.
  bool FindTimeInCells() {
    const std::string_view head = line_.substr(0, kMaxTimeOffset);
    int cells = 0;
    for (size_t at = start_; at + 1 < head.size(); ++at) {
      if (!IsCellSeparator(head[at])) continue;
      if (++cells > kMaxCellsBeforeTime) return false;
      const size_t cell = head[at] == ',' ? at + 1 : SkipBlanks(head, at + 1);
      if (cell < head.size() && TakeTime(cell, /*bracketed=*/false, 1)) {
        before_ = line_.substr(start_, at + 1 - start_);
        return true;
      }
    }
    return false;
  }

  bool TakeTime(size_t at, bool bracketed, int words_before) {
    const std::string_view text = line_.substr(at);
    const std::optional<TimeShape> shape = ShapeOfTime(text);
    shaped_ |= shape.has_value();
    const std::optional<Timestamp> time =
        shape ? ParseTimestampAs(*shape, text, context_) : std::nullopt;
    if (!time) {
      return words_before <= 1 && TakeNumber(at, bracketed, words_before);
    }
    if (!MayStandThere(*time, bracketed, words_before)) return false;
    header_.time_ns = time->ns;
    TakeTimeText(*time, at, bracketed);
    return true;
  }

  // Seconds and the like since 1970.
  bool TakeNumber(size_t at, bool bracketed, int words_before) {
    if (TakeSupercomputerTime(at - (bracketed ? 1 : 0))) return true;
    if (words_before > 0) return false;
    const auto time = ParsePlausibleEpoch(line_.substr(at), context_);
    if (!time) return false;
    header_.time_ns = time->ns;
    TakeTimeText(*time, at, bracketed);
    return true;
  }

  bool TakeImpossibleTime(size_t at, bool bracketed, int words_before) {
    const std::string_view text = line_.substr(at);
    const std::optional<Timestamp> time = ParseImpossibleTime(text, context_);
    if (!time || !MayStandThere(*time, bracketed, words_before)) return false;
    TakeTimeText(*time, at, bracketed);
    return true;
  }

  static bool MayStandThere(const Timestamp& time, bool bracketed,
                            int words_before) {
    if (words_before > kMaxWordsBeforeTime && !bracketed) return false;
    return words_before == 0 || IsWholeTime(time.shape);
  }

  void TakeTimeText(const Timestamp& time, size_t at, bool bracketed) {
    header_.dated = true;
    header_.time_text = line_.substr(at, time.length);
    shape_ = time.shape;
    at_ = at + time.length;
    place_.bracketed = bracketed;
    if (bracketed && at_ < line_.size() &&
        (line_[at_] == ']' || line_[at_] == ')')) {
      ++at_;
    }
  }

  // BGL, Thunderbird and their kin: `label 1131566461 2005.11.09 node` and then
  // a local time, which the epoch makes needless.
  bool TakeSupercomputerTime(size_t at) {
    const std::string_view text = line_.substr(at);
    if (text.size() < 22 || text[10] != ' ' || text[15] != '.' ||
        text[18] != '.' || !IsAllDigits(text.substr(0, 10))) {
      return false;
    }
    header_.time_text = text.substr(0, 10);
    header_.time_ns = ParseEpoch(header_.time_text, context_.correction_ns);
    header_.dated = true;
    supercomputer_ = true;
    at_ = SkipBlanks(line_, at + 21);
    const size_t node = WordAt(line_, at_).size();
    const size_t after_node = SkipBlanks(line_, at_ + node);
    if (const std::optional<Timestamp> local =
            ParseTimestamp(line_.substr(after_node), context_)) {
      at_ = after_node + local->length;
    }
    return true;
  }

  // What stands before the time is a severity, which is read by now; the name
  // of who writes, `web-1  | ` as container tools put it; or else text to be
  // kept.
  void KeepWhatIsBefore() {
    if (before_.empty()) return;
    constexpr std::string_view kMarks = " \t-|:;,[(*";
    std::string_view text = before_;
    const size_t last = text.find_last_not_of(kMarks);
    if (last == text.npos) return;
    const std::string_view after = text.substr(last + 1);
    const bool separated = after.find_first_of("|:;,") != after.npos;
    text = text.substr(0, last + 1);
    const std::string_view first = WordAt(text, 0);
    if (header_.severity != 0 && SeverityOfWord(first, /*bare=*/false) != 0) {
      text = text.substr(SkipBlanks(text, first.size()));
    } else if (header_.severity == 0 && separated) {
      header_.severity = SeverityOfWord(text, /*bare=*/true);
      if (header_.severity != 0) return;
    }
    if (separated && IsName(text) && header_.service.empty()) {
      header_.service = text;
    } else {
      header_.before = text;
    }
  }

  void ReadRest() {
    place_.logcat = shape_ == TimeShape::kMonthDay;
    if (at_ < line_.size() && IsCellSeparator(line_[at_])) {
      if (ReadCells(line_, at_, &header_)) return;
      if (!header_.before.empty()) {
        header_.body = line_.substr(at_);
        header_.separator = line_[at_];
        return;
      }
      ++at_;
    }
    ReadWords(line_, at_, place_, &header_);
    if (header_.severity != 0) return;
    const LooseSeverity found = FindLooseSeverity(line_.substr(at_));
    header_.severity = found.severity;
    if (found.severity != 0) {
      LeaveOutOfBody(at_ + found.begin, at_ + found.end);
    }
  }

  // What was read as the severity is not said again at the body's start, if
  // something is left of that.
  void LeaveOutOfBody(size_t begin, size_t end) {
    const size_t body = static_cast<size_t>(header_.body.data() - line_.data());
    if (begin < body) return;
    constexpr std::string_view kOpening = " \t-|:;,[(<{*#\"'";
    const std::string_view opening = line_.substr(body, begin - body);
    if (opening.find_first_not_of(kOpening) != opening.npos) return;
    const size_t rest = SkipSeverity(line_, end);
    if (rest < line_.size()) header_.body = line_.substr(rest);
  }

  // Without a time, only a severity at the very start is a header.
  void ReadUndated(bool priority) {
    const std::string_view first = WordAt(line_.substr(0, kMaxNameBytes), at_);
    const uint8_t severity = SeverityOfWord(first, /*bare=*/false);
    if (priority) {
      header_.body = line_.substr(SkipBlanks(line_, at_));
      return;
    }
    header_.severity = 0;
    if (severity != 0) ReadWords(line_, 0, place_, &header_);
  }

  // `host prog[pid]: message`; RFC 3164 allows that the host be missing.
  void ReadSyslog() {
    at_ = SkipBlanks(line_, at_);
    const std::string_view host = WordAt(line_, at_);
    size_t body = 0;
    if (!host.ends_with(':')) {
      const size_t after = SkipBlanks(line_, at_ + host.size());
      body = ReadTag(line_, after, /*pid_required=*/false, &header_);
      header_.host = host;
      if (body == 0) body = after;
    } else {
      body = ReadTag(line_, at_, /*pid_required=*/false, &header_);
      if (body == 0) body = at_;
    }
    header_.body = line_.substr(body);
    if (header_.severity == 0) {
      const std::string_view first =
          WordAt(header_.body.substr(0, kMaxNameBytes), 0);
      if (first.ends_with(':') || first.ends_with(']')) {
        header_.severity = SeverityOfWord(first, /*bare=*/true);
        if (header_.severity != 0) LeaveOutOfBody(body, body + first.size());
      }
    }
  }

  // `host app procid msgid [structured data] message`
  void ReadRfc5424() {
    header_.host = TakeWord();
    header_.service = TakeWord();
    header_.process = TakeWord();
    TakeWord();  // MSGID
    at_ = SkipBlanks(line_, at_);
    const std::string_view rest = line_.substr(at_);
    if (rest.starts_with('-')) {
      ++at_;
    } else if (const size_t data = StructuredDataLength(rest);
               data != rest.npos) {
      at_ += data;
    }
    std::string_view body = line_.substr(SkipBlanks(line_, at_));
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    header_.body = body;
  }

  std::string_view TakeWord() {
    at_ = SkipBlanks(line_, at_);
    const std::string_view word = WordAt(line_, at_);
    at_ += word.size();
    return word == "-" ? std::string_view() : word;
  }

  void ReadAccess() {
    header_.access = true;
    header_.body = line_.substr(at_ + 1);
    const AccessLine access = ParseAccessLine(line_, header_.body);
    header_.severity = SeverityFromHttpStatus(access.status);
    constexpr std::string_view kService = " service=";
    const size_t at = access.rest.find(kService);
    if (at != access.rest.npos) {
      header_.service = WordAt(access.rest, at + kService.size());
    }
  }

  const std::string_view line_;
  const TimeContext& context_;
  TextHeader header_;
  size_t start_ = 0;  // After a priority.
  size_t at_ = 0;
  std::string_view before_;  // The time.
  TimeShape shape_ = TimeShape::kIso8601;
  bool shaped_ = false;  // Something is shaped like a time.
  TimePlace place_;
  bool rfc5424_ = false;
  bool supercomputer_ = false;
};

}  // namespace

TextHeader ParseTextHeader(std::string_view line, const TimeContext& context) {
  return HeaderReader(line, context).Read();
}

}  // namespace taffrail
