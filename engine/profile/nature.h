#pragma once

// What values tell of their column's role, whatever its header says.

#include <cstdint>
#include <vector>

#include "core/attribute.h"
#include "core/table.h"
#include "profile/content.h"
#include "profile/decide.h"

namespace jumelles::profile {

enum class Nature : uint8_t {
  kNone,
  kTimeOfDay,   // dates, most with a time other than midnight
  kPercent,     // numbers with a percent sign
  kLongTail,    // amounts and counts: a tenth of them three times the middle one or more
  kHash,        // hexadecimal, all of one length
  kOneSite,     // addresses of web pages, nearly all of one site
  kFile,        // names of files
  kFlag,        // yes and no
  kSentences,   // texts of five words and more
};

// `counts`: cells per code. At most 2 000 values are looked at.
Nature nature_of(AttributeType type, const Column& column, const std::vector<uint32_t>& counts, const ContentStats& content, const ColumnFacts& facts);

// Whole numbers that grow from row to row: a counter, whatever its gaps.
bool grows_by_row(const Column& column);

}  // namespace jumelles::profile
