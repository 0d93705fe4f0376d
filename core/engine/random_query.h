#ifndef TAFFRAIL_CORE_ENGINE_RANDOM_QUERY_H_
#define TAFFRAIL_CORE_ENGINE_RANDOM_QUERY_H_

#include <functional>
#include <random>
#include <string>

#include "core/engine/query_model.h"

namespace taffrail {

// A query and what it means.
struct ModelQuery {
  std::string text;
  std::function<bool(const ModelRecord&)> matches;
};

// Of all forms there are, nested up to `depth`.
ModelQuery RandomQuery(std::mt19937& random, int depth);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_RANDOM_QUERY_H_
