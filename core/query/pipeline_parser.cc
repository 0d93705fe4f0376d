#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/field_name.h"
#include "core/base/numbers.h"
#include "core/parse/field_value.h"
#include "core/parse/script.h"
#include "core/query/pipeline.h"

namespace taffrail {
namespace {

constexpr uint64_t kMostRows = 100'000;
constexpr uint64_t kUsualTop = 10;
constexpr std::string_view kSteps =
    "stats, top, rare, sort, fields, limit or dedup";
constexpr std::string_view kFunctions =
    "count, sum, avg, min, max, dc, first, last, median or a percentile such "
    "as p95";

constexpr std::pair<std::string_view, AggregateCall::Function> kNames[] = {
    {"count", AggregateCall::kCount},    {"sum", AggregateCall::kSum},
    {"avg", AggregateCall::kAverage},    {"mean", AggregateCall::kAverage},
    {"min", AggregateCall::kLeast},      {"max", AggregateCall::kGreatest},
    {"dc", AggregateCall::kDistinct},    {"distinct", AggregateCall::kDistinct},
    {"first", AggregateCall::kFirst},    {"last", AggregateCall::kLast},
    {"median", AggregateCall::kQuantile}};

// Recursive descent over the text; the first error ends it.
class Parser {
 public:
  Parser(std::string_view text, size_t at) : text_(text), at_(at) {}

  ParsedPipeline Parse() {
    while (!error_ && Take('|')) ParseStep();
    if (error_) return *std::move(error_);
    if (!pipeline_.empty() && pipeline_.stats() == nullptr) NameRecordFields();
    return std::move(pipeline_);
  }

 private:
  // A name, and where it stands.
  struct Word {
    std::string text = {};
    size_t begin = 0;
    size_t end = 0;
    bool quoted = false;
  };

  void ParseStep() {
    const size_t pipe = at_ - 1;
    std::optional<Word> step = TakeWord();
    if (!step) {
      return Fail(pipe, pipe + 1,
                  "expected a step after this: " + std::string(kSteps));
    }
    const std::string name = FoldCase(step->text);
    const bool aggregates = name == "stats" || name == "top" || name == "rare";
    if (aggregates && !pipeline_.empty()) {
      return Fail(step->begin, step->end,
                  name + " can only be the first step: it is made of records");
    }
    if (name == "stats") {
      ParseStats(*step);
    } else if (aggregates) {
      ParseTop(*step, name == "top");
    } else if (name == "sort") {
      ParseSort(*step);
    } else if (name == "fields") {
      ParseFields(*step);
    } else if (name == "limit") {
      ParseLimit(*step);
    } else if (name == "dedup") {
      ParseDedup(*step);
    } else {
      return Fail(step->begin, step->end,
                  "not a step: use " + std::string(kSteps));
    }
    SkipSpace();
    if (!error_ && at_ < text_.size() && text_[at_] != '|') {
      Fail(at_, at_ + 1, "expected a , or a | here");
    }
  }

  void ParseStats(const Word& step) {
    StatsStep stats;
    columns_.emplace();
    do {
      ParseCall(step, &stats);
    } while (!error_ && Take(','));
    if (!error_ && TakeKeyword("by")) {
      std::vector<std::string> aggregates;
      std::swap(aggregates, *columns_);
      do {
        ParseKey(aggregates, &stats);
      } while (!error_ && Take(','));
      columns_->insert(columns_->end(), aggregates.begin(), aggregates.end());
    }
    pipeline_.steps.emplace_back(std::move(stats));
  }

