#ifndef TAFFRAIL_CORE_CONTAINER_TEST_READING_H_
#define TAFFRAIL_CORE_CONTAINER_TEST_READING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/container/container_reader.h"

// For tests: all that a reader gives of a file.
namespace taffrail::testing {

struct Listed {
  ContainerMember member;
  std::string text;
};

struct Reading {
  std::vector<Listed> members;
  std::vector<Status> errors;

  // Of the member with that path; what is not there is nothing.
  std::string TextOf(std::string_view path) const {
    for (const Listed& listed : members) {
      if (listed.member.path == path) return listed.text;
    }
    return "(not listed)";
  }
  std::string Errors() const {
    std::string all;
    for (const Status& error : errors) all += error.message() + "\n";
    return all;
  }
};

// Everything a file holds, in pieces of `step` bytes.
Reading ReadAll(std::string_view file, std::string_view name = "file",
                const ContainerLimits& limits = {}, size_t step = 50000);

}  // namespace taffrail::testing

#endif  // TAFFRAIL_CORE_CONTAINER_TEST_READING_H_
