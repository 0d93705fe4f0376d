// Whether a partition holds together: the file, its blocks, its index.
#include "core/base/ansi.h"
#include "core/base/hash.h"
#include "core/store/partition.h"

namespace taffrail {
namespace {

// What one posting adds to the index's sum.
uint64_t PostingHash(std::string_view term, int64_t block) {
  return MixHash(HashText(term), static_cast<uint64_t>(block));
}

}  // namespace

StatusOr<std::vector<std::string>> Partition::Check(TextCodec& codec) {
  StatusOr<std::vector<std::string>> problems = db_->IntegrityCheck();
  if (!problems.ok()) return problems;
  BlockColumns columns;
  std::string text;
  std::string plain;
  uint64_t covered = 0;
  TermCollector terms;
  uint64_t terms_sum = 0;
  for (const BlockHead& head : heads_) {
    std::string where = path_ + ", block " + std::to_string(head.id) + ": ";
    Status status = ReadColumns(head, &columns);
    if (status.ok()) status = ReadText(head.id, codec, &text);
    if (!status.ok()) {
      problems->push_back(where + status.message());
      continue;
    }
    uint64_t bytes = 0;
    for (uint32_t length : columns.lengths) bytes += length;
    if (bytes != text.size() || bytes != head.end_offset - head.first_offset) {
      problems->push_back(where + "text and columns disagree");
    }
    CheckAttributes(head, where, &*problems);
    if (head.id > indexed_) continue;
    terms.Clear();
    terms.Add(static_cast<uint32_t>(head.id), WithoutEscapes(text, &plain));
    terms.ForEachTerm([&](std::string_view term) {
      terms_sum += PostingHash(term, head.id);
    });
  }
  CheckTemplates(&*problems);
  CheckIndex(terms_sum, &*problems);
  for (const ChunkCoverage& chunk : coverage_) covered += chunk.records;
  if (covered != records_) {
    problems->push_back(path_ + ": blocks hold " + std::to_string(records_) +
                        " records, coverage says " + std::to_string(covered));
  }
  return problems;
}

void Partition::CheckIndex(uint64_t terms_sum,
                           std::vector<std::string>* problems) {
  if (sealed_ && indexed_ < static_cast<int64_t>(heads_.size())) {
    problems->push_back(path_ + ": the index ends with block " +
                        std::to_string(indexed_));
  }
  StatusOr<uint64_t> index_sum = IndexSum();
  if (!index_sum.ok()) {
    problems->push_back(path_ + ": " + index_sum.status().message());
  } else if (*index_sum != terms_sum) {
    problems->push_back(path_ + ": the index is not that of the text");
  }
}

StatusOr<uint64_t> Partition::IndexSum() {
  TAFFRAIL_RETURN_IF_ERROR(
      db_->Execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.posting USING "
                   "fts5vocab(main, term, instance)"));
  StatusOr<Statement> list = db_->Prepare("SELECT term, doc FROM temp.posting");
  if (!list.ok()) return list.status();
  uint64_t sum = 0;
  StatusOr<bool> row = false;
  while ((row = list->Step()).ok() && *row) {
    sum += PostingHash(list->Bytes(0), list->Int(1));
  }
  if (!row.ok()) return row.status();
  return sum;
}

}  // namespace taffrail
