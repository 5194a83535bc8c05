#include "standardize/standardize.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/rng.h"
#include "standardize/rules.h"
#include "text/utf8.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

namespace {

struct Example {
  T type;
  const char* original;
  const char* clean;
  const char* comparison;
};

void check(const Example& e) {
  const CleanValue value = clean_value(e.type, e.original);
  CAPTURE(std::string(e.original));
  CHECK(value.clean == e.clean);
  CHECK(value.comparison == e.comparison);
}

}  // namespace

TEST_CASE("character references of scraped texts are read as letters") {
  check({T::kSurname, "M&#252;ller", "Müller", "MULLER"});
  check({T::kTitle, "Caf&eacute; &amp; th&eacute;", "Café & thé", "CAFE THE"});
}

TEST_CASE("names of persons lose civilities and marital markers, keep particles and compounds") {
  const Example examples[] = {
      {T::kGivenName, "ÉLODIE", "Élodie", "ELODIE"},
      {T::kGivenName, "jean-pierre", "Jean-Pierre", "JEAN PIERRE"},
      {T::kGivenName, "Mme Anne", "Anne", "ANNE"},
      {T::kGivenName, "M", "M", "M"},
      {T::kSurname, "DE LA FONTAINE", "de La Fontaine", "DE LA FONTAINE"},
      {T::kSurname, "d'estaing", "d'Estaing", "D ESTAING"},
      {T::kSurname, "DUPONT NEE MARTIN", "Dupont née Martin", "DUPONT MARTIN"},
      {T::kSurname, "Dupont épouse Martin", "Dupont épouse Martin", "DUPONT MARTIN"},
      {T::kSurname, "NEE", "Nee", "NEE"},
      {T::kSurname, "McDonald", "McDonald", "MCDONALD"},
      {T::kFullName, "M. Jean DUPONT", "Jean DUPONT", "JEAN DUPONT"},
      {T::kFullName, "MR ET MME DURAND", "Durand", "DURAND"},
  };
  for (const Example& e : examples) check(e);
}

TEST_CASE("phones become E.164, whatever a spreadsheet did to them") {
  const Example examples[] = {
      {T::kPhone, "06 23 45 67 81", "+33 6 23 45 67 81", "+33623456781"},
      {T::kPhone, "+33 (0)6.23.45.67.81", "+33 6 23 45 67 81", "+33623456781"},
      {T::kPhone, "0033623456781", "+33 6 23 45 67 81", "+33623456781"},
      {T::kPhone, "33623456781", "+33 6 23 45 67 81", "+33623456781"},
      {T::kPhone, "623456781", "+33 6 23 45 67 81", "+33623456781"},
      {T::kPhone, "623456781.0", "+33 6 23 45 67 81", "+33623456781"},
      {T::kPhone, "01 42 68 53 00 / 06 23 45 67 81", "+33 1 42 68 53 00", "+33142685300"},
      {T::kPhone, "01 42 68 53 00 poste 12", "+33 1 42 68 53 00 poste 12", "+33142685300"},
      {T::kPhone, "0692 12 34 57", "+262 692 12 34 57", "+262692123457"},
      {T::kPhone, "+262 692 12 34 57", "+262 692 12 34 57", "+262692123457"},
      {T::kPhone, "0639 12 34 57", "+262 639 12 34 57", "+262639123457"},
      {T::kPhone, "06 39 98 12 34", "+33 6 39 98 12 34", "+33639981234"},
      {T::kPhone, "0590 12 34 57", "+590 590 12 34 57", "+590590123457"},
      {T::kPhone, "0508 41 23 45", "+508 41 23 45", "+508412345"},
      {T::kPhone, "+44 20 7946 0958", "+44 20 7946 0958", "+442079460958"},
      {T::kPhone, "212/555-1234", "212/555-1234", "2125551234"},
      {T::kPhone, "06 00 00 00 00", "", ""},
      {T::kPhone, "0123456789", "", ""},
      {T::kPhone, "6.12E+08", "6.12E+08", ""},
      {T::kPhone, "12", "12", ""},
  };
  for (const Example& e : examples) check(e);
  CHECK(clean_value(T::kPhone, "06 00 00 00 00").status == CleanStatus::kPlaceholder);
  CHECK(clean_value(T::kPhone, "0623456781").validity == Validity::kValid);
  CHECK(clean_value(T::kPhone, "0790123456").validity == Validity::kValid);
  CHECK(clean_value(T::kPhone, "0700123456").validity == Validity::kUnchecked);
  CHECK(clean_value(T::kPhone, "06 39 98 12 34").validity == Validity::kValid);
}

