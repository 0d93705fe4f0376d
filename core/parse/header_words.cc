#include "core/parse/header_words.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/parse/severity.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

constexpr int kMaxHeaderWords = 10;
constexpr size_t kMaxTagBytes = 128;
constexpr size_t kMaxTagWords = 3;

bool IsNameByte(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) ||
         std::string_view("_.-$/@()[]#*:").find(c) != std::string_view::npos;
}

bool IsSeparator(std::string_view word) {
  return word.find_first_not_of("-|:") == std::string_view::npos;
}

// Exceptions are what a message is about, not who wrote it.
bool NamesAnError(std::string_view word) {
  return word.ends_with("Exception") || word.ends_with("Error");
}

// `name` followed by a lone separator: `logger - message`, `tag  : message`.
bool SeparatorFollows(std::string_view line, size_t at) {
  at = SkipBlanks(line, at);
  return at + 1 < line.size() && (line[at] == '-' || line[at] == ':') &&
         IsBlank(line[at + 1]);
}

// Splits "prog(part)[pid]" into its name and process id.
void SetProgram(std::string_view tag, TextHeader* header) {
  header->service = tag;
  if (!tag.ends_with(']')) return;
  const size_t open = tag.rfind('[');
  if (open == std::string_view::npos || open == 0) return;
  const std::string_view pid = tag.substr(open + 1, tag.size() - open - 2);
  if (!IsAllDigits(pid)) return;
  header->process = pid;
  header->service = tag.substr(0, open);
}

// Where a tag that holds its process id in brackets ends (at its colon), npos
// when there is no such tag.
size_t FindPidColon(std::string_view text) {
  size_t words = 1;
  for (size_t i = 0; i < text.size() && words <= kMaxTagWords; ++i) {
    if (text[i] == ':' || text[i] == '"') break;
    if (IsBlank(text[i])) ++words;
    if (text[i] != '[') continue;
    size_t close = i + 1;
    while (close < text.size() && IsDigit(text[close])) ++close;
    if (close == i + 1 || close >= text.size() || text[close] != ']') continue;
    if (close + 1 < text.size() && text[close + 1] == ':') return close + 1;
    // launchd: `prog[1] (label):`.
    if (!text.substr(close + 1).starts_with(" (")) return text.npos;
    const size_t label = text.find("): ", close);
    return label == text.npos ? text.npos : label + 1;
  }
  return text.npos;
}

// Reads the words one by one; what is only presumed becomes part of the header
// when a severity or a component confirms it.
class WordReader {
 public:
  WordReader(std::string_view line, size_t at, TimePlace place,
             TextHeader* header)
      : line_(line), at_(at), place_(place), header_(header) {
    while (at_ < line_.size() &&
           (IsBlank(line_[at_]) || line_[at_] == ',' || line_[at_] == ';')) {
      ++at_;
    }
    body_ = at_;
  }

  void Read() {
    for (int i = 0; i < kMaxHeaderWords && ReadWord(); ++i) {
    }
    if (header_->service.empty() && fallback_body_ != 0) {
      header_->service = fallback_;
      if (thread_ == fallback_) thread_ = {};
      Confirm(fallback_body_);
    }
    header_->body = line_.substr(body_);
  }

 private:
  // False when the message has begun.
  bool ReadWord() {
    at_ = SkipBlanks(line_, at_);
    const std::string_view word = WordAt(line_, at_);
    if (word.empty()) return false;
    const size_t after = at_ + word.size();
    if (IsSeparator(word)) {
      const bool at_body = at_ == SkipBlanks(line_, body_);
      at_ = after;
      if (at_body && confirmed_) body_ = SkipBlanks(line_, after);
      return true;
    }
    if (TakeSeverity(word, after)) return true;
    if (word.front() == '[') return ReadBracket();
    if (TakeNumber(word, after)) return true;
    return TakeName(word, after);
  }

