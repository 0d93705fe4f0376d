#include "core/parse/message_values.h"

#include <algorithm>
#include <bit>
#include <string>

#include "core/base/ascii.h"
#include "core/parse/byte_lanes.h"
#include "core/parse/pattern_types.h"
#include "core/parse/record_fields.h"

namespace taffrail {
namespace {

constexpr size_t kMaxMessageBytes = 4096;
constexpr int kMaxAddresses = 4;

bool HasValue(const Fields& fields, std::string_view value) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return field.value == value; });
}

// Most messages have neither a URL nor an address, and no digits beside a dot
// or colon.
bool MayHaveValues(std::string_view message) {
  for (size_t from = 0; from < message.size(); from += kLaneBytes) {
    const size_t size = message.size() - from;
    const char* const text = message.data() + from;
    const Lane lane = size < kLaneBytes ? LoadPart(text, size) : LoadLane(text);
    for (uint32_t left = ToBits(AnyOfMask(lane, ".:")); left != 0;
         left &= left - 1) {
      const size_t at = from + static_cast<size_t>(std::countr_zero(left));
      const std::string_view after = message.substr(at + 1);
      if (after.starts_with("//") || after.starts_with(':')) return true;
      if (!after.empty() && IsDigit(after[0]) && at > 0) return true;
    }
  }
  return false;
}

bool HasName(const Fields& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return field.name == name; });
}

void AddPart(std::string_view name, std::string_view value, Fields* fields) {
  if (!HasName(*fields, name)) AddSeenField(nullptr, name, value, fields);
}

// `host:port`, `[::1]:port`, `user@host`.
void AddAuthority(std::string_view authority, Fields* fields) {
  authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0.
  const size_t bracket = authority.find(']');
  const size_t colon =
      authority.find(':', bracket == authority.npos ? 0 : bracket);
  AddPart("server.address", authority.substr(0, colon), fields);
  if (colon == authority.npos) return;
  AddPart("server.port", authority.substr(colon + 1), fields);
}

void AddUrl(std::string_view url, Fields* fields) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return;
  AddPart("url.scheme", url.substr(0, scheme), fields);
  url.remove_prefix(scheme + 3);
  const size_t authority = std::min(url.find_first_of("/?#"), url.size());
  AddAuthority(url.substr(0, authority), fields);
  url = url.substr(authority, url.find('#') - authority);
  const size_t query = url.find('?');
  AddPart("url.path", url.substr(0, query), fields);
  if (query != url.npos) AddPart("url.query", url.substr(query + 1), fields);
}

// `10.0.0.1:80`, `[fe80::1]:80`, `10.0.0.0/8`
bool AddAddress(std::string_view text, int number,
                std::deque<std::string>* made, Fields* fields) {
  const size_t length = IpLength(text);
  if (length == kNoValue || HasValue(*fields, text.substr(0, length))) {
    return false;
  }
  const std::string suffix = number == 1 ? "" : "." + std::to_string(number);
  AddPart(made->emplace_back("ip" + suffix), text.substr(0, length), fields);
  if (text.substr(length).starts_with(':')) {
    AddPart(made->emplace_back("port" + suffix), text.substr(length + 1),
            fields);
  }
  return true;
}

}  // namespace

void AddMessageValues(std::string_view message, Lexer& lexer,
                      std::deque<std::string>* made, Fields* fields) {
  message = message.substr(0, kMaxMessageBytes);
  if (!MayHaveValues(message)) return;
  bool url = false;
  int addresses = 0;
  for (const Token& token : lexer.Lex(message)) {
    const std::string_view text = message.substr(token.offset, token.length);
    if (token.kind == TokenKind::kUrl && !url && !HasValue(*fields, text)) {
      AddUrl(text, fields);
      url = true;
    } else if (token.kind == TokenKind::kIp && addresses < kMaxAddresses &&
               !HasValue(*fields, text)) {
      addresses += AddAddress(text, addresses + 1, made, fields);
    }
  }
}

bool IsMessageValue(std::string_view name) {
  return name.starts_with("url.") || name.starts_with("server.") ||
         name == "ip" || name.starts_with("ip.") || name == "port" ||
         name.starts_with("port.");
}

}  // namespace taffrail
