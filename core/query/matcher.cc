#include "core/query/matcher.h"

#include <algorithm>
#include <bit>

#include "core/base/ansi.h"
#include "core/parse/script.h"

namespace taffrail {
namespace {

bool ServiceMatches(const ServiceIs& wanted, std::string_view name) {
  const std::string lower = FoldCase(name);
  return wanted.prefix ? lower.starts_with(wanted.lower)
                       : lower == wanted.lower;
}

Verdict FromCount(uint32_t matching, uint32_t count) {
  if (matching == 0) return Verdict::kNone;
  return matching == count ? Verdict::kAll : Verdict::kSome;
}

Verdict JudgeSeverity(const SeverityIn& wanted, const BlockHead& head) {
  uint32_t matching = 0;
  for (int c = 1; c < kSeverityClasses; ++c) {
    // The parser only makes ranges of whole classes.
    bool inside = wanted.low <= c * 4 - 3 && c * 4 <= wanted.high;
    if (inside) matching += head.severity_counts[c];
  }
  return FromCount(matching, head.count);
}

StatusOr<BlockBits> EvaluateLiteral(const Literal& literal,
                                    BlockReader& block) {
  StatusOr<const BlockReader::Searchable*> searchable = block.SearchableText();
  if (!searchable.ok()) return searchable.status();
  const auto& [text, ends] = **searchable;
  BlockBits bits;
  uint32_t record = 0;
  size_t at = FindLiteral(text, literal, 0);
  while (at != std::string::npos) {
    while (ends[record] <= at) ++record;
    // A match cannot reach over a record's end: only a cut record lacks the
    // newline there, and then the match counts for where it begins.
    bits.Set(record);
    at = FindLiteral(text, literal, ends[record]);
  }
  return bits;
}

template <class Test>
StatusOr<BlockBits> EvaluateColumn(BlockReader& block, Test test) {
  StatusOr<const BlockColumns*> columns = block.Columns();
  if (!columns.ok()) return columns.status();
  BlockBits bits;
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (test(**columns, i)) bits.Set(i);
  }
  return bits;
}

}  // namespace

BlockBits BlockBits::All(uint32_t count) {
  BlockBits bits;
  for (uint32_t i = 0; i < count; ++i) bits.Set(i);
  return bits;
}

uint32_t BlockBits::Count() const {
  int count = 0;
  for (uint64_t word : words_) count += std::popcount(word);
  return static_cast<uint32_t>(count);
}

