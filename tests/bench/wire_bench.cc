// wire_bench: what a JSON line of about 1 KB is as a LogEntry and in a
// RecordBatch, and how fast every field of every record is had from each.
#include <simdjson.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/log_entry.h"
#include "core/wire/record_batch_builder.h"
#include "core/wire/record_batch_reader.h"
#include "tests/bench/support/json_corpus.h"
#include "tests/bench/support/json_records.h"
#include "tests/bench/support/measure.h"

namespace taffrail {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr int kRecords = 2000;

// Wrong results are no figures.
void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "wire_bench: %s\n", what);
  std::exit(1);
}

// What a reader of all fields does with each: looks at it.
struct Sum {
  uint64_t sum = 0;
  size_t fields = 0;

  void Text(std::string_view text) {
    ++fields;
    sum += text.size();
    if (!text.empty()) sum += static_cast<uint8_t>(text.back());
  }
  void Number(uint64_t bits) {
    ++fields;
    sum += bits;
  }
};

void TouchJson(ondemand::value value, Sum* sum) {
  switch (value.type().value_unsafe()) {
    case ondemand::json_type::object:
      for (auto field : value.get_object().value_unsafe()) {
        sum->sum += field.unescaped_key().value_unsafe().size();
        TouchJson(field.value().value_unsafe(), sum);
      }
      break;
    case ondemand::json_type::array:
      for (auto each : value.get_array().value_unsafe()) {
        TouchJson(each.value_unsafe(), sum);
      }
      break;
    case ondemand::json_type::string:
      sum->Text(value.get_string().value_unsafe());
      break;
    case ondemand::json_type::number: {
      const ondemand::number number = value.get_number().value_unsafe();
      sum->Number(number.is_double()
                      ? static_cast<uint64_t>(number.get_double())
                      : static_cast<uint64_t>(number.get_int64()));
      break;
    }
    case ondemand::json_type::boolean:
      sum->Number(value.get_bool().value_unsafe());
      break;
    case ondemand::json_type::null:
      sum->Number(value.is_null().value_unsafe());
      break;
  }
}

// Every field of each line, by simdjson's faster interface.
Sum ReadJson(const simdjson::padded_string& lines) {
  Sum sum;
  ondemand::parser parser;
  ondemand::document_stream stream;
  Require(
      parser.iterate_many(lines, lines.size()).get(stream) == simdjson::SUCCESS,
      "simdjson refuses the lines");
  for (auto document : stream) {
    for (auto field : document.get_object().value_unsafe()) {
      sum.sum += field.unescaped_key().value_unsafe().size();
      TouchJson(field.value().value_unsafe(), &sum);
    }
  }
  return sum;
}

void TouchColumn(const BatchColumn& column, Sum* sum) {
  if (IsTextKind(column.kind())) {
    column.ForEach([&](uint32_t row, uint32_t slot) {
      sum->sum += row;
      sum->Text(column.Text(slot));
    });
  } else if (column.kind() == WireKind::kNull) {
    column.ForEach([&](uint32_t row, uint32_t) { sum->Number(row); });
  } else if (column.kind() == WireKind::kDouble) {
    column.ForEach([&](uint32_t row, uint32_t slot) {
      sum->sum += row;
      sum->Number(static_cast<uint64_t>(column.Double(slot)));
    });
  } else {
    column.ForEach([&](uint32_t row, uint32_t slot) {
      sum->sum += row;
      sum->Number(static_cast<uint64_t>(column.Integer(slot)));
    });
  }
}

// Every field of each record, column by column, as a store takes them.
Sum ReadColumns(RecordBatchReader& reader, std::string_view batch) {
  Require(reader.Open(batch).ok(), "the batch is damaged");
  Sum sum;
  for (const BatchColumn& column : reader.columns()) {
    TouchColumn(column, &sum);
  }
  return sum;
}

void TouchValue(const WireValue& value, Sum* sum) {
  if (IsTextKind(value.kind)) {
    sum->Text(value.text);
  } else if (value.kind == WireKind::kDouble) {
    sum->Number(static_cast<uint64_t>(value.number));
  } else {
    sum->Number(static_cast<uint64_t>(value.integer));
  }
}

