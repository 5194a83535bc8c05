#include "audit/dictionary.h"

#include "audited.h"

using namespace jumelles;
using namespace jumelles::test;
using audit::DictionaryFacts;
using audit::Expectation;
using audit::Finding;

namespace {

Rows contacts() {
  return {{"surname", "phone", "email"},
          {"Martin", "0611223344", "a@mail.example"},
          {"Durand", "06 11 22 33 45", ""},
          {"Petit", " 0611223346 ", "b@mail.example"},
          {"Moreau", "N/A", "c@mail.example"},
          {"Leroy", "+33611223347", "d@mail.example"},
          {"Roux", "06 11 22 33 45", "N/A"}};
}

DictionaryFacts check(const audit::AuditInput& input, const std::vector<Expectation>& expectations, uint64_t step = 0) {
  const auto facts = std::make_shared<DictionaryFacts>();
  if (step == 0) {
    REQUIRE(run_to_end(audit::dictionary_phases(input, expectations, facts)).ok());
    return *facts;
  }
  for (const Phase& phase : audit::dictionary_phases(input, expectations, facts)) {
    const uint64_t count = phase.count();
    for (uint64_t begin = 0; begin < count; begin += step) REQUIRE(phase.body(begin, std::min(count, begin + step)).ok());
  }
  return *facts;
}

Expectation written_as(uint32_t attribute, const char* pattern) { return {attribute, false, audit::whole_value_pattern(pattern).value()}; }

std::vector<RecordIndex> rows_of(const Finding& finding, uint32_t count) {
  std::vector<RecordIndex> rows;
  for (RecordIndex r = 0; r < count; ++r)
    if (finding.records.has(r)) rows.push_back(r + 1);
  return rows;
}

}  // namespace

TEST_CASE("a pattern of the dictionary is about whole values, and what is wrong with it is said of what was written") {
  const auto pattern = audit::whole_value_pattern("a|bc");
  REQUIRE(pattern.ok());
  CHECK(pattern.value().finds("a"));
  CHECK(pattern.value().finds("bc"));
  CHECK_FALSE(pattern.value().finds("ab"));
  CHECK_FALSE(pattern.value().finds("bcc"));
  const auto wrong = audit::whole_value_pattern("a)(b");
  REQUIRE_FALSE(wrong.ok());
}

TEST_CASE("records without a required attribute are found, what stands for nothing among them") {
  const Audited a(contacts());
  const DictionaryFacts facts = check(a.input, {{a.attribute("email"), true, std::nullopt}});
  REQUIRE(facts.findings.size() == 1);
  const Finding& finding = facts.findings[0];
  CHECK(audit::id_of(finding, *a.input.records) == "required_missing email");
  CHECK(finding.count == 2);
  CHECK(finding.of_count == 6);
  CHECK(finding.per_source == std::vector<uint64_t>{2});
  CHECK(rows_of(finding, 6) == std::vector<RecordIndex>{2, 6});
}

TEST_CASE("values that are written otherwise are found, without the blanks around them; what is missing is not among them") {
  const Audited a(contacts());
  const uint32_t phone = a.attribute("phone");
  const DictionaryFacts facts = check(a.input, {written_as(phone, "0\\d{9}")});
  REQUIRE(facts.findings.size() == 1);
  const Finding& finding = facts.findings[0];
  CHECK(audit::id_of(finding, *a.input.records) == "off_format phone");
  CHECK(finding.count == 3);
  CHECK(finding.of_count == 5);
  CHECK(rows_of(finding, 6) == std::vector<RecordIndex>{2, 5, 6});
  CHECK(finding.distinct_count == 2);
  REQUIRE(finding.values.size() == 2);
  CHECK(finding.values[0].value == "06 11 22 33 45");
  CHECK(finding.values[0].count == 2);
  CHECK(facts.off_format[phone] == 3);
}

TEST_CASE("a value is judged as the recipe leaves it") {
  Audited a(contacts());
  a.input.recipe = [](uint32_t, uint32_t, std::string_view original, std::string& changed) {
    changed = original == "06 11 22 33 45" ? "0611223345" : original;
    return changed != original;
  };
  const DictionaryFacts facts = check(a.input, {written_as(a.attribute("phone"), "0\\d{9}")});
  REQUIRE(facts.findings.size() == 1);
  CHECK(facts.findings[0].count == 1);
}

TEST_CASE("a source without the column lacks it in all its records, and each source is counted for itself") {
  const Audited a({contacts(), Rows{{"surname", "city"}, {"Bernard", "Lyon"}, {"Blanc", "Paris"}}});
  const DictionaryFacts facts = check(a.input, {{a.attribute("email"), true, std::nullopt}});
  REQUIRE(facts.findings.size() == 1);
  CHECK(facts.findings[0].per_source == std::vector<uint64_t>{2, 2});
}

TEST_CASE("what is asked and met leaves nothing, and where the work is cut does not matter") {
  const Audited a({contacts(), contacts()});
  const std::vector<Expectation> asked{{a.attribute("surname"), true, std::nullopt}, {a.attribute("email"), true, audit::whole_value_pattern("[a-b]@.*").value()}, written_as(a.attribute("phone"), "0\\d{9}")};
  const DictionaryFacts whole = check(a.input, asked);
  REQUIRE(whole.findings.size() == 3);  // nobody lacks a surname
  for (const uint64_t step : {1, 4, 7}) {
    const DictionaryFacts cut = check(a.input, asked, step);
    REQUIRE(cut.findings.size() == whole.findings.size());
    for (size_t f = 0; f < cut.findings.size(); ++f) {
      CHECK(cut.findings[f].count == whole.findings[f].count);
      CHECK(cut.findings[f].records.words() == whole.findings[f].records.words());
      CHECK(cut.findings[f].values.size() == whole.findings[f].values.size());
    }
    CHECK(cut.off_format == whole.off_format);
  }
}
