#include "core/parse/message_values.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

std::string FieldsOf(std::string_view line) {
  RecordParser parser(TimeContext{});
  std::vector<ParsedField> fields;
  parser.ParseWithFields(line, &fields);
  std::string flat;
  for (const ParsedField& field : fields) {
    flat.append(field.name).append("=").append(field.value).append(";");
  }
  return flat;
}

TEST(MessageValues, PartsOfAUrlAreFields) {
  EXPECT_EQ(FieldsOf("GET https://ada:x@shop.example:8443/a/b?q=1&r=2#top ok"),
            "q=1&r=2#top;"  // A pair, as in any message.
            "url.scheme=https;server.address=shop.example;server.port=8443;"
            "url.path=/a/b;url.query=q=1&r=2;");
}

TEST(MessageValues, AddressesAndTheirPortsAreFields) {
  EXPECT_EQ(FieldsOf("from 10.0.0.1:5050 to 10.0.0.2 via 10.0.0.1:5050"),
            "ip=10.0.0.1;port=5050;ip.2=10.0.0.2;");
}

TEST(MessageValues, WhatHasANameIsNotSaidAgain) {
  EXPECT_EQ(FieldsOf("refused peer=10.0.0.1"), "peer=10.0.0.1;");
}

TEST(MessageValues, OtherTextHasNone) {
  EXPECT_EQ(FieldsOf("version 1.2.3 at 13:24:07, see a.b: none"), "");
}

}  // namespace
}  // namespace taffrail
