#pragma once

// Names of persons, streets and companies for made-up customers.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/rng.h"

namespace jumelles::synth {

// Draws names by their share of the population.
class NamePool {
 public:
  NamePool();
  // `position` in [0, 1) of the cumulated shares: evenly spread positions give even counts. Surnames that the figures
  // leave out (rare ones) are made up.
  std::string surname(double position, Rng& rng) const;
  std::string given_name(bool female, Rng& rng) const;

 private:
  struct Entry { double cumulated; std::string_view folded; };
  std::vector<Entry> surnames_, male_, female_;
};

// "JEAN BAPTISTE" -> "Jean-Baptiste", "ELODIE" -> "Élodie".
std::string display_given_name(std::string_view folded);
// "LE GALL" -> "Le Gall".
std::string display_surname(std::string_view folded);

// A short form in use ("Alexandre" -> "Alex"); "" when none is known.
std::string nickname(std::string_view given_name, Rng& rng);

std::string street_line(Rng& rng);
std::string company_name(std::string_view surname, Rng& rng);
// The same company written another way: legal form moved, dropped or spelled out.
std::string other_company_form(std::string_view name, Rng& rng);

// One slip of the keyboard or the ear; always another text than `text`, which holds at least two letters.
std::string mistyped(std::string_view text, Rng& rng);

}  // namespace jumelles::synth
