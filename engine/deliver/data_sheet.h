#pragma once

// Tables that others have made, on their way into files.

#include <string>
#include <vector>

#include "deliver/row_sink.h"

namespace jumelles::deliver {

// Cells are texts as their columns' kinds have them: counts in digits, decimals with a point, days as ISO writes them; "" is an empty cell.
struct DataSheet {
  std::string name;  // at most 26 characters, none of []:*?/\.
  std::vector<OutputColumn> columns;
  std::vector<std::vector<std::string>> rows;
};

// Head and rows; false: no more are wanted.
bool write_data(Rows& rows, const DataSheet& sheet);

class XlsxWriter;
// As the next sheet of a workbook.
Status write_data(XlsxWriter& book, const DataSheet& sheet);

}  // namespace jumelles::deliver
