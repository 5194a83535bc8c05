#include "profile/header_words.h"

#include <doctest/doctest.h>

using namespace jumelles;
using profile::header_words;
using profile::read_header;

TEST_CASE("a header is cut at signs, capitals and numbers, and between known words") {
  using Words = std::vector<std::string>;
  CHECK(header_words("DateNaissance") == Words{"date", "naissance"});
  CHECK(header_words("date_naiss_1") == Words{"date", "naiss"});
  CHECK(header_words("Prénom") == Words{"prenom"});
  CHECK(header_words("codepostal") == Words{"code", "postal"});
  CHECK(header_words("CPClient") == Words{"cp", "client"});
  CHECK(header_words("E-Mail") == Words{"email"});
  CHECK(header_words("N° SIRET") == Words{"n", "siret"});
  CHECK(header_words("").empty());
  CHECK(header_words("2019").empty());
}

TEST_CASE("headers in French and English are read") {
  using T = AttributeType;
  const struct { const char* header; T type; } examples[] = {
      {"nom", T::kSurname}, {"NOM_NAISSANCE", T::kSurname}, {"Nom de famille", T::kSurname}, {"last_name", T::kSurname},
      {"lname", T::kSurname}, {"familyName", T::kSurname}, {"prénom", T::kGivenName}, {"Prenom", T::kGivenName},
      {"firstName", T::kGivenName}, {"fname", T::kGivenName}, {"given_name", T::kGivenName}, {"civ", T::kCivility},
      {"Civilité", T::kCivility}, {"sexe", T::kGender}, {"gender", T::kGender}, {"lat", T::kNumber}, {"Lng", T::kNumber}, {"date_naiss", T::kBirthDate},
      {"ddn", T::kBirthDate}, {"DOB", T::kBirthDate}, {"Date of birth", T::kBirthDate}, {"Né le", T::kBirthDate},
      {"mail", T::kEmail}, {"Courriel", T::kEmail}, {"Adresse e-mail", T::kEmail}, {"tel_portable", T::kPhone},
      {"Téléphone", T::kPhone}, {"mobile", T::kPhone}, {"phone_number", T::kPhone}, {"adr1", T::kStreet},
      {"Adresse", T::kStreet}, {"street", T::kStreet}, {"cp", T::kPostcode}, {"Code postal", T::kPostcode},
      {"zip", T::kPostcode}, {"postcode", T::kPostcode}, {"Ville", T::kCity}, {"localité", T::kCity}, {"town", T::kCity},
      {"pays", T::kCountry}, {"raison_sociale", T::kCompanyName}, {"Société", T::kCompanyName}, {"company", T::kCompanyName},
      {"SIREN", T::kSiren}, {"N° SIRET", T::kSiret}, {"TVA intracommunautaire", T::kVat}, {"vat_number", T::kVat},
      {"optin", T::kConsent}, {"opt_in_email", T::kConsent}, {"Consentement RGPD", T::kConsent}, {"created_at", T::kCreatedDate},
      {"date_creation", T::kCreatedDate}, {"maj", T::kUpdatedDate}, {"last_updated", T::kUpdatedDate},
      {"Date de mise à jour", T::kUpdatedDate}, {"lieu_naissance", T::kPlace}, {"suburb", T::kPlace}, {"album", T::kTitle},
      {"auteurs", T::kText}, {"prix", T::kNumber}, {"description", T::kText}, {"langue", T::kCategory}, {"année", T::kYear},
      {"street_number", T::kCode}, {"ISBN", T::kCode}, {"IBAN client", T::kIban}, {"profession", T::kCategory}, {"nom_complet", T::kFullName},
      {"nom_prenom", T::kFullName}, {"full name", T::kFullName}, {"birth_year", T::kYear},
      {"NATIONAL_ID_NUMBER", T::kCode},
  };
  for (const auto& example : examples) {
    CAPTURE(example.header);
    const auto meaning = read_header(example.header);
    REQUIRE(!meaning.readings.empty());
    CHECK(info(meaning.readings[0].type).id == info(example.type).id);
  }
}

TEST_CASE("headers in other languages of Europe are read") {
  using T = AttributeType;
  const struct { const char* header; T type; } examples[] = {
      {"Vorname", T::kGivenName}, {"Nachname", T::kSurname}, {"Straße", T::kStreet}, {"PLZ", T::kPostcode}, {"Ort", T::kCity},
      {"Geburtsdatum", T::kBirthDate}, {"Telefonnummer", T::kPhone}, {"Firma", T::kCompanyName}, {"Geburtsort", T::kPlace}, {"Erstellt am", T::kCreatedDate},
      {"Apellidos", T::kSurname}, {"Fecha de nacimiento", T::kBirthDate}, {"Código postal", T::kPostcode}, {"Dirección", T::kStreet}, {"Razón social", T::kCompanyName},
      {"Cognome", T::kSurname}, {"Data di nascita", T::kBirthDate}, {"Città", T::kCity}, {"CAP", T::kPostcode}, {"Indirizzo", T::kStreet},
      {"Voornaam", T::kGivenName}, {"Achternaam", T::kSurname}, {"Geboortedatum", T::kBirthDate}, {"Woonplaats", T::kCity}, {"Straat", T::kStreet},
      {"Imię", T::kGivenName}, {"Nazwisko", T::kSurname}, {"Miejscowość", T::kCity}, {"Kod pocztowy", T::kPostcode}, {"Data urodzenia", T::kBirthDate},
      {"Sobrenome", T::kSurname}, {"Data de nascimento", T::kBirthDate}, {"Endereço", T::kStreet}, {"Cidade", T::kCity},
      {"gname", T::kGivenName}, {"sname", T::kSurname}, {"pc", T::kPostcode}, {"CLI_DTNAIS", T::kBirthDate}, {"ADDR_STATE", T::kPlace},
      {"http://schema.example/core#birthDate", T::kBirthDate}, {"release_date", T::kDate}, {"deathDate", T::kDate},
  };
  for (const auto& example : examples) {
    CAPTURE(example.header);
    const auto meaning = read_header(example.header);
    REQUIRE(!meaning.readings.empty());
    CHECK(info(meaning.readings[0].type).id == info(example.type).id);
  }
}

TEST_CASE("headers that say nothing have no reading") {
  for (const char* header : {"column 1", "x", "zzz", "b12", "---"}) {
    CAPTURE(header);
    CHECK(read_header(header).readings.empty());
  }
}
