#include "session/pages.h"

namespace jumelles::session {

Result<Page> Session::Impl::page(const Query& query) { return std::visit(Pager{*this}, query); }

}  // namespace jumelles::session
