#include "deliver/outputs.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "unzip.h"

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
    if (info.file_name.substr(info.file_name.find('.')) != ".csv") continue;
    CHECK(static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n')) == info.row_count + 1);
    const std::string header = first_line(text);
    CHECK(static_cast<uint32_t>(std::count_if(header.begin(), header.end(), [](char c) { return c == ',' || c == ';'; })) + 1 == info.column_count);
  }
  CHECK(names == std::vector<std::string>{"jumelles.zip", "jumelles.xlsx", "golden.csv", "golden.json", "xref.csv", "sources/crm.csv", "sources/shop.csv",
                                          "pairs.csv", "rejects.csv", "project.json"});
  CHECK(list[2].row_count < 60);
  CHECK(list[4].row_count == 60);
  CHECK(list[7].row_count >= 20);
  CHECK(list[8].row_count == 1);
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

TEST_CASE("columns are called by keys or in words, whatever the language decides; a source's own stay") {
  deliver::OutputInput input = made();
  input.project.output_headers = "fr";
  CHECK(first_line(written("xref", input)) == "\xEF\xBB\xBFSource,Ligne de donn\xC3\xA9" "es,Identifiant dans la source,Identifiant de fiche");
  CHECK(first_line(written("golden", input)) == "\xEF\xBB\xBFIdentifiant de fiche,Enregistrements,Sources,Nom,Ville,E-mail");
  CHECK(first_line(written("rejects", input)) == "\xEF\xBB\xBFSource,Ligne du fichier,Ligne de donn\xC3\xA9" "es,Code du motif,Motif,Texte");
  CHECK(first_line(written("pairs", input)).find("Nom : niveau,Nom : poids") != std::string::npos);
  CHECK(written("golden_json", input) == written("golden_json"));
  CHECK(written("source:shop", input) == written("source:shop"));
  input.project.output_headers = "en";
  CHECK(first_line(written("golden", input)) == "\xEF\xBB\xBFGolden ID,Records,Sources,Surname,City,E-mail");
  const std::string header = first_line(written("golden")), worded = first_line(written("golden", input));
  CHECK(written("golden").substr(header.size()) == written("golden", input).substr(worded.size()));
}

TEST_CASE("with decimal commas every file has them") {
  deliver::OutputInput french = made();
  french.project.output_language = "fr";
  const std::string pairs = written("pairs", french), plain = written("pairs");
  CHECK(std::count(pairs.begin(), pairs.end(), ',') == std::count(plain.begin(), plain.end(), '.'));
  CHECK(pairs.find('.') == std::string::npos);
}

TEST_CASE("the archive holds all other files as they are alone") {
  const test::Unzipped all = test::unzipped(written("all"));
  size_t count = 0;
  for (const deliver::OutputInfo& info : deliver::outputs(made())) {
    if (info.kind == "all") continue;
    ++count;
    CAPTURE(info.kind);
    REQUIRE(all.files.count(info.file_name) == 1);
    CHECK(all.files.at(info.file_name) == written(info.kind));
  }
  CHECK(all.names.size() == count);
}

TEST_CASE("the workbook has a sheet for golden records, cross-reference, pairs to check and rejects, called as the columns are") {
  deliver::OutputInput french = made();
  french.project.output_headers = "fr";
  const auto sheet_names = [](const std::string& book) {
    std::vector<std::string> names;
    for (size_t at = book.find("<sheet name=\""); at != std::string::npos; at = book.find("<sheet name=\"", at + 1)) names.push_back(book.substr(at + 13, book.find('"', at + 13) - at - 13));
    return names;
  };
  const test::Unzipped plain = test::unzipped(written("xlsx")), worded = test::unzipped(written("xlsx", french));
  CHECK(sheet_names(plain.files.at("xl/workbook.xml")) == std::vector<std::string>{"golden", "xref", "pairs", "rejects"});
  CHECK(sheet_names(worded.files.at("xl/workbook.xml")) == std::vector<std::string>{"Fiches", "Correspondance", "Paires \xC3\xA0 v\xC3\xA9rifier", "Rejets"});
  const auto rows = [&](int sheet) {
    const std::string& xml = plain.files.at("xl/worksheets/sheet" + std::to_string(sheet) + ".xml");
    size_t count = 0;
    for (size_t at = xml.find("<row "); at != std::string::npos; at = xml.find("<row ", at + 1)) ++count;
    return count;
  };
  const std::string pairs = written("pairs");
  size_t to_check = 0;
  for (size_t at = pairs.find(",to_check,"); at != std::string::npos; at = pairs.find(",to_check,", at + 1)) ++to_check;
  CHECK(rows(1) == made().result->groups->group_count() + 1);
  CHECK(rows(2) == 61);
  CHECK(rows(3) == to_check + 1);
  CHECK(rows(4) == 2);
  CHECK(worded.files.at("xl/worksheets/sheet1.xml").find("<t>Identifiant de fiche</t>") != std::string::npos);
}

