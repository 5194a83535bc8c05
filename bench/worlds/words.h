#pragma once

// What made-up things are called: names and places of several countries, and words nobody has. Nothing here comes from the
// engine's own tables, which would flatter it.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/rng.h"

namespace jumelles::worlds {

enum class Country : uint8_t { kFrance, kEngland, kGermany, kSpain, kPoland, kNowhere, kAmerica, kNetherlands, kItaly, kSweden };
constexpr int kCountryCount = 10;

struct Given { std::string name; bool female; };

// One country's words. Frequent names are drawn more often than rare ones.
struct Lexicon {
  Country country;
  std::vector<std::string> male, female, surnames, surname_heads, surname_tails, towns, town_heads, town_tails, streets, street_kinds,
      mail_hosts, activities, legal_forms;
};

const Lexicon& lexicon(Country country);

// Below `count`, the first ones more often: chance of i about 1 / (i + 3).
size_t frequent_first(size_t count, Rng& rng);
const std::string& pick(const std::vector<std::string>& words, Rng& rng);
std::string made_word(Rng& rng, int syllables);
std::string capitalized(std::string word);
// One after the other. Which side of a + is drawn first is the compiler's choice.
std::string in_order(std::initializer_list<std::string> parts);

Given given_name(const Lexicon& words, Rng& rng);
// A known one or, more often than `known`, one put together from pieces.
std::string surname(const Lexicon& words, Rng& rng, double known = 0.6);

struct Town { std::string name, postcode, region; };
// The same number gives the same town: a country has as many as are asked for.
Town town(const Lexicon& words, uint64_t number);
std::string street(const Lexicon& words, Rng& rng);

const std::vector<std::string>& colors();
const std::vector<std::string>& product_nouns();
const std::vector<std::string>& learned_words();
const std::vector<std::string>& title_words();
const std::vector<std::string>& genres();
const std::vector<std::string>& place_kinds();
const std::vector<std::string>& jobs();
const std::vector<std::string>& comments();

// Lower case, without accents, other than a-z and 0-9 left out: as a mail address is made from a name.
std::string plain_letters(std::string_view text);

}  // namespace jumelles::worlds