TEST_CASE("e-mail addresses are lower case and bare") {
  const Example examples[] = {
      {T::kEmail, " Jean.Dupont@Wanadoo.FR ", "jean.dupont@wanadoo.fr", "jean.dupont@wanadoo.fr"},
      {T::kEmail, "mailto:jd@wanadoo.fr", "jd@wanadoo.fr", "jd@wanadoo.fr"},
      {T::kEmail, "Jean Dupont <jd@wanadoo.fr>;", "jd@wanadoo.fr", "jd@wanadoo.fr"},
      {T::kEmail, "test@test.fr", "", ""},
      {T::kEmail, "noreply@wanadoo.fr", "", ""},
      {T::kEmail, "jd@wanadoo", "jd@wanadoo", "jd@wanadoo"},
  };
  for (const Example& e : examples) check(e);
  CHECK(clean_value(T::kEmail, "jd@wanadoo.fr").validity == Validity::kValid);
  for (const char* bad : {"jd@wanadoo", "jd.wanadoo.fr", "@wanadoo.fr", "j..d@wanadoo.fr", "jd@@wanadoo.fr", "jd@wanadoo.f"})
    CHECK(clean_value(T::kEmail, bad).validity == Validity::kInvalid);
}

TEST_CASE("dates are read in the forms people and spreadsheets write") {
  const Example examples[] = {
      {T::kBirthDate, "1971-03-14", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "14/03/1971", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "03/14/1971", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "14.3.71", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "19710314", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "19710314.0", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "14031971", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "4031971", "1971-03-04", "1971-03-04"},
      {T::kBirthDate, "14 mars 1971", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "1er août 1971", "1971-08-01", "1971-08-01"},
      {T::kBirthDate, "March 14, 1971", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "26006", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "1971-03-14T10:20:30Z", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "14/03/1971 00:00", "1971-03-14", "1971-03-14"},
      {T::kBirthDate, "1971", "1971", "1971-00-00"},
      {T::kBirthDate, "03/1971", "1971-03", "1971-03-00"},
      {T::kBirthDate, "29/02/2000", "2000-02-29", "2000-02-29"},
      {T::kBirthDate, "29/02/1971", "29/02/1971", "1971-02-29"},
      {T::kBirthDate, "19712003", "1971-03-20", "1971-03-20"},
      {T::kBirthDate, "1971-20-03", "1971-03-20", "1971-03-20"},
      {T::kBirthDate, "19479316", "19479316", "1947-93-16"},
      {T::kBirthDate, "01/01/1900", "", ""},
      {T::kBirthDate, "hier", "hier", ""},
      {T::kUpdatedDate, "2024-03-14 9:05", "2024-03-14 09:05:00", "2024-03-14 09:05:00"},
      {T::kUpdatedDate, "2024-03-14T09:05:07.123Z", "2024-03-14 09:05:07", "2024-03-14 09:05:07"},
  };
  for (const Example& e : examples) check(e);
  CHECK(clean_value(T::kBirthDate, "04/03/1971", DateOrder::kMonthDay).clean == "1971-04-03");
  CHECK(clean_value(T::kBirthDate, "04/03/1971").clean == "1971-03-04");
  CHECK(clean_value(T::kBirthDate, "29/02/1971").validity == Validity::kInvalid);
}

TEST_CASE("streets are written out by the position of their words") {
  const Example examples[] = {
      {T::kStreet, "12 bis, r. des Tanneurs", "12 bis, r. des Tanneurs", "12 BIS RUE DES TANNEURS"},
      {T::kStreet, "12B RUE DES TANNEURS", "12b rue des Tanneurs", "12 BIS RUE DES TANNEURS"},
      {T::kStreet, "12 AV DU GAL DE GAULLE", "12 av du Gal de Gaulle", "12 AVENUE DU GENERAL DE GAULLE"},
      {T::kStreet, "15/17 bd st michel", "15/17 bd St Michel", "15 BOULEVARD SAINT MICHEL"},
      {T::kStreet, "Rue des Tanneurs, 12", "Rue des Tanneurs, 12", "12 RUE DES TANNEURS"},
      {T::kStreet, "place du 8 mai 1945", "Place du 8 Mai 1945", "PLACE DU HUIT MAI 1945"},
      {T::kStreet, "3 rue de la Paix Appt 12", "3 rue de la Paix Appt 12", "3 RUE DE LA PAIX"},
      {T::kStreet, "14 high st", "14 High St", "14 HIGH STREET"},
      {T::kStreet, "169 sullivan st. between houston", "169 Sullivan St. Between Houston", "169 SULLIVAN STREET BETWEEN HOUSTON"},
      {T::kStreet, "NEVILLE PLACE", "Neville Place", "NEVILLE PLACE"},
      {T::kStreet, "8 CLOS ST VINCENT", "8 Clos St Vincent", "8 CLOS SAINT VINCENT"},
      {T::kStreet, "5 GRANDE RUE ST JEAN", "5 Grande Rue St Jean", "5 GRANDE RUE SAINT JEAN"},
      {T::kStreet, "5 ter imp. du Puits", "5 ter imp. du Puits", "5 TER IMPASSE DU PUITS"},
      {T::kStreet, "7 rd pt des Champs", "7 rd pt des Champs", "7 ROND POINT DES CHAMPS"},
  };
  for (const Example& e : examples) check(e);
}

