#pragma once

// Names of persons: what to drop, how to write them, which part is which.

#include <string>
#include <string_view>

#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// Given name, surname or full name. Civilities in front and marital markers (nee, epouse) are not compared.
void clean_person_name(AttributeType type, std::string_view original, Scratch& scratch, CleanValue& out);
void clean_civility(std::string_view original, Scratch& scratch, CleanValue& out);
void clean_gender(std::string_view original, Scratch& scratch, CleanValue& out);

// Upper case at word starts, particles "de" and "d'" in lower case; a text of mixed case is left as it is.
std::string person_case(std::string_view squeezed);

// The order of the parts of a full name.
enum class NameOrder : uint8_t { kUnknown, kGivenFirst, kSurnameFirst };

struct NameParts {
  std::string given_name, surname;  // original spelling, squeezed, civility dropped
  std::string company_name;         // set instead when the text names a company
};

// What a value says about the order: by capitals ("DUPONT Jean") or by how common its words are as either. Positive:
// given name first; the number says how sure (8 = a hundred times likelier).
int name_order_vote(std::string_view original, Scratch& scratch);
// Splits by the value's own evidence where it is strong, else by the column's order. One word is a surname.
NameParts split_full_name(std::string_view original, NameOrder column_order, Scratch& scratch);

}  // namespace jumelles::standardize
