#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/rng.h"
#include "standardize/suspect_checks.h"
#include "standardize/suspect_words.h"
#include "standardize/suspects.h"
#include "standardize/words.h"

using namespace jumelles;
using namespace jumelles::standardize;

namespace {

using T = AttributeType;

constexpr T kTypes[] = {T::kSurname, T::kGivenName, T::kFullName, T::kCompanyName, T::kCity, T::kStreet, T::kEmail, T::kPhone, T::kPostcode, T::kIban, T::kSiren};

// No check is left out, and nothing is remembered.
Suspicion suspect_slowly(T type, std::string_view value) {
  Signs signs = signs_of(value);
  signs.found |= kSlowSigns;
  return suspect_with(info(type), value, signs);
}

void check_both_ways(std::string_view text) {
  const std::string_view value = trim(text);
  if (value.empty()) return;
  for (const T type : kTypes) {
    const Suspicion fast = suspect(type, value), slow = suspect_slowly(type, value);
    CHECK_MESSAGE(fast.id == slow.id, value);
    CHECK_MESSAGE(fast.suggestion == slow.suggestion, value);
  }
}

// What checks look for, and what stands around it.
const std::vector<std::string_view>& pieces() {
  static const std::vector<std::string_view> all{
      "test", "TEST2", "Toto", "azerty", "qsdf", "hhhh", "asdasd", "azaz", "poiuy", "Doe", "John", "client", "caisse", "VENTE", "divers", "rgpd", "effacé", "droit", "à", "l'oubli", "relais", "colis", "locker", "amazon", "POSTE RESTANTE",
      "en face", "voir facture", "même adresse", "rue", "SDF", "sarl", "particulier", "mauvais payeur", "IMPAYE", "digicode", "code 12A4", "(impayé)", "NPAI", "zzz", "ZZ_", "xx", "#", "***", "lAVAL", "sAINT-bONNET", "COURRIéRES",
      "d'ARTAGNAN", "éCOLE", "bTqXZLkWmA", "DeLaCruz", "ƒ", "‚", "Ô", "™", "é", "Ã©", "\xC2\xAD", "\xFF", "ﬁ", "٣", "www.x.ru", "4970101234567893", "2 69 05 49 588 157 80", "RCS LYON 443061841", "06 12 34 56 78", "0000000000", "01 99 00 12 34",
      "+33639981234", "12", "8", "O'Neil", "Martin", "de", "Saint-Étienne", ",", ";", "{{nom}}", "<br>", "\\u00e9", "'06", "=", "undefined", "@", "jean.martin", "noreply", "admin", "info", "old", "archive-1568874561", "deleted", "anonyme12",
      "nosend-ab", "hb-", "gmail.com", "gmial.com", "hotmail.be", "orange.fr", "ebay.fr", "marketplace.amazon.fr", "members.ebay.com", "rgpd.local", "free.fr_old", "free.fr.test", "prestashop.com", "PUB", "yopmail.com", "Poste.Example", "x.co"};
  return all;
}

}  // namespace

TEST_CASE("what is left out of most values would have said nothing of them") {
  for (const std::string_view piece : pieces()) check_both_ways(piece);
  Rng rng(15);
  const auto any = [&] { return pieces()[rng.below(pieces().size())]; };
  constexpr std::string_view kBetween[] = {" ", "", "-", "@", " - ", "."};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (uint64_t words = 1 + rng.below(4); words > 0; --words) (text += any()) += words > 1 ? kBetween[rng.below(6)] : "";
    check_both_ways(text);
  }
}

TEST_CASE("letters and signs by chance are judged the same either way") {
  constexpr std::string_view kBytes = "aeAEzZxXqsQS ..-_@'\"<>*#%+,;:/|()019\xC3\xA9\xC2\xE2\x80\xA6\xFF";
  Rng rng(16);
  for (int round = 0; round < 40'000; ++round) {
    std::string text;
    for (uint64_t bytes = 1 + rng.below(14); bytes > 0; --bytes) text += kBytes[rng.below(kBytes.size())];
    check_both_ways(text);
  }
}

TEST_CASE("domains are told right after others that took their places") {
  for (int round = 0; round < 2; ++round)
    for (int d = 0; d < 5'000; ++d) CHECK(!suspect(T::kEmail, "anne@maison" + std::to_string(d) + ".fr"));
  for (int round = 0; round < 2; ++round) {
    CHECK(suspect(T::kEmail, "anne@gmial.com").suggestion == "anne@gmail.com");
    CHECK(suspect(T::kEmail, "anne@yopmail.com").id == "disposable_domain");
    CHECK(suspect(T::kEmail, "anne@rgpd.local").id == "erased_value");
  }
}

TEST_CASE("of words, those that checks look for have their bits, and others none") {
  SuspectWords words;
  words.add({"RELAIS COLIS", "UPS", "A COTE"}, kWordOfPickup);
  words.add({"TEST", "RELAIS"}, kWordOfTest);
  CHECK(words.of("RELAIS") == (kWordOfPickup | kWordOfTest));
  CHECK(words.of("UPS") == kWordOfPickup);
  CHECK(words.of("A") == kWordOfPickup);
  CHECK(words.of("TEST12") == kWordOfTest);
  CHECK(words.of("RELAIS2") == kWordOfTest);  // digits are of tests alone
  for (const char* word : {"", "12", "COLIS", "RELAI", "RELAISX", "XRELAIS", "TES", "B"}) CHECK_MESSAGE(words.of(word) == 0, word);
  CHECK(words.of_all("12 RUE DU RELAIS") == (kWordOfPickup | kWordOfTest));
  for (const std::string_view word : {"CLIENT", "RGPD", "LOCKER", "SDF", "SARL", "DIGICODE", "TEST"}) CHECK_MESSAGE(suspect_words().of(word) != 0, word);
}
