#ifndef TAFFRAIL_CORE_TEMPLATE_FOLD_H_
#define TAFFRAIL_CORE_TEMPLATE_FOLD_H_

#include <cstddef>
#include <cstdint>

namespace taffrail {

// What a piece of a message is to the miner.
enum class PieceKind : uint8_t {
  kWildcard,  // A parameter.
  kLiteral,   // What every such message says.
  kWeak,      // A word where a value is expected (user=root): more such values
              // make it a parameter sooner than a word of the message.
  kStem,      // A word with a number at its end (eth0): the word is kept, the
              // number is a parameter. As weak as kWeak.
};

inline bool IsWeak(PieceKind kind) {
  return kind == PieceKind::kWeak || kind == PieceKind::kStem;
}

// Adds pieces to the end of a sequence such that what is one value to a reader
// becomes one wildcard, however many tokens it is written with: `<*> <*>`,
// `<*>:<*>`, `<*> (<*>)`, `<*> ()`, `<1`. A Piece has `kind`, `mark` (the byte
// of a punctuation piece, else 0) and `after_space`; Join(first, last) is the
// wildcard that spans both, SameStem(a, b) says whether two stems have the same
// word. The pieces are the caller's.
template <class Piece>
class Fold {
 public:
  // Room for all that will be pushed, at `pieces`.
  explicit Fold(Piece* pieces) : pieces_(pieces) {}

  size_t size() const { return size_; }

  // Inline for the sake of Masker::PieceOf().
  [[gnu::always_inline]] void Push(const Piece& piece) {
    if (piece.kind == PieceKind::kWildcard) {
      PushWildcard(piece);
    } else if (piece.kind == PieceKind::kStem) {
      PushStem(piece);
    } else if (piece.mark != 0 && ClosesWildcard(piece.mark)) {
      // The brackets and what is in them say again what stands before them.
      while (pieces_[size_ - 1].kind == PieceKind::kWildcard) --size_;
      size_ -= 2;
      PushWildcard(Join(pieces_[size_], piece));
    } else {
      pieces_[size_++] = piece;
    }
  }

 private:
  static bool IsConnector(char mark) {
    switch (mark) {
      case ':':
      case '/':
      case '.':
      case '-':
      case ',':
      case '@':
      case '#':
      case '|':
      case '_':
      case '*':
      case '+':
        return true;
      default:
        return false;
    }
  }

  static char Opening(char mark) {
    return mark == ')' ? '(' : mark == ']' ? '[' : mark == '}' ? '{' : '\0';
  }

  // Before `mark` stand a wildcard and its opening bracket, perhaps with
  // another wildcard between.
  bool ClosesWildcard(char mark) const {
    const char opening = Opening(mark);
    if (opening == '\0' || size_ < 2) return false;
    size_t at = size_ - 1;
    if (pieces_[at].kind == PieceKind::kWildcard) --at;
    // Only parentheses say nothing when empty.
    if (at == size_ - 1 && mark != ')') return false;
    return at > 0 && pieces_[at].mark == opening &&
           pieces_[at - 1].kind == PieceKind::kWildcard;
  }

  void PushWildcard(Piece wildcard) {
    while (size_ > 0) {
      const Piece& top = pieces_[size_ - 1];
      const bool compares =
          (top.mark == '<' || top.mark == '>' || top.mark == '~') &&
          !wildcard.after_space && (size_ == 1 || top.after_space);
      if (top.kind == PieceKind::kWildcard || compares) {
        wildcard = Join(top, wildcard);
        --size_;
      } else if (size_ > 1 && IsConnector(top.mark) &&
                 pieces_[size_ - 2].kind == PieceKind::kWildcard) {
        --size_;
      } else {
        break;
      }
    }
    pieces_[size_++] = wildcard;
  }

  // A list of numbered things is one value.
  void PushStem(const Piece& stem) {
    if (size_ > 0) {
      const Piece& top = pieces_[size_ - 1];
      if (top.kind == PieceKind::kWildcard || SameStem(top, stem)) {
        const Piece joined = Join(top, stem);
        --size_;
        PushWildcard(joined);
        return;
      }
    }
    pieces_[size_++] = stem;
  }

  Piece* pieces_;
  size_t size_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_FOLD_H_