  bool TakeSeverity(std::string_view word, size_t after) {
    if (header_->severity != 0) return false;
    uint8_t severity = SeverityOfWord(word, /*bare=*/unknown_.empty());
    if (severity == 0 && place_.logcat && word.size() == 1) {
      severity = SeverityFromLetter(word.front());
    }
    if (severity == 0) return false;
    header_->severity = severity;
    if (!unknown_.empty()) header_->service = unknown_;
    at_ = after;
    fallback_body_ = 0;
    Confirm(after);
    return true;
  }

  // `[main]`, `[4821]`, `[ INFO ]`.
  bool ReadBracket() {
    const std::string_view rest = line_.substr(at_, kMaxNameBytes);
    const size_t close = rest.find(']');
    if (close == rest.npos) return false;
    std::string_view inside = rest.substr(1, close - 1);
    const size_t after = at_ + close + 1;
    while (inside.ends_with(' ')) inside.remove_suffix(1);
    while (inside.starts_with(' ')) inside.remove_prefix(1);
    const uint8_t severity = ParseSeverity(inside);
    if (severity != 0 && header_->severity == 0) {
      header_->severity = severity;
      if (!unknown_.empty()) header_->service = unknown_;
      fallback_body_ = 0;
      at_ = after;
      Confirm(after);
      return true;
    }
    if (inside.empty() || after >= line_.size() || line_[after] == ':') {
      return false;
    }
    if (IsAllDigits(inside)) {
      process_ = inside;
    } else {
      thread_ = inside;
      // `INFO [payments] message`: a name without digits is no thread's.
      if (confirmed_ && header_->service.empty() && IsName(inside) &&
          inside != "main" &&
          std::none_of(inside.begin(), inside.end(), IsDigit)) {
        fallback_ = inside;
        fallback_body_ = after;
      }
    }
    at_ = after;
    return true;
  }

  // A process or thread id: `148`, nginx's `1234#0:`.
  bool TakeNumber(std::string_view word, size_t after) {
    const size_t hash = word.find('#');
    if (hash != word.npos && word.ends_with(':') &&
        IsAllDigits(word.substr(0, hash)) && confirmed_) {
      process_ = word.substr(0, hash);
      at_ = after;
      Confirm(after);
      return true;
    }
    if (!IsAllDigits(word)) return false;
    (process_.empty() ? process_ : thread_) = word;
    at_ = after;
    return true;
  }

  bool TakeName(std::string_view word, size_t after) {
    const bool known = header_->severity != 0 && unknown_.empty();
    if (word.ends_with(':')) return TakeTag(word.substr(0, word.size() - 1));
    if (!IsName(word) || NamesAnError(word)) return false;
    if (known && header_->service.empty()) {
      const std::string_view rest = line_.substr(after);
      const bool request =
          rest.starts_with(" [req-") || rest.starts_with(" [-]");
      if (!request && !SeparatorFollows(line_, after)) return false;
      header_->service = word;
      Confirm(request ? after : line_.find_first_of("-:", after) + 1);
      if (request) ReadRequest();
      return false;
    }
    if (header_->severity != 0) return false;
    if (const size_t body = ReadTag(line_, SkipBlanks(line_, after),
                                    /*pid_required=*/true, header_)) {
      header_->host = word;
      process_ = header_->process;
      Confirm(body);
      return false;
    }
    if (!unknown_.empty()) return false;
    unknown_ = word;
    at_ = after;
    if (SeparatorFollows(line_, after) &&
        (place_.bracketed || word.find('.') != word.npos)) {
      fallback_ = word;
      fallback_body_ = line_.find_first_of("-:", after) + 1;
    }
    return true;
  }

  // `component:`; always the end of the header.
  bool TakeTag(std::string_view name) {
    if (!header_->service.empty() || !unknown_.empty() || !IsName(name) ||
        NamesAnError(name)) {
      return false;
    }
    // Without a severity, "Note: …" is a sentence and "kernel: …" a component.
    if (header_->severity == 0 && IsUpper(name.front()) &&
        name.find_first_of(".[$") == name.npos) {
      return false;
    }
    SetProgram(name, header_);
    if (!header_->process.empty()) process_ = header_->process;
    Confirm(at_ + name.size() + 1);
    return false;
  }