TEST_CASE("sheets that others have made stand behind those of the workbook, counts and shares as numbers") {
  deliver::OutputInput input = made();
  input.sheets = std::make_shared<std::vector<deliver::DataSheet>>(
      std::vector<deliver::DataSheet>{{"figures", {{"name", "Name"}, {"count", "Count", deliver::CellKind::kWhole}, {"share", "Share", deliver::CellKind::kDecimal}}, {{"crm", "12", "0.7500"}, {"=1+1", "", ""}}}});
  const test::Unzipped book = test::unzipped(written("xlsx", input));
  CHECK(book.files.at("xl/workbook.xml").find("<sheet name=\"figures\"") != std::string::npos);
  const std::string& sheet = book.files.at("xl/worksheets/sheet5.xml");
  CHECK(sheet.find("<v>12</v>") != std::string::npos);
  CHECK(sheet.find("<v>0.75") != std::string::npos);
  CHECK(sheet.find("<f>") == std::string::npos);
}

TEST_CASE("what cannot be written is refused with its reason") {
  CHECK(problem_of("golden", made()) == "");
  CHECK(problem_of("silver", made()) == "export.kind");
  CHECK(problem_of("source:other", made()) == "export.no_source");
  for (const char* kind : {"golden", "golden_json", "xref", "pairs", "rejects", "project", "source:crm", "xlsx", "all"}) CHECK(problem_of(kind, made(), false) == "export.stopped");
  deliver::OutputInput unmatched = made();
  unmatched.result = nullptr;
  for (const char* kind : {"golden", "golden_json", "xref", "pairs", "source:crm", "xlsx", "all"}) CHECK(problem_of(kind, unmatched) == "export.no_result");
  CHECK(problem_of("rejects", unmatched) == "");
  CHECK(problem_of("project", unmatched) == "");
  CHECK(deliver::outputs(unmatched).size() == 2);
}

TEST_CASE("a key is written as its parts") {
  BlockingRule rule;
  rule.parts = {{"surname", "phonetic"}, {"city", "exact"}};
  CHECK(document::name_of(rule) == "surname:phonetic & city:exact");
}

TEST_CASE("golden records say their kind where households are among them, and only there") {
  CHECK(written("golden").find("kind") == std::string::npos);
  deliver::OutputInput out;
  out.imports = {imported("crm", "ref;client\r\nA;M. et Mme Paul MARTIN\r\nB;DURAND Anne\r\nC;SARL Petit\r\n")};
  using T = AttributeType;
  document::Project project;
  document::SourceConfig source;
  source.name = "crm";
  source.columns = {{"ref", {T::kRecordId, "", 1, "user", true}}, {"client", {T::kFullName, "full_name", 1, "user", true}}};
  project.sources.push_back(source);
  running::Run run(project, {{out.imports[0].imported, &out.imports[0].imported->table}}, {1}, nullptr);
  while (auto phases = run.next_stage()) REQUIRE(run_to_end(std::move(*phases)).ok());
  out.result = run.take();
  out.project = out.result->project;
  const std::string golden = written("golden", out);
  CHECK(golden.find("golden_id,record_count,sources,kind,") != std::string::npos);
  CHECK(golden.find(",household,Paul,Martin,") != std::string::npos);
  CHECK(golden.find(",person,Anne,Durand,") != std::string::npos);
  CHECK(golden.find(",company,") != std::string::npos);
}

