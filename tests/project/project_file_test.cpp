#include "project/project_file.h"

#include "core/rng.h"
#include "project_support.h"

using namespace jumelles;
using namespace jumelles::project;
using namespace jumelles::test;

namespace {

std::vector<std::string> rows_of(ProjectFile& file, const std::string& sql) {
  // Through SQLite, as another tool would read it.
  MemoryFile copy;
  const std::string bytes = bytes_of(file);
  copy.write(0, std::span(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()));
  Database database;
  REQUIRE(database.open(copy).ok());
  std::vector<std::string> out;
  {
    Statement statement = database.prepare(sql);
    while (statement.step()) out.push_back(statement.text(0));
  }
  CHECK(database.status().ok());
  return out;
}

}  // namespace

TEST_CASE("everything that a project holds comes back as it was, and the same content makes the same bytes") {
  const auto file = full_file();
  const std::string bytes = bytes_of(*file);
  CHECK(is_database(bytes));
  CHECK_FALSE(is_database("{\"version\": 1, \"link\": {}}"));
  CHECK_FALSE(is_database(""));
  CHECK((bytes_of(*full_file()) == bytes));
  auto opened = open_bytes(bytes);
  REQUIRE(opened.ok());
  std::vector<Error> problems;
  Content back = opened.value()->read(problems);
  CHECK(problems.empty());
  std::sort(back.about.begin(), back.about.end());
  CHECK((back == full_content()));
  CHECK(opened.value()->check().empty());
}

TEST_CASE("a later save has what it says and nothing of the former one, but the log keeps what was said") {
  const auto file = full_file();
  Content next = full_content(7);
  next.pairs[0].verdict = "unsure";
  next.settings.pop_back();
  next.sources.pop_back();
  next.sample.clear();
  next.shaped_groups.pop_back();
  next.log = {{2, 0, "", "something else", ""}, {3, 5, "Bob", "judge_pair", "{}"}};
  REQUIRE(file->write(next).ok());
  std::vector<Error> problems;
  const Content back = file->read(problems);
  CHECK(back.pairs == next.pairs);
  CHECK(back.settings == next.settings);
  CHECK(back.sources == next.sources);
  CHECK(back.sample.empty());
  CHECK(back.shaped_groups == next.shaped_groups);
  REQUIRE(back.log.size() == 3);
  CHECK(back.log[1].command == "run");
  CHECK(back.log[2].who == "Bob");
}

TEST_CASE("of results only rows that changed are written, and those that are gone go") {
  const auto file = full_file();
  CHECK(file->results_fingerprint(ResultTable::kGoldenRecord) == 10);
  Rows rows;
  for (int n = 0; n < 3000; ++n) rows.push_back({"g" + std::to_string(n), "1", "crm", "Ann " + std::to_string(n)});
  put_results(*file, ResultTable::kGoldenRecord, rows, 12);
  const std::string before = bytes_of(*file);
  rows[5][3] = "changed";
  rows.erase(rows.begin() + 100);
  rows.push_back({"new", "2", "shop", "Zoe"});
  put_results(*file, ResultTable::kGoldenRecord, rows, 14);
  CHECK(file->results_fingerprint(ResultTable::kGoldenRecord) == 14);
  const std::string after = bytes_of(*file);
  size_t changed_pages = 0;
  for (size_t at = 0; at < std::min(before.size(), after.size()); at += 8192) changed_pages += before.compare(at, 8192, after, at, 8192) != 0;
  CHECK(changed_pages < 8);
  CHECK(after.size() > 20 * 8192);
  CHECK(rows_of(*file, "SELECT count(*) FROM golden") == std::vector<std::string>{"3000"});
  CHECK(rows_of(*file, "SELECT \"given \"\"name\"\"\" FROM golden WHERE golden_id IN ('g5', 'new') ORDER BY 1") == std::vector<std::string>{"Zoe", "changed"});
  CHECK(rows_of(*file, "SELECT golden_id FROM golden WHERE golden_id = 'g100'").empty());
  CHECK(rows_of(*file, "SELECT source_id FROM xref WHERE golden_id = 'g1' ORDER BY 1") == std::vector<std::string>{"C1", "S1"});

  SUBCASE("other columns make the table anew") {
    REQUIRE(file->begin_results(ResultTable::kGoldenRecord, {"golden_id", "email"}).ok());
    file->put_row({"g1", "a@b.fr"});
    REQUIRE(file->end_results(16).ok());
    CHECK(rows_of(*file, "SELECT email FROM golden") == std::vector<std::string>{"a@b.fr"});
  }
  SUBCASE("a file that was opened is brought up to date all the same") {
    auto opened = open_bytes(bytes_of(*file));
    REQUIRE(opened.ok());
    rows.resize(10);
    put_results(*opened.value(), ResultTable::kGoldenRecord, rows, 18);
    CHECK(rows_of(*opened.value(), "SELECT count(*) FROM golden") == std::vector<std::string>{"10"});
  }
  SUBCASE("and dropped, they are gone with their room") {
    REQUIRE(file->drop_results().ok());
    CHECK(file->results_fingerprint(ResultTable::kGoldenRecord) == 0);
    CHECK(bytes_of(*file).size() + 3000 * 25 < before.size());  // bytes of a row
  }
}

