// The audit of the sources that were read.

#include "session/pages.h"

namespace jumelles::session {

Result<Page> Pager::operator()(const AuditQuery&) const { return Page(AuditPage{}); }
Result<Page> Pager::operator()(const AuditCellQuery&) const { return Page(AuditCellDetail{}); }
Result<Page> Pager::operator()(const AuditRowsQuery&) const { return Page(AuditRowsPage{}); }

}  // namespace jumelles::session
