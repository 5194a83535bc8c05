#pragma once

// Settings and model as rows of a path and a value, for the tables of a project file. A path names what it can by name:
// "link.comparisons[email].levels[exact].weight". Lists of plain values are one row, and so are empty lists.

#include <string>
#include <vector>

#include "document/fields.h"

namespace jumelles::document {

struct Row {
  std::string path;
  std::string value;  // JSON
  FieldKind kind = FieldKind::kSetting;
  bool operator==(const Row&) const = default;
};

std::vector<Row> to_rows(const Project& project);
// All problems, each with its path; empty: `out` got everything but decisions. The order of list elements is that of the rows.
std::vector<Error> from_rows(const std::vector<Row>& rows, Project& out);

// Of rows of which some are lost: what is left, and the defaults of the rest. False where nothing can be made of them.
bool restore_rows(const std::vector<Row>& rows, Project& out);

}  // namespace jumelles::document
