#include "cli/reading_report.h"

#include "report/notices.h"

namespace jumelles::cli {

void print_notices(std::ostream& out, const protocol::Summary& summary, std::string_view language) {
  for (const protocol::SourceSummary& source : summary.sources)
    for (const std::string& notice : source.notices)
      out << source.file_name << ": " << report::notice_text(notice, {source.row_count, source.stated_row_count, source.error_cell_count}, language) << "\n";
  for (const protocol::SourceSummary& source : summary.sources)
    if (source.repaired_cell_count > 0) out << source.file_name << ": " << report::repaired_text(source.repaired_cell_count, language) << "\n";
}

}  // namespace jumelles::cli
