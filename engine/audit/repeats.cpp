// Fields that say what another field of their record says, and fields of persons beside companies.

#include <algorithm>

#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/words.h"
#include "text/fold.h"
#include "text/french_names.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// The folded value of a record's first slot; "" without one.
std::string folded_of(const Work& work, int attribute, RecordIndex record) {
  if (attribute < 0) return {};
  const Attribute& of = work.records().attributes[static_cast<size_t>(attribute)];
  const Code code = of.slots[0].codes[record];
  return code == kMissing ? std::string() : text::fold(of.clean[code]);
}

// Whether the words of `part` are the first or the last of `whole`, with others left that are no mere particle: "SAINT MARTIN" is a name of
// its own beside "MARTIN".
bool begins_or_ends_with(std::string_view whole, std::string_view part) {
  if (part.size() < 3 || whole.size() < part.size() + 3) return false;
  std::string_view left;
  if (whole.substr(0, part.size()) == part && whole[part.size()] == ' ') left = whole.substr(part.size() + 1);
  else if (whole.substr(whole.size() - part.size()) == part && whole[whole.size() - part.size() - 1] == ' ') left = whole.substr(0, whole.size() - part.size() - 1);
  else return false;
  static const standardize::WordSet particles{"SAINT", "SAINTE", "ST", "STE", "LE", "LA", "LES", "DE", "DU", "DES", "DE LA", "D", "L", "VAN", "VON", "VAN DER", "VAN DEN", "DER", "DI", "DA", "DEL", "DELLA", "DOS", "EL", "AL", "BEN",
                                              "BOU", "ABOU", "ABD", "AIT", "MAC", "MC", "O", "SAN", "SANTA", "SANTO", "PETIT", "GRAND", "DON", "BON", "BEAU"};
  // So is "JEAN LOUIS", of two given names.
  return left.size() >= 2 && !particles.has(left) && !(text::french_given_name_share(left) > text::french_surname_share(left) && text::french_given_name_share(part) > text::french_surname_share(part));
}

enum Look : uint8_t { kUnlooked, kPlain, kHasPostcode, kNoDigits, kSeveralWords };

// A postcode's digits behind something else.
bool holds_postcode(std::string_view text) {
  size_t run = 0;
  for (size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_digit(text[at])) {
      ++run;
      continue;
    }
    if (run == 5 && at > 5) return true;
    run = 0;
  }
  return false;
}

Look look_at_street(std::string_view text) {
  if (holds_postcode(text)) return kHasPostcode;
  return std::none_of(text.begin(), text.end(), is_digit) ? kNoDigits : kPlain;
}
Look look_at_name(std::string_view text) { return standardize::trim(text).find(' ') != std::string_view::npos ? kSeveralWords : kPlain; }

// Calls f(record, value, what it looks like) for records whose value deserves it; each value is looked at once.
template <class F>
void for_suspects(const Work& work, int attribute, uint32_t table, Look (*look)(std::string_view), F f) {
  const Feed* feed = written_feed(work, table, attribute);
  if (feed == nullptr) return;
  std::vector<uint8_t> looks(feed->values->size(), kUnlooked);
  const RecordIndex base = work.records().first_record[table];
  for (uint32_t row = 0; row < work.input.tables[table]->row_count(); ++row) {
    const Code code = feed->code(work.records(), row);
    if (code == kMissing) continue;
    if (looks[code] == kUnlooked) looks[code] = look((*feed->values)[code]);
    if (looks[code] != kPlain) f(base + row, (*feed->values)[code], static_cast<Look>(looks[code]));
  }
}

void check_streets(Work& work, uint32_t t, int street) {
  const int postcode = work.attribute_of(T::kPostcode), given = work.attribute_of(T::kGivenName), surname = work.attribute_of(T::kSurname), company = work.attribute_of(T::kCompanyName);
  const auto s = static_cast<uint32_t>(street);
  // Of an address in one field, the parts are read from the street itself.
  const bool has_postcodes = written_feed(work, t, postcode) != nullptr;
  for_suspects(work, street, t, look_at_street, [&](RecordIndex r, std::string_view value, Look look) {
    if (look == kHasPostcode && !has_postcodes) return;
    const std::string whole = text::fold(value);
    if (look == kHasPostcode) {
      const std::string code = folded_of(work, postcode, r);
      const size_t at = code.size() < 4 ? std::string::npos : whole.find(" " + code);
      if (at != std::string::npos && (at + code.size() + 1 == whole.size() || whole[at + code.size() + 1] == ' ')) add(work.finding(K::kRepeatsField, {s, static_cast<uint32_t>(postcode)}), t, r, std::string(value));
      return;
    }
    const std::string first = folded_of(work, given, r), last = folded_of(work, surname, r);
    if (!first.empty() && !last.empty() && (whole == first + " " + last || whole == last + " " + first)) add(work.finding(K::kRepeatsField, {s, static_cast<uint32_t>(surname)}), t, r, std::string(value));
    else if (company >= 0 && whole.size() > 3 && whole == folded_of(work, company, r)) add(work.finding(K::kRepeatsField, {s, static_cast<uint32_t>(company)}), t, r, std::string(value));
  });
}