TEST_CASE("postcodes and towns meet across their spellings") {
  const Example examples[] = {
      {T::kPostcode, "75011", "75011", "75011"},
      {T::kPostcode, "75 011", "75011", "75011"},
      {T::kPostcode, "1400", "01400", "01400"},
      {T::kPostcode, "1400.0", "01400", "01400"},
      {T::kPostcode, "F-75011", "75011", "75011"},
      {T::kPostcode, "75011 CEDEX 3", "75011", "75011"},
      {T::kPostcode, "ab1 2cd", "ab1 2cd", "AB12CD"},
      {T::kPostcode, "00000", "", ""},
      {T::kCity, "ST ETIENNE", "St Etienne", "SAINT ETIENNE"},
      {T::kCity, "Saint-Étienne", "Saint-Étienne", "SAINT ETIENNE"},
      {T::kCity, "PARIS 11EME ARRONDISSEMENT", "Paris", "PARIS"},
      {T::kCity, "LYON CEDEX 03", "Lyon", "LYON"},
      {T::kCity, "69003 LYON", "Lyon", "LYON"},
      {T::kCity, "L'HAY LES ROSES", "L'Hay les Roses", "L HAY LES ROSES"},
      {T::kCity, "CHALONS S/ SAONE", "Chalons S/ Saone", "CHALONS SUR SAONE"},
      {T::kCountry, "france", "France", "FR"},
  };
  for (const Example& e : examples) check(e);
}

TEST_CASE("companies are compared without their legal form") {
  const Example examples[] = {
      {T::kCompanyName, "S.A.R.L. Dupont & Fils", "S.A.R.L. Dupont & Fils", "DUPONT FILS"},
      {T::kCompanyName, "DUPONT ET FILS SARL", "DUPONT ET FILS SARL", "DUPONT FILS"},
      {T::kCompanyName, "S.N.C.F.", "S.N.C.F.", "SNCF"},
      {T::kCompanyName, "Ets Martin SA", "Ets Martin SA", "MARTIN"},
      {T::kCompanyName, "boulangerie martin sarl", "Boulangerie Martin SARL", "BOULANGERIE MARTIN"},
      {T::kCompanyName, "SARL", "SARL", "SARL"},
      {T::kCompanyName, "Air France", "Air France", "AIR FRANCE"},
  };
  for (const Example& e : examples) check(e);
}

TEST_CASE("identifiers are bare digits with a verdict") {
  const Example examples[] = {
      {T::kSiren, "732 829 320", "732829320", "732829320"},
      {T::kSiren, "73282932000074", "732829320", "732829320"},
      {T::kSiret, "732 829 320 00074", "73282932000074", "73282932000074"},
      {T::kVat, "fr 44 732829320", "FR44732829320", "FR44732829320"},
      {T::kVat, "44732829320", "FR44732829320", "FR44732829320"},
      {T::kSiren, "000000000", "", ""},
  };
  for (const Example& e : examples) check(e);
  CHECK(clean_value(T::kSiren, "732829320").validity == Validity::kValid);
  CHECK(clean_value(T::kSiren, "732829321").validity == Validity::kInvalid);
  // 005 520 135 without its leading zeros.
  CHECK(clean_value(T::kSiren, "5520135").comparison == "005520135");
}

