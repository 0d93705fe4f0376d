#include "core/parse/otlp_envelopes.h"

#include <algorithm>
#include <utility>

#include "core/parse/field_role.h"
#include "core/parse/json_scanner.h"
#include "core/parse/key_values.h"
#include "core/parse/record_fields.h"

namespace taffrail {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::string_view kResource = "\"resource\"";
constexpr std::string_view kScopeLogs = "\"scopeLogs\"";
constexpr std::string_view kScope = "\"scope\"";
constexpr std::string_view kLogRecords = "\"logRecords\"";

// `text` from its first byte on that is no blank.
std::string_view SkipSpace(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  return text;
}

}  // namespace

OtlpContext::OtlpContext(std::string_view resource, std::string_view scope) {
  Add(resource, {});
  // The names that OpenTelemetry has for a scope outside of OTLP.
  Add(scope, "otel.scope.");
  const auto find = [this](FieldRole role) {
    std::string_view found;
    uint8_t best = UINT8_MAX;
    for (const ParsedField& field : fields_) {
      const KeyMeaning meaning = MeaningOfKey(field.name);
      if (meaning.role != role || meaning.rank >= best) continue;
      best = meaning.rank;
      found = field.value;
    }
    return found;
  };
  service_ = find(FieldRole::kService);
  host_ = find(FieldRole::kHost);
  std::erase_if(fields_, [this](const ParsedField& field) {
    return !field.value.empty() && (field.value.data() == service_.data() ||
                                    field.value.data() == host_.data());
  });
}

void OtlpContext::Add(std::string_view json, std::string_view prefix) {
  JsonScanner scanner;
  JsonMember member;
  std::vector<ParsedField> attributes;
  scanner.Start(json);
  while (scanner.Next(&member)) {
    const std::string_view key = member.key->path();
    if (key == "attributes" && IsKeyValues(member.value)) {
      Fields fields(&attributes);
      AddKeyValues(member.value, &texts_, &fields);
      fields_.insert(fields_.end(), attributes.begin(), attributes.end());
    } else if (!prefix.empty() && !member.value.empty() &&
               (key == "name" || key == "version")) {
      ParsedField& field = fields_.emplace_back();
      field.name = texts_.emplace_back(std::string(prefix) + std::string(key));
      field.value = texts_.emplace_back(member.value);
    }
  }
}

void OtlpContext::AddTo(ParsedRecord* record,
                        std::vector<ParsedField>* fields) const {
  if (record->service.empty()) record->service = service_;
  if (record->host.empty()) record->host = host_;
  if (fields == nullptr) return;
  const size_t own = fields->size();
  for (const ParsedField& field : fields_) {
    const auto end = fields->begin() + static_cast<ptrdiff_t>(own);
    const bool said = std::any_of(
        fields->begin(), end,
        [&](const ParsedField& other) { return other.name == field.name; });
    if (!said) fields->push_back(field);
  }
}

void OtlpEnvelopes::Take(std::string_view text) {
  if (!held_.empty()) text = held_.append(text);
  size_t at = 0;
  while ((at = text.find('"', at)) != text.npos) {
    const size_t used = TakeKey(text.substr(at));
    if (used == 0) break;
    at += used;
  }
  std::string rest(text.substr(std::min(at, text.size())));
  if (rest.size() > kMaxBytes) rest.clear();
  held_ = std::move(rest);
}

size_t OtlpEnvelopes::TakeKey(std::string_view text) {
  for (const std::string_view key :
       {kResource, kScopeLogs, kScope, kLogRecords}) {
    if (text.size() < key.size() && key.starts_with(text)) return 0;
    if (!text.starts_with(key)) continue;
    const std::string_view colon = SkipSpace(text.substr(key.size()));
    if (colon.empty()) return 0;
    if (colon[0] != ':') return key.size();
    if (key == kScopeLogs || key == kLogRecords) {
      if (key == kScopeLogs) {
        resource_ = std::exchange(next_resource_, {});
        scope_.clear();
      } else {
        scope_ = std::exchange(next_scope_, {});
      }
      changed_ = true;
      return key.size();
    }
    const std::string_view value = SkipSpace(colon.substr(1));
    if (value.empty()) return 0;
    if (value[0] != '{') return key.size();
    const size_t end = EndOfObject(value, 0);
    if (end == value.npos) return 0;
    const std::string_view behind = SkipSpace(value.substr(end));
    if (behind.empty()) return 0;
    if (behind[0] == ',') {
      (key == kResource ? next_resource_ : next_scope_) = value.substr(0, end);
    }
    return text.size() - behind.size();
  }
  return 1;
}

void OtlpEnvelopes::TakeRecord(const RawRecord& record,
                               const ElementMark& elements) {
  const std::string_view bytes = record.bytes;
  const size_t element = record.inside      ? 0
                         : record.continued ? bytes.npos
                                            : ElementAt(bytes, elements);
  Take(bytes.substr(0, element));
  of_element_.reset();
  if (element == bytes.npos) return;
  of_element_ = Current();
  const std::string_view rest = bytes.substr(element);
  // Behind an element there is an envelope only if another array begins.
  const size_t last = rest.find_last_not_of(kSpaces);
  const bool opens = last != rest.npos && rest[last] == '[';
  if (opens || record.cut || elements.head.empty()) Take(rest);
}

const std::shared_ptr<const OtlpContext>& OtlpEnvelopes::Current() {
  if (std::exchange(changed_, false)) {
    current_.reset();
    if (!resource_.empty() || !scope_.empty()) {
      current_ = std::make_shared<const OtlpContext>(resource_, scope_);
    }
  }
  return current_;
}

std::string OtlpEnvelopes::Resume() const {
  const auto member = [](std::string_view key, const std::string& value) {
    if (value.empty()) return std::string();
    return std::string(key) + ':' + value + ',';
  };
  return member(kResource, resource_) + std::string(kScopeLogs) + ':' +
         member(kScope, scope_) + std::string(kLogRecords) + ':' +
         member(kResource, next_resource_) + member(kScope, next_scope_) +
         held_;
}

}  // namespace taffrail