// The surname that holds the given name, which stands in its own field, too; and the other way round.
void check_name_parts(Work& work, uint32_t t, int holder, int held) {
  if (written_feed(work, t, held) == nullptr) return;
  for_suspects(work, holder, t, look_at_name, [&](RecordIndex r, std::string_view value, Look) {
    const std::string whole = text::fold(value), part = folded_of(work, held, r);
    if (begins_or_ends_with(whole, part)) add(work.finding(K::kRepeatsField, {static_cast<uint32_t>(holder), static_cast<uint32_t>(held)}), t, r, std::string(value));
  });
}

// A birth on the day of the record: one of the two dates was copied.
void check_births(Work& work, uint32_t t, int birth, int created) {
  const RecordSet& records = work.records();
  const Attribute &births = records.attributes[static_cast<size_t>(birth)], &days = records.attributes[static_cast<size_t>(created)];
  for (RecordIndex r = records.first_record[t]; r < records.first_record[t + 1]; ++r) {
    const Code b = births.slots[0].codes[r], d = days.slots[0].codes[r];
    if (b == kMissing || d == kMissing || births.clean[b].substr(0, 10) != days.clean[d].substr(0, 10) || !is_whole_day(births.clean[b])) continue;
    add(work.finding(K::kRepeatsField, {static_cast<uint32_t>(birth), static_cast<uint32_t>(created)}), t, r, std::string(births.clean[b]));
  }
}

// A title beside a company alone, where titles have a column of their own.
void check_company_titles(Work& work, uint32_t t) {
  const int title = work.attribute_of(T::kCivility), company = work.attribute_of(T::kCompanyName), given = work.attribute_of(T::kGivenName), surname = work.attribute_of(T::kSurname);
  const RecordSet& records = work.records();
  const auto has = [&](int attribute, RecordIndex r) { return attribute >= 0 && records.attributes[static_cast<size_t>(attribute)].slots[0].codes[r] != kMissing; };
  Finding& finding = work.finding(K::kTitleOfCompany, {static_cast<uint32_t>(title), static_cast<uint32_t>(company)});
  const Attribute& titles = records.attributes[static_cast<size_t>(title)];
  if (written_feed(work, t, title) == nullptr || written_feed(work, t, surname) == nullptr) return;
  for (RecordIndex r = records.first_record[t]; r < records.first_record[t + 1]; ++r) {
    if (!has(company, r) || has(surname, r) || has(given, r)) continue;
    ++finding.of_count;
    if (!has(title, r)) continue;
    const std::string_view text = titles.comparison[titles.comparison_of[titles.slots[0].codes[r]]];
    if (text == "M" || text == "MME" || text == "MLLE") add(finding, t, r, folded_of(work, company, r));
  }
}

}  // namespace

Pieces repeat_pieces(Work& work) {
  const int street = work.attribute_of(T::kStreet), given = work.attribute_of(T::kGivenName), surname = work.attribute_of(T::kSurname);
  const int birth = work.attribute_of(T::kBirthDate), created = work.attribute_of(T::kCreatedDate), title = work.attribute_of(T::kCivility), company = work.attribute_of(T::kCompanyName);
  Pieces pieces;
  for (uint32_t t = 0; t < work.source_count(); ++t) {
    if (street >= 0) pieces.push_back([=, &work] { check_streets(work, t, street); });
    if (given >= 0 && surname >= 0) pieces.push_back([=, &work] { check_name_parts(work, t, surname, given); });
    if (given >= 0 && surname >= 0) pieces.push_back([=, &work] { check_name_parts(work, t, given, surname); });
    if (birth >= 0 && created >= 0) pieces.push_back([=, &work] { check_births(work, t, birth, created); });
    if (title >= 0 && company >= 0 && surname >= 0) pieces.push_back([=, &work] { check_company_titles(work, t); });
  }
  return pieces;
}

}  // namespace jumelles::audit