TEST_CASE("two rows of one name are two rows") {
  const auto file = full_file();
  const Rows rows{{"crm", "2", "C1", "g1"}, {"crm", "2", "C1", "g1"}, {"crm", "2", "C9", "g2"}};
  put_results(*file, ResultTable::kCrossReference, rows, 20);
  put_results(*file, ResultTable::kCrossReference, rows, 22);
  CHECK(rows_of(*file, "SELECT count(*) FROM xref") == std::vector<std::string>{"3"});
}

TEST_CASE("an extract comes back byte by byte, wherever it is read") {
  const auto file = full_file();
  CHECK(file->has_extract(1));
  CHECK_FALSE(file->has_extract(4));
  CHECK(file->extract(4) == nullptr);
  const auto extract = file->extract(1);
  REQUIRE(extract != nullptr);
  CHECK(extract->size() == 2997);
  std::string whole(3000, '.');
  const auto read = [&](uint64_t offset, size_t size) {
    const auto got = extract->read(offset, std::span(reinterpret_cast<uint8_t*>(whole.data()), size));
    REQUIRE(got.ok());
    return got.value();
  };
  CHECK(read(0, 3000) == 2997);
  CHECK(whole.substr(0, 2997) == std::string(2997, 'x'));
  CHECK(read(998, 5) == 5);
  CHECK(read(2990, 100) == 7);
  CHECK(read(2997, 1) == 0);
  REQUIRE(file->begin_extract(1).ok());
  const uint8_t part[] = {1, 2, 3};
  REQUIRE(file->put_extract_part(part).ok());
  CHECK(file->extract(1)->size() == 3);
  CHECK(file->extracts() == std::vector<uint64_t>{1});
}

TEST_CASE("results that were begun and not ended are not in the way of the next save") {
  const auto file = full_file();
  const std::vector<std::string> before = rows_of(*file, "SELECT golden_id FROM golden ORDER BY golden_id");
  REQUIRE_FALSE(before.empty());
  for (const std::vector<std::string>& columns : {std::vector<std::string>{"golden_id", "record_count", "sources", "name"}, std::vector<std::string>{"golden_id", "other"}}) {
    REQUIRE(file->begin_results(ResultTable::kGoldenRecord, columns).ok());
    file->put_row(columns);
    std::vector<Error> problems;
    REQUIRE(file->write(file->read(problems)).ok());
    CHECK(problems.empty());
    CHECK(rows_of(*file, "SELECT golden_id FROM golden ORDER BY golden_id") == before);
  }
  CHECK(file->check().empty());
}

TEST_CASE("decisions and the log are told to people with their time") {
  const auto file = full_file();
  CHECK(rows_of(*file, "SELECT at_utc FROM decisions WHERE kind = 'pair' AND id_a = 'C0'") == std::vector<std::string>{"2026-09-21 14:13:20"});
  CHECK(rows_of(*file, "SELECT decision FROM decisions WHERE kind = 'known_group'").size() == 2);
  CHECK(rows_of(*file, "SELECT decision FROM decisions WHERE kind = 'sampled_group'").size() == 4);
  CHECK(rows_of(*file, "SELECT command FROM log WHERE at_utc IS NULL") == std::vector<std::string>{"run"});
}

