#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "deliver/column_names.h"
#include "ingest/ingest.h"

namespace jumelles::deliver {

// Which of our own files a table was read from, told by its columns under any of their names: "golden", "xref", "pairs", "rejects",
// "errors", "curve", "source" (an extract that was completed); "" where it is none of them.
std::string_view own_output(const Table& table);

// The notice on a source that is one of our files and may be matched as one: "own_golden", "own_source"; "" for the others.
std::string_view own_notice(std::string_view output);
bool is_own_golden(const ingest::ImportResult& imported);

// Golden records as they were before they were written: what made texts harmless for spreadsheets is taken off.
void read_back(Table& table);

// What is known of the columns of such a table before its values are looked at, one each; type kIgnored: left out. nullopt: nothing.
std::vector<std::optional<AttributeType>> own_columns(const ingest::ImportResult& imported);

}  // namespace jumelles::deliver
