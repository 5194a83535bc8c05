#include "session/impl.h"

namespace jumelles::session {

Error refused(std::string id, std::string message, std::string hint, std::string path) {
  return {ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint), std::move(path), 0, {}};
}

Error no_result() { return {ErrorCode::kBadInput, "query.no_result", "There is no result yet.", "Run the matching first.", {}, 0, {}}; }

Error missing(const char* what, uint64_t index) {
  return {ErrorCode::kBadInput, "query.no_such", std::string("There is no ") + what + " number " + std::to_string(index) + ".",
          "Ask again after the next revision.", what, 0, {std::to_string(index)}};
}

}  // namespace jumelles::session
