#include "deliver/data_sheet.h"

#include "deliver/xlsx_writer.h"

namespace jumelles::deliver {

bool write_data(Rows& rows, const DataSheet& sheet) {
  if (!rows.head(sheet.columns)) return false;
  for (const std::vector<std::string>& row : sheet.rows) {
    for (size_t c = 0; c < row.size(); ++c) {
      const std::string& cell = row[c];
      const CellKind kind = sheet.columns[c].kind;
      if (cell.empty() || kind == CellKind::kText || kind == CellKind::kList) rows.text(cell);
      else if (kind == CellKind::kDate) rows.date(cell);
      else rows.decimal(cell);
    }
    if (!rows.end()) return false;
  }
  return true;
}

Status write_data(XlsxWriter& book, const DataSheet& sheet) {
  WidthRows widths;
  (void)write_data(widths, sheet);
  const auto rows = book.begin_sheet(sheet.name, widths.widths());
  return write_data(*rows, sheet) ? rows->finish() : Rows::stopped();
}

}  // namespace jumelles::deliver