  // p95(duration) as slow
  void ParseCall(const Word& step, StatsStep* stats) {
    std::optional<Word> name = TakeWord();
    if (!name) {
      const size_t column = stats->calls.empty() ? step.begin : at_ - 1;
      return Fail(column, at_,
                  "expected a function after this, such as "
                  "count() or p95(duration)");
    }
    AggregateCall call;
    if (!ReadFunction(*name, &call)) {
      return Fail(name->begin, name->end,
                  "not a function: use " + std::string(kFunctions));
    }
    call.name = FoldCase(name->text);
    const bool has_field = Take('(') && ParseArgument(*name, &call);
    if (error_) return;
    if (!has_field && call.function != AggregateCall::kCount) {
      return Fail(name->begin, at_,
                  call.name + " needs a field: " + call.name + "(field)");
    }
    Word column = *name;
    column.text = call.name;
    column.end = at_;
    if (TakeKeyword("as")) {
      std::optional<Word> as = TakeWord();
      if (!as) return Fail(at_ - 2, at_, "expected a name after as");
      column = *as;
    }
    call.name = column.text;
    AddColumn(column);
    stats->calls.push_back(std::move(call));
  }

  static bool ReadFunction(const Word& word, AggregateCall* call) {
    const std::string name = FoldCase(word.text);
    for (const auto& [known, function] : kNames) {
      if (name != known) continue;
      call->function = function;
      call->quantile = 0.5;  // Of the median.
      return true;
    }
    if (!name.starts_with('p')) return false;
    const std::optional<double> percent = ParseReal(name.substr(1));
    if (!percent || !(*percent >= 0 && *percent <= 100)) return false;
    call->function = AggregateCall::kQuantile;
    call->quantile = *percent / 100;
    return true;
  }

  // Behind the (. False: there is none.
  bool ParseArgument(const Word& function, AggregateCall* call) {
    const size_t open = at_ - 1;
    std::optional<Word> field = TakeWord();
    if (error_) return false;
    if (!Take(')')) {
      SkipSpace();
      if (at_ == text_.size()) {
        Fail(open, open + 1, "this ( is never closed");
      } else {
        Fail(at_, at_ + 1, "expected a field and a ) here");
      }
      return false;
    }
    if (!field) return false;
    const bool of_numbers = call->function == AggregateCall::kSum ||
                            call->function == AggregateCall::kAverage ||
                            call->function == AggregateCall::kQuantile;
    const RecordField known = RecordFieldOf(field->text);
    const bool ordered = call->function == AggregateCall::kLeast ||
                         call->function == AggregateCall::kGreatest;
    if (known != RecordField::kAttribute &&
        (of_numbers || (ordered && known != RecordField::kTime))) {
      Fail(field->begin, field->end,
           field->text + " is no number: there is no " +
               FoldCase(function.text) + " of it");
    }
    call->field = field->text;
    call->name += '(' + field->text + ')';
    return true;
  }

  void ParseKey(const std::vector<std::string>& aggregates, StatsStep* stats) {
    SkipSpace();
    const size_t begin = at_;
    if (at_ < text_.size() && IsDigit(text_[at_])) {
      while (at_ < text_.size() && (IsDigit(text_[at_]) || text_[at_] == '.' ||
                                    IsLetter(text_[at_]))) {
        ++at_;
      }
      const std::string_view text = text_.substr(begin, at_ - begin);
      const std::optional<int64_t> bin = ParseDuration(text);
      if (!bin || *bin <= 0) {
        return Fail(begin, at_,
                    "expected a field or a span of time such as "
                    "30s, 1m, 1h");
      }
      return AddKey({"time", *bin, "time"}, {"time", begin, at_}, aggregates,
                    stats);
    }
    std::optional<Word> field = TakeWord();
    if (!field) {
      return Fail(begin, std::max(at_, begin + 1),
                  "expected a field or a span of time such as 30s, 1m, 1h");
    }
    AddKey({field->text, 0, field->text}, *field, aggregates, stats);
  }

  void AddKey(GroupKey key, const Word& at,
              const std::vector<std::string>& aggregates, StatsStep* stats) {
    if (Find(aggregates, key.name)) return FailDuplicate(at);
    AddColumn(at);
    stats->by.push_back(std::move(key));
  }

