// Names that stand in the place of others.

#include <algorithm>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"
#include "text/fold.h"
#include "text/french_names.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// How many records have a name that no list has, as a share: a name that nobody knows is far more often a surname.
struct Unknown { double given = 1, surname = 1; };

double unknown_share(const Attribute& names, const std::vector<uint32_t>& counts, double (*listed)(std::string_view)) {
  double unknown = 1, all = 1;
  for (Code code = 1; code < names.comparison.size(); ++code) {
    all += counts[code];
    if (listed(names.comparison[code]) == 0) unknown += counts[code];
  }
  return unknown / all;
}

// How common a name is in each place: as a share of these records, and of the population.
struct NameShares {
  static constexpr double kRare = 1e-5;  // of those whose name no list has, so many have this one
  std::vector<double> as_given, as_surname;
  NameShares(const Attribute& names, const std::vector<uint32_t>& counts, bool given, const Attribute& others, const std::vector<uint32_t>& other_counts, double total, const Unknown& unknown) {
    as_given.resize(names.comparison.size());
    as_surname.resize(names.comparison.size());
    for (Code code = 1; code < names.comparison.size(); ++code) {
      const std::string_view text = names.comparison[code];
      const Code there = others.comparison.find(text);
      // The record itself proves nothing.
      const double own = std::max(0.0, static_cast<double>(counts[code]) - 1) / total, other = there == kMissing ? 0 : static_cast<double>(other_counts[there]) / total;
      as_given[code] = (given ? own : other) + text::french_given_name_share(text) + kRare * unknown.given;
      as_surname[code] = (given ? other : own) + text::french_surname_share(text) + kRare * unknown.surname;
    }
  }
};

std::vector<uint32_t> counts_of(const Attribute& attribute, uint32_t record_count) {
  std::vector<uint32_t> counts(attribute.comparison.size(), 0);
  for (RecordIndex r = 0; r < record_count; ++r) ++counts[compared(attribute, r)];
  return counts;
}

// The names of an attribute as addresses spell them: "MARIELOUISE".
class Joined {
 public:
  explicit Joined(const Attribute& names) {
    std::string joined;
    for (Code code = 1; code < names.comparison.size(); ++code) {
      joined.clear();
      for (const char c : names.comparison[code])
        if (c != ' ') joined += c;
      hashes_.push_back(hash_text(joined));
    }
    std::sort(hashes_.begin(), hashes_.end());
  }
  bool has(std::string_view word) const { return std::binary_search(hashes_.begin(), hashes_.end(), hash_text(word)); }

 private:
  std::vector<uint64_t> hashes_;
};

}  // namespace

void check_names(Work& work) {
  const int g = work.attribute_of(T::kGivenName), s = work.attribute_of(T::kSurname);
  if (g < 0 || s < 0) return;
  const RecordSet& records = work.records();
  const Attribute &given = records.attributes[static_cast<size_t>(g)], &surname = records.attributes[static_cast<size_t>(s)];
  const std::vector<uint32_t> given_counts = counts_of(given, work.record_count()), surname_counts = counts_of(surname, work.record_count());
  const double total = std::max(1u, work.record_count());
  const Unknown unknown{unknown_share(given, given_counts, text::french_given_name_share), unknown_share(surname, surname_counts, text::french_surname_share)};
  const NameShares of_given(given, given_counts, true, surname, surname_counts, total, unknown), of_surname(surname, surname_counts, false, given, given_counts, total, unknown);
  const std::vector<uint32_t> both{static_cast<uint32_t>(s), static_cast<uint32_t>(g)};
  Finding &exchanged = work.finding(K::kExchangedNames, both), &same = work.finding(K::kSameNames, both);
  for (uint32_t t = 0; t < work.source_count(); ++t)
    for (RecordIndex r = records.first_record[t]; r < records.first_record[t + 1]; ++r) {
      const Code first = compared(given, r), last = compared(surname, r);
      if (first == kMissing || last == kMissing) continue;
      ++exchanged.of_count, ++same.of_count;
      // One of a hundred may be exchanged: a thousand times as likely that way round leaves ten to one.
      const double as_it_is = of_given.as_given[first] * of_surname.as_surname[last], other_way = of_given.as_surname[first] * of_surname.as_given[last];
      Finding* finding = given.comparison[first] == surname.comparison[last] ? &same : other_way > 1000 * as_it_is ? &exchanged : nullptr;
      if (finding == nullptr) continue;
      add(*finding, t, r, std::string(surname.clean[surname.slots[0].codes[r]]) + " · " + std::string(given.clean[given.slots[0].codes[r]]));
    }
}

// An address that spells a given name and a surname, neither of them the record's.
void check_emails(Work& work) {
  const int e = work.attribute_of(T::kEmail), g = work.attribute_of(T::kGivenName), s = work.attribute_of(T::kSurname);
  if (e < 0 || g < 0 || s < 0) return;
  const RecordSet& records = work.records();
  const Attribute &email = records.attributes[static_cast<size_t>(e)], &given = records.attributes[static_cast<size_t>(g)], &surname = records.attributes[static_cast<size_t>(s)];
  Finding& finding = work.finding(K::kEmailOfOther, {static_cast<uint32_t>(e), static_cast<uint32_t>(s)});
  const Joined given_names(given), surnames(surname);
  std::string folded, bare;
  const auto stands_in = [&](std::string_view name) {
    bool there = false;
    text::tokenize(name, [&](std::string_view word) { there = there || (word.size() >= 3 && bare.find(word) != std::string::npos); });
    return there;
  };
  for (uint32_t t = 0; t < work.source_count(); ++t)
    for (RecordIndex r = records.first_record[t]; r < records.first_record[t + 1]; ++r) {
      const Code address = email.slots[0].codes[r], first = compared(given, r), last = compared(surname, r);
      if (address == kMissing || first == kMissing || last == kMissing || email.validity[address] != Validity::kValid) continue;
      ++finding.of_count;
      const std::string_view text = email.clean[address];
      const std::string_view local = text.substr(0, text.find('@'));
      const size_t separator = local.find_first_of("._-");
      if (separator == std::string_view::npos) continue;  // where one word ends cannot be told
      text::fold_into(local, folded);
      bare.clear();
      for (const char c : folded)
        if (c != ' ') bare += c;
      if (stands_in(given.comparison[first]) || stands_in(surname.comparison[last])) continue;
      std::vector<std::string_view> tokens;
      text::tokenize(folded, [&](std::string_view word) {
        while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
        if (!word.empty()) tokens.push_back(word);
      });
      if (tokens.size() != 2 || tokens[0].size() < 3 || tokens[1].size() < 3) continue;
      const auto spells = [&](std::string_view a, std::string_view b) {
        return (text::french_given_name_share(a) > 0 || given_names.has(a)) && (text::french_surname_share(b) > 0 || surnames.has(b));
      };
      const auto is_mistyped = [&](std::string_view name) { return is_slip(tokens[0], name) || is_slip(tokens[1], name); };
      if (is_mistyped(given.comparison[first]) || is_mistyped(surname.comparison[last])) continue;
      if (!spells(tokens[0], tokens[1]) && !spells(tokens[1], tokens[0])) continue;
      add(finding, t, r, std::string(text) + " · " + std::string(surname.clean[surname.slots[0].codes[r]]));
    }
}

}  // namespace jumelles::audit