BlockBits& BlockBits::operator&=(const BlockBits& other) {
  for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

BlockBits& BlockBits::operator|=(const BlockBits& other) {
  for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

BlockBits BlockBits::AndNot(const BlockBits& all) const {
  BlockBits bits;
  for (size_t i = 0; i < words_.size(); ++i) {
    bits.words_[i] = all.words_[i] & ~words_[i];
  }
  return bits;
}

StatusOr<const BlockColumns*> BlockReader::Columns() {
  if (!columns_) {
    BlockColumns columns;
    TAFFRAIL_RETURN_IF_ERROR(partition_.ReadColumns(head_, &columns));
    columns_ = std::move(columns);
  }
  return &*columns_;
}

StatusOr<const std::string*> BlockReader::Text() {
  if (!text_) {
    std::string text;
    TAFFRAIL_RETURN_IF_ERROR(partition_.ReadText(head_.id, codec_, &text));
    text_ = std::move(text);
  }
  return &*text_;
}

StatusOr<const std::vector<uint32_t>*> BlockReader::Ends() {
  if (!ends_) {
    StatusOr<const BlockColumns*> columns = Columns();
    if (!columns.ok()) return columns.status();
    StatusOr<const std::string*> text = Text();
    if (!text.ok()) return text.status();
    std::vector<uint32_t> ends;
    uint64_t end = 0;
    for (uint32_t length : (*columns)->lengths) {
      end += length;
      ends.push_back(static_cast<uint32_t>(end));
    }
    if (end != (*text)->size()) {
      return DataLoss("A block's text and columns disagree (" +
                      partition_.path() + ")");
    }
    ends_ = std::move(ends);
  }
  return &*ends_;
}

StatusOr<const BlockReader::Searchable*> BlockReader::SearchableText() {
  if (!searchable_) {
    StatusOr<const std::vector<uint32_t>*> ends = Ends();
    if (!ends.ok()) return ends.status();
    Searchable searchable;
    if (HasEscapes(*text_)) {
      std::string buffer;
      uint32_t start = 0;
      for (uint32_t end : **ends) {
        searchable.lower += WithoutEscapes(
            std::string_view(*text_).substr(start, end - start), &buffer);
        searchable.ends.push_back(
            static_cast<uint32_t>(searchable.lower.size()));
        start = end;
      }
      searchable.lower = FoldCase(searchable.lower);
    } else {
      // Folding keeps the number of bytes, and so the ends.
      searchable = {FoldCase(*text_), **ends};
    }
    searchable_ = std::move(searchable);
  }
  return &*searchable_;
}

Verdict Judge(const QueryNode& node, const BlockHead& head,
              const Partition& partition) {
  if (auto* all = std::get_if<AllOf>(&node.is)) {
    Verdict verdict = Verdict::kAll;
    for (const QueryNode& child : all->nodes) {
      verdict = std::min(verdict, Judge(child, head, partition));
    }
    return verdict;
  }
  if (auto* any = std::get_if<AnyOf>(&node.is)) {
    Verdict verdict = Verdict::kNone;
    for (const QueryNode& child : any->nodes) {
      verdict = std::max(verdict, Judge(child, head, partition));
    }
    return verdict;
  }
  if (auto* none = std::get_if<NoneOf>(&node.is)) {
    Verdict inner = Judge(none->nodes[0], head, partition);
    if (inner == Verdict::kSome) return inner;
    return inner == Verdict::kAll ? Verdict::kNone : Verdict::kAll;
  }
  if (auto* severity = std::get_if<SeverityIn>(&node.is)) {
    return JudgeSeverity(*severity, head);
  }
  if (auto* service = std::get_if<ServiceIs>(&node.is)) {
    uint32_t matching = 0;
    for (auto [id, count] : head.services) {
      if (ServiceMatches(*service, partition.service_name(id))) {
        matching += count;
      }
    }
    return FromCount(matching, head.count);
  }
  return Verdict::kSome;
}

StatusOr<BlockBits> Evaluate(const QueryNode& node, BlockReader& block) {
  const BlockHead& head = block.head();
  Verdict verdict = Judge(node, head, block.partition());
  if (verdict == Verdict::kNone) return BlockBits();
  if (verdict == Verdict::kAll) return BlockBits::All(head.count);
  if (auto* literal = std::get_if<Literal>(&node.is)) {
    return EvaluateLiteral(*literal, block);
  }
  if (auto* severity = std::get_if<SeverityIn>(&node.is)) {
    return EvaluateColumn(block, [&](const BlockColumns& columns, uint32_t i) {
      return columns.severities[i] >= severity->low &&
             columns.severities[i] <= severity->high;
    });
  }
  if (auto* service = std::get_if<ServiceIs>(&node.is)) {
    const Partition& partition = block.partition();
    return EvaluateColumn(block, [&](const BlockColumns& columns, uint32_t i) {
      return ServiceMatches(*service,
                            partition.service_name(columns.services[i]));
    });
  }
  if (auto* none = std::get_if<NoneOf>(&node.is)) {
    StatusOr<BlockBits> inner = Evaluate(none->nodes[0], block);
    if (!inner.ok()) return inner;
    return inner->AndNot(BlockBits::All(head.count));
  }
  auto* all = std::get_if<AllOf>(&node.is);
  BlockBits bits = all ? BlockBits::All(head.count) : BlockBits();
  const QueryNodes& nodes = all ? all->nodes : std::get<AnyOf>(node.is).nodes;
  for (const QueryNode& child : nodes) {
    StatusOr<BlockBits> part = Evaluate(child, block);
    if (!part.ok()) return part;
    if (all) {
      bits &= *part;
      if (bits.Count() == 0) break;
    } else {
      bits |= *part;
    }
  }
  return bits;
}

}  // namespace taffrail
