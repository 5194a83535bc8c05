#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "report/view.h"

using namespace jumelles;
using namespace jumelles::report;

namespace {

using protocol::FindingValue;

// An example of a kind of finding as a masked report has it: "VALUE", or "VALUE > BECOMES".
std::string shown(const std::string& kind, const std::vector<std::string>& types, const std::string& value, const std::string& becomes = "") {
  protocol::AuditPage audit;
  protocol::FindingRow finding;
  finding.kind = kind;
  for (const std::string& type : types) {
    audit.attributes.push_back({"my_" + type, type, ""});
    finding.attributes.push_back("my_" + type);
  }
  finding.values = {{value, becomes, 3}};
  audit.findings = {finding};
  const FindingValue row = masked_audit(audit).findings[0].values[0];
  CHECK(row.count == 3);
  return row.value + (becomes.empty() ? "" : " > " + row.becomes);
}

}  // namespace

TEST_CASE("a masked example shows the fault, whatever its kind, and not whose it is") {
  CHECK(shown("mistyped_domain", {"email"}, "jean.dupont@gmial.com", "jean.dupont@gmail.com") == "xxxx.xxxxxx@gmial.com > xxxx.xxxxxx@gmail.com");
  CHECK(shown("invalid_email", {"email"}, "jean@@dupont.fr") == "xxxx@@xxxxxx.fr");
  CHECK(shown("invalid_value", {"surname"}, "jean.dupont@free.fr") == "xxxx.xxxxxx@free.fr");
  for (const char* kind : {"birth_after_record", "default_date", "future_date", "too_old", "updated_before_created"}) CHECK_MESSAGE(shown(kind, {"birth_date"}, "1893-04-27") == "1893-00-00", kind);
  CHECK(shown("invalid_date", {"birth_date"}, "31/02/1985") == "31/02/0000");
  CHECK(shown("invalid_phone", {"phone"}, "0197775132") == "0197000000");
  CHECK(shown("invalid_postcode", {"postcode"}, "99123") == "99000");
  CHECK(shown("rounded_number", {"phone"}, "6,26E+08") == "0,00E+08");
  CHECK(shown("wrong_check_digits", {"vat"}, "FR00485432263") == "FR00000000000");
  CHECK(shown("wrong_check_digits", {"iban"}, "FR7610182012630525") == "FR7600000000000000");
  CHECK(shown("wrong_check_digits", {"code"}, "AB12345678901") == "XX00000000000");
  for (const char* kind : {"broken_letters", "character_references", "dropped_letters", "mistyped_value", "mixed_alphabets", "other_code_page"})
    CHECK_MESSAGE(shown(kind, {"city"}, "Argneteuil", "Argenteuil") == "Xxxnxxxxxx > Xxxxnxxxxx", kind);
}

TEST_CASE("words that are written where there is no value stay, names that look like them do not") {
  CHECK(shown("stand_in", {"city"}, "non renseign\u00E9") == "non renseign\u00E9");
  CHECK(shown("stand_in", {"street"}, "#N/A") == "#N/A");
  CHECK(shown("stand_in", {"surname"}, "TEST") == "XXXX");          // it is somebody's
  CHECK(shown("stand_in", {"surname"}, "Dupont") == "Xxxxxx");      // a rule of the recipe said so
  CHECK(shown("filler_phone", {"phone"}, "0612345678") == "0000000000");
  CHECK(shown("filler_email", {"email"}, "dupont@free.fr") == "xxxxxx@free.fr");
}

TEST_CASE("of other findings, of ordinary values and of what stands where it should not, nothing stays but the shape") {
  CHECK(shown("ambiguous_dates", {"birth_date"}, "03/04/1971") == "00/00/0000");
  CHECK(shown("shared_value", {"phone"}, "0612345678") == "0000000000");
  CHECK(shown("made_up_phone", {"phone"}, "0612345678") == "0000000000");
  CHECK(shown("repeated_id", {}, "CLI-2140") == "XXX-0000");
  CHECK(shown("remark_in_name", {"surname"}, "Briche (ne plus appeler)", "Briche") == "Xxxxxx (xx xxxx xxxxxxx) > Xxxxxx");
  CHECK(shown("invalid_date", {"birth_date"}, "Jean Dupont") == "Xxxx Xxxxxx");
  CHECK(shown("invalid_postcode", {"postcode"}, "Marseille") == "Xxxxxxxxx");
  CHECK(shown("mistyped_value", {"city"}, "Dupont", "Martin") == "Xxxxxx > Xxxxxx");
  CHECK(shown("no_such_kind", {"surname"}, "Dupont", "Dupond") == "Xxxxxx > Xxxxxx");
}

TEST_CASE("values of two attributes are masked each by its own") {
  CHECK(shown("email_of_other", {"email", "surname"}, "jean@gmail.com \u00B7 Dupont") == "xxxx@gmail.com \u00B7 Xxxxxx");
  CHECK(shown("birth_after_record", {"birth_date", "created_date"}, "2014-12-18 \u00B7 2013-01-12") == "2014-00-00 \u00B7 2013-00-00");
  CHECK(shown("exchanged_names", {"surname", "given_name"}, "Adolphe \u00B7 Leroy") == "Xxxxxxx \u00B7 Xxxxx");
}
