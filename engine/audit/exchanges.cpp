// A postcode and a town that stand in each other's place. Names that do are another thing (names.cpp): nothing but likelihood tells them.

#include <algorithm>

#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/words.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// As most countries write postcodes: digits alone, four to six. One may be missing, and another be a slip ("41d1"): no name of a place is made of digits.
bool is_digits_of_postcode(std::string_view text) {
  text = standardize::trim(text);
  const auto others = std::count_if(text.begin(), text.end(), [](char c) { return !is_digit(c); });
  return text.size() >= 3 && text.size() <= 6 && others <= (text.size() > 3 ? 1 : 0);
}

// No postcode has no digit; fewer letters could be one that is cut.
bool is_name_of_place(std::string_view text) {
  constexpr size_t kFewestLetters = 3;
  return std::none_of(text.begin(), text.end(), is_digit) && static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || static_cast<unsigned char>(c) >= 0x80; })) >= kFewestLetters;
}

std::vector<uint8_t> marks(const Dictionary& values, bool (*is)(std::string_view)) {
  std::vector<uint8_t> marks(values.size(), 0);
  for (Code code = 1; code < values.size(); ++code) marks[code] = is(values[code]) ? 1 : 0;
  return marks;
}

void check_places(Work& work, uint32_t t, int postcode, int place) {
  const Feed *codes = written_feed(work, t, postcode), *towns = written_feed(work, t, place);
  if (codes == nullptr || towns == nullptr) return;
  Finding& finding = work.finding(K::kExchangedPlaces, {static_cast<uint32_t>(postcode), static_cast<uint32_t>(place)});
  const std::vector<uint8_t> names = marks(*codes->values, is_name_of_place), digits = marks(*towns->values, is_digits_of_postcode);
  const RecordIndex base = work.records().first_record[t];
  const auto is_told = [&](RecordIndex record) {  // with another place
    return std::any_of(work.found.begin(), work.found.end(), [&](const auto& one) { return one.first.first == K::kExchangedPlaces && one.second.records.has(record); });
  };
  for (uint32_t row = 0; row < work.input.tables[t]->row_count(); ++row) {
    const Code code = codes->code(work.records(), row), town = towns->code(work.records(), row);
    if (names[code] == 0 || digits[town] == 0 || is_told(base + row)) continue;
    add(finding, t, base + row, std::string((*codes->values)[code]) + " · " + std::string((*towns->values)[town]));
  }
}

}  // namespace

Pieces exchange_pieces(Work& work) {
  Pieces pieces;
  const int postcode = work.attribute_of(T::kPostcode);
  for (int a = 0; postcode >= 0 && a < static_cast<int>(work.records().attributes.size()); ++a) {
    const T type = work.records().attributes[static_cast<size_t>(a)].type;
    if (type != T::kCity && type != T::kPlace) continue;
    for (uint32_t t = 0; t < work.source_count(); ++t) pieces.push_back([&work, t, postcode, a] { check_places(work, t, postcode, a); });
  }
  return pieces;
}

}  // namespace jumelles::audit
