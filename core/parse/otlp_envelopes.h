#ifndef TAFFRAIL_CORE_PARSE_OTLP_ENVELOPES_H_
#define TAFFRAIL_CORE_PARSE_OTLP_ENVELOPES_H_

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/array_elements.h"
#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"

namespace taffrail {

// What OTLP says of all log records of an envelope: the attributes of the
// resource that they come from, and of the instrumentation scope. Never
// changes.
class OtlpContext {
 public:
  // Of the JSON objects "resource" and "scope"; either may be empty.
  OtlpContext(std::string_view resource, std::string_view scope);
  OtlpContext(const OtlpContext&) = delete;
  OtlpContext& operator=(const OtlpContext&) = delete;

  // Adds what the record does not say itself. The views point into this;
  // `fields` may be null.
  void AddTo(ParsedRecord* record, std::vector<ParsedField>* fields) const;

 private:
  void Add(std::string_view json, std::string_view prefix);

  std::deque<std::string> texts_;
  std::vector<ParsedField> fields_;
  std::string_view service_;
  std::string_view host_;
};

// Follows the envelopes around log records in OTLP's JSON,
//   {"resourceLogs":[{"resource":{…},"scopeLogs":[{"scope":{…},"logRecords":[
// (opentelemetry-proto, logs.proto). A resource or scope that comes behind what
// it is of, and one longer than kMaxBytes, is passed over. Single-threaded.
class OtlpEnvelopes {
 public:
  static constexpr size_t kMaxBytes = 64 * 1024;

  // The next of the source's text, cut anywhere. Log records may be left out.
  void Take(std::string_view text);
  // The next line of a source or piece of one, or whole record: context() is
  // then that of the element in it.
  void TakeRecord(const RawRecord& record, const ElementMark& elements);

  // Of the element in the record taken last; null when it has none, or none is
  // in there.
  const std::shared_ptr<const OtlpContext>& context() const {
    return of_element_;
  }

  // Text that brings another to where this is.
  std::string Resume() const;

 private:
  // Looks at the key that may stand at the quote that `text` begins with.
  // Returns how many bytes were used, 0 when more has to be seen.
  size_t TakeKey(std::string_view text);
  const std::shared_ptr<const OtlpContext>& Current();

  std::string held_;  // Not looked at: its end is missing.
  // Of the envelopes that are open, and what was read for the next ones.
  std::string resource_, next_resource_;
  std::string scope_, next_scope_;
  std::shared_ptr<const OtlpContext> current_;
  bool changed_ = false;
  std::shared_ptr<const OtlpContext> of_element_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_OTLP_ENVELOPES_H_
