#pragma once

// Values as a person would write them, and folded forms for matching: computed once per distinct value.
//
// Comparison forms, by type (ASCII upper case unless said):
//   given_name, surname, full_name   "JEAN PIERRE" (particles kept as tokens, civilities and marital markers dropped)
//   email                            lower case, trimmed, "mailto:" dropped
//   phone                            E.164 "+33612345678"; its digits where the country is open
//   dates                            "1971-03-14"; unknown parts "00"
//   street                           "12 BIS RUE DES TANNEURS" (number first, words expanded)
//   postcode                         "75011", CEDEX and blanks dropped; other countries: folded
//   city                             "SAINT ETIENNE", arrondissement and CEDEX dropped
//   company_name                     words without legal form
//   siren, siret, vat                digits (vat: country and key kept)
//   gender                           "M" / "F";  civility "M" / "MME"
//   consent                          "1" / "0"
//   number, year                     canonical decimal
//   title, text, category, place, code  folded words; of numbers with check digits the bare form

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "standardize/recipe.h"
#include "standardize/trace.h"

namespace jumelles::standardize {

enum class DateOrder : uint8_t { kUnknown, kDayMonth, kMonthDay, kYearFirst };

enum class CleanStatus : uint8_t { kClean, kMissing, kPlaceholder, kInvalid };

struct CleanValue {
  std::string clean;        // "" when missing or a placeholder
  std::string comparison;   // "" when it must not be compared
  CleanStatus status = CleanStatus::kClean;
  Validity validity = Validity::kUnchecked;
};

// Cleans one value, as the row of its type says (`cleaning`). Deterministic, allocation-light.
// `country` (ISO 3166) of the row decides how phones, postcodes and numbers of companies are read; "" where it is not known.
// Of several values in a cell the best.
CleanValue clean_value(AttributeType type, std::string_view original, DateOrder order = DateOrder::kDayMonth, std::string_view country = "FR",
                       Trace* trace = nullptr);
// All values of a cell, best first.
std::vector<CleanValue> clean_values(AttributeType type, std::string_view original, std::string_view country = "FR", Trace* trace = nullptr);

// Whether a text is a usual stand-in for "nothing" ("INCONNU", "N/A", "-", "null"...), for that type.
bool is_placeholder(AttributeType type, std::string_view original);

// How a distinct value of one attribute came to be as it is.
struct TracedValue {
  uint32_t table = 0, attribute = 0;
  std::string original, clean;  // of a cell with several values the best
  std::vector<CleaningStep> steps;
};

struct StandardizeReport {
  std::vector<uint64_t> ambiguous_date_counts;  // per attribute
};

// All tables to one RecordSet. A full name is split into given name and surname where the table has neither;
// e-mail and phone columns of one table become slots of one attribute. What stands in fields of names besides a name (titles,
// the other one of a couple, a phone, an e-mail, a street, a company) feeds attributes of its own. The kind of each record
// (person, household, company, contact) is decided from which attributes it fills, and from titles. `traced`: filled with why each
// distinct value changed, where somebody asks. `recipe`: applied to originals before anything is made of them; null: none.
std::vector<Phase> standardize_phases(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping,
                                      std::shared_ptr<RecordSet> records,
                                      std::shared_ptr<StandardizeReport> report,
                                      std::shared_ptr<std::vector<TracedValue>> traced = nullptr,
                                      std::shared_ptr<const Recipe> recipe = nullptr);

// Keys of the attributes that columns of that mapping feed, names split from a full name among them.
std::vector<std::string> attribute_keys(const Mapping& mapping);

}  // namespace jumelles::standardize
