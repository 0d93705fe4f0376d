#include "core/engine/row_export.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/base/csv_text.h"
#include "core/base/json_text.h"
#include "core/parse/severity.h"
#include "core/parse/time_text.h"

namespace taffrail {
namespace {

using Request = v1::ExportRowsRequest;

// A record may be 1 MiB, most are a hundred bytes.
constexpr uint64_t kPageRows = 500;

// The field can stand in JSON without quotes, as it does in the record.
bool IsPlain(const v1::Field& field) {
  if (field.type() == v1::Field::TYPE_STRING) return false;
  if (field.type() == v1::Field::TYPE_BOOL) {
    return field.value() == "true" || field.value() == "false";
  }
  return IsJsonNumber(field.value());
}

std::string Json(const v1::RecordDetail& record, std::string_view level) {
  const v1::Row& row = record.row();
  std::string out = "{\"time\":\"" + TimeText(row.key().time_ns()) + '"';
  const auto text = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += ",\"" + std::string(name) + "\":";
    AppendJsonString(value, &out);
  };
  text("level", level);
  text("service", row.service());
  text("host", record.host());
  text("source", record.source_name());
  text("trace_id", record.trace_id());
  text("span_id", record.span_id());
  text("parent_span_id", record.parent_span_id());
  out += ",\"message\":";
  AppendJsonString(row.body(), &out);
  if (record.fields_size() > 0) out += ",\"fields\":" + FieldsJson(record);
  return out + "}\n";
}

std::string Csv(const v1::RecordDetail& record, std::string_view level) {
  const v1::Row& row = record.row();
  std::string out = TimeText(row.key().time_ns());
  for (const std::string_view cell :
       {level, std::string_view(row.service()), std::string_view(record.host()),
        std::string_view(record.source_name()),
        std::string_view(record.trace_id()), std::string_view(row.body())}) {
    out += ',' + CsvField(cell);
  }
  out += ',';
  out += CsvField(FieldsJson(record));
  return out + '\n';
}

}  // namespace

std::string FieldsJson(const v1::RecordDetail& record) {
  if (record.fields_size() == 0) return {};
  std::string out = "{";
  for (const v1::Field& field : record.fields()) {
    if (out.size() > 1) out += ',';
    AppendJsonString(field.name(), &out);
    out += ':';
    if (IsPlain(field)) {
      out += field.value();
    } else {
      AppendJsonString(field.value(), &out);
    }
  }
  return out + "}";
}

std::string FormatExported(const v1::RecordDetail& record,
                           Request::Format format) {
  if (format == Request::FORMAT_TEXT) {
    // The last of a source may have no line feed.
    return record.raw().ends_with('\n') ? record.raw() : record.raw() + '\n';
  }
  const auto severity = static_cast<uint8_t>(record.row().severity());
  const std::string level(severity != 0 ? SeverityName(severity) : "");
  return format == Request::FORMAT_CSV ? Csv(record, level)
                                       : Json(record, level);
}

Task<Status> ReadMatches(std::shared_ptr<MergedSearch> search,
                         const SourceTable& sources,
                         std::function<Status(v1::RecordDetail&)> take,
                         std::function<Status(uint64_t, uint64_t)> tell) {
  const uint64_t all = search->matched();
  Status status = tell(0, all);
  for (uint64_t done = 0; status.ok() && done < all;) {
    // Ranks count from the newest, of which there may be more by now.
    const uint64_t left = std::min(all, search->matched()) - done;
    const uint64_t count = std::min(left, kPageRows);
    const uint64_t first = search->matched() - done - count;
    StatusOr<v1::RowsPage> page = co_await search->Rows(
        first, static_cast<uint32_t>(count), /*details=*/true);
    if (!page.ok()) co_return page.status();
    if (page->details_size() == 0) break;
    for (int i = page->details_size(); status.ok() && i-- > 0;) {
      v1::RecordDetail& record = *page->mutable_details(i);
      const auto source =
          sources.entries().find(record.row().key().source_id());
      if (source != sources.entries().end()) {
        record.set_source_name(sources.NameOf(source->second));
      }
      status = take(record);
    }
    done += static_cast<uint64_t>(page->details_size());
    if (status.ok()) status = tell(done, all);
  }
  co_return status;
}

Task<Status> ExportRows(std::shared_ptr<MergedSearch> search,
                        const SourceTable& sources, Request::Format format,
                        std::function<bool(v1::ExportPiece)> take) {
  v1::ExportPiece piece;
  if (format == Request::FORMAT_CSV) piece.set_bytes(kExportCsvHeader);
  co_return co_await ReadMatches(
      search, sources,
      [&](v1::RecordDetail& record) {
        *piece.mutable_bytes() += FormatExported(record, format);
        return Status();
      },
      [&](uint64_t done, uint64_t all) {
        piece.set_rows(done);
        piece.set_all_rows(all);
        return take(std::exchange(piece, {})) ? Status() : Cancelled();
      });
}

}  // namespace taffrail
