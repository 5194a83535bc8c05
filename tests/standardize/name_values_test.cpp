// Of names, companies and addresses (tests/data/values, whose right answers value_corpus_test.cpp holds) nothing gets lost.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "standardize/name_titles.h"
#include "support/value_corpus.h"
#include "text/fold.h"

using namespace jumelles;
using namespace jumelles::values;
using T = AttributeType;

namespace {

std::string everything_of(const RecordSet& records) {
  std::string out;
  for (const Attribute& attribute : records.attributes)
    for (const Attribute::Slot& slot : attribute.slots)
      if (slot.codes[0] != kMissing) (out += ' ') += attribute.clean[slot.codes[0]];
  return out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  const std::string folded = text::fold(text);
  text::tokenize(folded, [&](std::string_view word) { out.emplace_back(word); });
  return out;
}

// Words that rules take away: titles and what joins them, forms of address, names of the rules of towns, digits of a phone
// that is written out.
bool may_be_lost(const CorpusRow& row, const std::string& word, const std::string& kept) {
  static const std::vector<std::string> joining{"ET", "OU", "AND", "UND", "DE", "LE", "O", "L", "ATTENTION", "ATT", "TEL", "RA", "CEDEX", "ARRONDISSEMENT", "OF", "NACH", "LATE", "S", "T"};
  if (std::find(joining.begin(), joining.end(), word) != joining.end() || standardize::may_be_title(word)) return true;
  if (row.type == T::kCity && word[0] >= '0' && word[0] <= '9') return true;

  std::string digits;
  for (const char c : kept)
    if (c >= '0' && c <= '9') digits += c;
  const std::string bare = word[0] == '0' ? word.substr(1) : word;
  return row.type == T::kCivility || (bare.find_first_not_of("0123456789") == std::string::npos && digits.find(bare) != std::string::npos);
}

}  // namespace

TEST_CASE("no word is lost but by a rule") {
  std::vector<CorpusRow> rows;
  for (const char* name : {"names.tsv", "companies.tsv", "addresses.tsv"})
    for (CorpusRow& row : read_corpus(name)) rows.push_back(std::move(row));
  REQUIRE(rows.size() > 300);
  for (const CorpusRow& row : rows) {
    const std::string kept = everything_of(*Standardized(row.type, "", row.original).records);
    if (kept.empty() || row.original.find("&eacute;") != std::string::npos) continue;
    const std::vector<std::string> left = words_of(kept);
    for (const std::string& word : words_of(row.original)) {
      CAPTURE(row.where);
      CAPTURE(word);
      CHECK((std::find(left.begin(), left.end(), word) != left.end() || may_be_lost(row, word, kept)));
    }
  }
}
