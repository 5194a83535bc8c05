// Countries that an address contradicts, and phones of persons that are those of services.

#include <algorithm>

#include "audit/place_list.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/countries.h"
#include "standardize/phone_numbers.h"
#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// Where addresses of a table are, by their postcodes and towns alone.
class Addresses {
 public:
  explicit Addresses(const Work& work) : work_(work), postcode_(work.attribute_of(T::kPostcode)), town_(work.attribute_of(T::kCity)) {}
  bool known() const { return postcode_ >= 0 && town_ >= 0; }

  // "FR" where a French list has that town at that postcode; another country where only its postcodes or its well-known towns are so; "" elsewhere.
  std::string_view country(uint32_t table, RecordIndex record) const {
    const Attribute &postcodes = attribute(postcode_), &towns = attribute(town_);
    const Code p = compared(postcodes, record), t = compared(towns, record);
    if (p == kMissing || t == kMissing) return {};
    const std::string_view postcode = postcodes.comparison[p], town = towns.comparison[t];
    if (postcode.size() == 5 && standardize::all_digits(postcode)) {
      uint32_t number = 0;
      for (const char c : postcode) number = number * 10 + static_cast<uint32_t>(c - '0');
      const auto [from, to] = PlaceList::french().at_postcode(number);
      if (std::any_of(from, to, [&](const PlaceList::Row& row) { return row.town == town; })) return "FR";
    }
    const std::string_view written = written_value(work_, postcodes, postcodes.slots[0], table, record);
    if (const std::string_view code = standardize::country_of_postcode(written); !code.empty() && code != standardize::kSomewhereElse) return code;
    const bool four = standardize::trim(written).size() == 4 && standardize::all_digits(standardize::trim(written));
    if (!PlaceList::french().named(town).empty() && !four) return {};
    return standardize::country_of_town(town, four);
  }

 private:
  const Attribute& attribute(int a) const { return work_.records().attributes[static_cast<size_t>(a)]; }
  const Work& work_;
  int postcode_, town_;
};

// Whether a country's name or code is told from France's own ways to be written: "FRANCE METROPOLITAINE", "F".
bool is_other_country(std::string_view said) {
  if (said.size() == 2) return true;
  constexpr size_t kShortestName = 4;
  return said.size() >= kShortestName && said.find("FRANC") == std::string_view::npos && said.find("METROPOLE") == std::string_view::npos && std::none_of(said.begin(), said.end(), is_digit);
}

bool is_france(std::string_view country) { return country == "FR" || country == "MC" || standardize::is_french_territory(country); }

