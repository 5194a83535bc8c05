#pragma once

// The runs of letters and digits that a name is made of.

#include <string>
#include <string_view>
#include <vector>

namespace jumelles::standardize {

// A run of letters and digits, and where it stands.
struct Atom {
  size_t begin = 0, end = 0;
  std::string folded;
  bool capitals = false;  // two letters at least, all upper case
  bool mixed = false;     // has lower-case letters
};

std::vector<Atom> atoms_of(std::string_view text);

}  // namespace jumelles::standardize
