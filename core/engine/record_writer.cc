#include "core/engine/record_writer.h"

#include <algorithm>

#include "core/base/ansi.h"
#include "core/engine/kept_record.h"
#include "core/engine/source_reading.h"
#include "core/template/leaf.h"

namespace taffrail {

RecordWriter::RecordWriter(TextCodec& codec, const FormatRegistry& formats,
                           const v1::ShardChunk& chunk)
    : codec_(codec),
      chunk_(chunk),
      lines_(formats, chunk.reading()),
      masker_(lines_.lexer()),
      trail_(lines_) {
  lines_.ReadFields(&fields_);
  coverage_.source_id = chunk.source_id();
  coverage_.start = chunk.start();
  coverage_.end = chunk.end();
}

void RecordWriter::StartAt(uint64_t offset, bool in_line) {
  lines_.ResumeEnvelopes(chunk_.envelopes(), chunk_.envelopes_end());
  lines_.StartAt(offset, in_line);
  if (chunk_.has_time_before_ns()) last_time_ns_ = chunk_.time_before_ns();
  trail_.StartFrom(last_time_ns_);
}

Status RecordWriter::Take(Partition& partition, std::string_view bytes) {
  lines_.Feed(bytes,
              [&](const SourceLine& line) { TakeLine(partition, line); });
  return status_;
}

Status RecordWriter::TakeKept(Partition& partition, const v1::KeptRecord& kept,
                              std::string_view bytes) {
  kept_ = &kept;
  outside_ = KeptFields(kept);
  lines_.StartAt(chunk_.start() + kept_end_, /*in_line=*/false);
  kept_end_ += bytes.size();
  const auto take = [&](const SourceLine& line) { TakeLine(partition, line); };
  lines_.Feed(bytes, take);
  lines_.Finish(take);
  if (status_.ok()) status_ = CloseRecord(partition);
  return status_;
}

Status RecordWriter::Finish(Partition& partition) {
  if (!done_) {
    lines_.Finish([&](const SourceLine& line) { TakeLine(partition, line); });
  }
  if (!status_.ok()) return status_;
  TAFFRAIL_RETURN_IF_ERROR(CloseRecord(partition));
  return Flush(partition);
}

void RecordWriter::TakeLine(Partition& partition, const SourceLine& line) {
  if (done_) return;
  const bool own = line.offset >= chunk_.start();
  const bool begins = kept_ != nullptr ? !open_ : line.begins;
  if (line.offset >= chunk_.end() && (begins || !open_)) {
    done_ = true;
    return;
  }
  if (!own || (!begins && !open_)) {
    // Of a record before the chunk, which may end in it.
    trail_.Take(line);
    return;
  }
  if (begins) {
    status_ = Begin(partition, line);
  } else {
    // Two-line headers (java.util.logging) have their severity in the second.
    if (line.parsed && open_->lines == 1 && open_->severity == 0) {
      open_->severity = line.parsed->severity;
    }
    const size_t bytes = block_.open_bytes().size() + line.raw.bytes.size();
    if (bytes > kMaxRecordBytes) status_ = Split(partition);
  }
  if (line.context) open_->context = line.context;
  if (status_.ok()) status_ = Append(partition, line);
  if (status_.ok() && begins) DescribeFields(partition, line.raw.bytes);
  if (!status_.ok()) done_ = true;
}

Status RecordWriter::Begin(Partition& partition, const SourceLine& line) {
  std::optional<ParsedRecord> parsed = line.parsed;
  if (!open_) {
    // Of a record that ends in this chunk, only its end may say when it was.
    const bool gathers = trail_.gathers();
    const std::optional<int64_t> time_ns = trail_.Close();
    if (gathers && time_ns) last_time_ns_ = time_ns;
    if (last_time_ns_) lines_.GoOnFrom(*last_time_ns_);
    parsed = lines_.ParseAgain(line.raw);
  } else {
    const bool whole = ReadsAsWhole() || open_->continued;
    TAFFRAIL_RETURN_IF_ERROR(CloseRecord(partition));
    // Parsing overwrites what was parsed.
    if (whole) parsed = lines_.ParseAgain(line.raw);
  }
  open_.emplace();
  open_->read_as_whole = lines_.wrapped() || parsed->needs_all_lines;
  return Describe(partition, *parsed);
}

Status RecordWriter::Describe(Partition& partition,
                              const ParsedRecord& parsed) {
  open_->time_ns = parsed.time_ns;
  if (parsed.time_ns) lines_.GoOnFrom(*parsed.time_ns);
  open_->severity = parsed.severity;
  open_->has_header = parsed.has_header;
  if (!last_service_id_ || parsed.service != last_service_) {
    StatusOr<uint32_t> id = partition.ServiceId(parsed.service);
    if (!id.ok()) return id.status();
    last_service_ = parsed.service;
    last_service_id_ = *id;
  }
  open_->service = *last_service_id_;
  open_->leaf = LeafOf(partition, parsed.body);
  return {};
}

void RecordWriter::DescribeFields(Partition& partition,
                                  std::string_view record) {
  if (kept_ != nullptr) AddFields(outside_, &fields_);
  block_.Describe(partition.attributes(), fields_, record);
}

uint32_t RecordWriter::LeafOf(Partition& partition, std::string_view body) {
  const std::span<const MaskedPiece> pieces = masker_.Mask(FirstLine(body));
  return partition.templates().Number(masker_, pieces);
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

Status RecordWriter::Append(Partition& partition, const SourceLine& line) {
  const std::string_view bytes = line.raw.bytes;
  if (block_.open_bytes().empty()) {
    if (block_.Full(bytes.size())) {
      TAFFRAIL_RETURN_IF_ERROR(Flush(partition));
    }
    if (block_.empty()) {
      block_.Begin(chunk_.source_id(), line.offset, chunk_.start(),
                   static_cast<uint64_t>(coverage_.lines));
    }
  }
  block_.Append(bytes);
  if (!line.raw.continued) ++open_->lines;
  if (bytes.ends_with('\n')) ++coverage_.lines;
  return {};
}

Status RecordWriter::CloseRecord(Partition& partition) {
  if (!open_) return {};
  if (ReadsAsWhole()) {
    const std::optional<ParsedRecord> whole = lines_.ParseWhole(
        block_.open_bytes(), open_->read_as_whole, open_->context.get());
    DescribeFields(partition, block_.open_bytes());
    // Pretty-printed JSON; what is inside wrapped lines; a row with line
    // breaks in quotes.
    if (whole && (!open_->has_header || open_->read_as_whole)) {
      TAFFRAIL_RETURN_IF_ERROR(Describe(partition, *whole));
    }
  }
  if (open_->continued) {
    // As it stands alone when it is read again.
    const ParsedRecord parsed = lines_.ParseAgain({block_.open_bytes()});
    open_->leaf = LeafOf(partition, parsed.body);
  }
  if (IsEmptyRecord(block_.open_bytes())) open_->leaf = TemplateSet::kNone;
  if (open_->time_ns) last_time_ns_ = open_->time_ns;
  BlockBuilder::Record record = {
      .time_ns = last_time_ns_.value_or(UntimedNs(chunk_.reading())),
      .time_inferred = !open_->time_ns,
      .severity = open_->severity,
      .service = open_->service,
      .leaf = open_->leaf};
  if (kept_ != nullptr) {
    StatusOr<uint32_t> service = partition.ServiceId(kept_->service());
    if (!service.ok()) return service.status();
    record.time_ns = kept_->time_ns();
    record.time_inferred = kept_->time_inferred();
    record.severity = static_cast<uint8_t>(kept_->severity());
    record.service = *service;
  }
  block_.Close(record);
  open_.reset();
  const bool first = coverage_.records++ == 0;
  coverage_.t0_ns =
      first ? record.time_ns : std::min(coverage_.t0_ns, record.time_ns);
  coverage_.t1_ns =
      first ? record.time_ns : std::max(coverage_.t1_ns, record.time_ns);
  return {};
}

Status RecordWriter::Flush(Partition& partition) {
  if (block_.empty()) return {};
  Status status = partition.AddBlock(block_, codec_);
  block_.Begin(0, 0, 0, 0);
  return status;
}

}  // namespace taffrail
