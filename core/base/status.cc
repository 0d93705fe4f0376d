#include "core/base/status.h"

namespace taffrail {

Status::Status(StatusCode code, std::string message)
    : code_(code), message_(std::move(message)) {
  if (message_.empty()) message_ = "no details are known";
}

Status Cancelled() { return {StatusCode::kCancelled, "cancelled"}; }
Status InvalidArgument(std::string message) {
  return {StatusCode::kInvalidArgument, std::move(message)};
}
Status NotFound(std::string message) {
  return {StatusCode::kNotFound, std::move(message)};
}
Status AlreadyExists(std::string message) {
  return {StatusCode::kAlreadyExists, std::move(message)};
}
Status ResourceExhausted(std::string message) {
  return {StatusCode::kResourceExhausted, std::move(message)};
}
Status FailedPrecondition(std::string message) {
  return {StatusCode::kFailedPrecondition, std::move(message)};
}
Status Internal(std::string message) {
  return {StatusCode::kInternal, std::move(message)};
}
Status Unavailable(std::string message) {
  return {StatusCode::kUnavailable, std::move(message)};
}
Status DataLoss(std::string message) {
  return {StatusCode::kDataLoss, std::move(message)};
}

}  // namespace taffrail