// The country that the VAT number begins with ("EL" is Greece), "" of what is no country of the Union's.
std::string_view country_of_vat(std::string_view vat) {
  static const standardize::WordSet codes{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"};
  if (vat.size() < 6 || !codes.has(vat.substr(0, 2))) return {};
  return vat.substr(0, 2) == "EL" ? std::string_view("GR") : vat.substr(0, 2);
}

// A number of a service: by its plan, or a short one (3xxx and 10xx of France). What is written as at home is French where most phones are.
bool is_service(std::string_view text, bool is_french) {
  if (text.empty() || (text[0] != '+' && !is_french)) return false;
  standardize::PhoneNumber number;
  // Most are no such numbers of France, and need not be read.
  constexpr size_t kLongestShort = 8;  // "118 712" with what stands between
  if (text.size() > kLongestShort && (text.substr(0, 3) == "+33" ? text.size() > 5 && text[4] != '8' : text[0] != '+' && text.substr(0, 2) != "08")) return false;
  const std::string digits = standardize::digits_of(text);
  if (digits.size() <= 6) return standardize::is_short_number(digits);
  const bool read = !text.empty() && text[0] == '+' ? standardize::read_international_phone(digits, number) : digits.size() == 10 && standardize::read_national_phone(digits, "FR", number);
  return read && number.kind == standardize::PhoneKind::kService;
}

void check_countries(Work& work, uint32_t t, int country, int vat) {
  const Addresses addresses(work);
  const RecordSet& records = work.records();
  const auto form = [&](int a, RecordIndex r) -> std::string_view {
    if (a < 0) return {};
    const Attribute& attribute = records.attributes[static_cast<size_t>(a)];
    return attribute.comparison[compared(attribute, r)];
  };
  for (RecordIndex r = records.first_record[t]; r < records.first_record[t + 1]; ++r) {
    const std::string_view said = form(country, r), of_vat = country_of_vat(form(vat, r));
    const bool is_told = is_other_country(said);
    const bool doubtful = is_told || (!of_vat.empty() && of_vat != "FR");
    if (!doubtful) continue;
    const std::string_view here = addresses.country(t, r);
    if (here.empty()) continue;
    if (is_told && said != here && (said.size() == 2 || here == "FR") && !(is_france(said) && is_france(here))) {
      Finding& finding = work.finding(K::kCountryAddress, {static_cast<uint32_t>(country)});
      add(finding, t, r, std::string(written_value(work, records.attributes[static_cast<size_t>(country)], records.attributes[static_cast<size_t>(country)].slots[0], t, r)));
    } else if (!of_vat.empty() && of_vat != "FR" && here == "FR") {
      Finding& finding = work.finding(K::kVatCountry, {static_cast<uint32_t>(vat)});
      add(finding, t, r, std::string(form(vat, r)));
    }
  }
}

// A person's phone that is a service's, where phones are in a column of their own.
class ServiceCheck {
 public:
  ServiceCheck(Work& work, uint32_t phone) : work_(work), phone_(phone) {}
  void read_numbers() {
    service_.assign(phones().clean.size(), 0);
    size_t french = 0;
    for (Code code = 1; code < service_.size(); ++code) french += phones().clean[code].substr(0, 3) == "+33";
    const bool is_french = french * 2 > service_.size();
    for (Code code = 1; code < service_.size(); ++code) service_[code] = is_service(phones().clean[code], is_french), any_ = any_ || service_[code] != 0;
  }
  void check(uint32_t t) {
    if (!any_) return;
    Finding& finding = work_.finding(K::kServiceNumber, {phone_});
    for (RecordIndex r = work_.records().first_record[t]; r < work_.records().first_record[t + 1]; ++r) {
      if (work_.records().kinds[r] != RecordKind::kPerson) continue;
      for (const Attribute::Slot& slot : phones().slots)
        if (service_[slot.codes[r]] != 0) add(finding, t, r, std::string(written_value(work_, phones(), slot, t, r)));
    }
  }

 private:
  const Attribute& phones() const { return work_.records().attributes[phone_]; }
  Work& work_;
  uint32_t phone_;
  std::vector<uint8_t> service_;  // per clean value
  bool any_ = false;
};

}  // namespace

Pieces country_pieces(Work& work) {
  const int country = work.attribute_of(T::kCountry), vat = work.attribute_of(T::kVat);
  Pieces pieces;
  if (!Addresses(work).known() || (country < 0 && vat < 0)) return pieces;
  for (uint32_t t = 0; t < work.source_count(); ++t)
    if (written_feed(work, t, country) != nullptr || written_feed(work, t, vat) != nullptr) pieces.push_back([=, &work] { check_countries(work, t, country, vat); });
  return pieces;
}

Pieces service_pieces(Work& work) {
  const int phone = work.attribute_of(T::kPhone);
  if (phone < 0) return {};
  const auto check = std::make_shared<ServiceCheck>(work, static_cast<uint32_t>(phone));
  Pieces pieces{[check] { check->read_numbers(); }};
  for (uint32_t t = 0; t < work.source_count(); ++t) pieces.push_back([=] { check->check(t); });
  return pieces;
}

}  // namespace jumelles::audit