TEST_CASE("a number that may be a thousand times as much goes out as it is written, whatever sign stands before fractions") {
  deliver::OutputInput out;
  out.imports = {imported("crm", "ref;nom;poids\r\nA;Durand;1.234\r\nB;Petit;2.345\r\nC;Faure;12\r\n")};
  using T = AttributeType;
  document::Project project;
  project.output_language = "fr";
  document::SourceConfig source;
  source.name = "crm";
  source.columns = {{"ref", {T::kRecordId, "", 1, "user", true}}, {"nom", {T::kSurname, "surname", 1, "user", true}}, {"poids", {T::kNumber, "weight", 1, "user", true}}};
  project.sources.push_back(source);
  running::Run run(project, {{out.imports[0].imported, &out.imports[0].imported->table}}, {1}, nullptr);
  while (auto phases = run.next_stage()) REQUIRE(run_to_end(std::move(*phases)).ok());
  out.result = run.take();
  out.project = out.result->project;
  const std::string golden = written("golden", out);
  CHECK(golden.find(";Durand;1.234") != std::string::npos);
  CHECK(golden.find(";Faure;12") != std::string::npos);
}

TEST_CASE("masked files hold the shapes of values and none of them; ours stays: ids of golden records, sources, counts, weights") {
  for (const std::string kind : {"golden", "golden_json", "xref", "source:crm", "source:shop", "pairs", "rejects"}) {
    CAPTURE(kind);
    const std::string plain = written(kind), hidden = written("masked:" + kind);
    CHECK(plain != hidden);
    CHECK(hidden.size() == plain.size());
    for (const char* value : {"Durand", "Ville", "R12", "m12@", "a,b,c"}) CHECK(hidden.find(value) == std::string::npos);
  }
  const std::string golden = written("masked:golden");
  CHECK(golden.find("Xxxxxxxx") != std::string::npos);
  CHECK(golden.find("x00@xxxx.xxxxxxx") != std::string::npos);
  CHECK(golden.find((*made().result->golden_ids)[0]) != std::string::npos);
  CHECK(golden.find("crm|shop") != std::string::npos);
  CHECK(golden.substr(0, golden.find('\n')) == written("golden").substr(0, golden.find('\n')));
  const std::string xref = written("masked:xref");
  CHECK(xref.find("crm,2,X0,") != std::string::npos);
  // What is said of pairs stays, cell for cell but for the two ids.
  const std::string plain = written("pairs"), hidden = written("masked:pairs");
  for (size_t i = 0; i < plain.size(); ++i)
    if (hidden[i] != plain[i]) REQUIRE((hidden[i] == 'X' || hidden[i] == '0'));  // of the two ids alone: words of ours have small letters
  CHECK(hidden.substr(hidden.size() - 40) == plain.substr(plain.size() - 40));
}

TEST_CASE("the archive of masked files leaves out the project, which cannot be masked") {
  const test::Unzipped plain = test::unzipped(written("all")), hidden = test::unzipped(written("masked:all"));
  CHECK(plain.files.count("project.json") == 1);
  CHECK(hidden.files.count("project.json") == 0);
  CHECK(hidden.names.size() + 1 == plain.names.size());
  CHECK(hidden.files.at("golden.csv") == written("masked:golden"));
  CHECK_FALSE(deliver::output_phases("masked:project", made(), [](std::string_view) { return true; }).ok());
}

TEST_CASE("a consent is masked as no answer at all, not as a refusal") {
  deliver::OutputInput out;
  out.imports = {imported("crm", "ref;nom;accord\r\nR1;Durand;1\r\nR2;Martin;0\r\n")};
  document::Project project;
  using T = AttributeType;
  document::SourceConfig source;
  source.name = "crm";
  source.columns = {{"ref", {T::kRecordId, "", 1, "user", true}}, {"nom", {T::kSurname, "surname", 1, "user", true}}, {"accord", {T::kConsent, "consent", 1, "user", true}}};
  project.sources.push_back(source);
  running::Run run(project, {std::shared_ptr<const Table>(out.imports[0].imported, &out.imports[0].imported->table)}, {1}, nullptr);
  while (auto phases = run.next_stage()) REQUIRE(run_to_end(std::move(*phases)).ok());
  out.result = run.take();
  out.project = out.result->project;
  CHECK(written("golden", out).find(",1,crm,Durand,1") != std::string::npos);
  const std::string hidden = written("masked:golden", out);
  CHECK(hidden.find(",1,crm,Xxxxxx,x") != std::string::npos);
  CHECK(hidden.find("Xxxxxx,0") == std::string::npos);
}
