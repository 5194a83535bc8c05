#pragma once

// Which checks a text's words give reason to: each word is looked up once for all of them, and most are in no vocabulary. For suspects.cpp
// and its groups alone.

#include <cstdint>
#include <string_view>
#include <vector>

namespace jumelles::standardize {

constexpr uint32_t kWordOfTest = 1;      // says "test", or begins a name that stands for nobody
constexpr uint32_t kWordOfPhrase = 2;    // begins a note
constexpr uint32_t kWordOfAccount = 4;   // "CLIENT", "VENTES"
constexpr uint32_t kWordErased = 8;      // "RGPD", "SUPPRIME"
constexpr uint32_t kWordOfPickup = 16;   // "RELAIS", "LOCKER"
constexpr uint32_t kWordNoStreet = 32;   // begins what stands in the place of a street
constexpr uint32_t kWordNoCompany = 64;  // the same of a company

// Folded words with the bits of their checks.
class SuspectWords {
 public:
  // The first word alone of texts of several.
  void add(const std::vector<std::string_view>& texts, uint32_t bits);
  // 0 for most. "TEST2" is a word of tests.
  uint32_t of(std::string_view word) const;
  uint32_t of_all(std::string_view folded) const;

 private:
  struct Row { std::string_view word; uint32_t bits = 0; };
  static constexpr size_t kSlots = 2048, kBits = 1 << 15;  // some 300 words
  void put(std::string_view word, uint32_t bits);
  std::vector<Row> slots_ = std::vector<Row>(kSlots);
  std::vector<uint64_t> filter_ = std::vector<uint64_t>(kBits / 64);
};

// What each group looks for, added by itself.
void add_words_of_tests(SuspectWords& words);  // suspects.cpp
void add_words_of_notes(SuspectWords& words);  // suspect_notes.cpp
const SuspectWords& suspect_words();

}  // namespace jumelles::standardize
