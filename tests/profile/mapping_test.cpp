#include <doctest/doctest.h>

#include "profile_support.h"

using namespace jumelles;
using test::given_name;
using test::mapped;
using test::mapping_of;
using test::surname;
using test::table_of;
using T = AttributeType;

namespace {

// Numbers without order or density.
uint64_t scattered(uint64_t i) { return 1000000 + (i * 2654435761ull) % 8999993; }

std::string mail(int i) { return "client" + std::to_string(i) + "@courrier.example"; }

}  // namespace

TEST_CASE("a column that says opt-out feeds the consent, turned around, unless the table has a consent of its own") {
  std::string alone = "id|nom|desabonne\n", both = "id|nom|optin|optout\n";
  for (int i = 0; i < 40; ++i) {
    alone += std::to_string(100 + i) + "|Martin|" + (i % 3 ? "non" : "oui") + "\n";
    both += std::to_string(100 + i) + "|Martin|" + (i % 3 ? "oui" : "non") + "|" + (i % 5 ? "non" : "oui") + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("alone", alone), table_of("both", both)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "desabonne").type == T::kOptOut);
  CHECK(mapped(mapping, tables, 0, "desabonne").attribute == "consent");
  CHECK(mapped(mapping, tables, 1, "optin").attribute == "consent");
  CHECK(mapped(mapping, tables, 1, "optout").type == T::kOptOut);
  CHECK(mapped(mapping, tables, 1, "optout").attribute != "consent");
}

TEST_CASE("answers name nobody, and what says when or from where somebody answered is no answer") {
  std::string text = "siret|etablissementSiege|OPTIN_IP|OPTIN_TIME|consent\n";
  for (int i = 0; i < 40; ++i) text += "7328293200007" + std::to_string(i % 10) + "|true|82.1.2." + std::to_string(i % 3) + "|2021-03-0" + std::to_string(1 + i % 9) + "|" + (i % 2 ? "subscribed" : "cleaned") + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("list", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "etablissementSiege").type == T::kCategory);
  CHECK(mapped(mapping, tables, 0, "OPTIN_IP").attribute == "ip_address");
  CHECK(info(mapped(mapping, tables, 0, "OPTIN_TIME").type).look == Look::kDate);
  CHECK(mapped(mapping, tables, 0, "consent").type == T::kConsent);
}

TEST_CASE("numbers that a spreadsheet rounded are codes, no dates") {
  std::string text = "nom|num_carte\n";
  for (int i = 0; i < 40; ++i) text += surname(i) + "|2.0" + std::to_string(i % 9) + "E+12\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("cards", text)};
  CHECK(mapped(mapping_of(tables), tables, 0, "num_carte").type == T::kCode);
}

