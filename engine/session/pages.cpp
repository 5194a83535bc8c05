#include "session/pages.h"

namespace jumelles::session {

Error missing(const char* what, uint64_t index) {
  return {ErrorCode::kBadInput, "query.no_such", std::string("There is no ") + what + " number " + std::to_string(index) + ".",
          "Ask again after the next revision.", what, 0, {std::to_string(index)}};
}

Error no_result() { return {ErrorCode::kBadInput, "query.no_result", "There is no result yet.", "Run the matching first.", {}, 0, {}}; }

Result<Page> Session::Impl::page(const Query& query) { return std::visit(Pager{*this}, query); }

}  // namespace jumelles::session
