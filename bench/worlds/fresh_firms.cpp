// Companies, outlets of franchises, and invoices of the fresh catalog.

#include "fresh_codes.h"
#include "fresh_things.h"
#include "fresh_words.h"
#include "things.h"

namespace jumelles::worlds {
namespace {

struct TaxIds { std::string company, establishment, vat; };

TaxIds tax_ids(const Maker& m, uint32_t legal_unit, uint32_t establishment) {
  TaxIds ids;
  const std::string digits = m.unique("tax", legal_unit, 9), eight = m.unique("tax of 8", legal_unit, 8), seven = m.unique("tax of 7", legal_unit, 7);
  switch (m.spec.country) {
    case Country::kFrance:
      ids.company = with_check_digit(eight);
      ids.establishment = with_check_digit(ids.company + with_zeros(establishment % 9000 + 13, 4));
      ids.vat = vat_france(ids.company);
      break;
    case Country::kGermany: ids.vat = vat_germany(eight), ids.company = "HRB " + m.unique("register", legal_unit, 6); break;
    case Country::kSpain: ids.company = cif_spain(seven), ids.vat = "ES" + ids.company; break;
    case Country::kPoland: ids.company = nip_poland(digits), ids.vat = "PL" + ids.company; break;
    case Country::kItaly: ids.company = partita_iva("0" + digits), ids.vat = "IT" + ids.company; break;
    case Country::kSweden: ids.company = orgnr_sweden(seven), ids.vat = "SE" + ids.company.substr(0, 6) + ids.company.substr(7) + "01"; break;
    case Country::kNetherlands: ids.company = eight, ids.vat = "NL" + bsn_like(eight) + "B01"; break;
    case Country::kEngland: ids.company = "0" + seven, ids.vat = "GB" + digits; break;
    default: ids.company = ids.vat = digits.substr(0, 2) + "-" + digits.substr(2);
  }
  if (ids.establishment.empty()) ids.establishment = ids.company + "-" + with_zeros(establishment % 9000 + 1, 4);
  return ids;
}

std::string initials_of(const std::string& name) {
  std::string out;
  for (size_t i = 0; i < name.size(); ++i)
    if (name[i] >= 'A' && name[i] <= 'Z' && (i == 0 || name[i - 1] == ' ')) out.push_back(name[i]);
  return out.size() > 1 ? out : name.substr(0, 3);
}

std::string business_name(const Lexicon& words, Rng& rng) {
  switch (rng.below(6)) {
    case 0: return in_order({surname(words, rng), " ", pick(words.activities, rng)});
    case 1: return in_order({pick(words.activities, rng), " ", surname(words, rng)});
    case 2: return in_order({surname(words, rng), " & ", surname(words, rng)});
    case 3: return in_order({capitalized(made_word(rng, 2)), " ", pick(words.activities, rng)});
    case 4: return in_order({town(words, rng.below(30)).name, " ", pick(words.activities, rng)});
    default: return in_order({capitalized(made_word(rng, 2)), capitalized(made_word(rng, 1))});
  }
}

}  // namespace

// Threes that may be sisters: one name and address, each a company of its own. Or, where chains are asked for, outlets of so many.
void make_firm(const Maker& m, uint32_t number, Values& v) {
  const Lexicon& words = lexicon(m.spec.country);
  Rng rng = m.of("firm", number);
  const bool is_sister = m.spec.chains == 0 && m.is("sisters", number / 3, m.spec.variants);
  Rng group = m.of("group", is_sister ? number / 3 : 1000000 + number);
  std::string stem = business_name(words, group);
  put_fresh_address(m, group, v);
  v[Field::kPhone] = fresh_phone(m.spec.country, is_sister ? group : rng, false);
  v[Field::kLegalForm] = words.legal_forms[frequent_first(words.legal_forms.size(), rng)];
  if (is_sister) {
    static constexpr const char* kParts[] = {" Holding", " Services", " Immo", " Logistics", " International", " Digital"};
    stem += kParts[(group.below(6) + number % 3) % 6];
  }
  uint32_t legal_unit = number;
  std::string trade = stem, site = plain_letters(stem);
  if (m.spec.chains > 0) {
    const uint64_t chain = frequent_first(m.spec.chains, rng);
    const auto& known = words_of_trade("franchises");
    Rng brand = m.of("chain", chain);
    const std::string name = chain < known.size() ? known[chain] : business_name(words, brand);
    trade = in_order({name, " ", rng.chance(0.7) ? v[Field::kTown] : v[Field::kTown] + " " + pick(std::vector<std::string>{"Centre", "Nord", "Gare", "Plaza"}, rng)});
    site = plain_letters(name);
    // A fifth of the operators has two or three outlets.
    if (number % 5 < 2 && m.is("operator", number / 5, 0.5)) legal_unit = number / 5 * 5;
    Rng operating = m.of("operating", legal_unit);
    stem = business_name(words, operating);
    v[Field::kLegalForm] = words.legal_forms[frequent_first(words.legal_forms.size(), operating)];
    v[Field::kParent] = name;
    v[Field::kStoreNumber] = m.unique("store", number, 4);
  }
  v[Field::kCompany] = stem + (rng.chance(0.8) ? " " + v[Field::kLegalForm] : "");
  v[Field::kBrandName] = trade;
  v[Field::kAka] = initials_of(stem);
  v[Field::kFormer] = in_order({business_name(words, rng), " ", v[Field::kLegalForm]});
  const TaxIds ids = tax_ids(m, legal_unit, number);
  v[Field::kSiren] = ids.company, v[Field::kSiret] = ids.establishment, v[Field::kVat] = ids.vat;
  static constexpr const char* kDomains[] = {".fr", ".co.uk", ".de", ".es", ".pl", ".nt", ".com", ".nl", ".it", ".se"};
  const std::string domain = site + (rng.chance(0.7) ? kDomains[static_cast<size_t>(m.spec.country)] : ".com");
  v[Field::kWebsite] = (rng.chance(0.5) ? "https://www." : "www.") + domain;
  v[Field::kMailbox] = in_order({pick(std::vector<std::string>{"info", "contact", "office", "sales", "accounting"}, rng), "@", domain});
  v[Field::kManager] = in_order({given_name(words, rng).name, " ", surname(words, rng)});
  v[Field::kSector] = pick(words.activities, rng);
  v[Field::kDepartment] = from_trade("departments", rng);
  v[Field::kIban] = bank_account(m, legal_unit);
  v[Field::kSlug] = plain_letters(trade);
}

// Sixes of one supplier, with its monthly amount where variants are asked for: rent and leasing come again each month.
void make_invoice(const Maker& m, uint32_t number, Values& v) {
  const Lexicon& words = lexicon(m.spec.country);
  Rng rng = m.of("invoice", number), suppliers = m.of("supplies", number / 6);
  const uint32_t supplier_number = static_cast<uint32_t>(suppliers.below(80));
  Rng supplier = m.of("supplier", supplier_number);
  v[Field::kCompany] = in_order({business_name(words, supplier), " ", pick(words.legal_forms, supplier)});
  v[Field::kVat] = tax_ids(m, supplier_number, 0).vat;
  const bool monthly = suppliers.chance(m.spec.variants);
  const double fixed = 100 + 3000 * suppliers.uniform(), free = 20 + 9000 * rng.uniform() * rng.uniform();
  const double net = monthly ? fixed : free;
  v[Field::kNet] = decimal(net, 2);
  v[Field::kGross] = decimal(net * 1.2, 2);
  if (monthly) v[Field::kInvoiceDate] = "2024-" + with_zeros(1 + number % 6, 2) + "-01";
  else v[Field::kInvoiceDate] = drawn_date(2023, 2, rng);
  const std::string prefix = pick(std::vector<std::string>{"RE-", "INV", "F", "2024/", "", "FA-24-"}, supplier);
  v[Field::kInvoiceNumber] = prefix + m.unique("invoice", number, 6);
  v[Field::kOrderNumber] = in_order({"45000", drawn_digits(rng, 5)});
  v[Field::kDescription] = in_order({monthly ? "Leasing " : "Delivery ", made_word(suppliers, 2), " ", monthly ? "monthly" : drawn_digits(rng, 3)});
}

}  // namespace jumelles::worlds
