#include "core/engine/query_model.h"

#include <cstdio>
#include <utility>

namespace taffrail {
namespace {

constexpr int64_t kStartNs = 1'795'305'600'000'000'000;  // 2026-11-22.

std::string Words(std::mt19937& random) {
  std::string words;
  for (size_t n = 1 + Below(random, 6); n > 0; --n) {
    if (!words.empty()) words += OneIn(random, 5) ? ", " : " ";
    words += Pick(random, kModelWords);
  }
  return words;
}

std::string TimeText(int64_t time_ns) {
  const int64_t ms = (time_ns - kStartNs) / 1'000'000;
  char text[64];
  snprintf(text, sizeof(text), "2026-11-22T%02d:%02d:%02d.%03dZ",
           static_cast<int>(ms / 3'600'000), static_cast<int>(ms / 60'000 % 60),
           static_cast<int>(ms / 1000 % 60), static_cast<int>(ms % 1000));
  return text;
}

std::string JsonText(const ModelValue& value) {
  if (auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
  if (auto* whole = std::get_if<int64_t>(&value)) return std::to_string(*whole);
  if (auto* is = std::get_if<bool>(&value)) return *is ? "true" : "false";
  char text[32];
  snprintf(text, sizeof(text), "%g", std::get<double>(value));
  return text;
}

void AddFields(std::mt19937& random, ModelRecord* record) {
  auto& fields = record->fields;
  if (!OneIn(random, 3))
    fields["user"] = std::string(Pick(random, kModelUsers));
  if (!OneIn(random, 3)) fields["status"] = Pick(random, kModelStatuses);
  if (OneIn(random, 20)) fields["status"] = std::string("n/a");
  if (OneIn(random, 2)) fields["ratio"] = Pick(random, kModelRatios);
  if (OneIn(random, 3)) fields["ok"] = OneIn(random, 2);
  if (OneIn(random, 2)) {
    fields["req.id"] = static_cast<int64_t>(Below(random, 50));
    fields["req.path"] = "/" + Pick(random, kModelWords) + "/x";
  }
}

std::string JsonLine(const ModelRecord& record, const std::string& words) {
  std::string line = "{\"time\":\"" + TimeText(record.time_ns) + '"';
  if (record.level != 0) {
    line += std::string(",\"level\":\"") + kModelLevels[record.level] + '"';
  }
  line += ",\"service\":\"" + record.service + "\",\"msg\":\"" + words + '"';
  std::string nested;
  for (const auto& [name, value] : record.fields) {
    const bool is_nested = name.starts_with("req.");
    std::string& out = is_nested ? nested : line;
    out += (is_nested && nested.empty() ? "\"" : ",\"") +
           name.substr(is_nested ? 4 : 0) + "\":" + JsonText(value);
  }
  if (!nested.empty()) line += ",\"req\":{" + nested + "}";
  return line + "}";
}

bool IsCjk(std::string_view text, size_t at) {
  return at < text.size() && static_cast<uint8_t>(text[at]) >= 0xE4;
}
bool IsWord(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || static_cast<uint8_t>(c) >= 0x80;
}
// A letter or digit stands on either side, so that a word goes on at `at`. The
// vocabulary has no letters beside Chinese ones.
bool GoesOn(const std::string& text, size_t at) {
  if (at == 0 || at >= text.size()) return false;
  if (!IsWord(text[at - 1]) || !IsWord(text[at])) return false;
  const bool chinese_before = at >= 3 && IsCjk(text, at - 3);
  return !chinese_before && !IsCjk(text, at);
}

}  // namespace

std::vector<ModelRecord> ModelLog(const std::string& source, bool json,
                                  int lines, std::mt19937& random) {
  std::vector<ModelRecord> log;
  uint64_t offset = 0;
  int64_t time_ns = kStartNs;
  for (int i = 0; i < lines; ++i) {
    ModelRecord record;
    record.source = source;
    record.offset = offset;
    // Several at one time.
    time_ns += static_cast<int64_t>(Below(random, 3)) * 250'000'000;
    record.time_ns = time_ns;
    record.level =
        static_cast<int>(json ? Below(random, 7) : 1 + Below(random, 6));
    record.service = Pick(random, kModelServices);
    if (json) {
      AddFields(random, &record);
      record.line = JsonLine(record, Words(random));
    } else {
      std::string level = kModelLevels[record.level];
      for (char& c : level) c = static_cast<char>(c - 32);
      record.line = TimeText(time_ns) + " " + level + " " + record.service +
                    ": " + Words(random);
    }
    offset += record.line.size() + 1;
    log.push_back(std::move(record));
  }
  return log;
}

std::string ModelFold(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kLetters[] = {
      {"Ü", "ü"}, {"Ж", "ж"}, {"У", "у"}, {"К", "к"}};
  std::string lower;
  for (size_t at = 0; at < text.size();) {
    bool folded = false;
    for (const auto& [upper, small] : kLetters) {
      if (!text.substr(at).starts_with(upper)) continue;
      lower += small;
      at += upper.size();
      folded = true;
      break;
    }
    if (folded) continue;
    const char c = text[at++];
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return lower;
}

bool ModelHas(const std::string& lower, const std::string& needle,
              bool whole_start, bool whole_end) {
  for (size_t at = 0; (at = lower.find(needle, at)) != std::string::npos;
       ++at) {
    const size_t end = at + needle.size();
    if ((!whole_start || !GoesOn(lower, at)) &&
        (!whole_end || !GoesOn(lower, end))) {
      return true;
    }
  }
  return false;
}

}  // namespace taffrail
