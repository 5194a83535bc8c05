#include "profile/roles.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "profile_support.h"

using namespace jumelles;
using test::mapped;
using test::mapping_of;
using test::table_of;
using test::two_digits;

namespace {

// A table of persons, or of things, with one more column.
template <class Value>
std::vector<std::shared_ptr<Table>> table_with(const char* header, bool persons, Value value) {
  const auto line = [&](int i) {
    return (persons ? test::surname(i) + "|" + test::given_name(i * 3) : "Lampe modele " + std::to_string(i * 37 % 80)) + "|" + value(i);
  };
  return {table_of("t", (persons ? "nom|prenom|" : "title|") + std::string(header), 0, 80, line)};
}

template <class Value>
void expect(const char* header, bool persons, Value value, ColumnRole role, const char* reason) {
  CAPTURE(header);
  const auto tables = table_with(header, persons, value);
  const ColumnMapping m = mapped(mapping_of(tables), tables, 0, header);
  CHECK(role_id(m.role) == role_id(role));
  CHECK(m.role_reason_id == reason);
}

std::string amount(int i) { return std::to_string((i * 7919) % 977) + "." + two_digits(i * 31 % 100); }
std::string day(int i) { return std::to_string(1950 + i * 7 % 60) + "-" + two_digits(1 + i % 12) + "-" + two_digits(1 + i * 5 % 28); }

}  // namespace

TEST_CASE("measures of persons are told by their headers or by being figures at all") {
  using R = ColumnRole;
  expect("CA annuel", true, amount, R::kMeasure, "of_person");
  expect("total_spent", true, amount, R::kMeasure, "counted");
  expect("x7", true, amount, R::kMeasure, "of_person");
  expect("age", true, [](int i) { return std::to_string(18 + i % 60); }, R::kDescription, "describes");
  expect("latitude", true, [](int i) { return std::to_string(43 + i % 5) + "." + std::to_string(10000 + i * 977 % 9999); }, R::kEvidence, "place");
}

TEST_CASE("figures of things stay evidence, but for what is counted and rated, and long tails without a name") {
  using R = ColumnRole;
  expect("price", false, amount, R::kEvidence, "thing");
  expect("length", false, [](int i) { return std::to_string(120 + i * 7 % 200); }, R::kEvidence, "thing");
  expect("year", false, [](int i) { return std::to_string(1950 + i % 70); }, R::kEvidence, "year");
  expect("rating", false, [](int i) { return std::to_string(i % 50) + ".5"; }, R::kMeasure, "counted");
  expect("votes", false, [](int i) { return std::to_string(i * i * 13 + 1); }, R::kMeasure, "counted");
  expect("zz", false, [](int i) { return std::to_string(1 + (i * 37 % 80) * (i * 37 % 80) * (i * 37 % 80)) + ".5"; }, R::kMeasure, "long_tail");
  expect("zz", false, [](int i) { return std::to_string(100 + i * 37 % 80) + ".5"; }, R::kEvidence, "thing");
  expect("zz", false, [](int i) { return std::to_string(i) + " %"; }, R::kMeasure, "percent");
}

TEST_CASE("times of systems are technical, dates that stay with a person are not") {
  using R = ColumnRole;
  expect("date_maj", true, day, R::kTechnical, "record_time");
  expect("zz", true, [](int i) { return "2024-03-" + two_digits(1 + i % 28) + " 10:" + two_digits(i % 60) + ":00"; }, R::kTechnical, "time_of_day");
  expect("zz", true, [](int i) { return "20" + two_digits(i % 24) + "-03-" + two_digits(1 + i % 28) + " 00:00:00"; }, R::kEvidence, "thing");
  expect("last_order_date", true, [](int i) { return "20" + two_digits(10 + i % 14) + "-03-" + two_digits(1 + i % 28); }, R::kTechnical, "dealing");
  expect("date_naissance", true, day, R::kEvidence, "identity");
  const auto of_late = [](int i) { return "20" + two_digits(10 + i % 14) + "-03-" + two_digits(1 + i % 28); };
  for (const char* header : {"date_commande", "order_date", "date_facture"}) expect(header, true, of_late, R::kTechnical, "event");  // of the row
  for (const char* header : {"date_derniere_commande", "first_purchase_date", "date_export"}) expect(header, true, of_late, R::kTechnical, "dealing");
}

