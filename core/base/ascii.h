#ifndef TAFFRAIL_CORE_BASE_ASCII_H_
#define TAFFRAIL_CORE_BASE_ASCII_H_

// What a byte is in ASCII, whatever the locale; one of another character is
// none of these.
namespace taffrail {

inline constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline constexpr bool IsLetter(char c) {
  return static_cast<unsigned char>((c | 0x20) - 'a') < 26;
}
inline constexpr bool IsHex(char c) {
  return IsDigit(c) || static_cast<unsigned char>((c | 0x20) - 'a') < 6;
}
inline constexpr bool IsBlank(char c) { return c == ' ' || c == '\t'; }
inline constexpr bool IsSpace(char c) {
  return IsBlank(c) || c == '\n' || c == '\r';
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_ASCII_H_
