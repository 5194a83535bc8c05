// Of names, companies and addresses (tests/data/values, whose right answers value_corpus_test.cpp holds) nothing gets lost.

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "standardize/name_titles.h"
#include "standardize/standardize.h"
#include "text/fold.h"

using namespace jumelles;
using T = AttributeType;

namespace {

struct ValueRow {
  std::string where;
  T type = T::kIgnored;
  std::string original;
};

std::vector<std::string> split_at(const std::string& text, const std::string& separator) {
  std::vector<std::string> out;
  for (size_t begin = 0;;) {
    const size_t end = text.find(separator, begin);
    out.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return out;
    begin = end + separator.size();
  }
}

std::vector<ValueRow> value_rows() {
  std::vector<ValueRow> rows;
  for (const char* name : {"names.tsv", "companies.tsv", "addresses.tsv"}) {
    std::ifstream in(std::string(JUMELLES_VALUES_DIR) + "/" + name, std::ios::binary);
    REQUIRE_MESSAGE(in.good(), name);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (number == 1 || line.empty()) continue;
      const std::vector<std::string> cells = split_at(line, "\t");
      REQUIRE_MESSAGE(cells.size() == 5, line);
      const auto type = attribute_type_from_id(cells[0]);
      REQUIRE_MESSAGE(type, line);
      rows.push_back({name + (":" + std::to_string(number)), *type, cells[2]});
    }
  }
  return rows;
}

// One cell in a table of its own.
struct OneCell {
  RecordSet records;

  OneCell(T type, const std::string& original) {
    auto table = std::make_shared<Table>();
    Column column;
    column.codes.push_back(column.values.intern(original));
    table->columns.push_back(std::move(column));
    table->source_rows.push_back(1);
    table->line_numbers.push_back(2);
    ColumnMapping mapping;
    mapping.type = type;
    mapping.attribute = info(type).id;
    auto out = std::make_shared<RecordSet>();
    auto report = std::make_shared<standardize::StandardizeReport>();
    REQUIRE(run_to_end(standardize::standardize_phases({table}, {{mapping}}, out, report)).ok());
    records = *out;
  }
  std::string everything() const {
    std::string out;
    for (const Attribute& attribute : records.attributes)
      for (const Attribute::Slot& slot : attribute.slots)
        if (slot.codes[0] != kMissing) (out += ' ') += attribute.clean[slot.codes[0]];
    return out;
  }
};

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  const std::string folded = text::fold(text);
  text::tokenize(folded, [&](std::string_view word) { out.emplace_back(word); });
  return out;
}

// Words that rules take away: titles and what joins them, forms of address, names of the rules of towns, digits of a phone
// that is written out.
bool may_be_lost(const ValueRow& row, const std::string& word, const std::string& kept) {
  static const std::vector<std::string> joining{"ET", "OU", "AND", "UND", "DE", "LE", "O", "L", "ATTENTION", "ATT", "TEL", "RA", "CEDEX", "ARRONDISSEMENT"};
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
  const std::vector<ValueRow> rows = value_rows();
  REQUIRE(rows.size() > 300);
  for (const ValueRow& row : rows) {
    const OneCell got(row.type, row.original);
    const std::string kept = got.everything();
    if (kept.empty() || row.original.find("&eacute;") != std::string::npos) continue;
    const std::vector<std::string> left = words_of(kept);
    for (const std::string& word : words_of(row.original)) {
      CAPTURE(row.where);
      CAPTURE(word);
      CHECK((std::find(left.begin(), left.end(), word) != left.end() || may_be_lost(row, word, kept)));
    }
  }
}
