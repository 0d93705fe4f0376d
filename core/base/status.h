#ifndef TAFFRAIL_CORE_BASE_STATUS_H_
#define TAFFRAIL_CORE_BASE_STATUS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace taffrail {

// The canonical codes (a subset; the numbers travel in Error.code).
enum class StatusCode : uint32_t {
  kOk = 0,
  kCancelled = 1,
  kInvalidArgument = 3,
  kNotFound = 5,
  kAlreadyExists = 6,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
};

// The outcome of an operation that can fail. The message is written for the
// person in front of the screen, never empty, and ends with the data it is
// about. Not thread-safe; cheap when ok.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message);

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

Status Cancelled();
Status InvalidArgument(std::string message);
Status NotFound(std::string message);
Status AlreadyExists(std::string message);
Status ResourceExhausted(std::string message);
Status FailedPrecondition(std::string message);
Status Internal(std::string message);
Status Unavailable(std::string message);
Status DataLoss(std::string message);

// A value, or why there is none. `*result` and `result->` require ok().
template <class T>
class [[nodiscard]] StatusOr {
 public:
  StatusOr(Status status) : status_(std::move(status)) {}  // NOLINT
  StatusOr(T value) : value_(std::move(value)) {}          // NOLINT

  bool ok() const { return status_.ok(); }
  const Status& status() const& { return status_; }
  Status status() && { return std::move(status_); }

  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T operator*() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  Status status_;
  std::optional<T> value_;
};

// Returns from the enclosing function when `expr` is not ok.
#define TAFFRAIL_RETURN_IF_ERROR(expr)                        \
  do {                                                        \
    if (::taffrail::Status status_ = (expr); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)

// The same inside a coroutine.
#define TAFFRAIL_CO_RETURN_IF_ERROR(expr)                     \
  do {                                                        \
    if (::taffrail::Status status_ = (expr); !status_.ok()) { \
      co_return status_;                                      \
    }                                                         \
  } while (false)

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_STATUS_H_