// The same record by record.
Sum ReadRows(RecordBatchReader& reader, std::string_view batch) {
  Require(reader.Open(batch).ok(), "the batch is damaged");
  Sum sum;
  WireRecord record;
  for (uint32_t row = 0; row < reader.count(); ++row) {
    reader.Read(row, &record);
    sum.Number(static_cast<uint64_t>(record.time_ns) + record.severity);
    sum.Text(record.body);
    sum.Text(record.service);
    sum.Text(record.trace_id);
    sum.Text(record.span_id);
    sum.Text(record.parent_span_id);
    sum.Text(record.severity_text);
    for (const WireAttribute& attribute : record.attributes) {
      sum.sum += attribute.key.size();
      TouchValue(attribute.value, &sum);
    }
  }
  return sum;
}

double EntryBytes(const std::vector<WireRecord>& records) {
  size_t bytes = 0;
  v1::LogEntry entry;
  LogEntryReader reader;
  WireRecord back;
  for (const WireRecord& record : records) {
    Require(ToLogEntry(record, &entry).ok(), "a record is refused");
    const std::string message = entry.SerializeAsString();
    bytes += message.size();
    Require(reader.Parse(message, &back).ok() && back == record,
            "a log entry lost something");
  }
  return static_cast<double>(bytes) / static_cast<double>(records.size());
}

std::string Batch(const std::vector<WireRecord>& records,
                  RecordBatchBuilder::Codec codec) {
  RecordBatchBuilder builder(codec);
  for (const WireRecord& record : records) {
    Require(builder.Add(record).ok(), "a record is refused");
  }
  return builder.Finish();
}

// All fields, in the records and by the columns, are those of the JSON.
void RequireWhole(RecordBatchReader& reader, const std::string& batch,
                  const JsonRecords& json) {
  WireRecord record;
  Require(reader.Open(batch).ok(), "the batch is damaged");
  for (uint32_t row = 0; row < reader.count(); ++row) {
    reader.Read(row, &record);
    Require(
        record.time_ns == json.records()[row].time_ns &&
            record.body == json.records()[row].body &&
            record.attributes.size() == json.records()[row].attributes.size(),
        "a batch lost something");
  }
  // A severity's text and number are one field of the JSON.
  size_t fields = ReadColumns(reader, batch).fields;
  for (const WireRecord& each : json.records()) {
    fields -= each.severity_text.empty() ? 0 : 1;
  }
  Require(fields == json.fields(), "fields of the JSON are missing");
}

void Measure() {
  JsonCorpus corpus(7);
  JsonRecords json;
  std::string lines;
  for (int i = 0; i < kRecords; ++i) {
    const std::string line = corpus.Line();
    Require(json.Add(line), "a line is not JSON");
    lines += line + '\n';
  }
  const std::string batch =
      Batch(json.records(), RecordBatchBuilder::Codec::kZstd);
  const std::string plain =
      Batch(json.records(), RecordBatchBuilder::Codec::kNone);
  RecordBatchReader reader;
  RequireWhole(reader, batch, json);
  RequireWhole(reader, plain, json);

  const double size = static_cast<double>(lines.size());
  PrintFigure("JSON line", size / kRecords, "bytes");
  const double entry = EntryBytes(json.records());
  PrintFigure("LogEntry", entry, "bytes");
  PrintFigure("LogEntry for a JSON line of 1024 bytes",
              entry * kRecords * 1024 / size, "bytes");
  PrintFigure("in a batch", batch.size() / double{kRecords}, "bytes");
  PrintFigure("in a batch, uncompressed", plain.size() / double{kRecords},
              "bytes");
  PrintFigure("batch smaller than JSON", 100 - 100 * batch.size() / size, "%");

  const simdjson::padded_string padded(lines);
  Require(ReadJson(padded).fields == json.fields(), "simdjson misses fields");
  const double parsing = FastestSeconds([&] { Keep(ReadJson(padded)); });
  PrintFigure("JSON read by simdjson", size / parsing / 1e6, "MB/s");
  const auto report = [&](const char* name, auto&& read) {
    const double seconds = FastestSeconds([&] { Keep(read()); });
    PrintFigure(std::string(name), kRecords / seconds / 1e6, "M records/s");
    PrintFigure(std::string(name) + ", against simdjson", parsing / seconds,
                "x");
  };
  report("columns", [&] { return ReadColumns(reader, plain); });
  report("columns, decompressed", [&] { return ReadColumns(reader, batch); });
  report("rows", [&] { return ReadRows(reader, plain); });
  report("rows, decompressed", [&] { return ReadRows(reader, batch); });
  const double building = FastestSeconds(
      [&] { Keep(Batch(json.records(), RecordBatchBuilder::Codec::kZstd)); });
  PrintFigure("batch built", kRecords / building / 1e6, "M records/s");
}

}  // namespace
}  // namespace taffrail

int main() { taffrail::Measure(); }