TEST_CASE("hashes, flags, files and pages of one site are technical, own sites are evidence") {
  using R = ColumnRole;
  const auto hash = [](int i) {
    Rng rng(static_cast<uint64_t>(i % 60));
    std::string out;
    for (int k = 0; k < 40; ++k) out += "0123456789abcdef"[rng.below(16)];
    return out;
  };
  expect("zz", true, hash, R::kTechnical, "hash");
  expect("zz", true, [](int i) { return std::string(i % 3 ? "true" : "false"); }, R::kTechnical, "flag");
  expect("statut", true, [](int i) { return std::string(i % 3 ? "traite" : "en attente"); }, R::kTechnical, "status");
  expect("statut_marital", true, [](int i) { return std::string(i % 3 ? "marie" : "veuf"); }, R::kDescription, "describes");
  expect("zz", true, [](int i) { return "https://outil.example/fiche/" + std::to_string(i % 70 * 977); }, R::kTechnical, "one_site");
  expect("zz", true, [](int i) { return "https://www.client" + std::to_string(i % 70 * 977) + ".example/"; }, R::kEvidence, "real_number");
  expect("zz", true, [](int i) { return "photo-" + std::to_string(i % 70 * 977) + ".JPG"; }, R::kTechnical, "file");
  expect("segment", true, [](int i) { return std::string(i % 3 ? "or" : "argent"); }, R::kDescription, "describes");
}

TEST_CASE("a code that many rows share is that of a kind, and a number that identifies out in the world is evidence whatever stands beside it") {
  using R = ColumnRole;
  const auto code_of = [](int kinds) { return [kinds](int i) { return "K" + std::to_string(1000000 + i % kinds * 245489 % 900001); }; };
  expect("zz", true, code_of(20), R::kDescription, "describes");
  expect("zz", true, code_of(32), R::kEvidence, "real_number");
  expect("member_number", true, code_of(20), R::kEvidence, "real_number");
  expect("token", true, code_of(32), R::kTechnical, "machine");
  expect("token_member", true, code_of(32), R::kEvidence, "real_number");
}

TEST_CASE("what is written about persons is a note, what is written about things describes them") {
  using R = ColumnRole;
  const auto sentence = [](int i) { return "un texte assez long qui parle de la fiche " + std::to_string(i * 37 % 80) + " et de rien d'autre"; };
  expect("zz", true, sentence, R::kMeasure, "free_text");
  expect("commentaire", false, sentence, R::kMeasure, "free_text");
  expect("description", false, sentence, R::kEvidence, "thing");
}

TEST_CASE("a number that grows by row is a counter, whatever its gaps") {
  const auto tables = table_with("zz", true, [](int i) { return std::to_string(1000000 + i * 90001 + i * i % 7); });
  CHECK(mapped(mapping_of(tables), tables, 0, "zz").reason_id == "surrogate_key");
  const auto drawn = table_with("zz", true, [](int i) { return std::to_string(1000000 + i * 37 % 80 * 90001); });
  CHECK(mapped(mapping_of(drawn), drawn, 0, "zz").type == AttributeType::kCode);
}

TEST_CASE("every column in use has a role with a reason, and what somebody chose stays") {
  const auto tables = table_with("zz", true, amount);
  Mapping mapping = mapping_of(tables);
  for (const ColumnMapping& m : mapping[0]) CHECK(m.role_reason_id.empty() == (m.type == AttributeType::kIgnored));
  ColumnMapping m;
  m.type = AttributeType::kUpdatedDate;
  profile::assign_role_of_type(m);
  CHECK(m.role_reason_id == "record_time");
  m.role = ColumnRole::kEvidence, m.role_reason_id = "user", m.role_by_user = true;
  profile::assign_role_of_type(m);
  CHECK(m.role_reason_id == "user");
}
