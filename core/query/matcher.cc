#include "core/query/matcher.h"

#include <algorithm>

#include "core/base/ansi.h"
#include "core/parse/script.h"

namespace taffrail {
namespace {

bool ServiceMatches(const ServiceIs& wanted, std::string_view name) {
  if (wanted.regex) return wanted.regex->Matches(name);
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

StatusOr<BlockBits> EvaluateTemplate(const TemplateIs& wanted,
                                     BlockReader& block) {
  StatusOr<const BlockLeaves*> leaves = block.Leaves();
  if (!leaves.ok()) return leaves.status();
  std::vector<bool> matches;
  for (LeafId id : (*leaves)->ids) {
    matches.push_back(
        std::binary_search(wanted.leaves.begin(), wanted.leaves.end(), id));
  }
  BlockBits bits;
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (matches[static_cast<size_t>((*leaves)->indices[i])]) bits.Set(i);
  }
  return bits;
}

StatusOr<BlockBits> EvaluateRegex(const Regex& regex, BlockReader& block,
                                  RegexScans& scans) {
  StatusOr<const std::vector<uint32_t>*> ends = block.Ends();
  if (!ends.ok()) return ends.status();
  StatusOr<const std::string*> text = block.Text();
  if (!text.ok()) return text.status();
  if (!HasEscapes(**text)) return scans.Scan(regex, **text, **ends);
  std::string plain;
  std::vector<uint32_t> plain_ends;
  std::string buffer;
  uint32_t start = 0;
  for (uint32_t end : **ends) {
    plain += WithoutEscapes(std::string_view(**text).substr(start, end - start),
                            &buffer);
    plain_ends.push_back(static_cast<uint32_t>(plain.size()));
    start = end;
  }
  return scans.Scan(regex, plain, plain_ends);
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

Verdict Judge(const QueryNode& node, const BlockHead& head,
              const Partition& partition, FieldMatchers& fields) {
  if (auto* all = std::get_if<AllOf>(&node.is)) {
    Verdict verdict = Verdict::kAll;
    for (const QueryNode& child : all->nodes) {
      verdict = std::min(verdict, Judge(child, head, partition, fields));
    }
    return verdict;
  }
  if (auto* any = std::get_if<AnyOf>(&node.is)) {
    Verdict verdict = Verdict::kNone;
    for (const QueryNode& child : any->nodes) {
      verdict = std::max(verdict, Judge(child, head, partition, fields));
    }
    return verdict;
  }
  if (auto* none = std::get_if<NoneOf>(&node.is)) {
    Verdict inner = Judge(none->nodes[0], head, partition, fields);
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
  if (auto* field = std::get_if<FieldIs>(&node.is)) {
    return head.has_attributes && fields.Of(*field, partition).impossible()
               ? Verdict::kNone
               : Verdict::kSome;
  }
  return Verdict::kSome;
}

StatusOr<BlockBits> Evaluate(const QueryNode& node, BlockReader& block,
                             FieldMatchers& fields, RegexScans& scans) {
  const BlockHead& head = block.head();
  Verdict verdict = Judge(node, head, block.partition(), fields);
  if (verdict == Verdict::kNone) return BlockBits();
  if (verdict == Verdict::kAll) return BlockBits::All(head.count);
  if (auto* literal = std::get_if<Literal>(&node.is)) {
    return EvaluateLiteral(*literal, block);
  }
  if (auto* regex = std::get_if<RegexIs>(&node.is)) {
    return EvaluateRegex(*regex->regex, block, scans);
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
  if (auto* field = std::get_if<FieldIs>(&node.is)) {
    return fields.Of(*field, block.partition()).Evaluate(block);
  }
  if (auto* wanted = std::get_if<TemplateIs>(&node.is)) {
    return EvaluateTemplate(*wanted, block);
  }
  if (auto* none = std::get_if<NoneOf>(&node.is)) {
    StatusOr<BlockBits> inner = Evaluate(none->nodes[0], block, fields, scans);
    if (!inner.ok()) return inner;
    return inner->AndNot(BlockBits::All(head.count));
  }
  auto* all = std::get_if<AllOf>(&node.is);
  BlockBits bits = all ? BlockBits::All(head.count) : BlockBits();
  const QueryNodes& nodes = all ? all->nodes : std::get<AnyOf>(node.is).nodes;
  for (const QueryNode& child : nodes) {
    StatusOr<BlockBits> part = Evaluate(child, block, fields, scans);
    if (!part.ok()) return part;
    if (all) {
      bits &= *part;
      if (!bits.Any()) break;
    } else {
      bits |= *part;
    }
  }
  return bits;
}

}  // namespace taffrail
