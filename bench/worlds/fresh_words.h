#pragma once

// Words of the fresh catalog's worlds: further countries, short forms of given names, and the vocabularies of trades.

#include <string>
#include <utility>
#include <vector>

#include "words.h"

namespace jumelles::worlds {

// The United States, the Netherlands, Italy, Sweden.
Lexicon fresh_lexicon(Country country);

// What friends and forms make of a given name ("Robert": "Bob"); "" where there is nothing.
std::string diminutive(const std::string& given, Rng& rng);

// A word list by its name: see fresh_words.cpp. Each is a list separated by |.
const std::vector<std::string>& words_of_trade(const char* name);
// The parts of one entry ("paracetamol;Doliprane;500 mg"), and one drawn from a list.
std::vector<std::string> parts_of(const std::string& entry);
const std::string& from_trade(const char* name, Rng& rng);

}  // namespace jumelles::worlds
