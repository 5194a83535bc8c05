// Values as they stand in extracts, with what must become of them: tests/data/values/*.tsv, tab-separated, a line per value.
//   type      id of an attribute type
//   country   ISO code of the row's country, or nothing
//   original  the cell; \u{200B} is a character that nobody would see
//   clean     what golden records take; nothing where the value is missing. Of a full name its parts, given name first.
//   others    further values of the cell, joined by " | "; "surname=Martin" is another attribute of the record, "kind=household" what it is
// A line that begins with "# " says something to its reader.

#include <doctest/doctest.h>

#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/phase.h"
#include "standardize/standardize.h"
#include "text/utf8.h"

using namespace jumelles;
using T = AttributeType;

namespace {

struct CorpusRow {
  std::string where;  // "dates.tsv:12"
  T type = T::kIgnored;
  std::string country, original, clean;
  std::vector<std::string> others;
};

std::vector<std::string> parts_of(const std::string& text, const std::string& separator) {
  std::vector<std::string> out;
  for (size_t begin = 0;;) {
    const size_t end = text.find(separator, begin);
    out.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return out;
    begin = end + separator.size();
  }
}

// "\u{200B}" as that character.
std::string with_characters(const std::string& text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.compare(at, 3, "\\u{") == 0 ? text.find('}', at) : std::string::npos;
    if (end == std::string::npos) {
      out.push_back(text[at++]);
      continue;
    }
    text::append_utf8(out, static_cast<char32_t>(std::stoul(text.substr(at + 3, end - at - 3), nullptr, 16)));
    at = end + 1;
  }
  return out;
}

std::vector<std::string> corpora() {
  std::vector<std::string> names;
  std::istringstream in(JUMELLES_VALUE_CORPORA);
  for (std::string name; in >> name;) names.push_back(name);
  return names;
}

std::vector<CorpusRow> read_corpus(const std::string& name) {
  std::vector<CorpusRow> rows;
  std::ifstream in(std::string(JUMELLES_VALUES_DIR) + "/" + name, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), name);
  std::string line;
  int number = 0;
  while (std::getline(in, line)) {
    if (++number == 1 || line.empty() || line.compare(0, 2, "# ") == 0) continue;
    std::vector<std::string> cells = parts_of(line, "\t");
    const std::string where = name + ":" + std::to_string(number);
    REQUIRE_MESSAGE(cells.size() <= 5, where);
    cells.resize(5);
    CorpusRow row;
    row.where = where;
    const auto type = attribute_type_from_id(cells[0]);
    REQUIRE_MESSAGE(type, where);
    row.type = *type;
    row.country = cells[1];
    row.original = with_characters(cells[2]);
    row.clean = with_characters(cells[3]);
    if (!cells[4].empty()) row.others = parts_of(with_characters(cells[4]), " | ");
    rows.push_back(std::move(row));
  }
  return rows;
}

// What becomes of one cell in a table of its own, beside the country of its row.
struct Standardized {
  std::shared_ptr<RecordSet> records = std::make_shared<RecordSet>();

  Standardized(T type, const std::string& country, const std::string& original) {
    auto table = std::make_shared<Table>();
    table->name = "extract";
    std::vector<ColumnMapping> mapping;
    const auto add = [&](T column_type, const std::string& text) {
      Column column;
      column.name = std::string(info(column_type).id);
      column.codes.push_back(column.values.intern(text));
      table->columns.push_back(std::move(column));
      ColumnMapping m;
      m.type = column_type;
      m.attribute = std::string(info(fed_type(column_type)).id);
      mapping.push_back(m);
    };
    add(type, original);
    if (!country.empty() && type != T::kCountry) add(T::kCountry, country);
    table->source_rows.push_back(1);
    table->line_numbers.push_back(2);
    auto report = std::make_shared<standardize::StandardizeReport>();
    REQUIRE(run_to_end(standardize::standardize_phases({table}, {mapping}, records, report)).ok());
  }
  std::vector<std::string> values(std::string_view key, bool comparison = false) const {
    std::vector<std::string> out;
    const int index = records->find(std::string(key));
    if (index < 0) return out;
    const Attribute& attribute = records->attributes[static_cast<size_t>(index)];
    for (const Attribute::Slot& slot : attribute.slots) {
      const Code code = slot.codes[0];
      if (code == kMissing) continue;
      out.emplace_back(comparison ? attribute.comparison[attribute.comparison_of[code]] : attribute.clean[code]);
    }
    return out;
  }
  // The parts of a name that was taken apart count as one.
  std::string first(T type, bool comparison = false) const {
    std::string out;
    const std::string key(info(fed_type(type)).id);
    const bool split = type == T::kFullName && records->find(key) < 0;
    for (const char* part : {"given_name", "surname", "company_name"}) {
      const std::vector<std::string> found = values(split ? std::string(part) : key, comparison);
      if (!found.empty()) out += (out.empty() ? "" : " ") + found[0];
      if (!split) break;
    }
    return out;
  }
  std::string kind() const {
    static constexpr const char* kKinds[] = {"person", "company", "contact", "other", "household"};
    return kKinds[static_cast<size_t>(records->kinds[0])];
  }
};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " | ") + part;
  return out;
}