  // OpenStack: `[req-… user tenant - - -]`, or `[-]`, between component and
  // message.
  void ReadRequest() {
    const size_t open = SkipBlanks(line_, body_);
    const size_t close = line_.find(']', open);
    if (close == line_.npos) return;
    const std::string_view inside = line_.substr(open + 1, close - open - 1);
    if (inside != "-") header_->request = WordAt(inside, 0);
    body_ = SkipBlanks(line_, close + 1);
  }

  void Confirm(size_t body) {
    confirmed_ = true;
    body_ = SkipBlanks(line_, body);
    header_->process = process_;
    header_->thread = thread_;
  }

  const std::string_view line_;
  size_t at_;
  const TimePlace place_;
  TextHeader* const header_;
  size_t body_ = 0;
  bool confirmed_ = false;
  std::string_view process_;
  std::string_view thread_;
  // A word that a severity may make the component.
  std::string_view unknown_;
  // The component, and where the message starts, if nothing better comes.
  std::string_view fallback_;
  size_t fallback_body_ = 0;
};

}  // namespace

size_t SkipBlanks(std::string_view line, size_t at) {
  while (at < line.size() && IsBlank(line[at])) ++at;
  return at;
}

std::string_view WordAt(std::string_view line, size_t at) {
  size_t end = at;
  while (end < line.size() && !IsBlank(line[end])) ++end;
  return line.substr(at, end - at);
}

bool IsAllDigits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), IsDigit);
}

bool IsName(std::string_view word) {
  if (word.empty() || word.size() > kMaxNameBytes || IsDigit(word.front())) {
    return false;
  }
  return std::all_of(word.begin(), word.end(), IsNameByte) &&
         word.find("://") == word.npos;
}

uint8_t SeverityOfWord(std::string_view word, bool bare) {
  constexpr size_t kLongest = 16;
  if (word.size() < 3 || word.size() > kLongest) return kSeverityNone;
  bool marked = false;
  if (word.ends_with(':') || word.ends_with(',')) {
    word.remove_suffix(1);
    marked = true;
  }
  const char open = word.front();
  const char close = open == '[' ? ']' : open == '<' ? '>' : ')';
  if ((open == '[' || open == '<' || open == '(') && word.ends_with(close)) {
    word = word.substr(1, word.size() - 2);
    marked = true;
  }
  if (!bare && !marked && !word.empty() &&
      !(IsUpper(word.front()) && IsUpper(word.back()))) {
    return kSeverityNone;
  }
  return ParseSeverity(word);
}

size_t ReadTag(std::string_view line, size_t at, bool pid_required,
               TextHeader* header) {
  if (at >= line.size()) return 0;
  const std::string_view text = line.substr(at, kMaxTagBytes);
  if (size_t colon = FindPidColon(text); colon != text.npos) {
    SetProgram(text.substr(0, text.find(']') + 1), header);
    return SkipBlanks(line, at + colon + 1);
  }
  if (pid_required) return 0;
  std::string_view word = WordAt(text, 0);
  if (!word.ends_with(':')) {
    // `syslogd 1.4.1:`: a name and its version.
    const size_t next = SkipBlanks(text, word.size());
    const std::string_view version = WordAt(text, next);
    if (version.size() < 2 || !IsDigit(version.front()) ||
        !version.ends_with(':')) {
      return 0;
    }
    header->service = word;
    return SkipBlanks(line, at + next + version.size());
  }
  if (word.size() < 2) return 0;
  SetProgram(word.substr(0, word.size() - 1), header);
  return SkipBlanks(line, at + word.size());
}

void ReadWords(std::string_view line, size_t at, TimePlace place,
               TextHeader* header) {
  WordReader(line, at, place, header).Read();
}

}  // namespace taffrail
