#ifndef TAFFRAIL_CORE_PARSE_TERMS_H_
#define TAFFRAIL_CORE_PARSE_TERMS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/parse/script.h"
#include "core/parse/token.h"

// What text is searched by. The index cuts text into terms with these
// functions, and a query its literals, so that the two can never disagree.
namespace taffrail {

// The longest term; a longer word is indexed by its head.
inline constexpr size_t kMaxTermBytes = 64;

// How `logsplit` cuts.
struct TermOptions {
  // ASCII bytes that end a word. By default all but letters and digits.
  std::array<bool, 128> separators;
  // ASCII bytes taken off both ends of a word, where they are no separators.
  std::array<bool, 128> trimmed = {};
  bool fold_case = true;
  // Words of these kinds are left out: an index without them is smaller, and
  // queries for them look at the text of all blocks.
  bool leave_out_numbers = false;
  bool leave_out_hex = false;

  TermOptions();
  bool cuts_by_default() const { return cuts_by_default_; }
  bool leaves_out() const { return leave_out_numbers || leave_out_hex; }

  // `sep` and `trim` take the bytes themselves, `lower` 0 or 1, `fold` the
  // kinds to leave out ("number hex").
  Status Set(std::string_view name, std::string_view value);

 private:
  bool cuts_by_default_ = true;
};

enum class TermShape : uint8_t {
  kWord,
  kPair,  // Two characters of a script without spaces.
  kLast,  // The last of them before something else.
};

struct Term {
  // Valid until the next call; kHashPadding bytes are readable after it.
  std::string_view text;
  TermShape shape;
  // Where the word or pair stands in the text that is cut.
  size_t begin;
  size_t end;
};

// Cuts text into terms: words in lower case, at most kMaxTermBytes of each;
// of scripts that are written without spaces, each pair of neighbouring
// characters, and the last character alone. Owned by who tokenizes;
// single-threaded.
class TermCutter {
 public:
  explicit TermCutter(const TermOptions& options = {}) : options_(options) {}

  // Calls f(Term) for each term in order.
  template <class F>
  void Cut(std::string_view text, F&& f) {
    Load(text);
    const std::string_view folded(folded_.data(), text.size());
    if (!options_.cuts_by_default()) {
      CutBySeparators(folded, f);
      return;
    }
    ForEachToken(folded, [&](std::string_view run) { CutRun(run, run, f); });
  }

  const TermOptions& options() const { return options_; }

 private:
  void Load(std::string_view text);

  size_t At(std::string_view part) const {
    return static_cast<size_t>(part.data() - folded_.data());
  }

  // `begin` and `end` may take in what was trimmed off `word`.
  template <class F>
  void EmitWord(std::string_view word, const char* begin, const char* end,
                F& f) {
    if (options_.leaves_out() && LeftOut(word)) return;
    f(Term{word.substr(0, kMaxTermBytes), TermShape::kWord,
           static_cast<size_t>(begin - folded_.data()),
           static_cast<size_t>(end - folded_.data())});
  }

  // `run` has no separators of ASCII. `around` is the same before trimming.
  // Inline, as views handed over in memory cost more than cutting them.
  template <class F>
  [[gnu::always_inline]] void CutRun(std::string_view run,
                                     std::string_view around, F& f) {
    if (!has_multibyte_ || IsAscii(run)) {
      EmitWord(run, around.data(), around.data() + around.size(), f);
    } else {
      CutScripts(run, around, f);
    }
  }

  template <class F>
  void CutScripts(std::string_view run, std::string_view around, F& f) {
    ForEachScriptRun(run, [&](std::string_view part, Script script) {
      if (script == Script::kSpaced) {
        const char* const end = part.data() + part.size();
        EmitWord(part, part.data() == run.data() ? around.data() : part.data(),
                 end == run.data() + run.size() ? around.data() + around.size()
                                                : end,
                 f);
      } else if (script == Script::kUnspaced) {
        CutPairs(part, f);
      }
    });
  }

  template <class F>
  void CutPairs(std::string_view part, F& f) {
    size_t first = CharacterLength(part);
    while (first < part.size()) {
      const size_t second = CharacterLength(part.substr(first));
      f(Term{part.substr(0, first + second), TermShape::kPair, At(part),
             At(part) + first + second});
      part.remove_prefix(first);
      first = second;
    }
    f(Term{part, TermShape::kLast, At(part), At(part) + part.size()});
  }

  template <class F>
  void CutBySeparators(std::string_view text, F& f) {
    size_t begin = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      const bool ends = i == text.size() || IsSeparator(text[i]);
      if (!ends) continue;
      const std::string_view around = text.substr(begin, i - begin);
      const std::string_view word = Trimmed(around);
      if (!word.empty()) CutRun(word, around, f);
      begin = i + 1;
    }
  }

  bool IsSeparator(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && options_.separators[byte];
  }
  std::string_view Trimmed(std::string_view word) const;
  bool LeftOut(std::string_view word) const;

  const TermOptions options_;
  std::string folded_;
  bool has_multibyte_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TERMS_H_
