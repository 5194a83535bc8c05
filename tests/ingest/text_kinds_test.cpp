#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

TEST_CASE("texts that are no tables are refused by their kind, and the message says what to do") {
  struct Case { const char *id, *text; };
  for (const Case& c : {Case{"file.vcard", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jean Durand\r\nEND:VCARD\r\n"}, {"file.vcard", "\n\nbegin:vcard\nfn:Jean\nend:vcard\n"},
                        {"file.calendar", "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:x\n"},
                        {"file.ldif", "version: 1\n\n# Durand\ndn: uid=durand,dc=ex\ncn: Durand\n\ndn: uid=petit,dc=ex\ncn: Petit\n"},
                        {"file.sql", "-- dump\n/* x */\nCREATE TABLE `c` (`id` int, `nom` text);\nINSERT INTO `c` VALUES (1,'Durand');\n"},
                        {"file.sql", "INSERT INTO c (id, nom) VALUES\n(1, 'Durand'),\n(2, 'Petit');\n"}, {"file.sql", "insert into c values(1,'a');\ninsert into c values(2,'b');\n"},
                        {"file.web_page", "<style>td{}</style><table border=1>\n<tr><td>nom</td></tr>\n</table>"}, {"file.web_page", "<!-- x -->\n<TABLE><TR><TD>nom</TD></TR></TABLE>"},
                        {"file.web_page", "\xEF\xBB\xBF<html><body>nom</body></html>"}, {"file.xml", "<?xml version=\"1.0\"?>\n<c/>"}, {"file.xml", "<clients>\n<client nom=\"x\"/>\n</clients>\n"},
                        {"file.web_archive", "MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n"},
                        {"file.mail", "From: a@b.fr\nTo: c@d.fr\nSubject: clients\n\nBonjour\n"}, {"file.mail", "From a@b.fr Mon Jan 1\nReturn-Path: <a@b.fr>\nReceived: from x\n\tby y\nSubject: z\n\nBonjour\n"},
                        {"file.sylk", "ID;PWXL;N;E\nC;Y1;X1;K\"Nom\"\nC;X2;K\"Ville\"\nE\n"}, {"file.dif", "TABLE\n0,1\n\"EXCEL\"\nVECTORS\n0,2\n"},
                        {"file.yaml", "- nom: Durand\n  ville: Lyon\n- nom: Petit\n  ville: Nice\n"}, {"file.yaml", "---\nclients:\n  - nom: Durand\n    ville: Lyon\n"},
                        {"file.records_over_lines", "Nom : Durand\nVille : Lyon\n\nNom : Petit\nVille : Nice\n"}, {"file.records_over_lines", "nom = Durand\nville = Lyon\ntel =\n\nnom = Petit\nville = Nice\n"},
                        {"file.records_over_lines", "*************************** 1. row ***************************\nnom: Durand\n*************************** 2. row ***************************\nnom: Petit\n"},
                        {"file.records_over_lines", "-[ RECORD 1 ]-\nnom | Durand\n-[ RECORD 2 ]-\nnom | Petit\n"}}) {
    CAPTURE(c.text);
    ImportResult out;
    const Status status = import_bytes(c.text, out);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().id == c.id);
    CHECK(status.error().path == "customers.csv");
    CHECK_FALSE(status.error().message.empty());
    CHECK_FALSE(status.error().hint.empty());
  }
  CHECK(error_id("\xFF\xFE" + std::string("<\0?\0x\0m\0l\0 \0v\0>\0\n\0", 18)) == "file.xml");
}

TEST_CASE("tables that begin like other kinds of texts are read") {
  for (const char* text : {"ID;PRENOM;NOM\n1;Jean;Durand\n2;Anne;Petit\n", "-- export\nnom;ville\nDurand;Lyon\nPetit;Nice\n", "Set;Values\n1;2\n3;4\n", "dn;cn\nuid=a,dc=b;Durand\nuid=c,dc=b;Petit\n",
                           "From: ;To: \na@b.fr;c@d.fr\ne@f.fr;g@h.fr\n", "<nom>;ville\nDurand;Lyon\nPetit;Nice\n", "<b>Nom</b>;<i>Ville</i>\nDurand;Lyon</br>\nPetit;Nice\n", "nom:ville\nDurand:Lyon\nPetit:Nice\n", "nom: ville: tel\nDurand: Lyon: 1\nPetit: Nice: 2\n",
                           "- nom;ville\n- Durand;Lyon\n- Petit;Nice\n", "Create date;nom\n2024-01-01;Durand\n2024-01-02;Petit\n", "--\n-- dump\nSET x = 1;\n\nCOPY public.c (id, nom) FROM stdin;\n1\tDurand\n2\tPetit\n\\.\n",
                           "titre\nAdresse : 12 rue X\nAdresse : 3 rue Y\nautre\nencore\n",
                           "TABLE;nom\n0,1;Durand\n0,2;Petit\n"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "");
  }
}

TEST_CASE("whoever says how a text is cut gets it so") {
  DialectOverride choice;
  choice.separator = ":";
  CHECK(error_id("BEGIN:VCARD\nFN:Jean Durand\nEND:VCARD\n", choice) == "");
}
