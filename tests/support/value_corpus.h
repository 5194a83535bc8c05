#pragma once

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
#include <sstream>
#include <string>
#include <vector>

#include "core/phase.h"
#include "standardize/standardize.h"
#include "text/utf8.h"

namespace jumelles::values {

struct CorpusRow {
  std::string where;  // "dates.tsv:12"
  AttributeType type = AttributeType::kIgnored;
  std::string country, original, clean;
  std::vector<std::string> others;
};

inline std::vector<std::string> parts_of(const std::string& text, const std::string& separator) {
  std::vector<std::string> out;
  for (size_t begin = 0;;) {
    const size_t end = text.find(separator, begin);
    out.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return out;
    begin = end + separator.size();
  }
}

// "\u{200B}" as that character.
inline std::string with_characters(const std::string& text) {
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

inline std::vector<std::string> corpora() {
  std::vector<std::string> names;
  std::istringstream in(JUMELLES_VALUE_CORPORA);
  for (std::string name; in >> name;) names.push_back(name);
  return names;
}

inline std::vector<CorpusRow> read_corpus(const std::string& name) {
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

// What becomes of one cell in a table of its own, beside the country of its row, and why.
struct Standardized {
  std::shared_ptr<RecordSet> records = std::make_shared<RecordSet>();
  std::shared_ptr<std::vector<standardize::TracedValue>> traced = std::make_shared<std::vector<standardize::TracedValue>>();

  // `beside`: a cell of the same row, of a type of its own.
  Standardized(AttributeType type, const std::string& country, const std::string& original,
               const std::pair<AttributeType, std::string>& beside = {AttributeType::kIgnored, ""}) {
    auto table = std::make_shared<Table>();
    table->name = "extract";
    std::vector<ColumnMapping> mapping;
    const auto add = [&](AttributeType column_type, const std::string& text) {
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
    if (beside.first != AttributeType::kIgnored) add(beside.first, beside.second);
    if (!country.empty() && type != AttributeType::kCountry) add(AttributeType::kCountry, country);
    table->source_rows.push_back(1);
    table->line_numbers.push_back(2);
    auto report = std::make_shared<standardize::StandardizeReport>();
    REQUIRE(run_to_end(standardize::standardize_phases({table}, {mapping}, records, report, traced)).ok());
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
  std::string first(AttributeType type, bool comparison = false) const {
    std::string out;
    const std::string key(info(fed_type(type)).id);
    const bool split = type == AttributeType::kFullName && records->find(key) < 0;
    for (const char* part : {"given_name", "surname", "company_name"}) {
      const std::vector<std::string> found = values(split ? std::string(part) : key, comparison);
      if (!found.empty()) out += (out.empty() ? "" : " ") + found[0];
      if (!split) break;
    }
    return out;
  }
  std::string kind() const { return std::string(kind_id(records->kinds[0])); }
};

}  // namespace jumelles::values
