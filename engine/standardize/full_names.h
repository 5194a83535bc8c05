#pragma once

// A name field taken apart: who it is about, and all else that stands in it.

#include <string>
#include <string_view>

#include "standardize/name_extras.h"
#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// The order of the parts of a full name.
enum class NameOrder : uint8_t { kUnknown, kGivenFirst, kSurnameFirst };

struct NameParts {
  std::string given_name, surname;  // original spelling, squeezed, titles dropped
  std::string partner;              // of a couple the other one: "Claire", "Claire DURAND"
  std::string civility;             // "M. et Mme", "Dr", "Indivision"
  std::string company_name;         // alone when the text names a company, else of a person
  std::string phone, email, street, remarks;
  bool several = false;             // a household: a couple, a family, heirs
  bool office = false;              // "M. le Maire": nobody's name, kept whole
};

// What a value says about the order: by capitals ("DUPONT Jean") or by how common its words are as either. Positive:
// given name first; the number says how sure (8 = a hundred times likelier).
int name_order_vote(std::string_view original, Scratch& scratch);
// Splits by the value's own evidence where it is strong, else by the column's order. One word is a surname.
NameParts split_full_name(std::string_view original, NameOrder column_order, Scratch& scratch);

// A given name, a surname or a full name that is not split: what is not of the name goes to the other parts, `rest` is left.
// False where the value holds nothing else, which most do; then nothing is touched.
bool set_aside(AttributeType type, std::string_view original, Scratch& scratch, NameParts& parts, std::string& rest);
// Whether split_full_name() may find more than given name and surname. O(length).
bool may_hold_more(std::string_view original, Scratch& scratch);

}  // namespace jumelles::standardize
