#pragma once

// Names of companies, and the legal forms that say nothing about which company it is.

#include <string_view>
#include <vector>

#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// Comparison: spelled-out initials joined ("S.N.C.F." -> "SNCF"), legal forms and "ET" dropped, unless nothing would be left.
void clean_company(std::string_view original, Scratch& scratch, CleanValue& out);

// Whether a text, whose folded words are `tokens`, holds a legal form that no person's name holds ("SARL", "SAS", "S A R L",
// "GMBH"...). "EARL" is one in capitals alone: an earl is a person. "SA", "SAS" and "SEM" are none where they are a person's surname:
// "Inês Sá", "M. Jan Sas".
bool has_legal_form(std::string_view text, const std::vector<std::string_view>& tokens);

// Whether a text of a field of names calls a company, an association or an authority: it has a legal form, ends in "& fils", "et
// Cie", "frères", or begins or ends with what only those are called ("Mairie de Lyon", "Syndicat des ...", "Purchasing Dept"). `tokens` are its folded words.
bool names_a_company(std::string_view text, const std::vector<std::string_view>& tokens);
// Whether a folded word may be a reason for it, asked of most names before all else.
bool may_name_a_company(std::string_view token);

}  // namespace jumelles::standardize
