#pragma once

// Errors are values at module edges: every operation that a user's input can make fail returns
// Result<T> or Status. Exceptions do not cross a module; asserts are for bugs only.

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace jumelles {

enum class ErrorCode : uint8_t {
  kBadInput,     // a file or value of the user cannot be understood
  kBadConfig,    // a setting is wrong; `path` says which
  kUnsupported,  // understood, but this build cannot do it
  kTooLarge,     // would need more memory or time than allowed; the hint says what to do
  kCanceled,    // the user asked to stop; the former result stays
  kInternal,     // a bug; should never be seen
};

// One problem, told so that its reader knows what happened, where, and what to do.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string id;       // stable and dotted, e.g. "csv.unbalanced_quote"; interfaces translate by it
  std::string message;  // what happened, in English, one sentence
  std::string hint;     // what to do, in English, one sentence
  std::string path;     // config path ("blocking.rules[2].columns") or file name; may be empty
  uint64_t line = 0;    // 1-based line of the file, 0 when there is none
  std::vector<std::string> arguments;  // what translated texts fill in, in order {0}, {1}...
};

// "FILE:LINE: what. What to do."
std::string to_string(const Error& error);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}
  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  T& value() { assert(ok()); return *std::get_if<T>(&state_); }
  const T& value() const { assert(ok()); return *std::get_if<T>(&state_); }
  const Error& error() const { assert(!ok()); return *std::get_if<Error>(&state_); }

 private:
  std::variant<T, Error> state_;
};

class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}
  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const { assert(!ok()); return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace jumelles
