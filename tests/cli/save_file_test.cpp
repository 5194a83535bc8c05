#include "cli/save_file.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "cli/cli.h"
#include "synth/synth.h"

using namespace jumelles;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("jumelles-save-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

// In another process, which kills itself before its call number `last` of the system. Whether it got to the end.
bool save_until(const std::string& path, const std::string& content, int last) {
  const pid_t child = ::fork();
  if (child == 0) {
    int calls = 0;
    const Status status = cli::save_file(
        path,
        [&](const auto& write) {
          for (size_t at = 0; at < content.size(); at += 1000)
            if (!write(std::string_view(content).substr(at, 1000))) break;
          return Status();
        },
        [&] {
          if (++calls == last) ::raise(SIGKILL);
        });
    ::_exit(status ? 0 : 1);
  }
  int how = 0;
  ::waitpid(child, &how, 0);
  return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

}  // namespace

TEST_CASE("whenever a save is killed, the old file is there whole, or the new one") {
  const Folder folder;
  const std::string path = (folder.path / "clients.jumelles").string();
  const std::string old_content(4000, 'o'), new_content(9000, 'n');
  std::ofstream(path, std::ios::binary) << old_content;
  int kept = 0, replaced = 0;
  for (int last = 1; last < 100; ++last) {
    CAPTURE(last);
    const bool ended = save_until(path, new_content, last);
    const std::string now = read(path);
    CHECK((now == old_content || now == new_content));
    if (ended) CHECK(now == new_content);
    kept += now == old_content;
    if (now == new_content) {
      ++replaced;
      std::ofstream(path, std::ios::binary | std::ios::trunc) << old_content;
    }
    if (ended) break;
  }
  CHECK(kept == 13);     // opened, nine pieces, written to the disk, closed, put in its place: killed before each
  CHECK(replaced == 2);  // killed before the folder was written, and not at all
}

TEST_CASE("a disk that is full leaves the old file, and nothing beside it") {
  const Folder folder;
  const std::string path = (folder.path / "clients.jumelles").string();
  std::ofstream(path, std::ios::binary) << "old";
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{5000, 5000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Status status = cli::save_file(path, [&](const auto& write) {
      for (int n = 0; n < 20 && write(std::string(1000, 'n')); ++n) {
      }
      return Status();
    });
    const bool told = !status.ok() && status.error().id == "save.failed" && status.error().path == path;
    ::_exit(told ? 0 : 1);
  }
  int how = 0;
  ::waitpid(child, &how, 0);
  CHECK(WEXITSTATUS(how) == 0);
  CHECK(read(path) == "old");
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("what cannot be produced or placed changes nothing") {
  const Folder folder;
  const std::string path = (folder.path / "clients.jumelles").string();
  std::ofstream(path, std::ios::binary) << "old";
  const Status failed = cli::save_file(path, [](const auto& write) -> Status {
    write("half");
    return Error{ErrorCode::kBadInput, "no", "No.", "", {}, 0, {}};
  });
  CHECK(failed.error().id == "no");
  CHECK(read(path) == "old");
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
  CHECK_FALSE(cli::save_file((folder.path / "nowhere" / "x").string(), [](const auto&) { return Status(); }).ok());
}

namespace {

struct Outcome {
  int code;
  std::string out, err;
};

Outcome run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  cli::Terminal terminal;
  terminal.out = &out;
  terminal.err = &err;
  double now_ms = 0;
  terminal.clock_ms = [&] { return now_ms += 0.01; };
  const int code = cli::run_cli(arguments, terminal);
  return {code, out.str(), err.str()};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Three extracts, matched and saved.
struct Saved {
  Folder folder;
  std::string files[3], project = (folder.path / "clients.jumelles").string(), out = (folder.path / "out").string();
  Saved() {
    const synth::Files made = synth::generate({120, 3});
    for (int f = 0; f < 3; ++f) {
      files[f] = (folder.path / synth::file_name(static_cast<synth::File>(f))).string();
      std::ofstream(files[f], std::ios::binary) << made.bytes[static_cast<size_t>(f)];
    }
    const Outcome outcome = run({"auto", files[0], files[1], files[2], "--out", out, "--save", project});
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    CHECK(has(outcome.out, "saved as " + project));
  }
  std::string delivered(const char* name) const { return read(fs::path(out) / name); }
};

}  // namespace

TEST_CASE("a project that was saved gives every byte again, as its project.json does, with the files named or found") {
  const Saved saved;
  const std::string golden = saved.delivered("golden.csv"), xref = saved.delivered("xref.csv"), pairs = saved.delivered("pairs.csv"), json = saved.delivered("project.json");
  const std::string copy = (saved.folder.path / "copy.json").string();
  std::ofstream(copy, std::ios::binary) << json;
  for (const std::string& project : {saved.project, copy})
    for (const bool named : {false, true}) {
      CAPTURE(project);
      std::vector<std::string> arguments{"auto", "--project", project, "--out", saved.out};
      if (named) arguments.insert(arguments.end(), {saved.files[2], saved.files[0], saved.files[1]});
      const Outcome outcome = run(arguments);
      REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
      CHECK((saved.delivered("golden.csv") == golden));
      CHECK((saved.delivered("xref.csv") == xref));
      CHECK((saved.delivered("pairs.csv") == pairs));
      CHECK((saved.delivered("project.json") == json));
    }
}

TEST_CASE("a project tells what it holds, is exported and checked") {
  const Saved saved;
  const Outcome info = run({"project", "info", saved.project});
  CHECK(info.code == 0);
  for (const char* part : {"source crm: ", "xxh128:", "rules: ", ", trained", "decisions: 0 pairs the same", "log: 4 entries", "golden_records "}) CHECK_MESSAGE(has(info.out, part), std::string(part));
  CHECK(run({"project", "check", saved.project}).out == saved.project + ": in order\n");
  CHECK((run({"project", "export", saved.project}).out == saved.delivered("project.json")));
  const std::string exported = (saved.folder.path / "exported.json").string();
  CHECK(run({"project", "export", saved.project, "--out", exported}).code == 0);
  CHECK((read(exported) == saved.delivered("project.json")));
  CHECK(run({"project", "info", exported}).code == 0);

  std::string damaged = read(saved.project);
  const size_t at = damaged.size() / 2;
  for (size_t i = at / 8192 * 8192; i < at / 8192 * 8192 + 8192; ++i) damaged[i] = '\x77';
  const std::string bad = (saved.folder.path / "bad.jumelles").string();
  std::ofstream(bad, std::ios::binary) << damaged;
  const Outcome check = run({"project", "check", bad});
  CHECK(check.code == 1);
  CHECK(has(check.err, bad + ": "));
  CHECK(has(run({"project", "check", saved.files[0]}).err, "is no project"));
  CHECK(run({"project", "info"}).code == 2);
  CHECK(run({"project", "burn", saved.project}).code == 2);
  CHECK(run({"project", "info", saved.project, "--out", "x"}).code == 2);
  CHECK(run({"project", "info", "nowhere.jumelles"}).code == 1);
}

TEST_CASE("the schema in the documentation is that of the fields") {
  // To bring it up to date: jumelles project schema > docs/project.schema.json
  CHECK((read("docs/project.schema.json") == run({"project", "schema"}).out));
}

namespace {

std::string shell(const std::string& project, const std::string& sql, const Folder& folder) {
  const std::string question = (folder.path / "question.sql").string(), answer = (folder.path / "answer.txt").string();
  std::ofstream(question) << sql;
  const int code = std::system(("sqlite3 -bail '" + project + "' < '" + question + "' > '" + answer + "' 2>&1").c_str());
  const std::string said = read(answer);
  CHECK_MESSAGE(code == 0, sql << said);
  return said;
}

std::vector<std::vector<std::string>> lines_of(const std::string& csv) {
  std::vector<std::vector<std::string>> out;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells{""};
    for (const char c : line)
      if (c == ',') cells.emplace_back();
      else if (c != '\r' && c != '"') cells.back() += c;
    out.push_back(cells);
  }
  return out;
}

}  // namespace

TEST_CASE("the ten questions of the documentation are answered by SQLite's own shell") {
  if (std::system("sqlite3 -version > /dev/null 2>&1") != 0) {
    MESSAGE("skipped: there is no sqlite3 on this machine");
    return;
  }
  const Saved saved;
  const auto xref = lines_of(saved.delivered("xref.csv"));  // source, row, id, golden_id
  // Two judged pairs, said by two people.
  const std::string labels = (saved.folder.path / "labels.csv").string();
  std::ofstream(labels) << "source_a,id_a,source_b,id_b,match\ncrm," << xref[1][2] << ",crm," << xref[2][2] << ",no\ncrm," << xref[3][2] << ",crm," << xref[4][2] << ",yes\n";
  REQUIRE(run({"auto", "--project", saved.project, "--labels", labels, "--out", saved.out, "--save", saved.project}).code == 0);
  const auto now = lines_of(saved.delivered("xref.csv"));
  const auto golden = lines_of(saved.delivered("golden.csv"));
  std::string page = read("docs/project-file.md");
  std::vector<std::string> answers;
  for (size_t at = 0; (at = page.find("```sql\n", at)) != std::string::npos;) {
    at += 7;
    std::string sql = page.substr(at, page.find("```", at) - at);
    for (size_t id; (id = sql.find("4711")) != std::string::npos;) sql.replace(id, 4, now[1][2]);
    answers.push_back(shell(saved.project, sql, saved.folder));
  }
  REQUIRE(answers.size() == 10);
  CHECK(answers[0] == now[1][3] + "\n");
  size_t together = 0, in_crm = 0, alone = 0;
  std::set<std::string> crm;
  for (size_t i = 1; i < now.size(); ++i) {
    together += now[i][3] == now[1][3];
    if (now[i][0] == "crm") crm.insert(now[i][3]), ++in_crm;
  }
  for (size_t i = 1; i < now.size(); ++i) alone += now[i][0] == "boutique" && !crm.contains(now[i][3]);
  const auto count = [](const std::string& text) { return static_cast<size_t>(std::count(text.begin(), text.end(), '\n')); };
  CHECK(in_crm > 10);
  CHECK(count(answers[1]) == together);
  CHECK(answers[2].rfind(std::to_string(golden.size() - 1) + "|", 0) == 0);
  CHECK(count(answers[3]) == alone);
  CHECK(count(answers[4]) == 5);
  CHECK(count(answers[5]) == 2);
  CHECK(has(answers[5], "|different|"));
  CHECK(answers[6] == "|1|1\n");
  CHECK(has(answers[7], "exact].weight|"));
  CHECK(count(answers[8]) == 3);
  CHECK(has(answers[8], "xxh128:"));
  CHECK(count(answers[9]) == 2);
}
