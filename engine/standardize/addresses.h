#pragma once

// Streets, postcodes and towns, after the French postal norm (AFNOR NF Z10-011), tolerant of others.

#include <string_view>

#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// Number first, suffix as BIS, TER, QUATER, ways and titles written out by their position, flats and boxes left out.
void clean_street(std::string_view original, Scratch& scratch, CleanValue& out);
// `restore_zero`: four digits have lost a leading zero (French column); three have lost two in some countries.
void clean_postcode(std::string_view original, bool restore_zero, std::string_view country, Scratch& scratch, CleanValue& out);
// ST written out, postcode in front, CEDEX and arrondissement behind dropped.
void clean_city(std::string_view original, Scratch& scratch, CleanValue& out);
// French and English names of countries to their ISO 3166 code; others folded.
void clean_country(std::string_view original, Scratch& scratch, CleanValue& out);

// Whether a text is a street, wherever it stands: a number and words, "BP 12", "rue Foch", "Hauptstraße 5". Names are not.
bool looks_like_street(std::string_view text);
// Where a house number with a kind of way behind it begins ("Paul Martin 12 rue Foch"); npos where there is none.
size_t street_in(std::string_view text);

}  // namespace jumelles::standardize
