#pragma once

// From a header's words and the values' traits to one type with confidence.

#include <string>

#include "core/records.h"
#include "profile/content.h"
#include "profile/header_words.h"
#include "profile/looks.h"

namespace jumelles::profile {

struct Decision {
  AttributeType type = AttributeType::kText;
  double confidence = 0;
  std::string reason_id;  // "header_and_content", "header", "content"
  std::string key;        // for types that many things share
};

// Strongly typed content (e-mail, phone, date, SIREN) wins over a header that says otherwise; a header that the
// values do not contradict wins over content that could be anything.
Decision decide_type(const HeaderMeaning& header, const ContentStats& content, const ColumnFacts& facts);

// Types that name the attribute by themselves; the others take their key from the header.
inline bool is_own_key(AttributeType type) { return !info(type).generic; }
inline bool generic(AttributeType type) { return info(type).generic; }
inline bool in_use(const ColumnMapping& mapping) { return info(mapping.type).in_records; }

}  // namespace jumelles::profile
