#pragma once

// From a header's words and the values' traits to one type with confidence.

#include <string>

#include "core/records.h"
#include "profile/content.h"
#include "profile/header_words.h"

namespace jumelles::profile {

struct ColumnFacts {
  uint32_t row_count = 0;
  uint32_t filled_count = 0;
  uint32_t distinct_count = 0;
  double distinct_ratio() const { return filled_count == 0 ? 0 : static_cast<double>(distinct_count) / filled_count; }
};

struct Decision {
  AttributeType type = AttributeType::kText;
  double confidence = 0;
  std::string reason_id;  // "header_and_content", "header", "content"
  std::string key;        // for types that many things share
};

// Strongly typed content (e-mail, phone, date, SIREN) wins over a header that says otherwise; a header that the
// values do not contradict wins over content that could be anything.
Decision decide_type(const HeaderMeaning& header, const ContentStats& content, const ColumnFacts& facts);

// 0..1: how well the values suit a type (1 also when nothing speaks against it).
double fit_of(AttributeType type, const ContentStats& content, const ColumnFacts& facts);

// Types that name the attribute by themselves; the others take their key from the header.
bool is_own_key(AttributeType type);
inline bool generic(AttributeType type) { return !is_own_key(type); }
inline bool in_use(const ColumnMapping& mapping) { return mapping.type > AttributeType::kSource; }

}  // namespace jumelles::profile
