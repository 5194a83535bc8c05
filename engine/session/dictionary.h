#pragma once

// What a project's data dictionary asks of records, and its rows as they are shown. For this folder alone.

#include <vector>

#include "audit/dictionary.h"
#include "session/pages.h"

namespace jumelles::session {

std::vector<audit::Expectation> expectations_of(const std::vector<document::DictionaryEntry>& dictionary, const RecordSet& records);
// What they rest on, beside that of the records: other words ask nothing else.
uint64_t expectations_key(const std::vector<document::DictionaryEntry>& dictionary, uint64_t records_key);

struct DictionaryInput {
  const std::vector<document::DictionaryEntry>& dictionary;
  const RecordSet& records;
  const audit::DictionaryFacts& facts;
};
// `page` has its language, sources, attributes and cells.
std::vector<DictionaryRow> dictionary_rows(const DictionaryInput& input, const AuditPage& page);

}  // namespace jumelles::session