  // top 10 a, b: stats count(), share by a, b | sort -count | limit 10
  void ParseTop(const Word& step, bool most_frequent) {
    uint64_t rows = kUsualTop;
    SkipSpace();
    if (at_ < text_.size() && IsDigit(text_[at_])) TakeNumber(step, &rows);
    StatsStep stats;
    stats.whole_only = true;
    columns_.emplace();
    do {
      if (error_) return;
      std::optional<Word> field = TakeWord();
      if (!field) {
        return Fail(step.begin, std::max(at_, step.end),
                    "expected a field: " + FoldCase(step.text) + " 10 service");
      }
      AddKey({field->text, 0, field->text}, *field, {"count", "share"}, &stats);
    } while (Take(','));
    stats.calls.push_back({.function = AggregateCall::kCount, .name = "count"});
    stats.calls.push_back({.function = AggregateCall::kShare, .name = "share"});
    columns_->insert(columns_->end(), {"count", "share"});
    pipeline_.steps.emplace_back(std::move(stats));
    pipeline_.steps.emplace_back(SortStep{{{"count", most_frequent}}});
    pipeline_.steps.emplace_back(LimitStep{rows});
  }

  void ParseSort(const Word& step) {
    SortStep sort;
    do {
      SkipSpace();
      SortKey key;
      if (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) {
        key.descending = text_[at_++] == '-';
      }
      if (!TakeColumn(step, &key.column)) return;
      if (TakeKeyword("desc")) key.descending = true;
      if (TakeKeyword("asc")) key.descending = false;
      sort.keys.push_back(std::move(key));
    } while (Take(','));
    pipeline_.steps.emplace_back(std::move(sort));
  }

  void ParseFields(const Word& step) {
    FieldsStep fields;
    if (!TakeColumns(step, &fields.columns)) return;
    columns_ = fields.columns;
    pipeline_.steps.emplace_back(std::move(fields));
  }

  void ParseDedup(const Word& step) {
    DedupStep dedup;
    if (!TakeColumns(step, &dedup.columns)) return;
    pipeline_.steps.emplace_back(std::move(dedup));
  }

  void ParseLimit(const Word& step) {
    LimitStep limit;
    if (TakeNumber(step, &limit.rows)) pipeline_.steps.emplace_back(limit);
  }

  bool TakeNumber(const Word& step, uint64_t* number) {
    SkipSpace();
    const size_t begin = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    const auto read = ParseInt<uint64_t>(text_.substr(begin, at_ - begin));
    if (read && *read >= 1 && *read <= kMostRows) {
      *number = *read;
      return true;
    }
    Fail(begin == at_ ? step.begin : begin, begin == at_ ? step.end : at_,
         "expected a number of rows, 1 to " + WithThousands(kMostRows));
    return false;
  }

  bool TakeColumns(const Word& step, std::vector<std::string>* columns) {
    do {
      std::string column;
      if (!TakeColumn(step, &column)) return false;
      if (!Find(*columns, column)) columns->push_back(std::move(column));
    } while (Take(','));
    return true;
  }

  // One that is there: `count`, `p95(duration)`. Of records, any field.
  bool TakeColumn(const Word& step, std::string* column) {
    std::optional<Word> name = TakeWord();
    if (error_) return false;
    if (!name) {
      Fail(step.begin, std::max(at_, step.end), "expected a column after this");
      return false;
    }
    if (Take('(')) {
      std::optional<Word> argument = TakeWord();
      if (error_) return false;
      if (!Take(')')) {
        Fail(name->begin, at_, "expected a ) here");
        return false;
      }
      name->text = FoldCase(name->text);
      if (argument) name->text += '(' + argument->text + ')';
      name->end = at_;
    }
    if (!columns_) {
      if (!Find(mentioned_, name->text)) mentioned_.push_back(name->text);
    } else if (!ResolveColumn(&name->text)) {
      std::string known;
      for (const std::string& one : *columns_) {
        known += (known.empty() ? "" : ", ") + one;
      }
      Fail(name->begin, name->end, "there is no such column here: " + known);
      return false;
    }
    *column = std::move(name->text);
    return true;
  }

