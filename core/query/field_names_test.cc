#include "core/query/field_names.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace taffrail {
namespace {

// The name of the field that `name` stands for.
std::string Nearest(std::string_view name,
                    const std::vector<std::string_view>& names) {
  std::vector<ParsedField> fields(names.size());
  for (size_t i = 0; i < names.size(); ++i) fields[i].name = names[i];
  const ParsedField* field = NearestField(FieldName(name), fields);
  return field == nullptr ? "" : std::string(field->name);
}

TEST(FieldNames, AFieldOfJustThatNameIsNearest) {
  EXPECT_EQ(Nearest("status", {"http.response.status_code", "Status"}),
            "Status");
  EXPECT_EQ(Nearest("a.b", {"x.a.b", "a.b"}), "a.b");
}

TEST(FieldNames, AKnownShortNameComesNext) {
  EXPECT_EQ(Nearest("status", {"job.status", "http.response.status_code"}),
            "http.response.status_code");
  EXPECT_EQ(Nearest("Path", {"url.path"}), "url.path");
}

TEST(FieldNames, ThenTheShortestThatEndsInTheName) {
  EXPECT_EQ(Nearest("name", {"a.user.name", "b.name", "rename"}), "b.name");
  EXPECT_EQ(Nearest("user.name", {"a.user.name", "b.name"}), "a.user.name");
  EXPECT_EQ(Nearest("name", {"b.name", "a.name"}), "a.name");
  EXPECT_EQ(Nearest("name", {"name.first", "surname"}), "");
}

TEST(FieldNames, TheLastPartOfANameMaySayAUnit) {
  EXPECT_EQ(NsPerUnitOfField("wait_ms"), 1'000'000);
  EXPECT_EQ(NsPerUnitOfField("took"), 1'000'000'000);
}

}  // namespace
}  // namespace taffrail