TEST_CASE("a column of names that mostly call organizations is one of organizations, without any legal form") {
  const char* const kinds[] = {"Mairie de ", "Association des amis de ", "Syndicat des eaux de ", "Lycée ", "Restaurant "};
  std::string text = "nom|adresse\n", persons = text;
  for (int i = 0; i < 60; ++i) {
    text += kinds[i % 5] + surname(i) + "|" + std::to_string(i) + " rue des Lilas\n";
    persons += (i % 3 == 0 ? kinds[i % 3] : "") + surname(i) + "|" + std::to_string(i) + " rue des Lilas\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("orgs", text)}, others = {table_of("persons", persons)};
  CHECK(mapped(mapping_of(tables), tables, 0, "nom").type == T::kCompanyName);
  CHECK(mapped(mapping_of(others), others, 0, "nom").type != T::kCompanyName);
}

TEST_CASE("three French extracts meet by meaning") {
  std::string crm = "num_client|civilite|nom|prenom|mail|tel|portable|adresse|cp|ville|raison_sociale|siren|date_maj|optin\n";
  std::string shop = "id|first_name|last_name|email|phone|address1|zip|city|birth_date|created_at\n";
  std::string billing = "ref|denomination|nom_complet|courriel|telephone|adresse|code_postal|localite|siren|commentaire\n";
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    crm += "C" + std::to_string(scattered(static_cast<uint64_t>(i))) + "|" + (i % 2 ? "M." : "Mme") + "|" + surname(i) + "|" + given_name(i) + "|" + mail(i) + "|01 99 00 00 " +
           std::to_string(10 + i) + "|06 39 98 00 " + std::to_string(10 + i) + "|" + n + " rue des Lilas|750" + std::to_string(10 + i % 20) +
           "|Paris|" + (i % 5 == 0 ? "Menuiserie " + surname(i) + " SARL" : "") + "|" + (i % 5 == 0 ? "732829320" : "") + "|1" +
           std::to_string(i % 9) + "/03/2024|" + (i % 3 ? "oui" : "non") + "\n";
    shop += n + "|" + given_name(i + 3) + "|" + surname(i + 2) + "|" + mail(i + 30) + "|6399800" + std::to_string(10 + i) + "|" + n +
            " avenue Foch|750" + std::to_string(10 + i % 20) + "|Paris|19" + std::to_string(30 + i) + "-02-1" + std::to_string(i % 9) +
            "|2023-05-1" + std::to_string(i % 9) + "\n";
    billing += "F" + std::to_string(scattered(static_cast<uint64_t>(i) + 500)) + "|" + (i % 4 == 0 ? "Garage " + surname(i) + " SAS" : "") + "|" + surname(i) + " " + given_name(i) +
               "|" + mail(i + 45) + "|01 99 00 01 " + std::to_string(10 + i) + "|" + n + " bd Voltaire|690" + std::to_string(10 + i % 9) +
               "|Lyon|" + (i % 4 == 0 ? "552100554" : "") + "|client depuis longtemps, paie toujours en retard " + n + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("crm", crm), table_of("shop", shop), table_of("billing", billing)};
  const Mapping mapping = mapping_of(tables);
  const struct { size_t table; const char* column; T type; const char* key; } expected[] = {
      {0, "num_client", T::kRecordId, ""}, {0, "civilite", T::kCivility, "civility"}, {0, "nom", T::kSurname, "surname"},
      {0, "prenom", T::kGivenName, "given_name"}, {0, "mail", T::kEmail, "email"}, {0, "tel", T::kPhone, "phone"},
      {0, "portable", T::kPhone, "phone"}, {0, "adresse", T::kStreet, "street"}, {0, "cp", T::kPostcode, "postcode"},
      {0, "raison_sociale", T::kCompanyName, "company_name"}, {0, "date_maj", T::kUpdatedDate, "updated_date"},
      {0, "optin", T::kConsent, "consent"},
      {1, "id", T::kRecordId, ""}, {1, "first_name", T::kGivenName, "given_name"}, {1, "last_name", T::kSurname, "surname"},
      {1, "phone", T::kPhone, "phone"}, {1, "address1", T::kStreet, "street"}, {1, "zip", T::kPostcode, "postcode"},
      {1, "birth_date", T::kBirthDate, "birth_date"}, {1, "created_at", T::kCreatedDate, "created_date"},
      {2, "ref", T::kRecordId, ""}, {2, "denomination", T::kCompanyName, "company_name"}, {2, "nom_complet", T::kFullName, "full_name"},
      {2, "courriel", T::kEmail, "email"}, {2, "localite", T::kCity, "city"}, {2, "commentaire", T::kText, "comment"},
  };
  for (const auto& e : expected) {
    CAPTURE(e.column);
    const ColumnMapping& m = mapped(mapping, tables, e.table, e.column);
    CHECK(info(m.type).id == info(e.type).id);
    CHECK(m.attribute == e.key);
  }
}

TEST_CASE("a unique number that recurs in another source is evidence, one that does not is a mere key") {
  std::string a = "id|nom|adherent\n", b = "id|nom|adherent\n";
  for (int i = 0; i < 200; ++i) {
    const auto u = static_cast<uint64_t>(i);
    a += std::to_string(i + 1) + "|" + surname(i) + std::to_string(i) + "|" + std::to_string(scattered(u)) + "\n";
    b += std::to_string(i + 1) + "|" + surname(i * 3) + std::to_string(i * 3) + "|" + std::to_string(scattered(u + 100)) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("a", a), table_of("b", b)};
  const Mapping mapping = mapping_of(tables);
  for (size_t t = 0; t < 2; ++t) {
    // Both ids count from 1: that they share numbers is chance, and rows that share one have nothing else in common.
    CHECK(mapped(mapping, tables, t, "id").type == T::kRecordId);
    CHECK(mapped(mapping, tables, t, "adherent").type == T::kCode);
    CHECK(mapped(mapping, tables, t, "adherent").attribute == "member");
  }
}

