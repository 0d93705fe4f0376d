#include "core/store/term_runs.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace taffrail {
namespace {

constexpr size_t kTermsWrittenAtOnce = 1 << 13;

std::string_view TakeBytes(std::string_view* bytes) {
  const auto size = static_cast<size_t>(TakeSqliteVarint(bytes));
  const std::string_view taken = bytes->substr(0, size);
  bytes->remove_prefix(size);
  return taken;
}

}  // namespace

void TermRun::Add(std::string_view term, uint32_t first_document,
                  uint32_t last_document, std::string_view documents) {
  PutSqliteVarint(&bytes_, term.size());
  bytes_ += term;
  PutSqliteVarint(&bytes_, first_document);
  PutSqliteVarint(&bytes_, last_document - first_document);
  PutSqliteVarint(&bytes_, documents.size());
  bytes_ += documents;
}

void TermRuns::Add(TermRun run, int64_t last_document) {
  runs_.push_back({run.Take(), last_document});
  bytes_ += runs_.back().bytes.size();
}

int64_t TermRuns::DropAfter(int64_t document, int64_t none) {
  while (!runs_.empty() && runs_.back().last_document > document) {
    bytes_ -= runs_.back().bytes.size();
    runs_.pop_back();
  }
  return runs_.empty() ? none : runs_.back().last_document;
}

bool TermRuns::Cursor::Next() {
  if (rest.empty()) return false;
  term = TakeBytes(&rest);
  first_document = TakeSqliteVarint(&rest);
  last_document = first_document + TakeSqliteVarint(&rest);
  documents = TakeBytes(&rest);
  key = TermKey(term);
  return true;
}

bool TermRuns::Cursor::Before(const Cursor& other) const {
  if (key != other.key) return key < other.key;
  const int order = term.compare(other.term);
  return order != 0 ? order < 0 : run < other.run;
}

void TermRuns::SiftDown(size_t at) {
  for (size_t child; (child = 2 * at + 1) < heap_.size(); at = child) {
    if (child + 1 < heap_.size() && heap_[child + 1].Before(heap_[child])) {
      ++child;
    }
    if (!heap_[child].Before(heap_[at])) return;
    std::swap(heap_[child], heap_[at]);
  }
}

void TermRuns::Advance() {
  if (!heap_[0].Next()) {
    heap_[0] = heap_.back();
    heap_.pop_back();
  }
  SiftDown(0);
}

StatusOr<bool> TermRuns::WriteSome(TermSegmentWriter& writer) {
  if (heap_.empty()) {
    for (uint32_t i = 0; i < runs_.size(); ++i) {
      Cursor cursor;
      cursor.rest = runs_[i].bytes;
      cursor.run = i;
      if (cursor.Next()) heap_.push_back(cursor);
    }
    for (size_t i = heap_.size(); i-- > 0;) SiftDown(i);
  }
  for (size_t i = 0; i < kTermsWrittenAtOnce && !heap_.empty(); ++i) {
    const std::string_view term = heap_[0].term;
    uint64_t last = 0;
    documents_.clear();
    do {
      PutSqliteVarint(&documents_, heap_[0].first_document - last);
      documents_ += heap_[0].documents;
      last = heap_[0].last_document;
      Advance();
    } while (!heap_.empty() && heap_[0].term == term);
    TAFFRAIL_RETURN_IF_ERROR(writer.Add(term, documents_));
  }
  return heap_.empty();
}

void TermRuns::StopWriting() { heap_.clear(); }

void TermRuns::Clear() {
  StopWriting();
  runs_.clear();
  bytes_ = 0;
}

}  // namespace taffrail