TEST_CASE("what is no project of ours is refused with what it is") {
  const auto id_of = [](std::string bytes) {
    auto opened = open_bytes(std::move(bytes));
    return opened.ok() ? std::string("opened") : opened.error().id;
  };
  CHECK(id_of("") == "project.not_one");
  CHECK(id_of("nom;ville\nDurand;Tours\n") == "project.not_one");
  CHECK(id_of(std::string("SQLite format 3\0", 16) + std::string(5000, 'x')) != "opened");
  // A database of somebody else.
  MemoryFile other;
  {
    Database database;
    REQUIRE(database.open(other).ok());
    database.run("CREATE TABLE t (a);");
    REQUIRE(database.status().ok());
  }
  std::string foreign(other.size(), '\0');
  other.read(0, std::span(reinterpret_cast<uint8_t*>(foreign.data()), foreign.size()));
  CHECK(id_of(foreign) == "project.not_one");
  // One of a newer version, told by both numbers: bytes 60 to 63 of the header are the version.
  std::string newer = bytes_of(*full_file());
  newer[63] = 9;
  auto opened = open_bytes(newer);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().id == "project.newer");
  CHECK(opened.error().arguments == std::vector<std::string>{"9", std::to_string(kSchemaVersion)});
}

TEST_CASE("a file that a tool has left in write-ahead mode opens") {
  std::string bytes = bytes_of(*full_file());
  bytes[18] = bytes[19] = 2;
  auto opened = open_bytes(bytes);
  REQUIRE(opened.ok());
  std::vector<Error> problems;
  CHECK(opened.value()->read(problems).pairs.size() == 3);
  CHECK(problems.empty());
}

TEST_CASE("a file from before figures of quality were kept has none, and gets them with the next save") {
  const auto file = full_file();
  const char* const tables[] = {"quality_source", "quality_cell", "quality_tally", "quality_finding"};
  {
    Database database;
    REQUIRE(database.open(file->bytes()).ok());
    for (const char* table : tables) database.run(std::string("DROP TABLE ") + table + ";");
    REQUIRE(database.status().ok());
  }
  auto opened = open_bytes(bytes_of(*file));
  REQUIRE(opened.ok());
  std::vector<Error> problems;
  Content content = opened.value()->read(problems);
  CHECK(problems.empty());
  CHECK(content.quality.empty());
  CHECK(content.runs == full_content().runs);
  REQUIRE(opened.value()->write(full_content()).ok());
  content = opened.value()->read(problems);
  CHECK(problems.empty());
  CHECK(content.quality == full_content().quality);
}

TEST_CASE("a damaged file is refused or read as far as it goes, told by its tables, and nothing else happens") {
  auto made = ProjectFile::create();
  REQUIRE(made.ok());
  REQUIRE(made.value()->write(full_content(2000)).ok());
  const std::string whole = bytes_of(*made.value());
  Rng rng(7);
  size_t partly = 0, refused = 0;
  for (int n = 0; n < 450; ++n) {
    std::string damaged = whole;
    if (n % 3 == 0) damaged.resize(rng.below(damaged.size()));
    else
      for (int k = 0; k < (n % 3 == 1 ? 1 : 400); ++k) damaged[n % 2 == 0 ? rng.below(damaged.size()) : 100 + rng.below(damaged.size() - 100)] = static_cast<char>(rng.below(256));
    auto opened = open_bytes(damaged);
    if (!opened.ok()) {
      CHECK_FALSE(opened.error().message.empty());
      ++refused;
      continue;
    }
    std::vector<Error> problems;
    const Content content = opened.value()->read(problems);
    for (const Error& problem : problems) CHECK(problem.id == "project.table_damaged");
    partly += !problems.empty() && (!content.pairs.empty() || !content.settings.empty());
    (void)opened.value()->check();
  }
  CHECK(partly > 10);
  CHECK(refused > 20);
}

TEST_CASE("where memory ends, the file says so and is as it was") {
  const auto file = full_file();
  const std::string before = bytes_of(*file);
  file->bytes().set_limit(before.size() + 50000);
  const Status status = file->write(full_content(20000));
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "project.too_large");
  std::vector<Error> problems;
  CHECK(file->read(problems).pairs.size() == 3);
  CHECK(problems.empty());
  CHECK(file->check().empty());
  file->bytes().set_limit(UINT64_MAX);
  CHECK(file->write(full_content(20000)).ok());
}
