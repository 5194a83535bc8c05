#include "deliver/outputs.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace jumelles;

namespace {

deliver::ImportedSource imported(const std::string& name, const std::string& bytes) {
  auto result = std::make_shared<ingest::ImportResult>();
  REQUIRE(run_to_end(ingest::import_phases(std::make_shared<ingest::MemorySource>(bytes), name + ".csv", name, {}, result)).ok());
  return {name, result};
}

// Two sources of people, the second with a broken row, matched.
const deliver::OutputInput& made() {
  static const deliver::OutputInput input = [] {
    deliver::OutputInput out;
    std::string first = "ref;nom;ville\r\n", second = "nom,ville,mail\n";
    for (int i = 0; i < 40; ++i) {
      const std::string name = std::string("Durand") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26), city = "Ville" + std::to_string(i % 7);
      first += "R" + std::to_string(i) + ";" + name + ";" + city + "\r\n";
      if (i % 2 == 0) second += name + "," + city + ",m" + std::to_string(i) + "@mail.example\n";
    }
    out.imports = {imported("crm", first), imported("shop", second + "a,b,c,d,e\n")};
    document::Project project;
    using T = AttributeType;
    const std::vector<std::vector<document::ColumnConfig>> columns = {
        {{"ref", {T::kRecordId, "", 1, "user", true}}, {"nom", {T::kSurname, "surname", 1, "user", true}}, {"ville", {T::kCity, "city", 1, "user", true}}},
        {{"nom", {T::kSurname, "surname", 1, "user", true}}, {"ville", {T::kCity, "city", 1, "user", true}}, {"mail", {T::kEmail, "email", 1, "user", true}}}};
    std::vector<std::shared_ptr<const Table>> tables;
    for (size_t s = 0; s < 2; ++s) {
      document::SourceConfig source;
      source.name = out.imports[s].name;
      source.columns = columns[s];
      project.sources.push_back(source);
      tables.emplace_back(out.imports[s].imported, &out.imports[s].imported->table);
    }
    project.link.link_type = LinkType::kLinkDedupe;
    running::Run run(project, tables, {1, 2}, nullptr);
    while (auto phases = run.next_stage()) REQUIRE(run_to_end(std::move(*phases)).ok());
    out.result = run.take();
    out.project = out.result->project;
    return out;
  }();
  return input;
}

std::string written(const std::string& kind, const deliver::OutputInput& input = made()) {
  std::string text;
  Result<std::vector<Phase>> phases = deliver::output_phases(kind, input, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!phases.ok()) FAIL(to_string(phases.error()));
  if (const Status status = run_to_end(std::move(phases.value())); !status.ok()) FAIL(to_string(status.error()));
  return text;
}

std::string problem_of(const std::string& kind, const deliver::OutputInput& input, bool wants_more = true) {
  Result<std::vector<Phase>> phases = deliver::output_phases(kind, input, [&](std::string_view) { return wants_more; });
  if (!phases.ok()) return phases.error().id;
  const Status status = run_to_end(std::move(phases.value()));
  return status.ok() ? "" : status.error().id;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find_first_of("\r\n")); }

}  // namespace

TEST_CASE("every file holds as many rows and columns as is said of it") {
  const std::vector<deliver::OutputInfo> list = deliver::outputs(made());
  std::vector<std::string> names;
  for (const deliver::OutputInfo& info : list) {
    names.push_back(info.file_name);
    const std::string text = written(info.kind);
    CAPTURE(info.kind);
    if (info.kind == "project") continue;
    CHECK(static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n')) == info.row_count + 1);
    const std::string header = first_line(text);
    CHECK(static_cast<uint32_t>(std::count_if(header.begin(), header.end(), [](char c) { return c == ',' || c == ';'; })) + 1 == info.column_count);
  }
  CHECK(names == std::vector<std::string>{"golden.csv", "xref.csv", "sources/crm.csv", "sources/shop.csv", "pairs.csv", "rejects.csv", "project.json"});
  CHECK(list[0].row_count < 60);
  CHECK(list[1].row_count == 60);
  CHECK(list[4].row_count >= 20);
  CHECK(list[5].row_count == 1);
  CHECK(written("project") == document::to_json(made().project));
}

TEST_CASE("a source goes back in its own form with two columns more") {
  const std::string crm = written("source:crm"), shop = written("source:shop");
  CHECK(first_line(crm) == "ref;nom;ville;golden_id;group_size");
  CHECK(first_line(shop) == "nom,ville,mail,golden_id,group_size");
  CHECK(crm.find("\r\nR39;Durandnb;Ville4;") != std::string::npos);
  CHECK(crm.find(";2\r\n") != std::string::npos);
  CHECK(shop.find('\r') == std::string::npos);
}

TEST_CASE("the language of the project decides how own files are separated, not how sources are") {
  deliver::OutputInput french = made();
  french.project.output_language = "fr";
  CHECK(first_line(written("xref", french)) == "\xEF\xBB\xBFsource;source_row;source_id;golden_id");
  CHECK(first_line(written("xref")) == "\xEF\xBB\xBFsource,source_row,source_id,golden_id");
  CHECK(written("source:shop", french) == written("source:shop"));
}

TEST_CASE("what cannot be written is refused with its reason") {
  CHECK(problem_of("golden", made()) == "");
  CHECK(problem_of("silver", made()) == "export.kind");
  CHECK(problem_of("source:other", made()) == "export.no_source");
  for (const char* kind : {"golden", "xref", "pairs", "rejects", "project", "source:crm"}) CHECK(problem_of(kind, made(), false) == "export.stopped");
  deliver::OutputInput unmatched = made();
  unmatched.result = nullptr;
  for (const char* kind : {"golden", "xref", "pairs", "source:crm"}) CHECK(problem_of(kind, unmatched) == "export.no_result");
  CHECK(problem_of("rejects", unmatched) == "");
  CHECK(problem_of("project", unmatched) == "");
  CHECK(deliver::outputs(unmatched).size() == 2);
}

TEST_CASE("a key is written as its parts") {
  BlockingRule rule;
  rule.parts = {{"surname", "phonetic"}, {"city", "exact"}};
  CHECK(document::name_of(rule) == "surname:phonetic & city:exact");
}
