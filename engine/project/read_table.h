#pragma once

// For this folder alone.

#include "project/project_file.h"

namespace jumelles::project {

// Each table on its own, row by row: one that is damaged takes no other with it.
template <class Row, class Read>
void ProjectFile::read_table(const char* table, const char* sql, std::vector<Row>& out, std::vector<Error>& problems, Read read_row) {
  Statement statement = database_.prepare(sql);
  while (statement.step()) out.push_back(read_row(statement));
  if (database_.status().ok()) return;
  const std::string count = std::to_string(out.size());
  problems.push_back({ErrorCode::kBadInput, "project.table_damaged", std::string("The table ") + table + " is damaged: " + count + " rows of it could be read.",
                      "Check what is missing, or open an older copy of the project.", table, 0, {table, count}});
}

}  // namespace jumelles::project