TEST_CASE("an id that a few rows share is a key all the same, though most rows are of one town") {
  std::string text = "id_client|nom|mail|ville\n";
  for (int i = 0; i < 1200; ++i) {
    const int id = i % 200 != 199 ? i : i % 400 == 199 ? i - 40 : i - 39;  // six rows have the id of another one, three of them its town
    text += "C" + std::to_string(1000 + id) + "|" + surname(i) + std::to_string(i) + "|" + mail(i) + "|" + (i % 4 != 0 ? "Rennes" : "Ville " + std::to_string(i / 4 % 24)) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  CHECK(mapped(mapping_of(tables), tables, 0, "id_client").reason_id == "surrogate_key");
}

TEST_CASE("two counters are evidence where rows of one number agree on the rest") {
  std::string a = "ref|mail\n", b = "ref|mail\n";
  for (int i = 0; i < 100; ++i) {
    a += std::to_string(i + 1) + "|" + mail(i) + "\n";
    b += std::to_string(i + 1) + "|" + mail(i) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("a", a), table_of("b", b)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "ref").type == T::kCode);
  CHECK(mapped(mapping, tables, 0, "ref").reason_id == "recurs_in_other_source");
  CHECK(mapped(mapping, tables, 1, "ref").attribute == mapped(mapping, tables, 0, "ref").attribute);
}

TEST_CASE("being unique in every row never excludes what means something") {
  std::string text = "code|mail|tel|siren|titre|texte\n";
  for (int i = 0; i < 40; ++i)
    text += std::to_string(i) + "|" + mail(i) + "|06 39 98 00 " + std::to_string(10 + i) + "|" + std::to_string(scattered(static_cast<uint64_t>(i))) +
            "00|Le voyage de " + given_name(i) + " en " + std::to_string(i) + " jours|Un texte long et libre qui ne se retrouve nulle part " + std::to_string(i) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "code").type == T::kRecordId);
  for (const char* column : {"mail", "tel", "siren", "titre", "texte"}) {
    CAPTURE(column);
    CHECK(mapped(mapping, tables, 0, column).type > T::kSource);
  }
}

TEST_CASE("a column whose values group rows is proposed as a grouping and not compared") {
  std::string text = "cle|ancien_numero|nom|foyer\n";
  for (int i = 0; i < 100; ++i)
    text += std::to_string(i) + "|A" + std::to_string(1000 + i / 2) + "|" + surname(i) + "|" + std::to_string(i / 3) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "ancien_numero").type == T::kGrouping);
  CHECK(mapped(mapping, tables, 0, "foyer").type == T::kGrouping);
  CHECK(mapped(mapping, tables, 0, "foyer").reason_id == "grouping");
  CHECK(mapped(mapping, tables, 0, "cle").type == T::kRecordId);
}

TEST_CASE("empty columns are left out with the reason, those of one value are delivered and not compared") {
  std::string text = "nom|ville|note|pays|siret|statut\n";
  for (int i = 0; i < 20; ++i) text += surname(i) + "|Paris||France|" + (i == 3 ? "55208131766522" : "") + "|\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  for (const char* column : {"ville", "siret"}) {
    CAPTURE(std::string(column));
    CHECK(role_id(mapped(mapping, tables, 0, column).role) == role_id(ColumnRole::kTechnical));
    CHECK(mapped(mapping, tables, 0, column).role_reason_id == "one_value");
  }
  CHECK(mapped(mapping, tables, 0, "ville").type == T::kCity);
  CHECK(mapped(mapping, tables, 0, "siret").type == T::kSiret);
  CHECK(mapped(mapping, tables, 0, "note").reason_id == "empty");
  CHECK(mapped(mapping, tables, 0, "pays").type == T::kCountry);
}

