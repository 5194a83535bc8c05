#include "audit/measure.h"

#include <algorithm>

#include "audited.h"

using namespace jumelles;
using test::Audited;
using test::Rows;

namespace {

monitoring::QualityFigures measured(const Audited& a, std::vector<std::string> hashes = {}, uint64_t step = 0) {
  const auto out = std::make_shared<monitoring::QualityFigures>();
  std::vector<Phase> phases = audit::figures_phases(a.input, a.audit, std::move(hashes), out);
  if (step == 0) {
    REQUIRE(run_to_end(std::move(phases)).ok());
    return *out;
  }
  for (const Phase& phase : phases) {
    const uint64_t count = phase.count();
    for (uint64_t at = 0; at < count; at += step) REQUIRE(phase.body(at, std::min(count, at + step)).ok());
  }
  return *out;
}

Rows people(size_t times) {
  const Rows four{{"Anne", "anne@poste.example", "M.", "silver", "2026-01-02"}, {"Paul", "paul", "Mme", "gold", "2026-02-03"}, {"Zoe", "", "M.", "silver", "2026-03-04"}, {"Lea", "lea@poste.example", "Mme", "gold", "2026-04-05"}};
  return test::operator+(Rows{{"given_name", "email", "civility", "category", "updated_date"}}, test::repeated(four, times));
}

std::vector<std::string> texts(const std::vector<monitoring::Tally>& tallies) {
  std::vector<std::string> out;
  for (const monitoring::Tally& tally : tallies) out.push_back(tally.text + " " + std::to_string(tally.count));
  return out;
}

}  // namespace

TEST_CASE("figures say what the audit counted, source by source") {
  const Audited a({people(20), {{"email"}, {"x@poste.example"}, {"y@poste.example"}}});
  const monitoring::QualityFigures figures = measured(a, {"xxh128:1", ""});
  REQUIRE(figures.sources.size() == 2);
  CHECK(figures.sources[0] == monitoring::SourceFigures{"t1", "xxh128:1", 80, a.audit->sources[0].median, a.audit->sources[0].newest});
  CHECK(figures.sources[0].newest == "2026-04-05");
  CHECK(figures.sources[1].record_count == 2);
  const monitoring::CellFigures* email = monitoring::find_cell(figures, "t1", "email");
  REQUIRE(email != nullptr);
  const audit::CellFacts& facts = a.cell("email");
  CHECK(email->filled_count == facts.filled_count);
  CHECK(email->value_count == facts.value_count);
  CHECK(email->distinct_count == facts.distinct_count);
  CHECK(email->checked_count == facts.checked_count);
  CHECK(email->valid_count == facts.valid_count);
  CHECK(email->type == "email");
  CHECK(email->median_date == facts.median_date);
  CHECK(monitoring::find_cell(figures, "t2", "email") != nullptr);
  CHECK(monitoring::find_cell(figures, "t2", "civility") == nullptr);  // it has none
  CHECK(std::any_of(figures.findings.begin(), figures.findings.end(), [](const auto& f) { return f.kind == "invalid_email" && f.attributes == "email" && f.source == "t1" && f.count == 20; }));
  CHECK_FALSE(figures.is_matched);
}

TEST_CASE("values are kept of lists alone, and none that tells who somebody is") {
  const Audited a(people(20));
  const monitoring::QualityFigures figures = measured(a);
  for (const char* open : {"given_name", "email", "updated_date"}) {
    CAPTURE(open);
    const monitoring::CellFigures* cell = monitoring::find_cell(figures, "t1", open);
    REQUIRE(cell != nullptr);
    CHECK_FALSE(cell->is_list);
    CHECK(cell->listed.empty());
  }
  CHECK(texts(monitoring::find_cell(figures, "t1", "civility")->listed) == std::vector<std::string>{"M. 40", "Mme 40"});
  CHECK(texts(monitoring::find_cell(figures, "t1", "category")->listed) == std::vector<std::string>{"gold 40", "silver 40"});
  for (const AttributeType type : {AttributeType::kGivenName, AttributeType::kSurname, AttributeType::kFullName, AttributeType::kEmail, AttributeType::kPhone, AttributeType::kStreet, AttributeType::kPostcode, AttributeType::kCity,
                                   AttributeType::kBirthDate, AttributeType::kCompanyName, AttributeType::kSiren, AttributeType::kSiret, AttributeType::kVat, AttributeType::kIban, AttributeType::kNumber, AttributeType::kYear, AttributeType::kRecordId})
    CHECK_FALSE(audit::may_be_listed(type));
  for (const AttributeType type : {AttributeType::kCivility, AttributeType::kGender, AttributeType::kCountry, AttributeType::kConsent, AttributeType::kCategory}) CHECK(audit::may_be_listed(type));
}

TEST_CASE("a value that fewer than five have is not kept, nor a list of few rows or many values") {
  Rows rows = people(20);
  for (int i = 0; i < 4; ++i) rows.push_back({"Luc", "", "Dr", "bronze", ""});
  CHECK(texts(monitoring::find_cell(measured(Audited(rows)), "t1", "category")->listed) == std::vector<std::string>{"gold 40", "silver 40"});
  rows.push_back({"Luc", "", "Dr", "bronze", ""});
  CHECK(texts(monitoring::find_cell(measured(Audited(rows)), "t1", "category")->listed) == std::vector<std::string>{"gold 40", "silver 40", "bronze 5"});
  CHECK(monitoring::find_cell(measured(Audited(people(10))), "t1", "category")->is_list);       // 40 cells, two values
  CHECK_FALSE(monitoring::find_cell(measured(Audited(people(9))), "t1", "category")->is_list);  // 36
  const auto with_values = [](size_t distinct) {
    Rows many{{"category"}};
    for (size_t i = 0; i < distinct * 25; ++i) many.push_back({"value " + std::to_string(i % distinct)});
    return monitoring::find_cell(measured(Audited(many)), "t1", "category")->is_list;
  };
  CHECK(with_values(audit::kMostListed));
  CHECK_FALSE(with_values(audit::kMostListed + 1));
}

TEST_CASE("the most frequent shapes are kept, and how many cells have another one") {
  Rows rows{{"text"}};
  for (size_t length = 1; length <= 15; ++length)
    for (size_t i = 0; i < 20 - length; ++i) rows.push_back({std::string(length, static_cast<char>('a' + i))});
  const monitoring::QualityFigures figures = measured(Audited(rows));
  const monitoring::CellFigures* cell = monitoring::find_cell(figures, "t1", "text");
  REQUIRE(cell != nullptr);
  REQUIRE(cell->shapes.size() == audit::kKeptShapes);
  CHECK(cell->shapes[0] == monitoring::Tally{"a", 19});
  CHECK(cell->shapes[11] == monitoring::Tally{"aaaaaaaaaaaa", 8});
  CHECK(cell->other_shape_count == 7 + 6 + 5);
}

TEST_CASE("where the work is cut does not matter") {
  const Audited a({people(20), people(3)});
  const monitoring::QualityFigures whole = measured(a);
  for (const uint64_t step : {1, 7, 64}) CHECK(measured(a, {}, step) == whole);
}
