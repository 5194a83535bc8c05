#pragma once

// The table of fields (fields.h) as data: for the schema, the rows of a project file, documentation and tests.

#include <optional>
#include <string>
#include <vector>

#include "document/fields.h"

namespace jumelles::document {

struct FieldInfo {
  std::string path;    // "link.comparisons[].levels[].weight"
  Says says;
  std::string type;    // "bool", "whole", "number", "text", "one of", "list", "object"
  bool optional = false;             // may be null
  std::vector<std::string> ids;      // of "one of"
  std::optional<Range> range;        // of a number, or of the elements of a list of numbers
  std::string element;               // type of the elements of a list
};

// All fields, each after the one that holds it.
const std::vector<FieldInfo>& field_table();
// The field of a path whose list places are anything in brackets ("link.comparisons[email].enabled"); null when there is none.
const FieldInfo* find_field(std::string_view path);

}  // namespace jumelles::document