TEST_CASE("a value that another column feeds as well, that is in another table, or is the only name, is compared") {
  const auto role = [](const std::vector<std::shared_ptr<Table>>& tables, size_t table, const char* column) {
    return mapped(mapping_of(tables), tables, table, column).role;
  };
  std::string phones = "nom|tel|tel2\n", towns = "nom|ville\n", other = "nom|ville\n", same = "nom|ville\n";
  for (int i = 0; i < 20; ++i) {
    phones += surname(i) + "|06 39 98 11 " + std::to_string(10 + i) + "|" + (i == 3 ? "06 39 98 45 67" : "") + "\n";
    towns += surname(i) + "|Paris\n";
    other += surname(i) + "|" + (i % 2 ? "Lyon" : "Paris") + "\n";
    same += "Durand|Paris\n";
  }
  CHECK(is_compared(role({table_of("t", phones)}, 0, "tel2")));
  CHECK(is_compared(role({table_of("a", towns), table_of("b", other)}, 0, "ville")));
  CHECK(is_compared(role({table_of("t", same)}, 0, "nom")));
  CHECK(is_compared(role({table_of("t", "nom|ville\nDurand|Paris\nPetit|Paris\n")}, 0, "ville")));  // two rows are alike by chance
}

TEST_CASE("numbers of customers are no years, whatever their digits, and years no numbers of customers") {
  const auto type = [](const char* header, int rows, int first, int modulo) {
    std::string text = std::string(header) + "|nom\n";
    for (int i = 0; i < rows; ++i) text += std::to_string(first + i % modulo) + "|" + surname(i) + "\n";
    const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
    return mapped(mapping_of(tables), tables, 0, header).type;
  };
  for (const char* header : {"id", "cust_id", "Kundennr", "N° client", "Debitor", "zz"}) {
    CAPTURE(std::string(header));
    CHECK(type(header, 23, 1951, 23) == T::kRecordId);
    CHECK(type(header, 23, 1001, 23) == T::kRecordId);
  }
  CHECK(type("zz", 23, 1951, 22) == T::kYear);
  CHECK(type("zz", 11, 1951, 11) == T::kYear);
  CHECK(type("annee", 23, 1951, 23) == T::kYear);
}

TEST_CASE("a further key is delivered and not compared, and the number of a street is no key") {
  std::string text = "id|code interne|nom|numero voie\n";
  for (int i = 0; i < 80; ++i) text += std::to_string(i + 1) + "|F" + std::to_string(20000 + i * 3) + "|" + surname(i) + "|" + std::to_string(80 - i) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "id").type == T::kRecordId);
  CHECK(mapped(mapping, tables, 0, "code interne").type == T::kCode);
  CHECK(mapped(mapping, tables, 0, "code interne").role_reason_id == "row_key");
  CHECK_FALSE(is_compared(mapped(mapping, tables, 0, "code interne").role));
  CHECK(mapped(mapping, tables, 0, "numero voie").attribute == "street_number");
  CHECK(is_compared(mapped(mapping, tables, 0, "numero voie").role));
}

TEST_CASE("the user's choices are honoured") {
  std::string text = "a|b|c|nom\n";
  for (int i = 0; i < 20; ++i) text += std::to_string(i) + "|" + std::to_string(i % 2) + "|" + given_name(i) + "|" + surname(i) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  profile::MappingOptions options;
  options.id_column = "A";
  options.source_column = "b";
  options.ignored_columns = {"c"};
  const Mapping mapping = mapping_of(tables, options);
  CHECK(mapped(mapping, tables, 0, "a").type == T::kRecordId);
  CHECK(mapped(mapping, tables, 0, "b").type == T::kSource);
  CHECK(mapped(mapping, tables, 0, "c").type == T::kIgnored);
  for (const char* column : {"a", "b", "c"}) {
    CHECK(mapped(mapping, tables, 0, column).reason_id == "user");
    CHECK(mapped(mapping, tables, 0, column).chosen_by_user);
  }
  CHECK(mapped(mapping, tables, 0, "nom").type == T::kSurname);
}

