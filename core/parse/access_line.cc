#include "core/parse/access_line.h"

#include "core/parse/header_words.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

std::string_view DashIsEmpty(std::string_view word) {
  return word == "-" ? std::string_view() : word;
}

// Takes a word, or what stands in quotes, off the front of `text`.
std::string_view TakeItem(std::string_view* text) {
  text->remove_prefix(SkipBlanks(*text, 0));
  std::string_view item;
  if (text->starts_with('"')) {
    size_t close = text->find_first_of("\"\\", 1);
    while (close != text->npos && (*text)[close] == '\\') {
      close = text->find_first_of("\"\\", close + 2);
    }
    if (close != text->npos) {
      item = text->substr(1, close - 1);
      text->remove_prefix(close + 1);
      return DashIsEmpty(item);
    }
  }
  item = WordAt(*text, 0);
  text->remove_prefix(item.size());
  return DashIsEmpty(item);
}

}  // namespace

AccessLine ParseAccessLine(std::string_view line, std::string_view request) {
  AccessLine access;
  access.client = TakeItem(&line);
  TakeItem(&line);  // identd, which nobody runs
  access.user = TakeItem(&line);
  if (access.user.starts_with('[')) access.user = {};

  std::string_view verb = TakeItem(&request);
  access.method = TakeItem(&verb);
  access.path = TakeItem(&verb);
  access.protocol = TakeItem(&verb);
  access.status = TakeItem(&request);
  access.bytes = TakeItem(&request);
  access.rest = request;
  request.remove_prefix(SkipBlanks(request, 0));
  if (request.starts_with('"')) {
    access.referer = TakeItem(&request);
    access.user_agent = TakeItem(&request);
    access.rest = request;
  }
  return access;
}

uint8_t SeverityFromHttpStatus(std::string_view status) {
  if (status.size() != 3 || !IsAllDigits(status)) return kSeverityNone;
  if (status[0] == '5') return kSeverityError;
  return status[0] == '4' ? kSeverityWarn : kSeverityInfo;
}

}  // namespace taffrail
