#pragma once

// Words that stand in front of names or behind them and are none, of several languages: a table of facts.

#include <cstdint>
#include <string_view>

namespace jumelles::standardize {

// How surely a word is a title and not a name.
enum class Sure : uint8_t {
  kAlways,
  kLetter,     // M: an initial as well
  kShort,      // a surname as well: a title where it is followed by a dot or written "Me"
  kWord,       // a surname as well: in a full name, where it is not written as one ("PÈRE Antoine")
  kFront,      // in front of a name alone
  kDot,        // in front, with a dot or behind another title ("Lt. Col.", "Ing.")
  kOf,         // in front, with "of" or "de" behind ("Estate of")
  kCapitals,   // in front, in capitals before words that are not, or behind another title: "DI Franz Huber" has one, "DI MARIA Angel" none
  kRank,       // a surname as well: in a full name, not in capitals, with two words behind it or behind a title or an article
  kSpanish,    // in front of a Spanish given name and two surnames: "D. Juan Pérez Ruiz" has a title, "D. Smith" an initial
};

struct Title {
  // Bits of `about`.
  static constexpr uint8_t kSeveral = 1;   // more than one person is meant
  static constexpr uint8_t kMarital = 2;   // between names it says how one got the other: no title there
  static constexpr uint8_t kFrench = 4;    // no other language writes it so
  static constexpr uint8_t kEnglish = 8;
  static constexpr uint8_t kEstate = 16;   // "of", "de", "the late" may stand behind
  static constexpr uint8_t kSpelled = 32;  // a word written out, of one person: somebody may be called so

  std::string_view folded, written;
  Sure sure = Sure::kAlways;
  std::string_view gender{};  // comparison form
  uint8_t about = 0;

  bool has(uint8_t bit) const { return (about & bit) != 0; }
};

// Nothing where the folded word is no title.
const Title* find_title(std::string_view folded);
// What may stand behind the dot of a title, of a woman: "Dr.in", "Mag.a", "Sig.ra", "Dr.ª". Both folded.
bool may_end_title(const Title& title, std::string_view ending);

}  // namespace jumelles::standardize