TEST_CASE("columns of one type in one table are two attributes, phones and e-mails are one") {
  std::string text = "adresse1|adresse2|tel1|tel2|mail1|mail2\n";
  for (int i = 0; i < 20; ++i)
    text += std::to_string(i) + " rue Haute|Bâtiment " + given_name(i) + "|06 39 98 00 " + std::to_string(10 + i) + "|01 99 00 00 " + std::to_string(10 + i) + "|" +
            mail(i) + "|" + mail(i + 50) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "adresse1").attribute == "street");
  CHECK(mapped(mapping, tables, 0, "adresse2").attribute == "street_2");
  CHECK(mapped(mapping, tables, 0, "tel1").attribute == "phone");
  CHECK(mapped(mapping, tables, 0, "tel2").attribute == "phone");
  CHECK(mapped(mapping, tables, 0, "mail2").attribute == "email");
}

TEST_CASE("a column that joins two others is not counted as further evidence") {
  std::string text = "prenom|nom|nom_complet\n";
  for (int i = 0; i < 30; ++i) text += given_name(i) + "|" + surname(i) + "|" + given_name(i) + " " + surname(i) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "nom_complet").reason_id == "repeats_columns");
  CHECK(mapped(mapping, tables, 0, "nom").type == T::kSurname);
}