TEST_CASE("numbers, years, genders and consents have one form each") {
  const Example examples[] = {
      {T::kNumber, "1 234,50 €", "1234.5", "1234.5"},
      {T::kNumber, "$1,234.50", "1234.5", "1234.5"},
      {T::kNumber, "1.234,5", "1234.5", "1234.5"},
      {T::kNumber, "4.0", "4", "4"},
      {T::kNumber, "-007", "-7", "-7"},
      {T::kNumber, "1,234", "1,234", "1234"},  // or a thousandth of it: as it is written
      {T::kNumber, "12,5", "12.5", "12.5"},
      {T::kNumber, "abc", "abc", ""},
      {T::kNumber, "3:40", "220", "220"},
      {T::kNumber, "1:00:05", "3605", "3605"},
      {T::kNumber, "3m 40sec", "220", "220"},
      {T::kNumber, "1h20", "1h20", ""},
      {T::kNumber, "5 m", "5 m", ""},
      {T::kYear, "'99", "1999", "1999"},
      {T::kYear, "2004.0", "2004", "2004"},
      {T::kYear, "07", "2007", "2007"},
      {T::kGender, "Femme", "F", "F"},
      {T::kGender, "male", "M", "M"},
      {T::kCivility, "Madame", "Mme", "MME"},
      {T::kCivility, "M.", "M.", "M"},
      {T::kConsent, "Oui", "1", "1"},
      {T::kConsent, "FALSE", "0", "0"},
      {T::kCode, "123456.0", "123456", "123456"},
      {T::kTitle, "  Le Grand   Bleu ", "Le Grand Bleu", "LE GRAND BLEU"},
  };
  for (const Example& e : examples) check(e);
}

TEST_CASE("stand-ins for nothing count as missing, by type") {
  for (const char* nothing : {"INCONNU", "n/a", "-", "null", "[unknown]", "Non renseigné", "???"}) {
    CAPTURE(std::string(nothing));
    CHECK(is_placeholder(T::kSurname, nothing));
    CHECK(is_placeholder(T::kTitle, nothing));
    CHECK(clean_value(T::kCity, nothing).clean.empty());
  }
  CHECK(is_placeholder(T::kSurname, "XXX"));
  CHECK(is_placeholder(T::kSurname, "test"));
  CHECK_FALSE(is_placeholder(T::kTitle, "Test"));
  CHECK_FALSE(is_placeholder(T::kCode, "X"));
  CHECK_FALSE(is_placeholder(T::kSurname, "Martin"));
  CHECK(clean_value(T::kSurname, " ").status == CleanStatus::kMissing);
}

TEST_CASE("every rule does what its example says, and says that it did") {
  for (const CleaningRule& rule : cleaning_rules()) {
    if (rule.id == kTakenApart) continue;  // makes several values of one: value_corpus_test.cpp
    CAPTURE(std::string(rule.id));
    Trace trace;
    const CleanValue value = clean_value(rule.type, rule.original, DateOrder::kDayMonth, rule.country, &trace);
    if (!rule.others.empty()) {
      trace.clear();
      CHECK(clean_values(rule.type, rule.original, rule.country, &trace).at(1).clean == rule.others);
    }
    CHECK(value.clean == rule.clean);
    CHECK(value.comparison == rule.comparison);
    // An example that changes nothing would show nothing; one that changes what is compared alone is no change of the value.
    CHECK((value.clean != rule.original || value.comparison != rule.original));
    bool told = value.clean == rule.original && trace.steps().empty();
    for (const CleaningStep& step : trace.steps()) told |= std::find(step.rules.begin(), step.rules.end(), rule.id) != step.rules.end();
    CHECK(told);
  }
}

TEST_CASE("rules have different ids") {
  std::set<std::string_view> ids;
  for (const CleaningRule& rule : cleaning_rules()) CHECK(ids.insert(rule.id).second);
}

TEST_CASE("cleaning any bytes ends, gives valid UTF-8 and leaves a clean value as it is") {
  Rng rng(3);
  const char* pieces[] = {"12", " ", "/", "é", "É", "RUE", "st ", "+33", "@", ".fr", "01/02/", "1971", "-", "bis ", "\xC3", "\xFF", "(0)", "0", "M. ", "née ", "'", "SARL ", "e", "CEDEX ", ":", "€"};
  for (int round = 0; round < 6000; ++round) {
    std::string s;
    for (uint64_t n = rng.below(7); n > 0; --n) s += pieces[rng.below(sizeof(pieces) / sizeof(pieces[0]))];
    for (int type = 0; type < kAttributeTypeCount; ++type) {
      const CleanValue value = clean_value(static_cast<T>(type), s);
      for (size_t at = 0; at < value.clean.size();) {
        const char32_t point = text::decode(value.clean, at);
        if (point == text::kReplacement) {
          CAPTURE(s);
          CAPTURE(type);
          FAIL_CHECK("invalid UTF-8");
          break;
        }
      }
      if (value.status == CleanStatus::kPlaceholder || value.status == CleanStatus::kMissing) CHECK(value.clean.empty());
    }
  }
}
