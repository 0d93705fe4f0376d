#include "server-stub/web/message.h"

#include <strings.h>
#include <unistd.h>

#include <algorithm>

namespace taffrail {
namespace {

bool SameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string_view Request::Find(std::string_view name) const {
  for (const auto& [field, value] : fields) {
    if (SameName(field, name)) return value;
  }
  return {};
}

size_t Request::Count(std::string_view name) const {
  return std::count_if(fields.begin(), fields.end(), [&](const auto& field) {
    return SameName(field.first, name);
  });
}

File::~File() {
  if (is_open()) close(descriptor_);
}

Answer TextAnswer(unsigned status, std::string sentence) {
  Answer answer;
  answer.status = status;
  answer.fields = {{"Content-Type", "text/plain; charset=utf-8"},
                   {"Cache-Control", "no-store"}};
  answer.text = std::move(sentence) + "\n";
  return answer;
}

}  // namespace taffrail
