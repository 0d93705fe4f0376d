// wire_bench: what a JSON line of about 1 KB is as a LogEntry and in a
// RecordBatch, and how fast every field of every record is had from each.
#include <simdjson.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/log_entry.h"
#include "core/wire/record_batch_builder.h"
#include "core/wire/record_batch_reader.h"
#include "tests/bench/support/json_corpus.h"
#include "tests/bench/support/json_dialects.h"
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
  LogEntryWriter writer;
  LogEntryReader reader;
  WireRecord back;
  for (const WireRecord& record : records) {
    Require(writer.Write(record, &entry).ok(), "a record is refused");
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

// The lines of a file.
class FileLines {
 public:
  explicit FileLines(const char* path) : file_(path) {}

  // Empty at the end.
  std::string Line() {
    std::string line;
    std::getline(file_, line);
    return line;
  }

 private:
  std::ifstream file_;
};

// How lines that nothing in core/wire was written for weigh and are batched.
template <class Corpus>
void MeasureEntries(const char* name, Corpus&& corpus) {
  JsonRecords json;
  size_t size = 0;
  for (int i = 0; i < kRecords; ++i) {
    const std::string line = corpus.Line();
    if (line.empty()) break;
    Require(json.Add(line), "a line is not JSON");
    size += line.size();
  }
  const double count = static_cast<double>(json.records().size());
  const double entry = EntryBytes(json.records());
  PrintFigure(std::string("JSON line of ") + name, size / count, "bytes");
  PrintFigure(std::string("LogEntry of ") + name, entry, "bytes");
  PrintFigure(std::string("LogEntry for 1024 bytes of ") + name,
              entry * count * 1024 / size, "bytes");
  std::vector<std::string> entries(json.records().size());
  LogEntryWriter writer;
  LogEntryReader reader;
  v1::LogEntry message;
  const double writing = FastestSeconds([&] {
    for (size_t i = 0; i < entries.size(); ++i) {
      Require(writer.Write(json.records()[i], &message).ok(), "refused");
      entries[i] = message.SerializeAsString();
    }
  });
  WireRecord back;
  const double reading = FastestSeconds([&] {
    for (const std::string& each : entries) {
      Require(reader.Parse(each, &back).ok(), "an entry is damaged");
    }
  });
  PrintFigure(std::string("LogEntry written, of ") + name,
              writing / count * 1e6, "us");
  PrintFigure(std::string("LogEntry read, of ") + name, reading / count * 1e6,
              "us");
  RecordBatchBuilder builder;
  const auto batch = [&] {
    for (const WireRecord& record : json.records()) {
      Require(builder.Add(record).ok(), "a record is refused");
    }
    return builder.Finish();
  };
  PrintFigure(std::string("in a batch of ") + name, batch().size() / count,
              "bytes");
  const double seconds = FastestSeconds([&] { Keep(batch()); });
  PrintFigure(std::string("batches built of ") + name, count / seconds / 1e6,
              "M records/s");
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
}

}  // namespace
}  // namespace taffrail

// Optionally with a file of JSON lines.
int main(int argc, char** argv) {
  using namespace taffrail;
  MeasureEntries("web services", JsonCorpus(7));
  MeasureEntries("other dialects", JsonDialects(11));
  if (argc > 1) MeasureEntries("the file", FileLines(argv[1]));
  Measure();
}
