#pragma once

#include <string>

namespace jumelles::document {

// The JSON Schema of project.json, made from the table of fields; docs/project.schema.json is its text.
std::string json_schema();

}  // namespace jumelles::document