// What is not as it should be; "" when all is.
std::string difference(const CorpusRow& row, const Standardized& got) {
  if (const std::string clean = got.first(row.type); clean != row.clean) return "\"" + clean + "\" instead of \"" + row.clean + "\"";
  std::vector<std::string> wanted, found = got.values(info(fed_type(row.type)).id);
  if (!found.empty()) found.erase(found.begin());
  for (const std::string& other : row.others) {
    const size_t equals = other.find('=');
    if (equals == std::string::npos || attribute_type_from_id(other.substr(0, equals)) == std::nullopt) {
      if (other.compare(0, 5, "kind=") != 0) wanted.push_back(other);
      else if (other.substr(5) != got.kind()) return "kind " + got.kind();
      continue;
    }
    const std::vector<std::string> values = got.values(other.substr(0, equals));
    if (std::find(values.begin(), values.end(), other.substr(equals + 1)) == values.end()) return joined(values) + " instead of " + other;
  }
  return wanted == found ? "" : "besides \"" + joined(found) + "\" instead of \"" + joined(wanted) + "\"";
}

// Of these a wrong value is somebody else's.
bool tells_who(T type) {
  switch (info(type).cleaning) {
    case Cleaning::kPersonName:
    case Cleaning::kPhone:
    case Cleaning::kEmail:
    case Cleaning::kDate:
    case Cleaning::kCompanyNumber:
    case Cleaning::kScheme: return true;
    default: return false;
  }
}

bool is_of_another(const CorpusRow& row, const Standardized& got) {
  if (!tells_who(row.type)) return false;
  const std::string wanted = Standardized(row.type, row.country, row.clean).first(row.type, true), found = got.first(row.type, true);
  return !wanted.empty() && !found.empty() && wanted != found;
}

// Types whose clean values are no values of theirs: a refusal becomes a consent.
bool may_change_again(T type) { return type == T::kOptOut; }

}  // namespace

TEST_CASE("values of extracts become what people would write") {
  size_t rows = 0;
  std::vector<std::string> differences, of_others, unstable;
  for (const std::string& name : corpora())
    for (const CorpusRow& row : read_corpus(name)) {
      ++rows;
      const Standardized got(row.type, row.country, row.original);
      const std::string head = row.where + " " + std::string(info(row.type).id) + " \"" + row.original + "\": ";
      if (const std::string what = difference(row, got); !what.empty()) {
        differences.push_back(head + what);
        if (is_of_another(row, got)) of_others.push_back(head + what);
      }
      // A value that is clean stays as it is.
      for (const Attribute& attribute : got.records->attributes)
        for (const std::string& clean : got.values(attribute.key)) {
          if (may_change_again(row.type) || attribute.type == T::kCountry || attribute.key != info(attribute.type).id) continue;
          const std::vector<std::string> again = Standardized(attribute.type, row.country, clean).values(attribute.key);
          if (again.empty() || again[0] != clean) unstable.push_back(head + "\"" + clean + "\" becomes \"" + joined(again) + "\"");
        }
    }
  REQUIRE(rows >= 150);
  for (const std::string& line : differences) MESSAGE(line);
  for (const std::string& line : unstable) MESSAGE("not stable: " << line);
  CHECK(static_cast<double>(rows - differences.size()) >= 0.99 * static_cast<double>(rows));
  CHECK(of_others == std::vector<std::string>{});
  CHECK(unstable == std::vector<std::string>{});
}

TEST_CASE("no value of the corpus is given twice with different answers") {
  std::set<std::string> seen;
  for (const std::string& name : corpora())
    for (const CorpusRow& row : read_corpus(name)) {
      CAPTURE(row.where);
      CHECK(seen.insert(std::string(info(row.type).id) + "\t" + row.country + "\t" + row.original).second);
    }
}
