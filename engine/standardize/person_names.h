#pragma once

// Names of persons: what to drop, how to write them.

#include <string>
#include <string_view>

#include "standardize/clean_value.h"
#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// Given name, surname or full name. Titles, phones and the like beside a name are dropped, marital markers (née, épouse) not
// compared. A given name that is only a title ("M. et Mme") is missing.
void clean_person_name(AttributeType type, std::string_view original, Scratch& scratch, CleanValue& out);
// A part of a name that was taken apart, or a word that is a name because its other part stands beside: nothing is taken off it.
void clean_name_part(AttributeType type, std::string_view part, Scratch& scratch, CleanValue& out);
void clean_civility(std::string_view original, bool among_french, Scratch& scratch, CleanValue& out);
void clean_gender(std::string_view original, LetterM letter_m, Scratch& scratch, CleanValue& out);

// Upper case at word starts, particles "de" and "d'" in lower case, Roman numbers and initials in capitals. In a text of mixed
// case only words in capitals change ("MARTIN née DUPONT"), and hyphened ones that begin small ("Jean-françois"); a full name
// keeps its capitals, which say what the surname is.
std::string person_case(AttributeType type, std::string_view squeezed, Trace* trace = nullptr);

bool is_particle(std::string_view folded);
bool is_marital_marker(std::string_view folded);  // between names: née, épouse, veuve
// Letters in front of the capitals of a surname written like "McDONALD", "DeMARCO": how many bytes; 0 where it is not.
size_t inner_capitals(std::string_view word);
// Without quotes around the whole.
std::string_view without_quotes(std::string_view squeezed);

}  // namespace jumelles::standardize
