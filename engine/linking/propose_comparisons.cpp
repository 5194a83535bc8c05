#include "linking/propose_comparisons.h"

#include <algorithm>

#include "compare/comparator.h"
#include "compare/record_comparer.h"
#include "linking/attribute_worth.h"
#include "linking/determined_by.h"
#include "linking/spelled_from.h"

namespace jumelles::linking {
namespace {

int first_of(const RecordSet& records, AttributeType type) {
  for (size_t i = 0; i < records.attributes.size(); ++i)
    if (records.attributes[i].type == type && comparable(records.attributes[i])) return static_cast<int>(i);
  return -1;
}

// Whether what it says is said by an attribute of another type.
bool is_told_by_another(const RecordSet& records, const Attribute& attribute) {
  for (const std::string_view id : ids_in(info(attribute.type).told_by))
    if (const auto type = attribute_type_from_id(id); type && first_of(records, *type) >= 0) return true;
  return false;
}

// Values spelled from names are told by nothing but being equal, and not at all where nothing is left over. The most varied
// come first: what is spelled itself spells nothing.
std::vector<Comparison> without_spelled(const RecordSet& records, std::vector<Comparison> comparisons,
                                        std::vector<ComparisonNote>& notes) {
  std::vector<int> names;
  std::vector<size_t> asked;
  const auto attribute_of = [&](const Comparison& comparison) { return records.find(comparison.attributes[0]); };
  const auto distinct = [&](size_t c) { return records.attributes[static_cast<size_t>(attribute_of(comparisons[c]))].comparison.size(); };
  for (size_t i = 0; i < records.attributes.size(); ++i)
    if (info(records.attributes[i].type).spells && comparable(records.attributes[i])) names.push_back(static_cast<int>(i));
  for (size_t c = 0; c < comparisons.size(); ++c)
    if (info(records.attributes[static_cast<size_t>(attribute_of(comparisons[c]))].type).may_be_spelled) asked.push_back(c);
  std::stable_sort(asked.begin(), asked.end(), [&](size_t a, size_t b) { return distinct(a) > distinct(b); });
  std::vector<uint8_t> left_out(comparisons.size(), 0);
  for (const size_t c : asked) {
    const int attribute = attribute_of(comparisons[c]);
    const Spelling spelling = spelling_of(records, attribute, names);
    const bool email = records.attributes[static_cast<size_t>(attribute)].type == AttributeType::kEmail;
    // A third comparison shows in training what two say twice (score/dependence.h); of two alone, nothing does.
    const bool unseen = email && comparisons.size() == 2 && spelling.shares_a_word();
    if (!spelling.follows() && !unseen) continue;
    std::erase(names, attribute);
    // Of an e-mail the domain is left over, and who shares a mailbox shares more than a name.
    const bool whole = spelling.adds_nothing() && !email;
    left_out[c] = whole ? 1 : 0;
    notes.push_back({comparisons[c].attributes[0], whole ? "spelled_whole" : "spelled_in_part"});
    std::erase_if(comparisons[c].levels, [](const Level& level) { return level.id != "exact" && level.id != "else"; });
  }
  std::vector<Comparison> kept;
  for (size_t c = 0; c < comparisons.size(); ++c)
    if (left_out[c] == 0) kept.push_back(std::move(comparisons[c]));
  return kept;
}

// As many as there is room for, in their order.
std::vector<Comparison> most_telling_of(const RecordSet& records, LinkType link_type, std::vector<Comparison> comparisons,
                                        std::vector<ComparisonNote>& notes) {
  if (comparisons.size() <= kMostComparisons) return comparisons;
  std::vector<int> attributes;
  for (const Comparison& comparison : comparisons) attributes.push_back(records.find(comparison.attributes[0]));
  std::vector<Comparison> chosen;
  const std::vector<size_t> places = most_telling(records, link_type, attributes, kMostComparisons);
  for (size_t c = 0; c < comparisons.size(); ++c) {
    if (std::binary_search(places.begin(), places.end(), c)) chosen.push_back(std::move(comparisons[c]));
    else notes.push_back({comparisons[c].attributes[0], "less_telling"});
  }
  return chosen;
}

}  // namespace

uint32_t filled_count(const RecordSet& records, const Attribute& attribute) {
  uint32_t count = 0;
  for (RecordIndex r = 0; r < records.record_count(); ++r)
    for (const Attribute::Slot& slot : attribute.slots)
      if (attribute.comparison_of[slot.codes[r]] != kMissing) {
        ++count;
        break;
      }
  return count;
}

namespace {

// One word for another makes another thing of a title; of authors or of a description it makes another wording.
void keep_word_differences(const RecordSet& records, std::vector<Comparison>& comparisons) {
  const std::vector<uint8_t> own = own_comparisons(records, comparisons);
  for (size_t c = 0; c < comparisons.size(); ++c) {
    const bool title = own[c] != 0 && records.attributes[static_cast<size_t>(records.find(comparisons[c].attributes[0]))].type == AttributeType::kTitle;
    if (comparisons[c].comparator != "text" || title) continue;
    std::erase_if(comparisons[c].levels, [](const Level& level) { return level.id == "different_words"; });
  }
}

// Contacts and addresses of persons and companies. The place of birth stays.
void mark_what_may_change(const RecordSet& records, std::vector<Comparison>& comparisons) {
  for (Comparison& comparison : comparisons) {
    const Attribute& attribute = records.attributes[static_cast<size_t>(records.find(comparison.attributes[0]))];
    const AttributeGroup group = info(attribute.type).group;
    comparison.may_change = (group == AttributeGroup::kContact || group == AttributeGroup::kAddress) && attribute.key.rfind("birth", 0) != 0;
  }
}

}  // namespace

std::vector<Comparison> propose_comparisons(const RecordSet& records, LinkType link_type, std::vector<ComparisonNote>& notes) {
  notes.clear();
  std::vector<Comparison> proposed;
  const int postcode = first_of(records, AttributeType::kPostcode), city = first_of(records, AttributeType::kCity);
  const int given = first_of(records, AttributeType::kGivenName), surname = first_of(records, AttributeType::kSurname);
  const auto filled = [&](int i) { return i < 0 ? 0u : filled_count(records, records.attributes[static_cast<size_t>(i)]); };
  const uint32_t name_parts = std::min(filled(given), filled(surname));
  for (size_t i = 0; i < records.attributes.size(); ++i) {
    const Attribute& attribute = records.attributes[i];
    const int index = static_cast<int>(i);
    if (!comparable(attribute)) continue;
    const uint32_t present = filled(index);
    if (present < 2) continue;
    if (index == city && postcode >= 0) continue;  // compared with the postcode
    const auto follows_from = [&](int place) { return place >= 0 && is_determined_by(records, index, place); };
    if (attribute.type == AttributeType::kPlace && (follows_from(postcode) || follows_from(city))) {
      notes.push_back({attribute.key, "follows_from_place"});
      continue;
    }
    if (attribute.type == AttributeType::kFullName && name_parts * 2 >= present) continue;
    if (is_told_by_another(records, attribute)) continue;
    if (index == postcode && city >= 0) {
      proposed.push_back(compare::make_comparison("place", "place",
                                                  {attribute.key, records.attributes[static_cast<size_t>(city)].key}));
      continue;
    }
    const bool coordinate = attribute.type == AttributeType::kNumber && (attribute.key == "latitude" || attribute.key == "longitude");
    proposed.push_back(compare::make_comparison(attribute.key, coordinate ? "coordinate" : info(attribute.type).comparator, {attribute.key}));
  }
  std::vector<Comparison> chosen = most_telling_of(records, link_type, without_spelled(records, std::move(proposed), notes), notes);
  keep_word_differences(records, chosen);
  mark_what_may_change(records, chosen);
  return chosen;
}

namespace {

bool holds(const Attribute& attribute, RecordIndex record) {
  return std::any_of(attribute.slots.begin(), attribute.slots.end(),
                     [&](const Attribute::Slot& slot) { return attribute.comparison_of[slot.codes[record]] != kMissing; });
}

// Whether most records that hold a title hold nothing else that is a thing's own: films in a file of films and persons.
bool is_alone(const RecordSet& records, const std::vector<Comparison>& comparisons, const std::vector<uint8_t>& own, size_t title) {
  const auto attribute_of = [&](size_t c) { return &records.attributes[static_cast<size_t>(records.find(comparisons[c].attributes[0]))]; };
  std::vector<const Attribute*> others;
  for (size_t c = 0; c < comparisons.size(); ++c)
    if (own[c] != 0) others.push_back(attribute_of(c));
  const Attribute& titles = *attribute_of(title);
  uint32_t all = 0, alone = 0;
  for (RecordIndex r = 0; r < records.record_count(); ++r) {
    if (!holds(titles, r)) continue;
    ++all;
    alone += std::any_of(others.begin(), others.end(), [&](const Attribute* other) { return holds(*other, r); }) ? 0 : 1;
  }
  return alone * 2 > all;
}

}  // namespace

std::vector<uint8_t> own_comparisons(const RecordSet& records, const std::vector<Comparison>& comparisons) {
  std::vector<uint8_t> own(comparisons.size(), 0);
  // Colleagues share their company's name: it is a company's own only where few records also name a person.
  uint64_t companies = 0, contacts = 0;
  for (const RecordKind kind : records.kinds) {
    companies += kind == RecordKind::kCompany ? 1 : 0;
    contacts += kind == RecordKind::kContact ? 1 : 0;
  }
  bool any = false;
  int title = -1;
  uint32_t title_values = 0;
  for (size_t c = 0; c < comparisons.size(); ++c) {
    const int attribute = comparisons[c].attributes.empty() ? -1 : records.find(comparisons[c].attributes[0]);
    if (attribute < 0 || !comparisons[c].enabled) continue;
    const Attribute& a = records.attributes[static_cast<size_t>(attribute)];
    switch (info(a.type).own) {
      case Own::kNo: break;
      case Own::kYes: own[c] = 1; break;
      // A number that few records share identifies; a house number does not.
      case Own::kWhereRare: own[c] = a.comparison.size() > filled_count(records, a) / 3 ? 1 : 0; break;
      case Own::kWhereCompanies: own[c] = companies >= contacts ? 1 : 0; break;
      case Own::kWhereNothingElse:
        if (a.comparison.size() > title_values && (title < 0 || a.type == AttributeType::kTitle)) {
          title = static_cast<int>(c);
          title_values = a.comparison.size();
        }
        break;
    }
    any = any || (own[c] != 0 && info(a.type).own != Own::kWhereRare);
  }
  if (title >= 0 && (!any || is_alone(records, comparisons, own, static_cast<size_t>(title)))) own[static_cast<size_t>(title)] = 1;
  return own;
}

bool titles_tell(const RecordSet& records, const std::vector<Comparison>& comparisons) {
  const std::vector<uint8_t> own = own_comparisons(records, comparisons);
  for (size_t c = 0; c < own.size(); ++c) {
    if (own[c] == 0) continue;
    const AttributeType type = records.attributes[static_cast<size_t>(records.find(comparisons[c].attributes[0]))].type;
    if (info(type).own == Own::kWhereNothingElse) return true;
  }
  return false;
}

std::vector<std::vector<size_t>> sibling_kinds(const RecordSet& records, const std::vector<Comparison>& comparisons,
                                               const std::vector<uint8_t>& own) {
  std::vector<std::vector<size_t>> kinds(1);
  std::vector<size_t> address, other;
  for (size_t c = 0; c < comparisons.size(); ++c) {
    const int attribute = comparisons[c].attributes.empty() ? -1 : records.find(comparisons[c].attributes[0]);
    if (attribute < 0 || own[c] != 0) continue;
    const AttributeTypeInfo& type = info(records.attributes[static_cast<size_t>(attribute)].type);
    (type.group == AttributeGroup::kAddress ? address : other).push_back(c);
  }
  // Relatives and neighbors are a matter of persons; elsewhere one kind is enough.
  bool persons = false;
  for (size_t c = 0; c < comparisons.size(); ++c) persons = persons || (own[c] != 0 && comparisons[c].comparator == "given_name");
  if (persons && !address.empty() && !other.empty()) {
    kinds.push_back(address);
    kinds.push_back(other);
  }
  return kinds;
}

}  // namespace jumelles::linking
