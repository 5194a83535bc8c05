#include "cli/cli.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"
#include "core/hash.h"
#include "core/phase.h"
#include "core/rng.h"
#include "ingest/ingest.h"
#include "synth/synth.h"

namespace fs = std::filesystem;
using namespace jumelles;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// A folder of its own, removed at the end.
struct Folder {
  fs::path path;
  Folder() {
    static int number = 0;
    path = fs::temp_directory_path() / ("jumelles-cli-test-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    fs::create_directories(path);
  }
  ~Folder() {
    std::error_code problem;
    fs::remove_all(path, problem);
  }
  std::string put(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
  std::string operator/(const std::string& name) const { return (path / name).string(); }
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

Rows rows_of(const std::string& path) {
  auto imported = std::make_shared<ingest::ImportResult>();
  ingest::DialectOverride choice;
  choice.has_header = true;
  const Status status = run_to_end(ingest::import_phases(std::make_shared<ingest::MemorySource>(bytes_of(path)), path, "x", choice, imported));
  REQUIRE(status.ok());
  Rows rows(1);
  for (const Column& column : imported->table.columns) rows[0].push_back(column.name);
  for (uint32_t row = 0; row < imported->table.row_count(); ++row) {
    auto& cells = rows.emplace_back();
    for (const Column& column : imported->table.columns) cells.emplace_back(column.text(row));
  }
  return rows;
}

struct Outcome {
  int code = 0;
  std::string out, err;
};

Outcome run(const std::vector<std::string>& arguments, int interrupt_after = -1, bool progress = false) {
  std::ostringstream out, err;
  cli::Terminal terminal;
  terminal.out = &out;
  terminal.err = &err;
  terminal.progress = progress;
  double now_ms = 0;
  terminal.clock_ms = [&now_ms, progress] { return now_ms += progress ? 5 : 0.01; };
  int asked = 0;
  terminal.interrupted = [&asked, interrupt_after] { return interrupt_after >= 0 && asked++ >= interrupt_after; };
  Outcome outcome;
  outcome.code = cli::run_cli(arguments, terminal);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A small customer file whose rows repeat with slips, so that there is something to find.
const char* const kPeople =
    "id,first_name,last_name,email,city,birth_date\n"
    "1,Marie,Durand,marie.durand@mail.example,Tours,1971-03-14\n"
    "2,Marie,Durant,marie.durand@mail.example,Tours,1971-03-14\n"
    "3,Paul,Martin,paul@mail.example,Lyon,1980-07-01\n"
    "4,Jeanne,Petit,jp@mail.example,Nantes,1990-01-31\n"
    "5,Jeane,Petit,jp@mail.example,Nantes,1990-01-31\n"
    "6,Luc,Moreau,luc.moreau@mail.example,Dijon,1965-11-11\n";

struct Extracts {
  Folder folder;
  std::vector<std::string> files;
  Extracts() {
    const synth::Files made = synth::generate({400, 3});
    for (int f = 0; f < 3; ++f) files.push_back(folder.put(std::string(synth::file_name(static_cast<synth::File>(f))), made.bytes[static_cast<size_t>(f)]));
    folder.put("truth.csv", made.bytes[3]);
  }
  std::vector<std::string> arguments(const std::string& out, std::vector<std::string> more = {}) const {
    std::vector<std::string> all{"auto"};
    all.insert(all.end(), files.begin(), files.end());
    all.insert(all.end(), {"--out", folder / out});
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

}  // namespace

TEST_CASE("auto writes golden records, cross-reference, sources, pairs, rejects and project") {
  Extracts e;
  const Outcome outcome = run(e.arguments("out", {"--truth", e.folder / "truth.csv"}));
  CHECK(outcome.code == 0);
  CHECK(outcome.err == "");
  CHECK(has(outcome.out, "pairwise: precision"));
  CHECK(has(outcome.out, "B3: precision"));
  CHECK(has(outcome.out, "blocking: keeps"));
  CHECK(has(outcome.out, "pairs per record"));

  const Rows golden = rows_of(e.folder / "out/golden.csv"), xref = rows_of(e.folder / "out/xref.csv");
  REQUIRE(golden.size() > 300);
  CHECK(std::vector<std::string>(golden[0].begin(), golden[0].begin() + 3) == std::vector<std::string>{"golden_id", "record_count", "sources"});
  CHECK(xref[0] == std::vector<std::string>{"source", "source_row", "source_id", "golden_id"});
  std::map<std::string, int> size_of;
  std::map<std::string, int> next_row;
  for (size_t r = 1; r < xref.size(); ++r) {
    ++size_of[xref[r][3]];
    CHECK(xref[r][1] == std::to_string(++next_row[xref[r][0]]));
  }
  CHECK(next_row.size() == 3);
  CHECK(size_of.size() == golden.size() - 1);
  for (size_t r = 1; r < golden.size(); ++r) CHECK(std::to_string(size_of[golden[r][0]]) == golden[r][1]);

  SUBCASE("each source comes back as it was, with its golden_id and the size of its group") {
    const std::string before = bytes_of(e.files[0]), after = bytes_of(e.folder / "out/sources/crm.csv");
    std::istringstream old_lines(before), new_lines(after);
    std::string old_line, new_line;
    size_t lines = 0;
    while (std::getline(old_lines, old_line)) {
      REQUIRE(std::getline(new_lines, new_line));
      if (!old_line.empty() && old_line.back() == '\r') old_line.pop_back();
      CHECK(new_line.compare(0, old_line.size() + 1, old_line + ";") == 0);
      ++lines;
    }
    CHECK_FALSE(std::getline(new_lines, new_line));
    CHECK(lines > 100);
  }
  SUBCASE("the weights of a pair and the prior add up to its match weight, also with a comparison switched off") {
    std::string project = bytes_of(e.folder / "out/project.json");
    const size_t comparisons = project.find("\"comparisons\""), enabled = project.find("true", comparisons);
    REQUIRE((comparisons < enabled && enabled < project.size()));
    project.replace(enabled, 4, "false");
    REQUIRE(run({"auto", "--project", e.folder.put("fewer.json", project), "--out", e.folder / "fewer"}).code == 0);
    const size_t all_columns = rows_of(e.folder / "out/pairs.csv")[0].size();
    for (const char* out : {"out/pairs.csv", "fewer/pairs.csv"}) {
      const Rows pairs = rows_of(e.folder / out);
      REQUIRE(pairs.size() > 100);
      CHECK(pairs[0].size() == (out[0] == 'f' ? all_columns - 2 : all_columns));
      size_t weight = 0, prior = 0, probability = 0;
      for (size_t c = 0; c < pairs[0].size(); ++c) {
        if (pairs[0][c] == "match_weight") weight = c;
        if (pairs[0][c] == "match_probability") probability = c;
        if (pairs[0][c] == "prior_weight") prior = c;
      }
      REQUIRE(prior > weight);
      for (size_t r = 1; r < pairs.size(); ++r) {
        double sum = std::stod(pairs[r][prior]);
        for (size_t c = prior + 2; c < pairs[r].size(); c += 2) sum += std::stod(pairs[r][c]);
        CHECK(sum == doctest::Approx(std::stod(pairs[r][weight])).epsilon(1e-9));
        CHECK(std::stod(pairs[r][probability]) >= 0.01);
      }
    }
  }
  SUBCASE("the project of the run gives every byte again, with its files named or not") {
    std::vector<std::string> again = e.arguments("again", {"--project", e.folder / "out/project.json"});
    CHECK(run(again).code == 0);
    CHECK(run({"auto", "--project", e.folder / "out/project.json", "--out", e.folder / "unnamed"}).code == 0);
    for (const char* folder : {"again", "unnamed"})
      for (const char* file : {"golden.csv", "xref.csv", "pairs.csv", "rejects.csv", "project.json", "sources/crm.csv", "sources/boutique.csv", "sources/facturation.csv"}) {
        CAPTURE(folder);
        CAPTURE(file);
        CHECK((bytes_of(e.folder / (std::string(folder) + "/" + file)) == bytes_of(e.folder / (std::string("out/") + file))));
      }
  }
  SUBCASE("evaluate gives the same scores from the cross-reference") {
    const Outcome scores = run({"evaluate", "--truth", e.folder / "truth.csv", "--xref", e.folder / "out/xref.csv"});
    CHECK(scores.code == 0);
    const size_t at = outcome.out.find("pairwise:"), end = outcome.out.find("blocking:");
    CHECK(scores.out == outcome.out.substr(at, end - at));
  }
  SUBCASE("the curve of evaluate over the pairs is that of the run") {
    const std::string pairs = e.folder / "out/pairs.csv", again = e.folder / "evaluated";
    const Outcome scores = run({"evaluate", "--truth", e.folder / "truth.csv", "--xref", e.folder / "out/xref.csv", "--pairs", pairs, "--out", again});
    CHECK(scores.code == 0);
    const size_t at = outcome.out.find("best threshold, chosen with the truth: pairs"), end = outcome.out.find("best threshold, chosen with the truth: own");
    REQUIRE(end != std::string::npos);
    CHECK(has(scores.out, outcome.out.substr(at, end - at)));
    const Rows ours = rows_of(e.folder / "out/curve.csv"), theirs = rows_of(e.folder / "evaluated/curve.csv");
    REQUIRE(ours.size() == theirs.size());
    for (size_t r = 0; r < ours.size(); ++r)
      for (size_t c = 0; c < 13; ++c) CHECK(ours[r][c] == theirs[r][c]);
    CHECK(has(run({"evaluate", "--truth", e.folder / "truth.csv", "--xref", e.folder / "out/xref.csv", "--pairs", e.folder / "truth.csv"}).err, "source_row_a"));
    CHECK(run({"evaluate", "--truth", e.folder / "truth.csv", "--xref", e.folder / "out/xref.csv", "--out", again}).code == 2);
  }
  SUBCASE("errors and curve agree with the scores and with pairs.csv") {
    const Rows curve = rows_of(e.folder / "out/curve.csv"), errors = rows_of(e.folder / "out/errors.csv"), pairs = rows_of(e.folder / "out/pairs.csv");
    std::map<std::string, int> count;
    std::map<std::string, std::string> weight_of;
    for (size_t r = 1; r < pairs.size(); ++r) weight_of[pairs[r][0] + pairs[r][1] + pairs[r][3] + pairs[r][4]] = pairs[r][7];
    REQUIRE(errors.size() > 1);
    const size_t met = 9, weight = 10;
    CHECK(errors[0][met] == "rule");
    CHECK(errors[0][weight] == "match_weight");
    int compared = 0;
    for (size_t r = 1; r < errors.size(); ++r) {
      ++count[errors[r][0]];
      CHECK((errors[r][1] == "never_met") == (errors[r][0] == "false_negative" && errors[r][met].empty()));
      const auto known = weight_of.find(errors[r][3] + errors[r][4] + errors[r][6] + errors[r][7]);
      if (known == weight_of.end()) continue;
      ++compared;
      CHECK(known->second == errors[r][weight]);
      CHECK((errors[r][1] == "below_threshold") == (errors[r][0] == "false_negative" && errors[r][weight][0] == '-'));
    }
    CHECK(compared > 0);
    int used = 0;
    for (size_t r = 1; r < curve.size(); ++r) {
      if (curve[r][2] != "yes") continue;
      ++used;
      CHECK(has(outcome.out, curve[r][13] + " found, " + curve[r][14] + " of them right"));
      // Nothing is sampled in a set this small, and fewer than the limit are wrong.
      CHECK(count["false_positive"] == std::stoi(curve[r][13]) - std::stoi(curve[r][14]));
    }
    CHECK(used == 1);
  }
}

TEST_CASE("in French the separator is ; and decimals have a comma") {
  Extracts e;
  CHECK(run(e.arguments("out", {"--lang", "fr"})).code == 0);
  CHECK(has(bytes_of(e.folder / "out/xref.csv"), "\xEF\xBB\xBFsource;source_row;source_id;golden_id\r\n"));
  const Rows pairs = rows_of(e.folder / "out/pairs.csv");
  REQUIRE(pairs.size() > 10);
  CHECK(has(pairs[1][7], ","));
  CHECK_FALSE(has(pairs[1][7], "."));
}

TEST_CASE("repeated people of one file are found, and a group that does not change keeps its golden_id") {
  Folder folder;
  const std::string people = folder.put("people.csv", kPeople);
  CHECK(run({"auto", people, "--id", "id", "--out", folder / "out"}).code == 0);
  const Rows xref = rows_of(folder / "out/xref.csv");
  REQUIRE(xref.size() == 7);
  CHECK(xref[1][0] == "people");
  CHECK(xref[1][2] == "1");
  CHECK(xref[1][3] == xref[2][3]);
  CHECK(xref[4][3] == xref[5][3]);
  CHECK(std::set<std::string>{xref[1][3], xref[3][3], xref[4][3], xref[6][3]}.size() == 4);
  const std::string more = folder.put("people.csv", std::string(kPeople) + "7,Zoe,Blanc,zoe@mail.example,Brest,1999-12-30\n");
  CHECK(run({"auto", more, "--id", "id", "--out", folder / "out2"}).code == 0);
  const Rows grown = rows_of(folder / "out2/xref.csv");
  REQUIRE(grown.size() == 8);
  CHECK(grown[3][3] == xref[3][3]);
}

TEST_CASE("bad input is said with the file, what is wrong and what to do") {
  Folder folder;
  const std::string good = folder.put("good.csv", kPeople);
  struct Case { std::string file, says; };
  for (const Case& c : {Case{folder.put("empty.csv", ""), "empty"}, Case{folder.put("binary.csv", std::string("PK\x03\x04\0\0\0\0\0\0\x08\0", 12)), "damaged"},
                        Case{folder.put("noise.csv", std::string("\x7f" "ELF\0\1\2\3\0\0\0\0\0\0", 14)), "binary"}, Case{folder / "missing.csv", "no such file"},
                        Case{folder.path.string(), "folder"}}) {
    CAPTURE(c.file);
    const Outcome outcome = run({"auto", good, c.file, "--out", folder / "out"});
    CHECK(outcome.code == 1);
    CHECK(outcome.err.compare(0, c.file.size(), c.file) == 0);
    CHECK_MESSAGE(has(outcome.err, c.says), outcome.err);
    CHECK_FALSE(fs::exists(folder.path / "out"));
  }
}

TEST_CASE("a header without rows gives empty results and says so") {
  Folder folder;
  const std::string file = folder.put("header.csv", "nom,ville\n");
  const Outcome outcome = run({"auto", file, "--out", folder / "out"});
  CHECK(outcome.code == 0);
  CHECK(has(outcome.err, "no rows"));
  CHECK(rows_of(folder / "out/golden.csv").size() == 1);
}

TEST_CASE("a file of one row gives one golden record") {
  Folder folder;
  CHECK(run({"auto", folder.put("one.csv", "nom,ville\nDurand,Tours\n"), "--out", folder / "out"}).code == 0);
  CHECK(rows_of(folder / "out/golden.csv").size() == 2);
}

TEST_CASE("an unbalanced quote costs its row, which is among the rejects with its line") {
  Folder folder;
  const std::string file = folder.put("quotes.csv", "nom,ville\nDurand,Tours\n\"Petit,Paris\nMoreau,Lyon\n");
  CHECK(run({"auto", file, "--out", folder / "out"}).code == 0);
  const Rows rejects = rows_of(folder / "out/rejects.csv"), xref = rows_of(folder / "out/xref.csv");
  REQUIRE(rejects.size() == 2);
  CHECK(rejects[1][0] == "quotes");
  CHECK(rejects[1][1] == "3");
  CHECK(xref.size() == 3);
  CHECK(xref[2][1] == "3");
}

TEST_CASE("two files of one name are two sources") {
  Folder folder;
  fs::create_directories(folder.path / "other");
  const std::string a = folder.put("crm.csv", kPeople), b = folder.put("other/crm.csv", kPeople);
  CHECK(run({"auto", a, b, "--out", folder / "out"}).code == 0);
  CHECK(fs::exists(folder.path / "out/sources/crm.csv"));
  CHECK(fs::exists(folder.path / "out/sources/crm-2.csv"));
  std::set<std::string> sources;
  const Rows xref = rows_of(folder / "out/xref.csv");
  for (size_t r = 1; r < xref.size(); ++r) sources.insert(xref[r][0]);
  CHECK(sources == std::set<std::string>{"crm", "crm-2"});
}

TEST_CASE("a file without any column to compare is refused with the reason") {
  Folder folder;
  std::string rows = "id\n";
  for (int i = 1; i <= 50; ++i) rows += std::to_string(1000 + i) + "\n";
  const Outcome outcome = run({"auto", folder.put("ids.csv", rows), "--id", "id", "--out", folder / "out"});
  CHECK(outcome.code == 1);
  CHECK(has(outcome.err, "No column can be compared"));
  CHECK_FALSE(fs::exists(folder.path / "out/golden.csv"));
}

TEST_CASE("one giant block stays within the budget of pairs") {
  Folder folder;
  std::string block = "nom,prenom,ville\n";
  for (int i = 0; i < 20000; ++i) block += "Durand,P" + std::to_string(i * 7919 % 20011) + ",Tours\n";
  const Outcome outcome = run({"auto", folder.put("rows.csv", block), "--out", folder / "out"});
  CHECK(outcome.code == 0);
  CHECK(rows_of(folder / "out/xref.csv").size() == 20001);
  const size_t at = outcome.out.find(" pairs compared");
  REQUIRE(at != std::string::npos);
  CHECK(std::stoull(outcome.out.substr(outcome.out.rfind('\n', at) + 1)) < 20000 * 60);
}

TEST_CASE("many rows that are the same beside others become one golden record") {
  Folder folder;
  std::string rows = "nom,prenom,email,ville\n";
  for (int i = 0; i < 200; ++i) rows += "Durand,Marie,marie.durand@mail.example,Tours\n";
  for (int i = 0; i < 3000; ++i) rows += "Nom" + std::to_string(i) + ",Prenom" + std::to_string(i % 60) + ",p" + std::to_string(i) + "@mail.example,Ville" + std::to_string(i % 40) + "\n";
  CHECK(run({"auto", folder.put("rows.csv", rows), "--out", folder / "out"}).code == 0);
  const Rows xref = rows_of(folder / "out/xref.csv");
  REQUIRE(xref.size() == 3201);
  std::set<std::string> same;
  for (size_t r = 1; r <= 200; ++r) same.insert(xref[r][3]);
  CHECK(same.size() == 1);
}

TEST_CASE("rows that are all the same are one golden record") {
  for (const int count : {3, 40, 20000}) {
    Folder folder;
    std::string rows = "nom,prenom,ville\n";
    for (int i = 0; i < count; ++i) rows += "Durand,Marie,Tours\n";
    REQUIRE(run({"auto", folder.put("rows.csv", rows), "--out", folder / "out"}).code == 0);
    CAPTURE(count);
    CHECK(rows_of(folder / "out/golden.csv").size() == 2);
  }
}

TEST_CASE("rows that are the same do not pull the few others to them") {
  Folder folder;
  std::string rows = "nom,prenom,email,ville\n";
  for (int i = 0; i < 1000; ++i) rows += "Durand,Marie,marie.durand@mail.example,Tours\n";
  rows += "Lefebvre,Paul,paul.lefebvre@mail.example,Lille\nLefebvre,Paul,paul.lefebvre@mail.example,Lile\nGarnier,Anne,anne@autre.example,Brest\n";
  REQUIRE(run({"auto", folder.put("rows.csv", rows), "--out", folder / "out"}).code == 0);
  CHECK(rows_of(folder / "out/golden.csv").size() == 4);
}

TEST_CASE("rows that share only what names nothing tell nothing apart, which is said") {
  Folder folder;
  std::string rows = "pays,ville\n";
  for (int i = 0; i < 100; ++i) rows += "France,Tours\n";
  const Outcome outcome = run({"auto", folder.put("rows.csv", rows), "--out", folder / "out"});
  CHECK(outcome.code == 1);
  CHECK(has(outcome.err, "same value"));
}

TEST_CASE("what a spreadsheet would run is harmless in our outputs and untouched in the sources") {
  Folder folder;
  std::string rows = "title,place\n";
  for (int i = 0; i < 40; ++i) rows += "=SUM(A1:A" + std::to_string(i) + ") report,Tours\n";
  CHECK(run({"auto", folder.put("t.csv", rows), "--out", folder / "out"}).code == 0);
  const std::string golden = bytes_of(folder / "out/golden.csv");
  CHECK_FALSE(has(golden, ",=SUM"));
  CHECK(has(bytes_of(folder / "out/sources/t.csv"), "=SUM(A1:A3)"));
}

TEST_CASE("usage errors have their own code and name what is allowed") {
  Folder folder;
  const std::string good = folder.put("good.csv", kPeople);
  using Arguments = std::vector<std::string>;
  for (const Arguments& arguments : {Arguments{}, Arguments{"marry"}, Arguments{"auto"}, Arguments{"auto", good, "--threshold", "2"}, Arguments{"auto", good, "--threshold"},
                                     Arguments{"auto", good, "--lang", "de"}, Arguments{"auto", good, "--link-type", "link"}, Arguments{"auto", good, "--fast"},
                                     Arguments{"auto", good, "--seed", "x"}, Arguments{"evaluate"}, Arguments{"synth", "--customers", "0", "--out", folder / "s"},
                                     Arguments{"auto", folder.put("golden.csv", kPeople), "--out", folder.path.string()}}) {
    const Outcome outcome = run(arguments);
    CHECK(outcome.code == 2);
    CHECK_FALSE(outcome.err.empty());
    CHECK(outcome.out == "");
  }
}

TEST_CASE("the formats that are named are written, and the project always") {
  Folder folder;
  const std::string good = folder.put("good.csv", kPeople);
  struct Case { std::string formats; std::vector<std::string> there, absent; };
  const std::vector<Case> cases{{"", {"golden.csv", "xref.csv"}, {"jumelles.xlsx", "golden.json", "jumelles.zip"}},
                                {"xlsx", {"jumelles.xlsx"}, {"golden.csv", "golden.json", "jumelles.zip"}},
                                {"json,zip", {"golden.json", "jumelles.zip"}, {"golden.csv", "jumelles.xlsx"}}};
  for (size_t i = 0; i < cases.size(); ++i) {
    const std::string name = "out" + std::to_string(i), out = folder / name;
    std::vector<std::string> arguments{"auto", good, "--out", out, "--headers", "fr"};
    if (!cases[i].formats.empty()) arguments.insert(arguments.end(), {"--format", cases[i].formats});
    REQUIRE(run(arguments).code == 0);
    CHECK(fs::exists(out + "/project.json"));
    for (const std::string& file : cases[i].there) CHECK(fs::exists(out + "/" + file));
    for (const std::string& file : cases[i].absent) CHECK_FALSE(fs::exists(out + "/" + file));
  }
  CHECK(rows_of(folder / "out0/xref.csv")[0][0] == "Source");
  for (const char* formats : {"", "pdf", "csv,", "csv;xlsx"}) CHECK(run({"auto", good, "--out", folder / "none", "--format", formats}).code == 2);
  CHECK(run({"auto", good, "--out", folder / "none", "--headers", "de"}).code == 2);
}

TEST_CASE("nothing is written over a file that is read") {
  Folder folder;
  const std::string good = folder.put("good.csv", kPeople), out = folder / "out";
  REQUIRE(run({"auto", good, "--id", "id", "--out", out}).code == 0);
  struct Case { std::string option, file; };
  for (const Case& c : {Case{"--labels", "pairs.csv"}, Case{"--labels", "xref.csv"}, Case{"--truth", "xref.csv"}, Case{"--truth", "sources/good.csv"},
                        Case{"--truth", "errors.csv"}, Case{"--truth", "curve.csv"}, Case{"", "golden.csv"}, Case{"", "rejects.csv"}, Case{"", "sources/good.csv"}}) {
    const std::string path = out + "/./" + c.file;
    if (!fs::exists(path)) folder.put("out/" + c.file, "id,cluster_id\n1,1\n");
    CAPTURE(path);
    const std::string before = bytes_of(path);
    const Outcome outcome = run(c.option.empty() ? std::vector<std::string>{"auto", good, path, "--out", out} : std::vector<std::string>{"auto", good, c.option, path, "--out", out});
    CHECK(outcome.code == 2);
    CHECK(has(outcome.err, path));
    CHECK(has(outcome.err, "--out"));
    CHECK((bytes_of(path) == before));
  }
  const std::string curve = out + "/curve.csv", before = bytes_of(curve);
  CHECK(run({"evaluate", "--truth", folder.put("t.csv", "id,cluster_id\n1,1\n2,1\n"), "--xref", out + "/xref.csv", "--pairs", curve, "--out", out}).code == 2);
  CHECK((bytes_of(curve) == before));
  // A project's own file is brought up to date.
  const std::string project = bytes_of(out + "/project.json");
  CHECK(run({"auto", "--project", out + "/project.json", "--out", out}).code == 0);
  CHECK((bytes_of(out + "/project.json") == project));
  // Elsewhere, and beside what is written, all of them may lie.
  CHECK(run({"auto", good, "--id", "id", "--project", out + "/project.json", "--out", folder / "other"}).code == 0);
  CHECK(run({"auto", good, "--id", "id", "--truth", folder.put("out/truth.csv", "id,cluster_id\n1,1\n2,1\n"), "--out", out}).code == 0);
}

TEST_CASE("every kind of error has its exit code") {
  std::ostringstream out, err;
  cli::Terminal terminal;
  terminal.out = &out;
  terminal.err = &err;
  struct Case { ErrorCode code; const char* id; int exit_code; };
  for (const Case& c : {Case{ErrorCode::kBadInput, "file.missing", 1}, Case{ErrorCode::kBadConfig, "project.version", 1}, Case{ErrorCode::kTooLarge, "file.too_large", 1},
                        Case{ErrorCode::kBadConfig, "usage", 2}, Case{ErrorCode::kCanceled, "canceled", 3}, Case{ErrorCode::kInternal, "bug", 4}})
    CHECK(cli::report({c.code, c.id, "What.", "What to do.", {}, 0, {}}, terminal) == c.exit_code);
  CHECK(err.str().compare(0, 28, "jumelles: What. What to do.\n") == 0);
  CHECK(out.str() == "");
}

TEST_CASE("on a terminal progress is one line, which is gone at the end") {
  Extracts e;
  const Outcome outcome = run(e.arguments("out"), -1, true);
  CHECK(outcome.code == 0);
  CHECK(has(outcome.err, "\rrun: "));
  CHECK(has(outcome.err, " pairs"));
  CHECK_FALSE(has(outcome.err, "\n"));
  REQUIRE(outcome.err.size() > 2);
  CHECK(outcome.err.back() == '\r');
  const size_t last = outcome.err.rfind('\r', outcome.err.size() - 2);
  CHECK(outcome.err.find_first_not_of(' ', last + 1) == outcome.err.size() - 1);
}

TEST_CASE("a column that no file has is bad input that lists the columns") {
  Folder folder;
  const Outcome outcome = run({"auto", folder.put("good.csv", kPeople), "--id", "key", "--out", folder / "out"});
  CHECK(outcome.code == 1);
  CHECK(has(outcome.err, "first_name"));
}

TEST_CASE("what is known is kept to, teaches the model and is in the project, which gives every byte again") {
  Extracts e;
  REQUIRE(run(e.arguments("plain")).code == 0);
  // Of the weakest links one is judged different, of the strongest pairs below one the same.
  Rows pairs = rows_of(e.folder / "plain/pairs.csv");
  const auto column = [&](const char* name) { return static_cast<size_t>(std::find(pairs[0].begin(), pairs[0].end(), name) - pairs[0].begin()); };
  const size_t decision = column("decision"), weight = column("match_weight");
  std::string labels = "source_a,source_row_a,id_a,source_b,source_row_b,id_b,match\n";
  std::map<std::string, std::vector<std::string>> judged;
  std::sort(pairs.begin() + 1, pairs.end(), [&](const auto& x, const auto& y) { return std::stod(x[weight]) > std::stod(y[weight]); });
  for (const bool linked : {true, false}) {
    std::vector<std::string> chosen;
    for (size_t r = 1; r < pairs.size(); ++r)
      if (pairs[r][decision] == (linked ? "linked" : "to_check") && (linked || chosen.empty())) chosen = pairs[r];
    REQUIRE(chosen.size() > 6);
    judged[linked ? "no" : "yes"] = chosen;
  }
  for (const auto& [match, row] : judged) labels += row[0] + "," + row[1] + "," + row[2] + "," + row[3] + "," + row[4] + "," + row[5] + "," + match + "\n";
  const std::string file = e.folder.put("labels.csv", labels);
  const Outcome outcome = run(e.arguments("taught", {"--labels", file}));
  REQUIRE(outcome.code == 0);
  CHECK(has(outcome.out, "2 judged pairs"));
  std::map<std::pair<std::string, std::string>, std::string> golden;
  const Rows xref = rows_of(e.folder / "taught/xref.csv");
  for (size_t r = 1; r < xref.size(); ++r) golden[{xref[r][0], xref[r][1]}] = xref[r][3];
  for (const auto& [match, row] : judged) CHECK((golden.at({row[0], row[1]}) == golden.at({row[3], row[4]})) == (match == "yes"));

  // Said of these pairs, and of no others.
  std::map<std::string, std::vector<std::string>> said;
  const Rows taught = rows_of(e.folder / "taught/pairs.csv");
  for (size_t r = 1; r < taught.size(); ++r)
    if (taught[r][decision].rfind("judged_", 0) == 0) said[taught[r][decision]].push_back(taught[r][2] + "/" + taught[r][5]);
  CHECK(said == std::map<std::string, std::vector<std::string>>{{"judged_different", {judged["no"][2] + "/" + judged["no"][5]}},
                                                                {"judged_same", {judged["yes"][2] + "/" + judged["yes"][5]}}});

  const Outcome again = run({"auto", "--project", e.folder / "taught/project.json", "--out", e.folder / "again"});
  REQUIRE(again.code == 0);
  for (const char* name : {"/golden.csv", "/xref.csv", "/pairs.csv", "/project.json"})
    CHECK(hash_text(bytes_of(e.folder / ("taught" + std::string(name)))) == hash_text(bytes_of(e.folder / ("again" + std::string(name)))));

  CHECK(run(e.arguments("x", {"--labels", e.folder.put("bad.csv", "a,b\n1,2\n")})).code == 1);
}

TEST_CASE("a pair that a rule joins is said to be joined by it, whatever its weight") {
  Folder folder;
  const std::string file = folder.put("people.csv", kPeople);
  REQUIRE(run({"auto", file, "--out", folder / "plain"}).code == 0);
  std::string project = bytes_of(folder / "plain/project.json");
  const std::string none = "\"constraints\": []";
  REQUIRE(has(project, none));
  project.replace(project.find(none), none.size(), R"("constraints": [{"id": "same_email", "attribute": "email", "must_match": true, "enabled": true, "pair_count": 0}])");
  REQUIRE(run({"auto", file, "--project", folder.put("rule.json", project), "--out", folder / "ruled", "--threshold", "0.999999"}).code == 0);
  const Rows pairs = rows_of(folder / "ruled/pairs.csv");
  const size_t decision = static_cast<size_t>(std::find(pairs[0].begin(), pairs[0].end(), "decision") - pairs[0].begin());
  size_t ruled = 0;
  for (size_t r = 1; r < pairs.size(); ++r)
    if (pairs[r][decision] == "must_match") {
      ++ruled;
      CHECK(pairs[r][decision + 1] == "yes");
    }
  CHECK(ruled == 2);
}

TEST_CASE("a column of known groups teaches, binds nothing and is not compared") {
  Folder folder;
  const std::string file = folder.put("people.csv", "id,first_name,last_name,email,city,birth_date,known\n"
                                                    "1,Marie,Durand,marie.durand@mail.example,Tours,1971-03-14,A\n"
                                                    "2,Marie,Durant,marie.durand@mail.example,Tours,1971-03-14,B\n"
                                                    "3,Paul,Martin,paul@mail.example,Lyon,1980-07-01,\n"
                                                    "4,Jeanne,Petit,jp@mail.example,Nantes,1990-01-31,C\n"
                                                    "5,Jeane,Petit,jp@mail.example,Nantes,1990-01-31,C\n"
                                                    "6,Luc,Moreau,luc.moreau@mail.example,Dijon,1965-11-11,D\n");
  const Outcome outcome = run({"auto", file, "--out", folder / "out", "--truth-column", "known"});
  REQUIRE(outcome.code == 0);
  CHECK(has(outcome.out, "2 pairs of known answer teach the model"));
  CHECK_FALSE(has(bytes_of(folder / "out/golden.csv").substr(0, 200), "known"));
  CHECK_FALSE(has(bytes_of(folder / "out/pairs.csv"), "known_level"));
  CHECK(run({"auto", file, "--out", folder / "x", "--truth-column", "nothing"}).code == 1);
}

TEST_CASE("an ignored column is in the source that goes back and nowhere else") {
  Folder folder;
  CHECK(run({"auto", folder.put("good.csv", kPeople), "--ignore", "email", "--out", folder / "out"}).code == 0);
  CHECK_FALSE(has(bytes_of(folder / "out/golden.csv"), "marie.durand@mail.example"));
  CHECK(has(bytes_of(folder / "out/sources/good.csv"), "marie.durand@mail.example"));
}

TEST_CASE("an interrupted run writes nothing and says that it was canceled") {
  Extracts e;
  const Outcome outcome = run(e.arguments("out"), 1);
  CHECK(outcome.code == 3);
  CHECK(has(outcome.err, "Canceled"));
  CHECK_FALSE(fs::exists(e.folder.path / "out/golden.csv"));
}

TEST_CASE("every option stands in the help and in its documentation, and no other does") {
  const std::string documentation = bytes_of("docs/cli.md");
  const std::vector<std::string> names = cli::option_names();
  REQUIRE(names.size() > 15);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(has(cli::kHelp, name + " "));
    CHECK((has(documentation, name + " ") || has(documentation, name + "`")));
  }
  for (const std::string& text : {std::string(cli::kHelp), documentation})
    for (size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at + 1)) {
      const size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
      const std::string name = text.substr(at, end - at);
      if (name.find_first_not_of('-') == std::string::npos || name == "--name" || name == "--help") continue;
      CHECK_MESSAGE(std::find(names.begin(), names.end(), name) != names.end(), name);
    }
}

TEST_CASE("help teaches and synth gives what auto can read") {
  CHECK(has(run({"--help"}).out, "jumelles auto"));
  CHECK(run({"auto", "--help"}).code == 0);
  Folder folder;
  CHECK(run({"synth", "--customers", "100", "--seed", "5", "--out", folder / "demo"}).code == 0);
  CHECK(run({"auto", folder / "demo/crm.csv", folder / "demo/facturation.json", "--out", folder / "out"}).code == 0);
}

namespace {

// Some people, every third of them twice, with slips; the first column is the id.
Rows people_with_repeats() {
  const char* given[] = {"Marie", "Paul", "Jeanne", "Luc", "Claire", "Hugo", "Anne", "Marc", "Julie", "Louis", "Emma", "Denis"};
  const char* cities[] = {"Tours", "Lyon", "Nantes", "Dijon", "Brest", "Reims", "Metz", "Nice"};
  Rows rows = {{"id", "nom", "prenom", "ville", "naissance", "mail"}};
  for (uint64_t i = 0; i < 240; ++i) {
    std::string surname = "Mar";
    for (uint64_t k = 0; k < 5; ++k) surname.push_back("bdelmnorstu"[mix(i * 8 + k) % 11]);
    const std::string first = given[mix(i + 5000) % 12], city = cities[mix(i + 6000) % 8];
    const std::string date = std::to_string(1940 + mix(i + 7000) % 60) + "-0" + std::to_string(1 + mix(i + 8000) % 9) + "-1" + std::to_string(mix(i + 9000) % 10);
    const std::string mail = surname + std::to_string(i) + "@mail.example";
    rows.push_back({"a" + std::to_string(i), surname, first, city, date, mail});
    if (i % 3 == 0) rows.push_back({"b" + std::to_string(i), surname.substr(0, 7), first, city, date, i % 2 == 0 ? mail : ""});
  }
  return rows;
}

// The groups of a run, as sets of ids.
std::set<std::set<std::string>> groups_of(const Rows& table) {
  Folder folder;
  std::string text;
  for (const auto& row : table)
    for (size_t c = 0; c < row.size(); ++c) text += row[c] + (c + 1 < row.size() ? "," : "\n");
  REQUIRE(run({"auto", folder.put("rows.csv", text), "--id", "id", "--out", folder / "out"}).code == 0);
  std::map<std::string, std::set<std::string>> members;
  const Rows xref = rows_of(folder / "out/xref.csv");
  for (size_t r = 1; r < xref.size(); ++r) members[xref[r][3]].insert(xref[r][2]);
  std::set<std::set<std::string>> groups;
  for (const auto& [id, ids] : members) groups.insert(ids);
  return groups;
}

}  // namespace

TEST_CASE("the source of a row is in the column that is named, and link and dedupe decide which pairs count") {
  Folder folder;
  const auto is_across = [](int person) { return person / 3 % 4 < 2; };  // whose copy is of the other source
  Rows table = people_with_repeats();
  std::string text;
  for (size_t r = 0; r < table.size(); ++r) {
    const bool other = table[r][0][0] == 'b' && is_across(std::stoi(table[r][0].substr(1)));
    for (const std::string& cell : table[r]) text += cell + ",";
    text += r == 0 ? "extrait\n" : other ? "shop\n" : "office\n";
  }
  const std::string file = folder.put("all.csv", text);
  for (const char* type : {"link", "dedupe", "link-dedupe"}) {
    CAPTURE(type);
    REQUIRE(run({"auto", file, "--id", "id", "--source", "extrait", "--link-type", type, "--out", folder / type}).code == 0);
    std::map<std::string, std::string> golden;
    const Rows xref = rows_of(folder / (std::string(type) + "/xref.csv"));
    for (size_t r = 1; r < xref.size(); ++r) golden[xref[r][2]] = xref[r][3];
    int across = 0, within = 0;
    for (int i = 0; i < 240; i += 3)
      if (golden.at("a" + std::to_string(i)) == golden.at("b" + std::to_string(i))) ++(is_across(i) ? across : within);
    CHECK(across == 40);
    CHECK(within == (std::string(type) == "link" ? 0 : 40));
    const std::string records = bytes_of(folder / (std::string(type) + "/golden.csv"));
    CHECK(has(records, "office|shop"));
  }
}

TEST_CASE("a threshold that is given is that of every decision and of the project") {
  Extracts e;
  std::set<size_t> linked_counts;
  for (const char* threshold : {"0.2", "0.5", "0.999"}) {
    CAPTURE(threshold);
    REQUIRE(run(e.arguments(threshold, {"--threshold", threshold})).code == 0);
    const Rows pairs = rows_of(e.folder / (std::string(threshold) + "/pairs.csv"));
    size_t linked = 0;
    for (size_t r = 1; r < pairs.size(); ++r) {
      const bool above = std::stod(pairs[r][8]) >= std::stod(threshold);
      CHECK(pairs[r][9] == (above ? "linked" : "to_check"));
      linked += above;
    }
    linked_counts.insert(linked);
    CHECK(has(bytes_of(e.folder / (std::string(threshold) + "/project.json")), std::string("\"threshold\": ") + threshold));
  }
  CHECK(linked_counts.size() == 3);
}

TEST_CASE("a list without duplicates says so, with the most similar pair, and what the data decided is printed") {
  Folder folder;
  std::string text = "prenom,nom,date_naissance,telephone\n";
  const char* const given[] = {"Anne", "Luc", "Paul", "Marie", "Jeanne", "Louis", "Claire"};
  const char* const surnames[] = {"Durand", "Petit", "Moreau", "Leroy", "Garnier", "Faure", "Blanc", "Henry", "Roux"};
  Rng rng(11);
  const auto digits = [&](uint64_t from, uint64_t count) { return std::to_string(from + rng.below(count)); };
  for (int i = 0; i < 300; ++i)
    text += std::string(given[rng.below(7)]) + "," + surnames[rng.below(9)] + "," + digits(1930, 70) + "-" + digits(10, 3) + "-" + digits(10, 19) + ",06 39 98 " + digits(10, 90) + " " +
            digits(10, 90) + "\n";
  const std::string file = folder.put("list.csv", text);
  const Outcome outcome = run({"auto", file, "--out", folder / "out"});
  REQUIRE(outcome.code == 0);
  REQUIRE(has(outcome.out, "300 records, 300 golden records"));
  CHECK_MESSAGE(has(outcome.out, "No duplicates found in 300 records: "), outcome.out);
  CHECK(has(outcome.out, "pairs were compared; the most similar one weighs -"));
  CHECK(has(outcome.out, "a probability of 0."));
  CHECK((has(outcome.out, "Against it: ") || has(outcome.out, "Nothing speaks against it")));
  CHECK_FALSE(has(outcome.out, "not estimated"));
  CHECK(has(outcome.out, "look-alikes "));
  CHECK(has(bytes_of(folder / "out/project.json"), "\"question\": \"duplicates\""));
  const std::string city = folder.put("city.csv", "ville\nTours\nParis\nTours\nLyon\nParis\nNantes\n"), one = folder.put("one.csv", "nom,ville\nDurand,Tours\n");
  CHECK(has(run({"auto", city, "--out", folder / "city"}).out, "Nothing is linked, for nothing could be judged: in 6 records, even a pair that agrees on everything would weigh -"));
  CHECK(has(run({"auto", one, "--out", folder / "one"}).out, "Nothing is linked, for nothing could be compared: there is no pair to compare."));
}

TEST_CASE("of several sources it is printed whether each holds each customer once, and of links across that pairs inside were looked at") {
  Extracts e;
  const Outcome both = run(e.arguments("both")), across = run(e.arguments("across", {"--link-type", "link"}));
  for (const char* source : {"crm", "boutique", "facturation"}) {
    CAPTURE(source);
    for (const Outcome& outcome : {both, across}) {
      const bool said = has(outcome.out, std::string("\n") + source + " holds each customer once") || has(outcome.out, std::string("\n") + source + " holds some customers more than once") ||
                        has(outcome.out, std::string("\n") + source + ": too little to tell");
      CHECK_MESSAGE(said, outcome.out);
    }
  }
  CHECK_FALSE(has(both.out, "pairs inside a source are looked at"));
  CHECK(has(across.out, "pairs inside a source are looked at, not linked: of "));
  CHECK_FALSE(has(both.out, "{"));
  CHECK_FALSE(has(both.out, "No duplicates"));
}

TEST_CASE("another seed draws other random pairs, and the seed 1 is that of a run without one") {
  Extracts e;
  for (const char* seed : {"1", "2"}) REQUIRE(run(e.arguments(seed, {"--seed", seed})).code == 0);
  REQUIRE(run(e.arguments("plain")).code == 0);
  CHECK((bytes_of(e.folder / "plain/project.json") == bytes_of(e.folder / "1/project.json")));
  CHECK(has(bytes_of(e.folder / "2/project.json"), "\"seed\": 2"));
  CHECK((bytes_of(e.folder / "1/pairs.csv") != bytes_of(e.folder / "2/pairs.csv")));
}

TEST_CASE("what does not matter changes no group") {
  const Rows table = people_with_repeats();
  const auto groups = groups_of(table);
  CHECK(groups.size() == 240);
  Rows other = table;
  SUBCASE("order of rows") { std::reverse(other.begin() + 1, other.end()); }
  SUBCASE("order of columns") {
    for (auto& row : other) std::reverse(row.begin(), row.end());
  }
  SUBCASE("names of columns") { other[0] = {"id", "surname", "first_name", "city", "birth_date", "email"}; }
  SUBCASE("letter case") {
    for (size_t r = 1; r < other.size(); ++r)
      for (size_t c = 1; c < other[r].size(); ++c)
        for (char& letter : other[r][c]) letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  }
  SUBCASE("a column of noise") {
    for (size_t r = 0; r < other.size(); ++r) other[r].push_back(r == 0 ? "valeur" : std::to_string(r * 7919 % 1009));
  }
  for (size_t copied = 1; copied < 6; ++copied)
    SUBCASE(("a copy of the column " + table[0][copied]).c_str()) {
      for (size_t r = 0; r < other.size(); ++r) other[r].push_back(r == 0 ? "colonne_x" : other[r][copied]);
    }
  CHECK(groups_of(other) == groups);
}

TEST_CASE("a truth or a labels file that is not there is told before anything is written") {
  Extracts e;
  for (const char* option : {"--truth", "--labels"}) {
    const Outcome outcome = run(e.arguments("none", {option, e.folder / "no.csv"}));
    CHECK(outcome.code == 1);
    CHECK(has(outcome.err, "no.csv"));
    CHECK(outcome.out == "");
    CHECK_FALSE(std::filesystem::exists(e.folder / "none"));
  }
}

namespace {

// `auto` on kPeople with labels, project or truth of these texts; what is written must not be there before.
struct PeopleRun {
  Folder folder;
  std::string file = folder.put("people.csv", kPeople), out = folder / "out";
  Outcome with(const std::string& option, const std::string& name, const std::string& text) {
    return run({"auto", file, "--id", "id", option, folder.put(name, text), "--out", out});
  }
  // The project of a first run, with pieces of its text replaced.
  std::string project(const std::vector<std::pair<std::string, std::string>>& edits) {
    REQUIRE(run({"auto", file, "--id", "id", "--out", folder / "first"}).code == 0);
    std::string text = bytes_of(folder / "first/project.json");
    for (const auto& [from, to] : edits) {
      const size_t at = text.find(from);
      REQUIRE(at != std::string::npos);
      text.replace(at, from.size(), to);
    }
    return text;
  }
};

}  // namespace

TEST_CASE("labels of unknown ids are counted with the results, and the first ones named with file and line") {
  PeopleRun people;
  const Outcome outcome = people.with("--labels", "labels.csv", "source_a,id_a,source_b,id_b,match,note\npeople,1,people,2,yes,\"one\n\ntwo\"\npeople,77,shop,1,no,\npeople,88,people,2,yes,\n");
  CHECK(outcome.code == 0);
  CHECK(has(outcome.out, "labels: 3 ids that no record has, or several; what is said of them is left out\n"));
  CHECK(has(outcome.out, "1 judged pairs"));
  const std::string file = people.folder / "labels.csv";
  CHECK(outcome.err == file + ":5: There is no record \"77\" in \"people\": left out.\n" + file + ":5: There is no source \"shop\": left out.\n" + file +
                           ":6: There is no record \"88\" in \"people\": left out.\nCheck the ids, or name the sources.\n");
  // The project holds them, and says the same of them.
  const Outcome again = run({"auto", "--project", people.out + "/project.json", "--out", people.folder / "again"});
  CHECK(again.code == 0);
  CHECK(has(again.out, "labels: 3 ids"));
  CHECK(has(again.err, people.out + "/project.json: decisions[1].a: There is no record \"77\" in \"people\": left out.\n"));
}

TEST_CASE("when all ids of a project's labels are unknown, that is still said") {
  PeopleRun people;
  REQUIRE(people.with("--labels", "labels.csv", "id,cluster_id\n1,A\n2,A\n").code == 0);
  const std::string others = people.folder.put("others.csv", "id,first_name,last_name,email,city,birth_date\nx1,Ana,Roy,ana@mail.example,Tours,1971-03-14\nx2,Ana,Roi,ana@mail.example,Tours,1971-03-14\n");
  const Outcome outcome = run({"auto", others, "--project", people.out + "/project.json", "--out", people.folder / "other"});
  CHECK(outcome.code == 0);
  CHECK(has(outcome.out, "labels: 2 ids"));
  CHECK(has(outcome.err, "known_groups[0].record: There is no record \"1\""));
}

TEST_CASE("labels that cannot be meant are refused with file and lines, and nothing is written") {
  struct Case { std::string text, line, says; };
  for (const Case& c : {
           Case{"id_a,id_b,match,note\n1,2,yes,\"a\nb\"\n3,4,no,\n2,1,no,\n", "5", "judged different here, and the same in line 2."},
           Case{"id,cluster_id\n1,A\n\n2,A\n1,B\n", "5", "the group \"B\" here, and of the group \"A\" in line 2."},
           Case{"id_a,id_b\nC1,C2\n", "2", "The label does not fit the records: no record \"C1\" in \"people\". Name the column of the ids with --id COLUMN"},
           Case{"id_a,id_b,match,note\n1,2,yes,\"a\nb\"\n3,,no,\n", "4", "no id"},
           Case{"id_a,id_b,match,note\n1,2,yes,\"a\nb\"\n3,4,perhaps,\n", "4", "perhaps"},
           Case{"sep=,\nkey,group\n1,A\n", "2", "not understood"},
       }) {
    CAPTURE(c.text);
    PeopleRun people;
    fs::create_directories(people.out);
    const std::string kept = people.folder.put("out/golden.csv", "mine");
    const Outcome outcome = people.with("--labels", "labels.csv", c.text);
    CHECK(outcome.code == 1);
    CHECK(outcome.out == "");
    CHECK(outcome.err.rfind((people.folder / "labels.csv") + ":" + c.line + ": ", 0) == 0);
    CHECK_MESSAGE(has(outcome.err, c.says), outcome.err);
    CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
    CHECK(bytes_of(kept) == "mine");
    CHECK(std::distance(fs::directory_iterator(people.out), fs::directory_iterator()) == 1);
  }
}

TEST_CASE("pairs of a file that contradict known groups of the project are kept to, which is said") {
  PeopleRun people;
  REQUIRE(people.with("--labels", "groups.csv", "id,cluster_id\n1,A\n2,A\n3,B\n").code == 0);
  const std::string project = people.out + "/project.json";
  const auto both = [&](const std::string& pairs, const std::string& out) {
    return run({"auto", people.file, "--id", "id", "--project", project, "--labels", people.folder.put("pairs.csv", pairs), "--out", people.folder / out});
  };
  CHECK(has(both("id_a,id_b,match\n1,2,no\n", "a").out, "1 contradiction between judgments"));
  CHECK_FALSE(has(both("id_a,id_b,match\n1,2,yes\n", "b").out, "contradict"));
  const Outcome refused = run({"auto", people.file, "--id", "id", "--project", project, "--labels", people.folder.put("groups.csv", "id,cluster_id\n5,A\n3,A\n"), "--out", people.folder / "c"});
  CHECK(refused.code == 1);
  CHECK(has(refused.err, (people.folder / "groups.csv") + ":3: The record \"3\" is of the group \"A\" here, and of the group \"B\" in known_groups[2]."));
}

TEST_CASE("of many unknown ids five are named and the others counted") {
  PeopleRun people;
  const Outcome outcome = people.with("--labels", "labels.csv", "id,cluster_id\n1,A\n2,A\nu,B\nv,B\nw,B\nx,B\ny,B\nz,B\nzz,B\n");
  CHECK(outcome.code == 0);
  CHECK(has(outcome.out, "labels: 7 ids"));
  CHECK(has(outcome.err, ":8: There is no record \"y\": left out.\nThere are 2 more such ids. Check the ids"));
}

TEST_CASE("a file of labels without any answer is told") {
  PeopleRun people;
  const Outcome outcome = people.with("--labels", "labels.csv", "id_a,id_b,match\n1,2,\n");
  CHECK(outcome.code == 0);
  CHECK(has(outcome.err, "labels.csv: No line has an answer.\n"));
}

TEST_CASE("all that is wrong in a project is told with its file and path, and nothing is written") {
  PeopleRun people;
  const std::string text = people.project({{"\"transform\": \"", "\"transform\": \"x"}, {"\"prior\": ", "\"prior\": 7"}, {"\"review_floor\"", "\"review_flor\""}, {"\"attributes\": [\n", "\"attributes\": [\n\"emial\","}});
  fs::create_directories(people.out);
  const std::string kept = people.folder.put("out/project.json", text);
  for (const bool in_place : {false, true}) {  // the project's own file may be brought up to date, but not by a run that is refused
    const std::string file = in_place ? kept : people.folder.put("bad.json", text);
    const Outcome outcome = run({"auto", people.file, "--id", "id", "--project", file, "--out", people.out});
    CHECK(outcome.code == 1);
    CHECK(outcome.out == "");
    std::istringstream lines(outcome.err);
    std::vector<std::string> paths;
    for (std::string line; std::getline(lines, line);) {
      REQUIRE(line.rfind(file + ": ", 0) == 0);
      const size_t begin = file.size() + 2;
      paths.push_back(line.substr(begin, line.find(": ", begin) - begin));
    }
    CHECK(paths == std::vector<std::string>{"link.blocking_rules[0].parts[0].transform", "link.review_flor", "link.prior", "survivorship.rules[0].attributes[0]"});
    CHECK((bytes_of(kept) == text));
    CHECK(std::distance(fs::directory_iterator(people.out), fs::directory_iterator()) == 1);
  }
}

TEST_CASE("labels and rules of a project that the records show to be wrong are told with file and path before anything is compared") {
  PeopleRun people;
  const auto record = [](const char* id) { return std::string("{\"source\": \"people\", \"id\": \"") + id + "\"}"; };
  const auto decision = [&](const char* a, const char* b, const char* verdict) { return "{\"a\": " + record(a) + ", \"b\": " + record(b) + ", \"verdict\": \"" + verdict + "\"}"; };
  struct Case { std::string from, to, path; };
  for (const Case& c : {Case{"\"decisions\": []", "\"decisions\": [" + decision("1", "2", "same") + "," + decision("2", "1", "different") + "]", "decisions[1]"},
                        Case{"\"known_groups\": []", "\"known_groups\": [{\"record\": " + record("1") + ", \"group\": \"A\"}, {\"record\": " + record("1") + ", \"group\": \"B\"}]", "known_groups[1]"},
                        Case{"\"source_order\"", "\"most_recent\"", "survivorship.rules[0].cascade[0]"}}) {
    const std::string text = people.project({{c.from, c.to}});
    const Outcome outcome = people.with("--project", "bad.json", text);
    CHECK(outcome.code == 1);
    CHECK_MESSAGE(has(outcome.err, (people.folder / "bad.json") + ": " + c.path + ": "), outcome.err);
    CHECK_FALSE(fs::exists(people.out));
  }
}

TEST_CASE("problems of a truth name the line of the file, also after cells of several lines") {
  PeopleRun people;
  const Outcome outcome = people.with("--truth", "truth.csv", "id,cluster_id,note\n1,A,\"a\nb\"\n\n1,B,\n");
  CHECK(outcome.code == 1);
  CHECK(has(outcome.err, (people.folder / "truth.csv") + ":5: "));
}

TEST_CASE("broken rows of a truth are left out, and counted on the error output") {
  Extracts e;
  const std::string truth = e.folder.put("broken.csv", synth::generate({400, 3}).bytes[3] + "a;b;c;d;e;f;g;h,a,b,c,d,e,f,g,h\n");
  const Outcome outcome = run(e.arguments("out", {"--truth", truth}));
  CHECK(outcome.code == 0);
  CHECK(has(outcome.err, "broken.csv: 1 broken row is left out."));
  CHECK(has(outcome.out, "pairwise: precision"));
}

TEST_CASE("all files that cannot be read are told at once") {
  Folder folder;
  const std::string good = folder.put("good.csv", kPeople), empty = folder.put("empty.csv", ""), document = folder.put("a.pdf", "%PDF-1.7\n\x01\x02");
  const Outcome outcome = run({"auto", empty, folder / "missing.csv", good, document, "--out", folder / "out"});
  CHECK(outcome.code != 0);
  CHECK(has(outcome.err, "empty.csv: The file is empty."));
  CHECK(has(outcome.err, "missing.csv: "));
  CHECK(has(outcome.err, "a.pdf: This is a PDF document"));
  CHECK_FALSE(has(outcome.err, "good.csv"));
}

TEST_CASE("what was noticed of a file is told where nothing came of it, too") {
  Folder folder;
  const Outcome outcome = run({"auto", folder.put("a.json", R"({"name":"Ann","city":"Tours","orders":[{"at":"x"},{"at":"x"}]})"), "--ignore", "at", "--out", folder / "out"});
  CHECK(outcome.code != 0);
  CHECK(has(outcome.err, "The list inside the file was read"));
  CHECK(has(outcome.err, "only the list \"orders\""));
}