TEST_CASE("a column repeated under another name, or in part, is not counted as further evidence") {
  std::string text = "zone_x|prenom|nom|naissance|annee|mail\n";
  for (int i = 0; i < 60; ++i) {
    const std::string year = std::to_string(1940 + (i * 37) % 20);
    text += surname(i) + "|" + given_name(i) + "|" + surname(i) + "|" + year + "-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10) + "|" + year + "|" + mail(i) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "zone_x").reason_id == "repeats_columns");
  CHECK(mapped(mapping, tables, 0, "annee").reason_id == "repeats_columns");
  CHECK(mapped(mapping, tables, 0, "nom").type == T::kSurname);
  CHECK(mapped(mapping, tables, 0, "naissance").type == T::kBirthDate);
}

TEST_CASE("a column that mostly repeats another one is kept and not compared, one that always does is left out") {
  std::string text = "nom|ville|ville_livraison|ville_bis|ca|solde|complet|prenom\n";
  for (int i = 0; i < 200; ++i) {
    const std::string town = surname(i) + "ville", amount = std::to_string(100 + i * 7 % 190) + ",50";
    text += surname(i) + "|" + town + "|" + (i == 7 ? "Autreville" : town) + "|" + town + "|" + amount + "|" + (i % 20 == 0 ? "-" : "") + amount + "|" +
            (i % 50 == 0 ? "Famille " + surname(i) : given_name(i) + " " + surname(i)) + "|" + given_name(i) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  const ColumnMapping& delivery = mapped(mapping, tables, 0, "ville_livraison");
  CHECK(delivery.type == T::kCity);
  CHECK(delivery.reason_id == "repeats_columns");
  CHECK_FALSE(is_compared(delivery.role));
  CHECK(delivery.role_reason_id == "repeats");
  CHECK(mapped(mapping, tables, 0, "ville_bis").type == T::kIgnored);
  CHECK(mapped(mapping, tables, 0, "complet").type == T::kFullName);
  CHECK_FALSE(is_compared(mapped(mapping, tables, 0, "complet").role));
  // A sign is all that tells them apart.
  CHECK(mapped(mapping, tables, 0, "ca").type == T::kNumber);
  CHECK(mapped(mapping, tables, 0, "solde").type == T::kNumber);
  CHECK(is_compared(mapped(mapping, tables, 0, "ville").role));
}

TEST_CASE("what mostly repeats a column does not meet the column of another table in its stead") {
  std::string a = "nom|livraison_ville|ville\n", b = "nom|ville\n";
  for (int i = 0; i < 100; ++i) {
    const std::string town = surname(i) + "ville";
    a += surname(i) + "|" + (i == 7 ? "Autreville" : town) + "|" + town + "\n";
    b += surname(i) + "|" + town + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("a", a), table_of("b", b)};
  const Mapping mapping = mapping_of(tables);
  const char* repeats = mapped(mapping, tables, 0, "ville").reason_id == "repeats_columns" ? "ville" : "livraison_ville";
  const char* first = std::string(repeats) == "ville" ? "livraison_ville" : "ville";
  CHECK(mapped(mapping, tables, 0, repeats).reason_id == "repeats_columns");
  CHECK(mapped(mapping, tables, 0, first).attribute == mapped(mapping, tables, 1, "ville").attribute);
  CHECK(mapped(mapping, tables, 0, repeats).attribute != mapped(mapping, tables, 1, "ville").attribute);
}

TEST_CASE("numbers of companies in a register are no keys of rows, with check digits or without") {
  std::string text = "id|Company no.|Handelsregister|customer no\n";
  for (int i = 0; i < 80; ++i) {
    const std::string n = std::to_string(scattered(static_cast<uint64_t>(i)));
    text += std::to_string(i + 1) + "|" + (i % 3 ? "0" : "SC") + n.substr(0, 6) + "|HRB " + n.substr(1) + "|" + n + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  for (const char* column : {"Company no.", "Handelsregister"}) {
    CAPTURE(std::string(column));
    CHECK(mapped(mapping, tables, 0, column).type == T::kCode);
    CHECK(is_compared(mapped(mapping, tables, 0, column).role));
  }
  CHECK(mapped(mapping, tables, 0, "Company no.").attribute == "company_number");
  CHECK(mapped(mapping, tables, 0, "customer no").reason_id == "surrogate_key");
}

TEST_CASE("a bare place beside a postcode is the town where the table has no other") {
  std::string alone = "Nom|NPA|Lieu\n", beside = "Nom|NPA|Commune|Lieu\n";
  for (int i = 0; i < 40; ++i) {
    const std::string code = std::to_string(1000 + i * 37 % 8000);
    alone += surname(i) + "|" + code + "|" + surname(i) + "dorf\n";
    beside += surname(i) + "|" + code + "|" + surname(i) + "dorf|Salle " + given_name(i) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("alone", alone), table_of("beside", beside)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "NPA").type == T::kPostcode);
  CHECK(mapped(mapping, tables, 0, "Lieu").type == T::kCity);
  CHECK(mapped(mapping, tables, 0, "Lieu").attribute == "city");
  CHECK(mapped(mapping, tables, 1, "Lieu").type == T::kPlace);
}

TEST_CASE("things are not taken for persons") {
  std::string products = "ref|name|description|price|brand\n", books = "code|title|authors|year|publisher\n";
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    products += "P" + n + "|Aspirateur X" + n + " rouge|Un aspirateur puissant de " + n + "00 watts, sans sac, livré avec deux brosses|" + n + ".90|Marque" +
                std::to_string(i % 5) + "\n";
    books += "B" + n + "|Histoire des ponts, tome " + n + "|" + given_name(i) + " " + surname(i) + ", " + given_name(i + 1) + " " + surname(i + 2) + "|" +
             std::to_string(1950 + i) + "|Maison " + surname(i % 4) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> product_tables = {table_of("p", products)}, book_tables = {table_of("b", books)};
  const Mapping p = mapping_of(product_tables), b = mapping_of(book_tables);
  CHECK(mapped(p, product_tables, 0, "ref").type == T::kRecordId);
  CHECK(mapped(p, product_tables, 0, "name").type == T::kTitle);
  CHECK(mapped(p, product_tables, 0, "description").type == T::kText);
  CHECK(mapped(p, product_tables, 0, "price").type == T::kNumber);
  CHECK(mapped(p, product_tables, 0, "brand").type == T::kCategory);
  CHECK(mapped(b, book_tables, 0, "title").type == T::kTitle);
  CHECK(mapped(b, book_tables, 0, "authors").type == T::kText);
  CHECK(mapped(b, book_tables, 0, "year").type == T::kYear);
  CHECK(mapped(b, book_tables, 0, "publisher").type == T::kCategory);
}

TEST_CASE("generic columns of two tables meet by a shared word") {
  std::string a = "product_name|sale_price\n", b = "name of product|price\n";
  for (int i = 0; i < 40; ++i) {
    a += "Lampe modèle " + std::to_string(i) + "|" + std::to_string(i) + ".50\n";
    b += "Lampe " + std::to_string(i) + " modèle|" + std::to_string(i) + ".10\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("a", a), table_of("b", b)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "product_name").attribute == mapped(mapping, tables, 1, "name of product").attribute);
  CHECK(mapped(mapping, tables, 0, "sale_price").attribute == mapped(mapping, tables, 1, "price").attribute);
}

TEST_CASE("a counter is recognized without a header, gaps and letters in front included") {
  std::string text = "column 1|column 2|column 3|column 4\n";
  for (int i = 0; i < 300; ++i)
    text += std::to_string(2000 + i * 3) + "|C" + std::to_string(100000 + i * 2) + "|" + std::to_string(scattered(static_cast<uint64_t>(i))) + "|" + std::to_string(i % 2) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "column 1").type == T::kRecordId);
  CHECK(mapped(mapping, tables, 0, "column 2").reason_id == "surrogate_key");
  CHECK(mapped(mapping, tables, 0, "column 3").type == T::kCode);  // no counter: it may identify something
  CHECK(mapped(mapping, tables, 0, "column 4").type == T::kCategory);
}

TEST_CASE("a number with check digits is recognized under any header, and is nobody's row number though it is unique") {
  const auto pesel = [](int i) {
    char digits[48];
    std::snprintf(digits, sizeof digits, "%02d%02d%02d%04d", 40 + i % 60, 1 + i % 12, 1 + i % 28, i * 37 % 10000);
    constexpr int kWeights[] = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
    int sum = 0;
    for (int at = 0; at < 10; ++at) sum += kWeights[at] * (digits[at] - '0');
    return std::string(digits) + static_cast<char>('0' + (10 - sum % 10) % 10);
  };
  std::string text = "Numer|Id\n";
  for (int i = 0; i < 60; ++i) text += pesel(i) + "|" + std::to_string(10000000000 + i) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "Numer").type == T::kCode);
  CHECK(mapped(mapping, tables, 0, "Numer").attribute == "pesel");
  CHECK(mapped(mapping, tables, 0, "Id").type == T::kRecordId);
}

