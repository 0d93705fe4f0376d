#ifndef TAFFRAIL_CORE_PARSE_STRUCTURED_DATA_H_
#define TAFFRAIL_CORE_PARSE_STRUCTURED_DATA_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace taffrail {

// How far the STRUCTURED-DATA of RFC 5424 reaches that `text` starts with:
// `[id name="value" …][id …]`. std::string_view::npos when it starts with none.
// Values without quotes, which the RFC does not have and senders do, pass.
size_t StructuredDataLength(std::string_view text);

struct StructuredDataParam {
  std::string_view id;     // Of its element: "exampleSDID@32473".
  std::string_view name;   // "iut"
  std::string_view value;  // Unescaped.
};

// Walks the parameters of structured data. Copies only values with escapes,
// into `unescaped`, which must outlive the parameters and not be touched
// meanwhile.
class StructuredDataScanner {
 public:
  StructuredDataScanner(std::string_view text, std::string* unescaped);

  bool Next(StructuredDataParam* param);

 private:
  std::string_view rest_;
  std::string_view id_;
  std::string* const unescaped_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_STRUCTURED_DATA_H_
