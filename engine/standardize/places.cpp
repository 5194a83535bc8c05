#include "standardize/places.h"

#include <algorithm>
#include <utility>

#include "generated/places.h"
#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

using generated::Place;

std::pair<const Place*, const Place*> rows_of(std::string_view postcode) {
  const Place *begin = generated::kPlaces, *end = begin + generated::kPlaceCount;
  if (postcode.size() != 5 || !all_digits(postcode)) return {end, end};
  uint32_t number = 0;
  for (char c : postcode) number = number * 10 + static_cast<uint32_t>(c - '0');
  const Place* first = std::lower_bound(begin, end, number, [](const Place& row, uint32_t wanted) { return row.postcode < wanted; });
  const Place* last = first;
  while (last != end && last->postcode == number) ++last;
  return {first, last};
}

const generated::Department* department_row(std::string_view code) {
  for (uint32_t i = 0; i < generated::kDepartmentCount; ++i)
    if (code == generated::kDepartments[i].code) return &generated::kDepartments[i];
  return nullptr;
}

}  // namespace

std::vector<Commune> communes_of_postcode(std::string_view postcode) {
  std::vector<Commune> out;
  const auto [first, last] = rows_of(postcode);
  for (const Place* row = first; row != last; ++row)
    out.push_back({generated::place_name(*row), generated::kDepartments[row->department].code, row->population, row->former != 0});
  std::stable_sort(out.begin(), out.end(), [](const Commune& a, const Commune& b) { return a.population > b.population; });
  return out;
}

bool is_known_postcode(std::string_view postcode) {
  const auto [first, last] = rows_of(postcode);
  return first != last;
}

std::string_view department_of_postcode(std::string_view postcode) {
  const auto [first, last] = rows_of(postcode);
  if (first != last) {
    // The most peopled commune's: a postcode may reach over a border.
    const Place* most = std::max_element(first, last, [](const Place& a, const Place& b) { return a.population < b.population; });
    return generated::kDepartments[most->department].code;
  }
  if (postcode.size() != 5 || !all_digits(postcode)) return {};
  const std::string_view head = postcode.substr(0, 3);
  if (head == "200" || head == "201") return "2A";
  if (head == "202" || head == "206") return "2B";
  const bool overseas = head.substr(0, 2) == "97" || head.substr(0, 2) == "98";
  const generated::Department* row = department_row(overseas ? head : head.substr(0, 2));
  return row == nullptr ? std::string_view() : std::string_view(row->code);
}

std::string_view department_name(std::string_view code) {
  const generated::Department* row = department_row(code);
  return row == nullptr ? std::string_view() : std::string_view(row->name);
}

bool is_town_of_postcode(std::string_view folded_town, std::string_view postcode) {
  const auto [first, last] = rows_of(postcode);
  return std::any_of(first, last, [&](const Place& row) {
    return clean_value(AttributeType::kCity, generated::place_name(row)).comparison == folded_town;
  });
}

}  // namespace jumelles::standardize
