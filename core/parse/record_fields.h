#ifndef TAFFRAIL_CORE_PARSE_RECORD_FIELDS_H_
#define TAFFRAIL_CORE_PARSE_RECORD_FIELDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/parse/fields.h"
#include "core/parse/format.h"
#include "core/parse/json_scanner.h"
#include "core/parse/record_parser.h"
#include "core/parse/structured_record.h"

// How what a line says becomes a ParsedRecord and its fields: what reading by
// patterns, tables, JSON and logfmt share.
namespace taffrail {

// So many lines from the record's first, without blanks at their end.
std::string_view FirstLines(std::string_view record, std::ptrdiff_t lines);

// Adds what the line has a name for; null, and nothing is added, when it is
// empty.
ParsedField* AddField(std::string_view name, std::string_view value,
                      Fields* fields);

// The same, of the kind that its text looks like. `format` may be null.
void AddSeenField(const Format* format, std::string_view name,
                  std::string_view value, Fields* fields);

// The same, of the kind that it has in JSON and under the name that `use` gives
// it.
void AddMember(const JsonMember& member, const JsonKey::Use& use,
               Fields* fields);

// Adds the key=value pairs inside a message, without the punctuation after a
// value. `values` is room for those in quotes.
void AddMessagePairs(std::string_view message, std::string* values,
                     Fields* fields);

// Turns a field into a duration if ns_per_unit, its format's, is not 0.
void ApplyUnit(int64_t ns_per_unit, ParsedField* field);

// Sets what a value of this role says. False when the role wants something
// else, or is none that a text can play by itself.
bool SetRole(const Format& format, FieldRole role, std::string_view text,
             ParsedRecord* parsed);

// Keeps `structured` from filling the roles that `parsed` has.
void BlockRoles(const ParsedRecord& parsed, StructuredRecord* structured);

// Lets what was found play the roles that nothing in `parsed` plays yet.
void FillRoles(const StructuredRecord& structured, ParsedRecord* parsed);

// Sets the severity by the format's rule, if it has one and the record has
// none. `value` is the text of the field that the rule asks for.
void ApplyRule(const Format& format, std::string_view value,
               ParsedRecord* parsed);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_RECORD_FIELDS_H_
