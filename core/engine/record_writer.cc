#include "core/engine/record_writer.h"

#include <algorithm>

#include "core/base/ansi.h"
#include "core/engine/source_reading.h"

namespace taffrail {

RecordWriter::RecordWriter(TextCodec& codec, const FormatRegistry& formats,
                           const v1::ShardChunk& chunk)
    : codec_(codec),
      chunk_(chunk),
      rules_(RulesOf(chunk.reading())),
      lines_(rules_.elements.head),
      parser_(ParserOf(formats, chunk.reading())) {
  coverage_.source_id = chunk.source_id();
  coverage_.start = chunk.start();
  coverage_.end = chunk.end();
}

void RecordWriter::StartAt(uint64_t offset, bool in_line) {
  lines_.Reset(in_line);
  boundaries_.emplace(rules_);
  offset_ = offset;
  skipping_ = in_line;
}

Status RecordWriter::Take(Partition& partition, std::string_view bytes) {
  lines_.Feed(bytes, [&](const RawRecord& line) { TakeLine(partition, line); });
  return status_;
}

Status RecordWriter::Finish(Partition& partition) {
  if (!done_) {
    lines_.Finish([&](const RawRecord& line) { TakeLine(partition, line); });
  }
  if (!status_.ok()) return status_;
  TAFFRAIL_RETURN_IF_ERROR(CloseRecord(partition));
  return Flush(partition);
}

void RecordWriter::TakeLine(Partition& partition, const RawRecord& line) {
  const uint64_t offset = offset_;
  offset_ += line.bytes.size();
  if (done_) return;
  last_cut_ = line.cut;
  if (skipping_) {
    skipping_ = line.cut;
    return;
  }
  std::optional<ParsedRecord> parsed;
  bool begins = false;
  if (!line.continued) {
    const std::string_view text =
        WithoutEscapes(WithoutTerminator(line.bytes), &plain_);
    begins = line.inside ? boundaries_->BeginsInside(offset)
                         : boundaries_->Begins(text, offset, [&] {
                             parsed = parser_->Parse(text);
                             return parsed->has_header;
                           });
    if (begins && !parsed) parsed = parser_->Parse(text);
  }
  if (offset < chunk_.start()) {
    if (begins && parsed->time_ns) last_time_ns_ = parsed->time_ns;
    return;
  }
  if (offset >= chunk_.end() && (begins || !open_)) {
    done_ = true;
    return;
  }
  if (!begins && !open_) return;
  // Two-line headers (java.util.logging) have their severity in the second.
  if (!begins && parsed && open_->lines == 1 && open_->severity == 0) {
    open_->severity = parsed->severity;
  }
  if (begins) {
    status_ = Begin(partition, *parsed);
    if (open_) {
      open_->read_as_whole = boundaries_->wrapped() || parsed->needs_all_lines;
    }
  } else if (block_.open_bytes().size() + line.bytes.size() > kMaxRecordBytes) {
    status_ = Split(partition);
  }
  if (status_.ok()) status_ = Append(partition, line, offset);
  if (!status_.ok()) done_ = true;
}

Status RecordWriter::Begin(Partition& partition, const ParsedRecord& parsed) {
  TAFFRAIL_RETURN_IF_ERROR(CloseRecord(partition));
  open_.emplace();
  return Describe(partition, parsed);
}

Status RecordWriter::Describe(Partition& partition,
                              const ParsedRecord& parsed) {
  open_->time_ns = parsed.time_ns;
  open_->severity = parsed.severity;
  open_->has_header = parsed.has_header;
  if (!last_service_id_ || parsed.service != last_service_) {
    StatusOr<uint32_t> id = partition.ServiceId(parsed.service);
    if (!id.ok()) return id.status();
    last_service_ = parsed.service;
    last_service_id_ = *id;
  }
  open_->service = *last_service_id_;
  return {};
}

Status RecordWriter::Split(Partition& partition) {
  // The rest has the same time, severity and service.
  OpenRecord rest = *open_;
  if (!rest.continued) ++coverage_.split_records;
  TAFFRAIL_RETURN_IF_ERROR(CloseRecord(partition));
  rest.continued = true;
  rest.time_ns.reset();
  open_ = rest;
  return {};
}

Status RecordWriter::Append(Partition& partition, const RawRecord& line,
                            uint64_t offset) {
  if (block_.open_bytes().empty()) {
    if (block_.Full(line.bytes.size())) {
      TAFFRAIL_RETURN_IF_ERROR(Flush(partition));
    }
    if (block_.empty()) {
      block_.Begin(chunk_.source_id(), offset, chunk_.start(),
                   static_cast<uint64_t>(coverage_.lines));
    }
  }
  block_.Append(line.bytes);
  if (!line.continued) ++open_->lines;
  if (line.bytes.ends_with('\n')) ++coverage_.lines;
  return {};
}

Status RecordWriter::CloseRecord(Partition& partition) {
  if (!open_) return {};
  if ((!open_->has_header || open_->read_as_whole) && !open_->continued &&
      open_->lines > 1) {
    TAFFRAIL_RETURN_IF_ERROR(ReadAsWhole(partition));
  }
  if (open_->time_ns) last_time_ns_ = open_->time_ns;
  const BlockBuilder::Record record = {
      .time_ns = last_time_ns_.value_or(UntimedNs(chunk_.reading())),
      .time_inferred = !open_->time_ns,
      .severity = open_->severity,
      .service = open_->service};
  block_.Close(record);
  open_.reset();
  const bool first = coverage_.records++ == 0;
  coverage_.t0_ns =
      first ? record.time_ns : std::min(coverage_.t0_ns, record.time_ns);
  coverage_.t1_ns =
      first ? record.time_ns : std::max(coverage_.t1_ns, record.time_ns);
  return {};
}

// Pretty-printed JSON is an object only with all its lines; so may be what is
// inside wrapped ones, and a row with line breaks in quotes.
Status RecordWriter::ReadAsWhole(Partition& partition) {
  const std::string_view text =
      WithoutEscapes(WithoutTerminator(block_.open_bytes()), &plain_);
  if (!text.starts_with('{') && !open_->read_as_whole &&
      rules_.elements.empty()) {
    return {};
  }
  const ParsedRecord parsed = parser_->Parse(text);
  return parsed.has_header ? Describe(partition, parsed) : Status();
}

Status RecordWriter::Flush(Partition& partition) {
  if (block_.empty()) return {};
  Status status = partition.AddBlock(block_, codec_);
  block_.Begin(0, 0, 0, 0);
  return status;
}

}  // namespace taffrail