  bool ResolveColumn(std::string* name) const {
    const std::string lower = FoldCase(*name);
    for (const std::string& column : *columns_) {
      if (FoldCase(column) != lower) continue;
      *name = column;
      return true;
    }
    return false;
  }

  // Records are shown with what says most of them, and what was asked for.
  void NameRecordFields() {
    const FieldsStep* fields = nullptr;
    for (const PipelineStep& step : pipeline_.steps) {
      if (fields == nullptr) fields = std::get_if<FieldsStep>(&step);
    }
    std::vector<std::string>& names = pipeline_.record_fields;
    if (fields == nullptr) {
      names = {"time", "level", "service"};
    } else {
      names = fields->columns;
    }
    for (const std::string& name : mentioned_) {
      if (!Find(names, name) && FoldCase(name) != "message") {
        names.push_back(name);
      }
    }
    if (fields == nullptr || Find(mentioned_, "message")) {
      if (!Find(names, "message")) names.push_back("message");
    }
  }

  static bool Find(const std::vector<std::string>& names,
                   std::string_view name) {
    const std::string lower = FoldCase(name);
    return std::any_of(names.begin(), names.end(),
                       [&](const auto& one) { return FoldCase(one) == lower; });
  }

  void AddColumn(const Word& name) {
    if (Find(*columns_, name.text)) return FailDuplicate(name);
    columns_->push_back(name.text);
  }

  void FailDuplicate(const Word& name) {
    Fail(name.begin, name.end,
         "there are two columns of this name: give one another with as");
  }

  // A field's name, or anything in quotes.
  std::optional<Word> TakeWord() {
    SkipSpace();
    Word word{.begin = at_};
    if (at_ < text_.size() && text_[at_] == '"') {
      word.quoted = true;
      for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        word.text += text_[at_];
      }
      if (at_ == text_.size()) {
        Fail(word.begin, at_, "this \" is never closed");
        return std::nullopt;
      }
      ++at_;
    } else if (at_ < text_.size() && MayBeginFieldName(text_[at_])) {
      while (at_ < text_.size() && MayBeInFieldName(text_[at_])) ++at_;
      word.text = text_.substr(word.begin, at_ - word.begin);
    }
    word.end = at_;
    if (word.text.empty()) return std::nullopt;
    return word;
  }

  bool TakeKeyword(std::string_view keyword) {
    SkipSpace();
    const size_t begin = at_;
    const std::optional<Word> word = TakeWord();
    if (word && !word->quoted && FoldCase(word->text) == keyword) return true;
    at_ = begin;
    return false;
  }

  bool Take(char c) {
    SkipSpace();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void SkipSpace() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }

  void Fail(size_t column, size_t column_end, std::string message) {
    if (!error_) error_ = QueryError{std::move(message), column, column_end};
  }

  std::string_view text_;
  size_t at_;
  Pipeline pipeline_;
  // Those there are after the steps so far; none while they are records, which
  // may have any.
  std::optional<std::vector<std::string>> columns_;
  std::vector<std::string> mentioned_;
  std::optional<QueryError> error_;
};

}  // namespace

RecordField RecordFieldOf(std::string_view name) {
  constexpr std::pair<std::string_view, RecordField> kKnown[] = {
      {"service", RecordField::kService}, {"level", RecordField::kLevel},
      {"severity", RecordField::kLevel},  {"source", RecordField::kSource},
      {"time", RecordField::kTime},       {"message", RecordField::kMessage}};
  const std::string lower = FoldCase(name);
  for (const auto& [known, field] : kKnown) {
    if (lower == known) return field;
  }
  return RecordField::kAttribute;
}

ParsedPipeline ParsePipeline(std::string_view query, size_t at) {
  return Parser(query, at).Parse();
}

}  // namespace taffrail
