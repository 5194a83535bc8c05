#pragma once

// Names of companies, and the legal forms that say nothing about which company it is.

#include <string_view>
#include <vector>

#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// Comparison: spelled-out initials joined ("S.N.C.F." -> "SNCF"), legal forms and "ET" dropped, unless nothing would be left.
void clean_company(std::string_view original, Scratch& scratch, CleanValue& out);

// Whether folded words hold a legal form that no person's name holds ("SARL", "SAS", "S A R L", "GMBH"...).
bool has_legal_form(const std::vector<std::string_view>& tokens);

}  // namespace jumelles::standardize
