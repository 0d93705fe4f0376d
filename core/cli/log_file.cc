#include "core/cli/log_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/ansi.h"
#include "core/container/container_reader.h"
#include "core/engine/day_scan.h"
#include "core/engine/local_file.h"
#include "core/engine/source_reading.h"
#include "core/engine/source_sample.h"

namespace taffrail {
namespace {

constexpr size_t kReadBytes = 256 * 1024;

// A file of this machine.
class FileSource final : public ByteSource {
 public:
  static StatusOr<std::unique_ptr<FileSource>> Open(const std::string& path) {
    struct stat found = {};
    if (stat(path.c_str(), &found) != 0) {
      return NotFound(std::string(strerror(errno)) + ": " + path);
    }
    if (!S_ISREG(found.st_mode)) {
      return InvalidArgument("this is no file: " + path);
    }
    return std::unique_ptr<FileSource>(new FileSource(path, found));
  }

  uint64_t size() const override {
    return static_cast<uint64_t>(stat_.st_size);
  }
  int64_t modified_ms() const { return int64_t{stat_.st_mtime} * 1000; }

  StatusOr<size_t> Read(uint64_t offset, std::span<char> buffer) override {
    return file_.Read(offset, buffer);
  }

 private:
  FileSource(const std::string& path, const struct stat& found)
      : file_(path), stat_(found) {}

  LocalFile file_;
  const struct stat stat_;
};

// One text of the file on its way to the sink.
class TextRun {
 public:
  TextRun(const FormatRegistry& registry, const std::string& beginning,
          const v1::SourceReading& reading, const TakeRecord& take)
      : reading_(reading),
        elements_(RulesOf(reading).elements),
        parser_(ParserOf(registry, reading_)),
        splitter_(RulesOf(reading_),
                  [this](std::string_view line) {
                    return parser_->Parse(line).has_header;
                  }),
        take_(take) {
    Feed(beginning);
  }

  void Feed(std::string_view bytes) {
    splitter_.Feed(bytes, [this](const RawRecord& raw) { Take(raw); });
  }
  void Finish() {
    splitter_.Finish([this](const RawRecord& raw) { Take(raw); });
  }

 private:
  void Take(const RawRecord& raw) {
    for (;
         day_ < reading_.days_size() && reading_.days(day_).offset() <= offset_;
         ++day_) {
      parser_->SetNear(reading_.days(day_).near_ns());
    }
    offset_ += raw.bytes.size();
    if (elements_.otlp) envelopes_.TakeRecord(raw, elements_);
    take_(*parser_,
          {line_, WithoutEscapes(WithoutTerminator(raw.bytes), &plain_),
           envelopes_.context().get()});
    line_ += static_cast<uint64_t>(
        std::count(raw.bytes.begin(), raw.bytes.end(), '\n'));
  }

  const v1::SourceReading reading_;
  const ElementMark elements_;
  OtlpEnvelopes envelopes_;
  const std::unique_ptr<RecordParser> parser_;
  RecordSplitter splitter_;
  const TakeRecord& take_;
  uint64_t line_ = 1;
  uint64_t offset_ = 0;
  int day_ = 0;
  std::string plain_;
};

// Finds of which days the times of day of a member are.
void FindDays(const FormatRegistry& registry, ContainerReader& reader,
              uint32_t member, v1::SourceReading* reading) {
  DayScan scan(registry, *reading);
  for (;;) {
    const StatusOr<ContainerReader::Step> step = reader.Next();
    if (!step.ok() || *step == ContainerReader::Step::kMore) continue;
    if (*step == ContainerReader::Step::kEnd) break;
    if (reader.member().index == member) break;
  }
  for (;;) {
    const StatusOr<std::string_view> text = reader.ReadText(kReadBytes);
    if (!text.ok() || text->empty()) break;
    scan.Take(*text);
  }
  scan.Finish(reading);
}

}  // namespace

LogFileReport ReadLogFile(const FormatRegistry& registry,
                          const std::string& path,
                          const v1::SourceSettings& settings,
                          const TakeRecord& take) {
  LogFileReport report;
  const StatusOr<std::unique_ptr<FileSource>> file = FileSource::Open(path);
  if (!file.ok()) {
    report.status = file.status();
    return report;
  }
  const auto fail = [&](const Status& status) {
    if (report.status.ok()) report.status = status;
  };
  ContainerReader reader(**file, path, {}, [&](const std::string&) {
    return EncodingOf(settings);
  });
  for (;;) {
    const StatusOr<ContainerReader::Step> step = reader.Next();
    if (!step.ok()) fail(step.status());
    if (!step.ok() || *step == ContainerReader::Step::kMore) continue;
    if (*step == ContainerReader::Step::kEnd) return report;
    const ContainerMember& member = reader.member();
    if (member.kind != MemberKind::kText) {
      if (member.reason.empty()) continue;
      const std::string sentence = member.path + " " + member.reason;
      // Of the file itself there is nothing else to read.
      if (member.path == path)
        fail(InvalidArgument(sentence));
      else
        report.skipped.push_back(sentence);
      continue;
    }
    // The format is told by the beginning, so that much is held back.
    std::string beginning;
    std::optional<TextRun> run;
    for (;;) {
      const StatusOr<std::string_view> text = reader.ReadText(kReadBytes);
      if (!text.ok()) fail(text.status());
      const bool ended = !text.ok() || text->empty();
      if (!ended && run) run->Feed(*text);
      if (!ended && !run) beginning += *text;
      if (!run && (ended || beginning.size() >= kReadBytes)) {
        SampleVerdict verdict = JudgeSample(registry, {beginning}, settings,
                                            (*file)->modified_ms());
        if (verdict.times_of_day) {
          ContainerReader ahead(**file, path, {}, [&](const std::string&) {
            return EncodingOf(settings);
          });
          FindDays(registry, ahead, member.index, &verdict.reading);
        }
        report.explanations.push_back(std::move(verdict.explanation));
        run.emplace(registry, beginning, verdict.reading, take);
      }
      if (ended) break;
    }
    run->Finish();
  }
}

}  // namespace taffrail
