#include "core/engine/preview.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/container/container_reader.h"
#include "core/container/probe.h"
#include "core/container/text_codec.h"
#include "core/engine/day_scan.h"
#include "core/engine/host_source.h"
#include "core/engine/messages.h"
#include "core/engine/source_reading.h"
#include "core/engine/source_sample.h"

namespace taffrail {
namespace {

constexpr uint32_t kTextBytes = 64 * 1024;
constexpr size_t kBodyBytes = 4096;
constexpr uint32_t kDefaultCount = 20;
constexpr uint32_t kMostCount = 200;

Task<StatusOr<std::string>> TextOfSource(const FileImport::Engine& engine,
                                         uint32_t source_id) {
  const std::optional<uint32_t> shard = engine.sources.ShardOf(source_id, 0);
  if (!shard) co_return NotFound("Nothing of this source is in the store yet");
  v1::ShardRequest request;
  request.mutable_text()->set_source_id(source_id);
  request.mutable_text()->set_max_bytes(kTextBytes);
  v1::ShardResponse response =
      co_await *engine.links[*shard]->StartCall(std::move(request));
  if (response.has_error()) co_return FromProto(response.error());
  co_return std::move(*response.mutable_text()->mutable_text());
}

// What was decoded from `was` as it would have been if it were what the user
// says, or what is found out.
std::string DecodeAgain(std::string text, TextEncoding was,
                        const v1::SourceSettings& settings) {
  std::string bytes;
  TextEncoder encoder(was);
  encoder.Encode(text, &bytes);
  encoder.Finish(&bytes);
  const std::optional<TextEncoding> chosen = EncodingOf(settings);
  const TextEncoding encoding =
      chosen ? WithMarkOf(bytes, *chosen) : DetectEncoding(bytes);
  if (encoding == was) return text;
  text.clear();
  TextDecoder decoder(encoding);
  decoder.Decode(bytes, &text);
  decoder.Finish(&text);
  return text;
}

// Of the first text in it.
Task<StatusOr<std::string>> TextOfFile(const FileImport::Engine& engine,
                                       uint32_t file, uint64_t size,
                                       const v1::SourceSettings& settings) {
  HostReply head = co_await engine.calls.Read(file, 0, kTextBytes);
  if (!head.status.ok()) co_return head.status;
  const std::optional<TextEncoding> chosen = EncodingOf(settings);
  const Probe probe = ProbeHead(head.bytes, chosen);
  if (probe.kind == ContainerKind::kRefused) {
    co_return InvalidArgument("This file " + probe.reason);
  }
  if (probe.is_plain()) co_return std::move(head.bytes);
  HostSource source(engine.calls.host(), file, size);
  ContainerReader reader(source, "This file", {},
                         [&](const std::string&) { return chosen; });
  while (true) {
    StatusOr<ContainerReader::Step> step = reader.Next();
    if (!step.ok()) co_return step.status();
    if (*step == ContainerReader::Step::kEnd) break;
    co_await engine.scheduler.Checkpoint();
    if (*step == ContainerReader::Step::kMore ||
        reader.member().kind != MemberKind::kText) {
      continue;
    }
    std::string text;
    while (text.size() < kTextBytes) {
      StatusOr<std::string_view> piece = reader.ReadText(kTextBytes);
      // What there is before the damage shows how it would be read.
      if (!piece.ok() || piece->empty()) break;
      text += *piece;
    }
    co_return text;
  }
  co_return InvalidArgument("There is no text in this file");
}

}  // namespace

Task<StatusOr<v1::Preview>> MakePreview(FileImport::Engine engine,
                                        v1::PreviewRequest request) {
  Status sensible = CheckSettings(engine.formats, request.settings());
  if (!sensible.ok()) co_return sensible;
  int64_t modified_ms = 0;
  StatusOr<std::string> text = std::string();
  if (request.of_case() == v1::PreviewRequest::kFile) {
    text = co_await TextOfFile(engine, request.file(), request.file_size(),
                               request.settings());
  } else {
    auto entry = engine.sources.entries().find(request.source_id());
    if (entry == engine.sources.entries().end()) {
      co_return NotFound("This source is not in the store any more");
    }
    modified_ms = entry->second.modified_ms;
    const auto was = static_cast<TextEncoding>(entry->second.encoding);
    text = co_await TextOfSource(engine, request.source_id());
    if (text.ok()) {
      text = DecodeAgain(*std::move(text), was, request.settings());
    }
  }
  if (!text.ok()) co_return text.status();
  const SourceSample sample = {*std::move(text)};
  SampleVerdict verdict =
      JudgeSample(engine.formats, sample, request.settings(), modified_ms);
  if (verdict.times_of_day) {
    // As if this were all of it.
    DayScan scan(engine.formats, verdict.reading);
    scan.Take(sample[0]);
    scan.Finish(&verdict.reading);
  }
  const uint32_t count =
      std::min(request.count() ? request.count() : kDefaultCount, kMostCount);
  const std::unique_ptr<RecordParser> parser =
      ParserOf(engine.formats, verdict.reading);
  int day = 0;
  v1::Preview preview;
  *preview.mutable_format() = verdict.explanation.format();
  uint64_t offset = 0;
  std::vector<ParsedField> fields;
  for (const std::string& raw :
       RecordsOf(engine.formats, sample, verdict.reading, count)) {
    for (; day < verdict.reading.days_size() &&
           verdict.reading.days(day).offset() <= offset;
         ++day) {
      parser->SetNear(verdict.reading.days(day).near_ns());
    }
    const ParsedRecord parsed = parser->ParseWithFields(raw, &fields);
    v1::RecordDetail* record = preview.add_records();
    DescribeRecord(parsed, fields, record);
    v1::Row* row = record->mutable_row();
    row->mutable_key()->set_offset(offset);
    row->mutable_key()->set_time_ns(
        parsed.time_ns.value_or(UntimedNs(verdict.reading)));
    record->set_time_inferred(!parsed.time_ns);
    row->set_severity(parsed.severity);
    row->set_service(std::string(parsed.service));
    row->set_body(std::string(parsed.body.substr(0, kBodyBytes)));
    record->set_raw(raw);
    record->set_raw_length(raw.size());
    offset += raw.size();
    preview.set_matched(preview.matched() + (parsed.format != nullptr));
  }
  co_return preview;
}

}  // namespace taffrail
