#pragma once

// A birth date whose year, month and day stand in columns of their own.

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/table.h"
#include "profile/header_words.h"

namespace jumelles::profile {

struct BirthParts {
  std::array<size_t, 3> columns;  // year, month, day
  bool by_header = false;         // their headers say so; otherwise their place and content do
};

// Among the columns `free` of a table. Headers that name year, month and day of birth are believed when the values are such
// parts. In a table of `persons` year, month and day of no matter what are, too, when they lie as far apart as births do, and so
// are columns whose headers say nothing that stand side by side and use the whole range of months and days.
// O(rows) for columns that may be parts.
std::optional<BirthParts> find_birth_parts(const Table& table, const std::vector<HeaderMeaning>& headers, const std::vector<size_t>& free, bool persons);

}  // namespace jumelles::profile