TEST_CASE("names in one word, as in addresses of the web, are no full names") {
  const char* given[] = {"anthony", "marie", "robert", "sophie", "claire", "thomas"};
  const char* surname[] = {"martin", "durand", "petit", "moreau", "garcia"};
  std::string text = "Contact|Slug\n";
  for (int i = 0; i < 30; ++i) text += std::string(given[i % 6]) + " " + surname[i / 6] + "|" + given[i % 6] + "-" + surname[i / 6] + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("t", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "Contact").type == T::kFullName);
  CHECK(mapped(mapping, tables, 0, "Slug").type != T::kFullName);
}

TEST_CASE("a whole record in one column is a text, though there is a street in it") {
  std::string text = "id|record\n", address = "id|record\n";
  for (int i = 0; i < 60; ++i) {
    const std::string street = std::to_string(1 + i) + " rue " + surname(i + 3) + " 750" + std::to_string(10 + i % 20) + " Paris";
    text += std::to_string(i) + "|" + std::to_string(i % 9) + " " + given_name(i) + " " + surname(i) + " " + street + " 19" + std::to_string(30 + i) + " client\n";
    address += std::to_string(i) + "|" + street + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("text", text)}, addresses = {table_of("address", address)};
  CHECK(mapped(mapping_of(tables), tables, 0, "record").type == T::kText);
  CHECK(mapped(mapping_of(addresses), addresses, 0, "record").type == T::kStreet);
}

TEST_CASE("a name written as surname, comma, given name is a person's, known or not") {
  const char* const syllables[] = {"bra", "ko", "ne", "lu", "sti", "va", "dre", "mo"};
  std::string persons = "id|name|born\n", things = "id|name|price\n";
  for (int i = 0; i < 64; ++i) {
    const std::string a = syllables[i % 8], b = syllables[i / 8];
    persons += std::to_string(i) + "|" + a + b + "k, " + b + a + "|19" + std::to_string(30 + i) + "-02-11\n";
    things += std::to_string(i) + "|" + a + b + " " + b + a + "|" + std::to_string(3 + i) + ".50\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("persons", persons)}, others = {table_of("things", things)};
  CHECK(mapped(mapping_of(tables), tables, 0, "name").type == T::kFullName);
  CHECK(mapped(mapping_of(others), others, 0, "name").type == T::kTitle);
}
